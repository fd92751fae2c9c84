-- What a stated figure is called where it stands and by the heading above it, and the day that it is of.
-- bears: 8
ALTER TABLE `stated_figure`
  ADD COLUMN `kind` BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN `heading_kind` BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN `as_of` VARCHAR(200) NOT NULL DEFAULT '',
  ADD COLUMN `as_of_first` DATE NULL,
  ADD COLUMN `as_of_last` DATE NULL;
