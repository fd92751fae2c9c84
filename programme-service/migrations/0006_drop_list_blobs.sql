-- The blobs whose lists stand in tables of their own.
ALTER TABLE project DROP COLUMN stated_dates;
ALTER TABLE live_service DROP COLUMN stated_dates;
ALTER TABLE highlight_report DROP COLUMN planned, DROP COLUMN milestones, DROP COLUMN concerns;
