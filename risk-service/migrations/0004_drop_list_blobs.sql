-- The blobs whose lists stand in tables of their own.
ALTER TABLE matrix DROP COLUMN likelihoods, DROP COLUMN impacts, DROP COLUMN bands, DROP COLUMN cells, DROP COLUMN appetites;
