-- Works, needs and offers are found by the terms of their text: a row keeps its own, and a table
-- beside each tells which records ever had a term. NULL where a program of before has written:
-- such a record is found again once it is written again. Connections are found from both ends.
-- bears: 14
ALTER TABLE `project` ADD COLUMN `terms` MEDIUMTEXT CHARACTER SET ascii COLLATE ascii_bin NULL;
CREATE TABLE `project_term` (
  `term` VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `name` VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (term, name)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
ALTER TABLE `programme` ADD COLUMN `terms` MEDIUMTEXT CHARACTER SET ascii COLLATE ascii_bin NULL;
CREATE TABLE `programme_term` (
  `term` VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `name` VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (term, name)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
ALTER TABLE `service_area` ADD COLUMN `terms` MEDIUMTEXT CHARACTER SET ascii COLLATE ascii_bin NULL;
CREATE TABLE `service_area_term` (
  `term` VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `name` VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (term, name)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
ALTER TABLE `live_service` ADD COLUMN `terms` MEDIUMTEXT CHARACTER SET ascii COLLATE ascii_bin NULL;
CREATE TABLE `live_service_term` (
  `term` VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `name` VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (term, name)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
ALTER TABLE `action` ADD COLUMN `terms` MEDIUMTEXT CHARACTER SET ascii COLLATE ascii_bin NULL;
CREATE TABLE `action_term` (
  `term` VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `name` VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (term, name)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
ALTER TABLE `need` ADD COLUMN `terms` MEDIUMTEXT CHARACTER SET ascii COLLATE ascii_bin NULL;
CREATE TABLE `need_term` (
  `term` VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `name` VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (term, name)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
ALTER TABLE `offer` ADD COLUMN `terms` MEDIUMTEXT CHARACTER SET ascii COLLATE ascii_bin NULL;
CREATE TABLE `offer_term` (
  `term` VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `name` VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (term, name)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
ALTER TABLE `connection`
  ADD KEY by_one (superseded_by, `one`),
  ADD KEY by_other (superseded_by, `other`);
