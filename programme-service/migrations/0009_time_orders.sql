-- Every list can be ordered by when its records were made and last changed (ADR 0024).
-- bears: 8
ALTER TABLE `board`
  ADD KEY by_create_time (list_parent, superseded_by, valid_to, deleted, `create_time`, name),
  ADD KEY by_record_time (list_parent, superseded_by, valid_to, deleted, `record_time`, name);
ALTER TABLE `council`
  ADD KEY by_create_time (superseded_by, valid_to, deleted, `create_time`, name),
  ADD KEY by_record_time (superseded_by, valid_to, deleted, `record_time`, name);
ALTER TABLE `explanation`
  ADD COLUMN `list_parent` VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS
    (SUBSTRING_INDEX(name, '/', 2)) STORED,
  ADD KEY by_create_time (list_parent, superseded_by, valid_to, deleted, `create_time`, name),
  ADD KEY by_record_time (list_parent, superseded_by, valid_to, deleted, `record_time`, name);
ALTER TABLE `highlight_report`
  ADD KEY by_create_time (list_parent, superseded_by, valid_to, deleted, `create_time`, name),
  ADD KEY by_record_time (list_parent, superseded_by, valid_to, deleted, `record_time`, name);
ALTER TABLE `issue`
  ADD KEY by_create_time (list_parent, superseded_by, valid_to, deleted, `create_time`, name),
  ADD KEY by_record_time (list_parent, superseded_by, valid_to, deleted, `record_time`, name);
ALTER TABLE `lesson`
  ADD KEY by_create_time (list_parent, superseded_by, valid_to, deleted, `create_time`, name),
  ADD KEY by_record_time (list_parent, superseded_by, valid_to, deleted, `record_time`, name);
ALTER TABLE `live_service`
  ADD KEY by_create_time (list_parent, superseded_by, valid_to, deleted, `create_time`, name),
  ADD KEY by_record_time (list_parent, superseded_by, valid_to, deleted, `record_time`, name);
ALTER TABLE `meeting`
  ADD KEY by_create_time (list_parent, superseded_by, valid_to, deleted, `create_time`, name),
  ADD KEY by_record_time (list_parent, superseded_by, valid_to, deleted, `record_time`, name);
ALTER TABLE `membership`
  ADD KEY by_create_time (list_parent, superseded_by, valid_to, deleted, `create_time`, name),
  ADD KEY by_record_time (list_parent, superseded_by, valid_to, deleted, `record_time`, name);
ALTER TABLE `participation`
  ADD COLUMN `list_parent` VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS
    (SUBSTRING_INDEX(name, '/', 2)) STORED,
  ADD KEY by_create_time (list_parent, superseded_by, valid_to, deleted, `create_time`, name),
  ADD KEY by_record_time (list_parent, superseded_by, valid_to, deleted, `record_time`, name);
ALTER TABLE `partnership`
  ADD KEY by_create_time (superseded_by, valid_to, deleted, `create_time`, name),
  ADD KEY by_record_time (superseded_by, valid_to, deleted, `record_time`, name);
ALTER TABLE `programme`
  ADD KEY by_create_time (list_parent, superseded_by, valid_to, deleted, `create_time`, name),
  ADD KEY by_record_time (list_parent, superseded_by, valid_to, deleted, `record_time`, name);
ALTER TABLE `project`
  ADD KEY by_create_time (list_parent, superseded_by, valid_to, deleted, `create_time`, name),
  ADD KEY by_record_time (list_parent, superseded_by, valid_to, deleted, `record_time`, name);
ALTER TABLE `rule_suppression`
  ADD COLUMN `list_parent` VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS
    (SUBSTRING_INDEX(name, '/', 2)) STORED,
  ADD KEY by_create_time (list_parent, superseded_by, valid_to, deleted, `create_time`, name),
  ADD KEY by_record_time (list_parent, superseded_by, valid_to, deleted, `record_time`, name);
ALTER TABLE `service_area`
  ADD KEY by_create_time (list_parent, superseded_by, valid_to, deleted, `create_time`, name),
  ADD KEY by_record_time (list_parent, superseded_by, valid_to, deleted, `record_time`, name);
ALTER TABLE `source_document`
  ADD KEY by_create_time (list_parent, superseded_by, valid_to, deleted, `create_time`, name),
  ADD KEY by_record_time (list_parent, superseded_by, valid_to, deleted, `record_time`, name);
