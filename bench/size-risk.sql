-- A made-up region of risk-service, put straight into its tables: @risk risks of 50 in a register, forty registers
-- below one, half of the risks with an action and each with quarterly reviews of five years; three in a hundred are printed with another score than their levels give, and two in a hundred
-- have moved since January 2011. bench/run-size sets @risk and @day and has made the matrix.
SET @t = 1277856000000000;
SET @matrix = 'partnerships/region/matrices/region-v1';
CREATE TEMPORARY TABLE n (i INT PRIMARY KEY);
INSERT INTO n SELECT seq FROM seq_0_to_1000000 WHERE seq < @risk;
INSERT INTO register (name, valid_from, valid_to, deleted, uid, recorded_by, superseded_by, create_time, record_time,
    effective_from, source_document, source_section, source_table, source_row, source_column, marking, title, kind,
    parent_register, matrix, subject)
  SELECT CONCAT('partnerships/region/registers/registers-', LPAD(i, 6, '0')), @day, '9999-12-31', 0, UUID(), UUID(),
    NULL, @t, @t, @day, '', 'Appendix B', '', '', '', 0, CONCAT('Register ', i), 1,
    IF(i MOD 40 = 0, '', CONCAT('partnerships/region/registers/registers-', LPAD(i - i MOD 40, 6, '0'))), @matrix,
    CONCAT('partnerships/region/projects/projects-', LPAD(i, 5, '0')) FROM n WHERE i < @risk DIV 50;
INSERT INTO risk (name, valid_from, valid_to, deleted, uid, recorded_by, superseded_by, create_time, record_time,
    effective_from, source_document, source_section, source_table, source_row, source_column, marking, reference,
    title, cause, event, consequence, category, owner_role, state, matrix, inherent_likelihood, inherent_impact,
    inherent_stated_score, inherent_computed_score, inherent_stated_rating, current_likelihood, current_impact,
    current_stated_score, current_computed_score, current_stated_rating, target_likelihood, target_impact,
    target_stated_score, target_computed_score, target_stated_rating, mitigation, concerns)
  SELECT CONCAT('partnerships/region/registers/registers-', LPAD(i DIV 50, 6, '0'), '/risks/risks-',
      LPAD(i, 6, '0')), IF(moved.seq = 1, '2011-03-01', @day), IF(moved.seq = 0 AND i MOD 50 = 0, '2011-03-01',
      '9999-12-31'), 0, UUID(), UUID(), NULL, @t, @t, @day, '', 'Appendix B', '', CONCAT('row ', i), '', 0,
    CONCAT(i MOD 50 + 1, '.'), CONCAT('Risk ', i, ' ', REPEAT('words ', 8)), '', '', '', '', 'Head of service', 1,
    @matrix, 0, 0, 0, 0, '', 1 + (i + moved.seq) MOD 4, 1 + (i DIV 4) MOD 4,
    (1 + (i + moved.seq) MOD 4) * (1 + (i DIV 4) MOD 4) + (i MOD 33 = 0),
    (1 + (i + moved.seq) MOD 4) * (1 + (i DIV 4) MOD 4), '', 0, 0, 0, 0, '', REPEAT('mitigation ', 25), ''
  FROM n JOIN seq_0_to_1 moved WHERE moved.seq = 0 OR i MOD 50 = 0;
INSERT INTO treatment (name, valid_from, valid_to, deleted, uid, recorded_by, superseded_by, create_time, record_time,
    effective_from, source_document, source_section, source_table, source_row, source_column, marking, kind,
    description, owner_role, deadline, deadline_first, deadline_last, state, completed, completed_first,
    completed_last)
  SELECT CONCAT('partnerships/region/registers/registers-', LPAD(i DIV 50, 6, '0'), '/risks/risks-',
      LPAD(i, 6, '0'), '/treatments/t1'), @day, '9999-12-31', 0, UUID(), UUID(), NULL, @t, @t, @day, '',
    'Appendix B', '', '', '', 0, 2, REPEAT('action ', 15), '', IF(i MOD 20 = 0, '2011-03-31', '2012-03-31'),
    IF(i MOD 20 = 0, '2011-03-31', '2012-03-31'), IF(i MOD 20 = 0, '2011-03-31', '2012-03-31'), 1, '', NULL, NULL
  FROM n WHERE i MOD 2 = 0;
INSERT INTO review (name, valid_from, valid_to, deleted, uid, recorded_by, superseded_by, create_time, record_time,
    effective_from, source_document, source_section, source_table, source_row, source_column, source_inferred, marking,
    day, day_first, day_last, reviewer_role, outcome, narrative)
  SELECT CONCAT('partnerships/region/registers/registers-', LPAD(i DIV 50, 6, '0'), '/risks/risks-', LPAD(i, 6, '0'),
      '/reviews/v', LPAD(quarter.seq, 2, '0')), @day, '9999-12-31', 0, UUID(), UUID(), NULL, @t, @t, @day, '', '', '', '',
    '', '', 0, DATE_SUB('2011-06-20', INTERVAL quarter.seq * 91 + i MOD 120 DAY),
    DATE_SUB('2011-06-20', INTERVAL quarter.seq * 91 + i MOD 120 DAY),
    DATE_SUB('2011-06-20', INTERVAL quarter.seq * 91 + i MOD 120 DAY), 'Head of service', 1, REPEAT('words ', 5)
  FROM n JOIN seq_0_to_19 quarter;
INSERT INTO resource (name, uid, type, revision)
  SELECT name, MIN(uid), 'concordat.dev/Risk', 1 FROM risk GROUP BY name UNION ALL
  SELECT name, uid, 'concordat.dev/Register', 1 FROM register UNION ALL
  SELECT name, uid, 'concordat.dev/Treatment', 1 FROM treatment;
-- Findings and packs are read as known at a place in the feed.
SET @last = (SELECT COALESCE(MAX(position), 0) FROM feed);
INSERT INTO feed (position, epoch, change_id, known_time, prev_hash, hash)
  SELECT @last + ROW_NUMBER() OVER (ORDER BY name), (SELECT MAX(epoch) FROM feed_epoch), uuid,
    @t + ROW_NUMBER() OVER (ORDER BY name), '', '' FROM (
  SELECT name, recorded_by AS uuid FROM register UNION ALL SELECT name, recorded_by FROM risk UNION ALL
  SELECT name, recorded_by FROM treatment) changed;
ANALYZE TABLE feed, register, risk, treatment, review, resource;
