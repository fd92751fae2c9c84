-- bears: 8
-- What takes longer than a call: what was asked, by whom, how it stands and what came of it. Work on it is
-- held by whoever has raised its fence, until `held_until` unless renewed; of one that
-- waits `held_until` says from when it may be begun. Times are microseconds since 1970.
CREATE TABLE operation (
  name VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  partnership VARCHAR(63) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  method VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  request MEDIUMBLOB NOT NULL,
  subject VARBINARY(800) NOT NULL,
  caller BLOB NOT NULL,
  exempt_seen TINYINT NOT NULL,
  state TINYINT NOT NULL,
  created BIGINT NOT NULL,
  started BIGINT NULL,
  ended BIGINT NULL,
  expires BIGINT NULL,
  progress_done BIGINT NOT NULL DEFAULT 0,
  progress_total BIGINT NOT NULL DEFAULT 0,
  progress VARCHAR(400) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '',
  cancel_asked BIGINT NULL,
  attempts INT NOT NULL DEFAULT 0,
  fence BIGINT NOT NULL DEFAULT 0,
  holder VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '',
  held_until BIGINT NOT NULL DEFAULT 0,
  result MEDIUMBLOB NULL,
  error BLOB NULL,
  PRIMARY KEY (name),
  KEY operation_turn (state, held_until),
  KEY operation_order (partnership, created, name),
  KEY operation_own (subject, partnership, created, name),
  KEY operation_expires (expires)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
