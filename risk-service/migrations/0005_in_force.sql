-- What is in force is found without what was, however long the history of a name is;
-- and what a change put out of force.
-- bears: 4
ALTER TABLE `matrix` ADD KEY in_force (superseded_by, name);
ALTER TABLE `register` ADD KEY in_force (superseded_by, name);
ALTER TABLE `risk` ADD KEY in_force (superseded_by, name);
ALTER TABLE `treatment` ADD KEY in_force (superseded_by, name);
