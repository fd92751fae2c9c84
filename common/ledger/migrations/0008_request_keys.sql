-- Whose request it is and its key are bytes: collations take `a` and `a ` for the same.
-- bears: 7
ALTER TABLE idempotency
  MODIFY COLUMN subject VARBINARY(800) NOT NULL,
  MODIFY COLUMN request_id VARBINARY(100) NOT NULL;
