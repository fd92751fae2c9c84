-- How risks are watched, and their deadlines and milestones in the words printed.
-- bears: 8
ALTER TABLE `register` ADD COLUMN `description` TEXT NOT NULL DEFAULT ('');
ALTER TABLE `risk` ADD COLUMN `monitoring` TEXT NOT NULL DEFAULT (''), ADD COLUMN `milestones` MEDIUMBLOB NOT NULL DEFAULT (''), ADD COLUMN `position` BIGINT NOT NULL DEFAULT 0, ADD COLUMN `description` TEXT NOT NULL DEFAULT ('');
ALTER TABLE `treatment` ADD COLUMN `due_date` VARCHAR(200) NOT NULL DEFAULT '', ADD COLUMN `due_date_first` DATE NULL, ADD COLUMN `due_date_last` DATE NULL, ADD COLUMN `due_qualifier` BIGINT NOT NULL DEFAULT 0, ADD COLUMN `due_as_printed` TEXT NOT NULL DEFAULT (''), ADD COLUMN `milestones` MEDIUMBLOB NOT NULL DEFAULT (''), ADD COLUMN `monitoring` TEXT NOT NULL DEFAULT ('');
CREATE TABLE `risk_deadlines` (
  `resource_name` VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `valid_from` DATE NOT NULL,
  `recorded_by` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `ordinal` INT NOT NULL,
  `due_date` VARCHAR(200) NOT NULL,
  `due_date_first` DATE NULL,
  `due_date_last` DATE NULL,
  `due_qualifier` BIGINT NOT NULL,
  `due_as_printed` TEXT NOT NULL,
  PRIMARY KEY (resource_name, valid_from, recorded_by, ordinal)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
