-- The latest moment that a read has asked about: nothing gets a known_time up to it
-- any more, so that the same question always has the same answer.
CREATE TABLE feed_seal (
  id TINYINT NOT NULL,
  known_time BIGINT NOT NULL,
  PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
INSERT INTO feed_seal (id, known_time) VALUES (1, 0);
