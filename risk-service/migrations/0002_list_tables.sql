-- A table for each list of messages; made by `risk-service ddl NOUN`.

CREATE TABLE `matrix_likelihoods` (
  `resource_name` VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `valid_from` DATE NOT NULL,
  `recorded_by` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `ordinal` INT NOT NULL,
  `rank` BIGINT NOT NULL,
  `name` VARCHAR(200) NOT NULL,
  `meaning` TEXT NOT NULL,
  PRIMARY KEY (resource_name, valid_from, recorded_by, ordinal)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE `matrix_impacts` (
  `resource_name` VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `valid_from` DATE NOT NULL,
  `recorded_by` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `ordinal` INT NOT NULL,
  `rank` BIGINT NOT NULL,
  `name` VARCHAR(200) NOT NULL,
  `meaning` TEXT NOT NULL,
  PRIMARY KEY (resource_name, valid_from, recorded_by, ordinal)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE `matrix_bands` (
  `resource_name` VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `valid_from` DATE NOT NULL,
  `recorded_by` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `ordinal` INT NOT NULL,
  `rating` VARCHAR(200) NOT NULL,
  `lowest_score` BIGINT NOT NULL,
  `highest_score` BIGINT NOT NULL,
  PRIMARY KEY (resource_name, valid_from, recorded_by, ordinal)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE `matrix_cells` (
  `resource_name` VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `valid_from` DATE NOT NULL,
  `recorded_by` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `ordinal` INT NOT NULL,
  `likelihood` BIGINT NOT NULL,
  `impact` BIGINT NOT NULL,
  `rating` VARCHAR(200) NOT NULL,
  PRIMARY KEY (resource_name, valid_from, recorded_by, ordinal)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE `matrix_appetites` (
  `resource_name` VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `valid_from` DATE NOT NULL,
  `recorded_by` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `ordinal` INT NOT NULL,
  `category` VARCHAR(200) NOT NULL,
  `level` BIGINT NOT NULL,
  `highest_score` BIGINT NOT NULL,
  PRIMARY KEY (resource_name, valid_from, recorded_by, ordinal)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
