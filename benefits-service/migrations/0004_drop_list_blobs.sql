-- The blobs whose lists stand in tables of their own.
ALTER TABLE share DROP COLUMN `lines`;
