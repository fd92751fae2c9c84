-- bears: 9
-- Copies of the schema that were made and verified: as of when, and up to which entry of
-- the feed at least. Times are microseconds since 1970.
CREATE TABLE schema_backup (
  taken BIGINT NOT NULL,
  position BIGINT NOT NULL,
  recorded BIGINT NOT NULL,
  PRIMARY KEY (taken)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
