-- Groups of claims that look like the same money.
-- bears: 12
CREATE TABLE `claim_group` (
  `name` VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `valid_from` DATE NOT NULL,
  `valid_to` DATE NOT NULL,
  `deleted` TINYINT NOT NULL,
  `uid` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `recorded_by` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `superseded_by` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
  `create_time` BIGINT NOT NULL,
  `record_time` BIGINT NOT NULL,
  `effective_from` DATE NOT NULL,
  `source_document` VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `source_section` VARCHAR(200) NOT NULL,
  `source_table` VARCHAR(200) NOT NULL,
  `source_row` VARCHAR(200) NOT NULL,
  `source_column` VARCHAR(200) NOT NULL,
  `source_inferred` TEXT NOT NULL,
  `marking` BIGINT NOT NULL,
  `claims_left_out` BIGINT NOT NULL,
  `state` BIGINT NOT NULL,
  `doubled_pence` BIGINT NOT NULL,
  `figures` VARCHAR(200) NOT NULL,
  `judged_figures` VARCHAR(200) NOT NULL,
  `judgement` TEXT NOT NULL,
  `judged_by_role` VARCHAR(200) NOT NULL,
  `judged_on` VARCHAR(200) NOT NULL,
  `list_parent` VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTRING_INDEX(name, '/', 2)) STORED,
  PRIMARY KEY (name, valid_from, recorded_by),
  KEY (recorded_by),
  KEY in_force (superseded_by, name),
  KEY by_doubled_pence (list_parent, superseded_by, valid_to, deleted, `doubled_pence`, name),
  KEY by_create_time (list_parent, superseded_by, valid_to, deleted, `create_time`, name),
  KEY by_record_time (list_parent, superseded_by, valid_to, deleted, `record_time`, name)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE `claim_group_claims` (
  `resource_name` VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `valid_from` DATE NOT NULL,
  `recorded_by` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `ordinal` INT NOT NULL,
  `record` VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `record_uid` VARCHAR(200) NOT NULL,
  `other_partnership` VARCHAR(200) NOT NULL,
  `amount_pence` BIGINT NOT NULL,
  PRIMARY KEY (resource_name, valid_from, recorded_by, ordinal)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE `claim_group_reasons` (
  `resource_name` VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `valid_from` DATE NOT NULL,
  `recorded_by` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `ordinal` INT NOT NULL,
  `kind` BIGINT NOT NULL,
  `text` TEXT NOT NULL,
  PRIMARY KEY (resource_name, valid_from, recorded_by, ordinal)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
