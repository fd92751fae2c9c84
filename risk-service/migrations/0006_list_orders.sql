-- What a list can be ordered by: what is in force, newest, of one parent and where a parent
-- has one above it of one partnership, in that order (ADR 0024).
-- bears: 5
ALTER TABLE `matrix`
  ADD COLUMN `list_parent` VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS
    (SUBSTRING_INDEX(name, '/', 2)) STORED,
  ADD KEY by_version (list_parent, superseded_by, valid_to, deleted, `version`, name);
ALTER TABLE `register`
  ADD COLUMN `list_parent` VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS
    (SUBSTRING_INDEX(name, '/', 2)) STORED,
  ADD KEY by_title (list_parent, superseded_by, valid_to, deleted, `title`, name);
ALTER TABLE `risk`
  ADD COLUMN `list_parent` VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS
    (SUBSTRING_INDEX(name, '/', 4)) STORED,
  ADD COLUMN `list_partnership` VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS
    (SUBSTRING_INDEX(name, '/', 2)) STORED,
  ADD KEY by_reference (list_parent, superseded_by, valid_to, deleted, `reference`, name),
  ADD KEY all_by_reference (list_partnership, superseded_by, valid_to, deleted, `reference`, name),
  ADD KEY by_current_computed_score (list_parent, superseded_by, valid_to, deleted, `current_computed_score`, name),
  ADD KEY all_by_current_computed_score (list_partnership, superseded_by, valid_to, deleted, `current_computed_score`, name);
ALTER TABLE `treatment`
  ADD COLUMN `list_parent` VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS
    (SUBSTRING_INDEX(name, '/', 6)) STORED,
  ADD COLUMN `list_partnership` VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS
    (SUBSTRING_INDEX(name, '/', 2)) STORED,
  ADD KEY by_deadline (list_parent, superseded_by, valid_to, deleted, `deadline`, name),
  ADD KEY all_by_deadline (list_partnership, superseded_by, valid_to, deleted, `deadline`, name);
