-- Every list can be ordered by when its records were made and last changed (ADR 0024).
-- bears: 6
ALTER TABLE `benefit`
  ADD KEY by_create_time (list_parent, superseded_by, valid_to, deleted, `create_time`, name),
  ADD KEY by_record_time (list_parent, superseded_by, valid_to, deleted, `record_time`, name);
ALTER TABLE `benefits_review`
  ADD KEY by_create_time (list_parent, superseded_by, valid_to, deleted, `create_time`, name),
  ADD KEY by_record_time (list_parent, superseded_by, valid_to, deleted, `record_time`, name);
ALTER TABLE `expected_result`
  ADD KEY by_create_time (list_parent, superseded_by, valid_to, deleted, `create_time`, name),
  ADD KEY by_record_time (list_parent, superseded_by, valid_to, deleted, `record_time`, name);
ALTER TABLE `measure`
  ADD KEY by_create_time (list_parent, superseded_by, valid_to, deleted, `create_time`, name),
  ADD KEY by_record_time (list_parent, superseded_by, valid_to, deleted, `record_time`, name);
ALTER TABLE `measure_return`
  ADD KEY by_create_time (list_parent, superseded_by, valid_to, deleted, `create_time`, name),
  ADD KEY all_by_create_time (list_partnership, superseded_by, valid_to, deleted, `create_time`, name),
  ADD KEY by_record_time (list_parent, superseded_by, valid_to, deleted, `record_time`, name),
  ADD KEY all_by_record_time (list_partnership, superseded_by, valid_to, deleted, `record_time`, name);
ALTER TABLE `share`
  ADD COLUMN `list_parent` VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS
    (SUBSTRING_INDEX(name, '/', 4)) STORED,
  ADD COLUMN `list_partnership` VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS
    (SUBSTRING_INDEX(name, '/', 2)) STORED,
  ADD KEY by_create_time (list_parent, superseded_by, valid_to, deleted, `create_time`, name),
  ADD KEY all_by_create_time (list_partnership, superseded_by, valid_to, deleted, `create_time`, name),
  ADD KEY by_record_time (list_parent, superseded_by, valid_to, deleted, `record_time`, name),
  ADD KEY all_by_record_time (list_partnership, superseded_by, valid_to, deleted, `record_time`, name);
ALTER TABLE `stated_figure`
  ADD KEY by_create_time (list_parent, superseded_by, valid_to, deleted, `create_time`, name),
  ADD KEY by_record_time (list_parent, superseded_by, valid_to, deleted, `record_time`, name);
