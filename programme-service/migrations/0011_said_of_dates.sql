-- How papers speak of what falls on a day and what that awaits, what is done about an issue, and how long
-- the period of a report is.
-- bears: 10
ALTER TABLE `project_stated_dates` ADD COLUMN `state` BIGINT NOT NULL DEFAULT 0, ADD COLUMN `awaits` VARCHAR(200) NOT NULL DEFAULT '';
ALTER TABLE `live_service_stated_dates` ADD COLUMN `state` BIGINT NOT NULL DEFAULT 0, ADD COLUMN `awaits` VARCHAR(200) NOT NULL DEFAULT '';
ALTER TABLE `issue` ADD COLUMN `mitigation` TEXT NOT NULL DEFAULT ('');
ALTER TABLE `highlight_report` ADD COLUMN `period` BIGINT NOT NULL DEFAULT 0;
