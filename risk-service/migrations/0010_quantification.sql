-- What risks could cost, as somebody estimates it.
-- bears: 9
ALTER TABLE `risk` ADD COLUMN `quantification_probability_ppm` BIGINT NOT NULL DEFAULT 0, ADD COLUMN `quantification_shape` BIGINT NOT NULL DEFAULT 0, ADD COLUMN `quantification_low_pence` BIGINT NOT NULL DEFAULT 0, ADD COLUMN `quantification_mode_pence` BIGINT NOT NULL DEFAULT 0, ADD COLUMN `quantification_high_pence` BIGINT NOT NULL DEFAULT 0, ADD COLUMN `quantification_period` VARCHAR(200) NOT NULL DEFAULT '', ADD COLUMN `quantification_basis` TEXT NOT NULL DEFAULT ('');
