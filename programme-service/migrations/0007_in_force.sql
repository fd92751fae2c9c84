-- What is in force is found without what was, however long the history of a name is;
-- and what a change put out of force.
-- bears: 6
ALTER TABLE `council` ADD KEY in_force (superseded_by, name);
ALTER TABLE `partnership` ADD KEY in_force (superseded_by, name);
ALTER TABLE `membership` ADD KEY in_force (superseded_by, name);
ALTER TABLE `board` ADD KEY in_force (superseded_by, name);
ALTER TABLE `meeting` ADD KEY in_force (superseded_by, name);
ALTER TABLE `source_document` ADD KEY in_force (superseded_by, name);
ALTER TABLE `programme` ADD KEY in_force (superseded_by, name);
ALTER TABLE `service_area` ADD KEY in_force (superseded_by, name);
ALTER TABLE `project` ADD KEY in_force (superseded_by, name);
ALTER TABLE `live_service` ADD KEY in_force (superseded_by, name);
ALTER TABLE `participation` ADD KEY in_force (superseded_by, name);
ALTER TABLE `highlight_report` ADD KEY in_force (superseded_by, name);
ALTER TABLE `issue` ADD KEY in_force (superseded_by, name);
ALTER TABLE `lesson` ADD KEY in_force (superseded_by, name);
ALTER TABLE `explanation` ADD KEY in_force (superseded_by, name);
ALTER TABLE `rule_suppression` ADD KEY in_force (superseded_by, name);
