-- What of a record its paper does not state and was inferred, with the reason.
-- bears: 7
ALTER TABLE `benefit` ADD COLUMN `source_inferred` VARCHAR(500) NOT NULL DEFAULT '' AFTER `source_column`;
ALTER TABLE `share` ADD COLUMN `source_inferred` VARCHAR(500) NOT NULL DEFAULT '' AFTER `source_column`;
ALTER TABLE `expected_result` ADD COLUMN `source_inferred` VARCHAR(500) NOT NULL DEFAULT '' AFTER `source_column`;
ALTER TABLE `measure` ADD COLUMN `source_inferred` VARCHAR(500) NOT NULL DEFAULT '' AFTER `source_column`;
ALTER TABLE `measure_return` ADD COLUMN `source_inferred` VARCHAR(500) NOT NULL DEFAULT '' AFTER `source_column`;
ALTER TABLE `stated_figure` ADD COLUMN `source_inferred` VARCHAR(500) NOT NULL DEFAULT '' AFTER `source_column`;
ALTER TABLE `benefits_review` ADD COLUMN `source_inferred` VARCHAR(500) NOT NULL DEFAULT '' AFTER `source_column`;
