-- A share's row keeps what its lines come to, so that a report need not go through them. NULL
-- where a program of before has written: such lines are gone through. And which work has
-- benefits is read from an index alone.
-- bears: 9
ALTER TABLE `share`
  ADD COLUMN `lines_summary` MEDIUMTEXT CHARACTER SET ascii COLLATE ascii_bin NULL;
ALTER TABLE `benefit`
  ADD KEY works (superseded_by, name, valid_to, deleted, project, live_service);
