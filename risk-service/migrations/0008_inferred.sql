-- What of a record its paper does not state and was inferred, with the reason.
-- bears: 7
ALTER TABLE `matrix` ADD COLUMN `source_inferred` VARCHAR(500) NOT NULL DEFAULT '' AFTER `source_column`;
ALTER TABLE `register` ADD COLUMN `source_inferred` VARCHAR(500) NOT NULL DEFAULT '' AFTER `source_column`;
ALTER TABLE `risk` ADD COLUMN `source_inferred` VARCHAR(500) NOT NULL DEFAULT '' AFTER `source_column`;
ALTER TABLE `treatment` ADD COLUMN `source_inferred` VARCHAR(500) NOT NULL DEFAULT '' AFTER `source_column`;
