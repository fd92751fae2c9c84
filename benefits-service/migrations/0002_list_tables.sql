-- A table for each list of messages; made by `benefits-service ddl NOUN`.

CREATE TABLE `share_lines` (
  `resource_name` VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `valid_from` DATE NOT NULL,
  `recorded_by` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `ordinal` INT NOT NULL,
  `financial_year` VARCHAR(200) NOT NULL,
  `quarter` BIGINT NOT NULL,
  `kind` BIGINT NOT NULL,
  `amount_pence` BIGINT NOT NULL,
  `grade` BIGINT NOT NULL,
  `counted_to` VARCHAR(200) NOT NULL,
  `printed` VARCHAR(200) NOT NULL,
  PRIMARY KEY (resource_name, valid_from, recorded_by, ordinal)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
