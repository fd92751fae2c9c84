-- What a list can be ordered by: what is in force, newest, of one parent and where a parent
-- has one above it of one partnership, in that order (ADR 0024).
-- bears: 5
ALTER TABLE `benefit`
  ADD COLUMN `list_parent` VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS
    (SUBSTRING_INDEX(name, '/', 2)) STORED,
  ADD KEY by_title (list_parent, superseded_by, valid_to, deleted, `title`, name),
  ADD KEY by_position (list_parent, superseded_by, valid_to, deleted, `position`, name);
ALTER TABLE `measure`
  ADD COLUMN `list_parent` VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS
    (SUBSTRING_INDEX(name, '/', 2)) STORED,
  ADD KEY by_title (list_parent, superseded_by, valid_to, deleted, `title`, name),
  ADD KEY by_position (list_parent, superseded_by, valid_to, deleted, `position`, name);
ALTER TABLE `measure_return`
  ADD COLUMN `list_parent` VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS
    (SUBSTRING_INDEX(name, '/', 4)) STORED,
  ADD COLUMN `list_partnership` VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS
    (SUBSTRING_INDEX(name, '/', 2)) STORED,
  ADD KEY by_financial_year (list_parent, superseded_by, valid_to, deleted, `financial_year`, name),
  ADD KEY all_by_financial_year (list_partnership, superseded_by, valid_to, deleted, `financial_year`, name);
ALTER TABLE `benefits_review`
  ADD COLUMN `list_parent` VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS
    (SUBSTRING_INDEX(name, '/', 2)) STORED,
  ADD KEY by_position (list_parent, superseded_by, valid_to, deleted, `position`, name);
ALTER TABLE `stated_figure`
  ADD COLUMN `list_parent` VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS
    (SUBSTRING_INDEX(name, '/', 2)) STORED,
  ADD KEY by_financial_year (list_parent, superseded_by, valid_to, deleted, `financial_year`, name);
ALTER TABLE `expected_result`
  ADD COLUMN `list_parent` VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS
    (SUBSTRING_INDEX(name, '/', 2)) STORED,
  ADD KEY by_position (list_parent, superseded_by, valid_to, deleted, `position`, name);
