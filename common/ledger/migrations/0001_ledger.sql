-- The tables that every service's ledger has, whatever resources it keeps. Each
-- service's first migration begins with them. Times are microseconds since 1970,
-- UTC. Common subset of MySQL 8 and 9, MariaDB 10.11 and Galera.

-- The newest state of each name: what two writers of one resource meet at.
CREATE TABLE resource (
  name VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  uid CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  type VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  revision BIGINT NOT NULL,
  PRIMARY KEY (name),
  UNIQUE KEY resource_uid (uid)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- Who recorded what, when. Insert only.
CREATE TABLE changes (
  change_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  record_time BIGINT NOT NULL,
  effective_date DATE NOT NULL,
  subject VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  request_id VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  trace_id VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  type VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  uid CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  revision BIGINT NOT NULL,
  verb VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  payload_digest CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (change_id),
  UNIQUE KEY changes_revision (uid, revision)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- What a change did, kept apart so that it can be redacted.
CREATE TABLE change_payload (
  change_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  salt VARBINARY(32) NOT NULL,
  payload MEDIUMBLOB NOT NULL,
  PRIMARY KEY (change_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- Committed changes that have no place in the feed yet.
CREATE TABLE outbox (
  change_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  uid CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  revision BIGINT NOT NULL,
  record_time BIGINT NOT NULL,
  PRIMARY KEY (change_id),
  KEY outbox_revision (uid, revision),
  KEY outbox_order (record_time, change_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- One row for the first start and for each restore from a backup; the highest is in force.
CREATE TABLE feed_epoch (
  epoch BIGINT NOT NULL,
  begin_time BIGINT NOT NULL,
  PRIMARY KEY (epoch)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
INSERT INTO feed_epoch (epoch, begin_time) VALUES (1, 0);

-- The one order of the changes, without gaps, each hash over the one before. Insert
-- only; the primary key lets no second leader through.
CREATE TABLE feed (
  position BIGINT NOT NULL,
  epoch BIGINT NOT NULL,
  change_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  known_time BIGINT NOT NULL,
  prev_hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (position),
  UNIQUE KEY feed_change (change_id),
  UNIQUE KEY feed_known_time (known_time)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- Who leads a background job, until when; each new holder raises the fence.
CREATE TABLE lease (
  name VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  holder CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  fence BIGINT NOT NULL,
  expires BIGINT NOT NULL,
  PRIMARY KEY (name)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- Changes whose payload was taken out.
CREATE TABLE redaction (
  change_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  redacted_by VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  reason VARCHAR(1000) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  redact_time BIGINT NOT NULL,
  PRIMARY KEY (change_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- Answers to requests with a request_id, given again when the request is repeated.
CREATE TABLE idempotency (
  subject VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  request_id VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  fingerprint CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  method VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  response MEDIUMBLOB NULL,
  created BIGINT NOT NULL,
  PRIMARY KEY (subject, request_id),
  KEY idempotency_created (created)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- How far this service has read the feed of each of its peers.
CREATE TABLE peer_cursor (
  service VARCHAR(50) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  epoch BIGINT NOT NULL,
  position BIGINT NOT NULL,
  PRIMARY KEY (service)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- Which resources its peers hold, over which days, from which place of their feed to
-- which. No values, so that a redaction has nothing to reach here.
CREATE TABLE peer_resource (
  name VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  valid_from DATE NOT NULL,
  recorded_position BIGINT NOT NULL,
  service VARCHAR(50) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  type VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  uid CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  valid_to DATE NOT NULL,
  deleted TINYINT NOT NULL,
  superseded_position BIGINT NULL,
  PRIMARY KEY (name, valid_from, recorded_position),
  KEY peer_resource_service (service)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
