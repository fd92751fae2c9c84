-- Which resources of another service are exempt. What is held is read anew from the
-- first change on, so that it is known of all of them.
ALTER TABLE peer_resource ADD COLUMN exempt TINYINT NOT NULL DEFAULT 0;
DELETE FROM peer_resource;
DELETE FROM peer_cursor;
