-- Titles of measures as long as papers print them.
-- bears: 12
ALTER TABLE `measure` MODIFY COLUMN `title` VARCHAR(255) NOT NULL;
