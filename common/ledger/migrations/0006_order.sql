-- The sequencer asks what of a name waits, however much waits of others.
ALTER TABLE outbox
  ADD COLUMN name VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  ADD KEY outbox_name (name, revision),
  DROP KEY outbox_revision;
UPDATE outbox o JOIN changes c ON c.change_id = o.change_id SET o.name = c.name;

-- Each batch writes the seal, so that one and a moment that is closed on another node of
-- a cluster exclude each other.
ALTER TABLE feed_seal ADD COLUMN batch BIGINT NOT NULL DEFAULT 0;
