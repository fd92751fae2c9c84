-- What of a record its paper does not state and was inferred, with the reason.
-- bears: 9
ALTER TABLE `council` ADD COLUMN `source_inferred` VARCHAR(500) NOT NULL DEFAULT '' AFTER `source_column`;
ALTER TABLE `partnership` ADD COLUMN `source_inferred` VARCHAR(500) NOT NULL DEFAULT '' AFTER `source_column`;
ALTER TABLE `membership` ADD COLUMN `source_inferred` VARCHAR(500) NOT NULL DEFAULT '' AFTER `source_column`;
ALTER TABLE `board` ADD COLUMN `source_inferred` VARCHAR(500) NOT NULL DEFAULT '' AFTER `source_column`;
ALTER TABLE `meeting` ADD COLUMN `source_inferred` VARCHAR(500) NOT NULL DEFAULT '' AFTER `source_column`;
ALTER TABLE `source_document` ADD COLUMN `source_inferred` VARCHAR(500) NOT NULL DEFAULT '' AFTER `source_column`;
ALTER TABLE `programme` ADD COLUMN `source_inferred` VARCHAR(500) NOT NULL DEFAULT '' AFTER `source_column`;
ALTER TABLE `service_area` ADD COLUMN `source_inferred` VARCHAR(500) NOT NULL DEFAULT '' AFTER `source_column`;
ALTER TABLE `project` ADD COLUMN `source_inferred` VARCHAR(500) NOT NULL DEFAULT '' AFTER `source_column`;
ALTER TABLE `live_service` ADD COLUMN `source_inferred` VARCHAR(500) NOT NULL DEFAULT '' AFTER `source_column`;
ALTER TABLE `participation` ADD COLUMN `source_inferred` VARCHAR(500) NOT NULL DEFAULT '' AFTER `source_column`;
ALTER TABLE `highlight_report` ADD COLUMN `source_inferred` VARCHAR(500) NOT NULL DEFAULT '' AFTER `source_column`;
ALTER TABLE `issue` ADD COLUMN `source_inferred` VARCHAR(500) NOT NULL DEFAULT '' AFTER `source_column`;
ALTER TABLE `lesson` ADD COLUMN `source_inferred` VARCHAR(500) NOT NULL DEFAULT '' AFTER `source_column`;
ALTER TABLE `explanation` ADD COLUMN `source_inferred` VARCHAR(500) NOT NULL DEFAULT '' AFTER `source_column`;
ALTER TABLE `rule_suppression` ADD COLUMN `source_inferred` VARCHAR(500) NOT NULL DEFAULT '' AFTER `source_column`;
ALTER TABLE `project_stated_dates` ADD COLUMN `source_inferred` VARCHAR(500) NOT NULL DEFAULT '' AFTER `source_column`;
ALTER TABLE `live_service_stated_dates` ADD COLUMN `source_inferred` VARCHAR(500) NOT NULL DEFAULT '' AFTER `source_column`;
