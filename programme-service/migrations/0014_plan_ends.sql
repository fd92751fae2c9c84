-- What waits for what is followed by its ends; plans are asked for by what they are of.
-- bears: 13
ALTER TABLE `dependency` ADD KEY by_predecessor (predecessor, superseded_by);
ALTER TABLE `dependency` ADD KEY by_successor (successor, superseded_by);
ALTER TABLE `stage_plan` ADD KEY by_project (project, superseded_by);
ALTER TABLE `stage_plan` ADD KEY by_service_area (service_area, superseded_by);
ALTER TABLE `milestone` ADD KEY by_project (project, superseded_by);
