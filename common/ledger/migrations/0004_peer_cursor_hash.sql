-- What the peer's feed held at the place read to, so that one that went another way
-- since is read anew. Empty until the next page is read.
ALTER TABLE peer_cursor ADD COLUMN hash VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin
  NOT NULL DEFAULT '';
