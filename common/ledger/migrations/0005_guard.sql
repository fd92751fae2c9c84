-- What two writers of different records meet at where their writes would together break
-- a rule: one who adds below a record writes one of its rows, one who deletes it all of
-- them. Only writes exclude one another on a cluster.
CREATE TABLE guard (
  name VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  slot TINYINT NOT NULL,
  touched BIGINT NOT NULL,
  PRIMARY KEY (name, slot)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
