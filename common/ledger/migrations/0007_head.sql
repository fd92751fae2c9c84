-- Written by a redaction, so that nobody copies on what it takes out at that moment.
-- bears: 6
ALTER TABLE resource ADD COLUMN redactions INT NOT NULL DEFAULT 0;
