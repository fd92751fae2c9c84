-- What a list can be ordered by: what is in force, newest, of one parent and where a parent
-- has one above it of one partnership, in that order (ADR 0024).
-- bears: 7
ALTER TABLE `council`
  ADD KEY by_title (superseded_by, valid_to, deleted, `title`, name);
ALTER TABLE `partnership`
  ADD KEY by_title (superseded_by, valid_to, deleted, `title`, name);
ALTER TABLE `membership`
  ADD COLUMN `list_parent` VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS
    (SUBSTRING_INDEX(name, '/', 2)) STORED,
  ADD KEY by_joined (list_parent, superseded_by, valid_to, deleted, `joined`, name);
ALTER TABLE `board`
  ADD COLUMN `list_parent` VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS
    (SUBSTRING_INDEX(name, '/', 2)) STORED,
  ADD KEY by_title (list_parent, superseded_by, valid_to, deleted, `title`, name);
ALTER TABLE `meeting`
  ADD COLUMN `list_parent` VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS
    (SUBSTRING_INDEX(name, '/', 2)) STORED,
  ADD KEY by_held (list_parent, superseded_by, valid_to, deleted, `held`, name);
ALTER TABLE `source_document`
  ADD COLUMN `list_parent` VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS
    (SUBSTRING_INDEX(name, '/', 2)) STORED,
  ADD KEY by_dated (list_parent, superseded_by, valid_to, deleted, `dated`, name);
ALTER TABLE `programme`
  ADD COLUMN `list_parent` VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS
    (SUBSTRING_INDEX(name, '/', 2)) STORED,
  ADD KEY by_title (list_parent, superseded_by, valid_to, deleted, `title`, name);
ALTER TABLE `service_area`
  ADD COLUMN `list_parent` VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS
    (SUBSTRING_INDEX(name, '/', 2)) STORED,
  ADD KEY by_title (list_parent, superseded_by, valid_to, deleted, `title`, name);
ALTER TABLE `project`
  ADD COLUMN `list_parent` VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS
    (SUBSTRING_INDEX(name, '/', 2)) STORED,
  ADD KEY by_title (list_parent, superseded_by, valid_to, deleted, `title`, name),
  ADD KEY by_reported_status (list_parent, superseded_by, valid_to, deleted, `reported_status`, name),
  ADD KEY by_current_end (list_parent, superseded_by, valid_to, deleted, `current_end`, name);
ALTER TABLE `live_service`
  ADD COLUMN `list_parent` VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS
    (SUBSTRING_INDEX(name, '/', 2)) STORED,
  ADD KEY by_title (list_parent, superseded_by, valid_to, deleted, `title`, name),
  ADD KEY by_went_live (list_parent, superseded_by, valid_to, deleted, `went_live`, name);
ALTER TABLE `highlight_report`
  ADD COLUMN `list_parent` VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS
    (SUBSTRING_INDEX(name, '/', 2)) STORED,
  ADD KEY by_period_end (list_parent, superseded_by, valid_to, deleted, `period_end`, name);
ALTER TABLE `issue`
  ADD COLUMN `list_parent` VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS
    (SUBSTRING_INDEX(name, '/', 2)) STORED,
  ADD KEY by_opened (list_parent, superseded_by, valid_to, deleted, `opened`, name);
ALTER TABLE `lesson`
  ADD COLUMN `list_parent` VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS
    (SUBSTRING_INDEX(name, '/', 2)) STORED,
  ADD KEY by_learned (list_parent, superseded_by, valid_to, deleted, `learned`, name);
