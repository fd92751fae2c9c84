-- A table for each list of messages; made by `programme-service ddl NOUN`.

CREATE TABLE `project_stated_dates` (
  `resource_name` VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `valid_from` DATE NOT NULL,
  `recorded_by` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `ordinal` INT NOT NULL,
  `what` VARCHAR(200) NOT NULL,
  `date` VARCHAR(200) NOT NULL,
  `date_first` DATE NULL,
  `date_last` DATE NULL,
  `source_document` VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `source_section` VARCHAR(200) NOT NULL,
  `source_table` VARCHAR(200) NOT NULL,
  `source_row` VARCHAR(200) NOT NULL,
  `source_column` VARCHAR(200) NOT NULL,
  `weekday` VARCHAR(200) NOT NULL,
  `still_to_come` BIGINT NOT NULL,
  PRIMARY KEY (resource_name, valid_from, recorded_by, ordinal)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE `live_service_stated_dates` (
  `resource_name` VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `valid_from` DATE NOT NULL,
  `recorded_by` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `ordinal` INT NOT NULL,
  `what` VARCHAR(200) NOT NULL,
  `date` VARCHAR(200) NOT NULL,
  `date_first` DATE NULL,
  `date_last` DATE NULL,
  `source_document` VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `source_section` VARCHAR(200) NOT NULL,
  `source_table` VARCHAR(200) NOT NULL,
  `source_row` VARCHAR(200) NOT NULL,
  `source_column` VARCHAR(200) NOT NULL,
  `weekday` VARCHAR(200) NOT NULL,
  `still_to_come` BIGINT NOT NULL,
  PRIMARY KEY (resource_name, valid_from, recorded_by, ordinal)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE `highlight_report_planned` (
  `resource_name` VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `valid_from` DATE NOT NULL,
  `recorded_by` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `ordinal` INT NOT NULL,
  `activity` TEXT NOT NULL,
  `progress` TEXT NOT NULL,
  PRIMARY KEY (resource_name, valid_from, recorded_by, ordinal)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE `highlight_report_milestones` (
  `resource_name` VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `valid_from` DATE NOT NULL,
  `recorded_by` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `ordinal` INT NOT NULL,
  `milestone` TEXT NOT NULL,
  `status` BIGINT NOT NULL,
  `due` VARCHAR(200) NOT NULL,
  `due_first` DATE NULL,
  `due_last` DATE NULL,
  PRIMARY KEY (resource_name, valid_from, recorded_by, ordinal)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE `highlight_report_concerns` (
  `resource_name` VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `valid_from` DATE NOT NULL,
  `recorded_by` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `ordinal` INT NOT NULL,
  `concern` TEXT NOT NULL,
  `mitigation` TEXT NOT NULL,
  PRIMARY KEY (resource_name, valid_from, recorded_by, ordinal)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
