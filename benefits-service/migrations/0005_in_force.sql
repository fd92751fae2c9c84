-- What is in force is found without what was, however long the history of a name is;
-- and what a change put out of force.
-- bears: 4
ALTER TABLE `benefit` ADD KEY in_force (superseded_by, name);
ALTER TABLE `share` ADD KEY in_force (superseded_by, name);
ALTER TABLE `expected_result` ADD KEY in_force (superseded_by, name);
ALTER TABLE `measure` ADD KEY in_force (superseded_by, name);
ALTER TABLE `measure_return` ADD KEY in_force (superseded_by, name);
ALTER TABLE `stated_figure` ADD KEY in_force (superseded_by, name);
ALTER TABLE `benefits_review` ADD KEY in_force (superseded_by, name);
