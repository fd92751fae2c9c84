-- Every list can be ordered by when its records were made and last changed (ADR 0024).
-- bears: 6
ALTER TABLE `matrix`
  ADD KEY by_create_time (list_parent, superseded_by, valid_to, deleted, `create_time`, name),
  ADD KEY by_record_time (list_parent, superseded_by, valid_to, deleted, `record_time`, name);
ALTER TABLE `register`
  ADD KEY by_create_time (list_parent, superseded_by, valid_to, deleted, `create_time`, name),
  ADD KEY by_record_time (list_parent, superseded_by, valid_to, deleted, `record_time`, name);
ALTER TABLE `risk`
  ADD KEY by_create_time (list_parent, superseded_by, valid_to, deleted, `create_time`, name),
  ADD KEY all_by_create_time (list_partnership, superseded_by, valid_to, deleted, `create_time`, name),
  ADD KEY by_record_time (list_parent, superseded_by, valid_to, deleted, `record_time`, name),
  ADD KEY all_by_record_time (list_partnership, superseded_by, valid_to, deleted, `record_time`, name);
ALTER TABLE `treatment`
  ADD KEY by_create_time (list_parent, superseded_by, valid_to, deleted, `create_time`, name),
  ADD KEY all_by_create_time (list_partnership, superseded_by, valid_to, deleted, `create_time`, name),
  ADD KEY by_record_time (list_parent, superseded_by, valid_to, deleted, `record_time`, name),
  ADD KEY all_by_record_time (list_partnership, superseded_by, valid_to, deleted, `record_time`, name);
