-- A made-up region of benefits-service, put straight into its tables: of @benefits, one
-- in ten has two shares of 100 lines, and of these one in fifty is a cost. bench/run-size sets @benefits and @day.
SET @t = 1277856000000000;
CREATE TEMPORARY TABLE n (i INT PRIMARY KEY);
INSERT INTO n SELECT seq FROM seq_0_to_1000000 WHERE seq < @benefits;
INSERT INTO benefit (name, valid_from, valid_to, deleted, uid, recorded_by, superseded_by, create_time, record_time,
    effective_from, source_document, source_section, source_table, source_row, source_column, marking, title, kind,
    recurrence, polarity, `groups`, position, live_service, project, owner_role, allocation_basis, comment, stage, is_cost)
  SELECT CONCAT('partnerships/region/benefits/benefits-', LPAD(i, 6, '0')), @day, '9999-12-31', 0, UUID(), UUID(),
    NULL, @t, @t, @day, '', 'Appendix A', '', CONCAT('row ', i), '', 0, CONCAT('Benefit ', i), 1 + i MOD 2, 2, 1,
    CONCAT('r', CHAR(11), 'Savings ', LPAD(FLOOR(i / 200), 3, '0')), i, '',
    CONCAT('partnerships/region/projects/projects-', LPAD((i * 7919) MOD (@benefits DIV 9), 5, '0')), '', '',
    REPEAT('comment ', 10), 0, i MOD 500 = 0 FROM n;
INSERT INTO share (name, valid_from, valid_to, deleted, uid, recorded_by, superseded_by, create_time, record_time,
    effective_from, source_document, source_section, source_table, source_row, source_column, marking, council)
  SELECT CONCAT('partnerships/region/benefits/benefits-', LPAD(i * 10, 6, '0'), '/shares/council-', c.seq), @day,
    '9999-12-31', 0, UUID(), UUID(), NULL, @t, @t, @day, '', 'Appendix A', '', '', '', 0,
    CONCAT('councils/region-council-', LPAD((i * 3 + c.seq) MOD 46, 5, '0'))
  FROM n JOIN seq_1_to_2 c WHERE i < @benefits DIV 10;
-- Ten financial years; one actual in a hundred shares lacks the day that it is counted to.
INSERT INTO share_lines (resource_name, valid_from, recorded_by, ordinal, financial_year, quarter, kind, amount_pence,
    grade, counted_to, printed)
  SELECT s.name, s.valid_from, s.recorded_by, l.seq,
    CONCAT(2001 + FLOOR(l.seq / 10), '-', LPAD((2 + FLOOR(l.seq / 10)) MOD 100, 2, '0')),
    ELT(1 + l.seq MOD 10, 1, 2, 3, 4, 1, 2, 3, 4, 1, 2), ELT(1 + l.seq MOD 10, 1, 1, 1, 1, 3, 3, 3, 3, 2, 2),
    100000 + (CRC32(s.name) + l.seq * l.seq * 7919) MOD 900000, IF(l.seq MOD 10 BETWEEN 4 AND 7, 2, 0),
    IF(l.seq MOD 10 BETWEEN 4 AND 7 AND NOT (l.seq = 94 AND CRC32(s.name) MOD 100 = 0), '2011-03-31', ''), ''
  FROM share s JOIN seq_0_to_99 l ORDER BY s.name, l.seq;
-- What the program keeps of the lines of each.
SET SESSION group_concat_max_len = 1048576;
UPDATE share s JOIN (
  SELECT resource_name, CONCAT(GROUP_CONCAT(CONCAT(kind, financial_year, pence) ORDER BY financial_year, kind
      SEPARATOR ' '), COALESCE(CONCAT(';', MAX(last)), '')) AS summary FROM (
    SELECT resource_name, financial_year, IF(kind = 3 AND counted_to = '', 9, kind) AS kind, SUM(amount_pence) AS pence,
      MAX(IF(kind = 3, NULLIF(counted_to, ''), NULL)) AS last FROM share_lines GROUP BY 1, 2, 3) years
  GROUP BY resource_name) sums ON sums.resource_name = s.name SET s.lines_summary = sums.summary;
INSERT INTO expected_result (name, valid_from, valid_to, deleted, uid, recorded_by, superseded_by, create_time,
    record_time, effective_from, source_document, source_section, source_table, source_row, source_column, marking,
    live_service, project, expected, actual, commentary, achievement, heading, position, promised_pence,
    realised_pence, promised_percent, expected_cost_pence, actual_cost_pence)
  SELECT CONCAT('partnerships/region/expectedResults/results-', LPAD(i, 6, '0')), @day, '9999-12-31', 0, UUID(),
    UUID(), NULL, @t, @t, @day, '', '16', '', '', '', 0, '',
    CONCAT('partnerships/region/projects/projects-', LPAD((i * 7907) MOD (@benefits DIV 9), 5, '0')),
    REPEAT('expected ', 12), IF(i MOD 100 = 7, '', REPEAT('actual ', 12)), '', 1, 'Outcomes', i, 500000,
    IF(i MOD 100 = 0, 250000, 500000), '', IF(i MOD 50 = 0, 1000, NULL),
    IF(i MOD 50 = 0, IF(i MOD 100 = 0, 2000, 500), NULL) FROM n;
INSERT INTO measure (name, valid_from, valid_to, deleted, uid, recorded_by, superseded_by, create_time, record_time,
    effective_from, source_document, source_section, source_table, source_row, source_column, marking, reference,
    title, live_service, project, unit, direction, cumulative, position, commentary)
  SELECT CONCAT('partnerships/region/measures/measures-', LPAD(i, 6, '0')), @day, '9999-12-31', 0, UUID(), UUID(),
    NULL, @t, @t, @day, '', '16', '', '', '', 0, CONCAT('M', i), CONCAT('Calls ', i), '',
    CONCAT('partnerships/region/projects/projects-', LPAD((i * 7907) MOD (@benefits DIV 9), 5, '0')), 'calls',
    1 + i MOD 3, 0, i, CONCAT('commentary on ', i - (i MOD 100 = 1)) FROM n WHERE i < @benefits DIV 10;
INSERT INTO measure_return (name, valid_from, valid_to, deleted, uid, recorded_by, superseded_by, create_time,
    record_time, effective_from, source_document, source_section, source_table, source_row, source_column, marking,
    council, financial_year, baseline, target, target_text, actual, baseline_text)
  SELECT CONCAT('partnerships/region/measures/measures-', LPAD(i, 6, '0'), '/measureReturns/council-', c.seq), @day,
    '9999-12-31', 0, UUID(), UUID(), NULL, @t, @t, @day, '', '16', '', '', '', 0,
    CONCAT('councils/region-council-', LPAD((i * 3 + c.seq) MOD 46, 5, '0')), '2010-11', '9.5', '10.0', '',
    IF(i MOD 100 = 0, '9.8', ELT(1 + i MOD 3, '11.5', '8', '12')), ''
  FROM n JOIN seq_1_to_5 c WHERE i < @benefits DIV 10;
INSERT INTO stated_figure (name, valid_from, valid_to, deleted, uid, recorded_by, superseded_by, create_time,
    record_time, effective_from, source_document, source_section, source_table, source_row, source_column, marking,
    label, amount, unit, council, financial_year, basis, coverage, expression, live_service, project, same_as,
    unit_note, polarity)
  SELECT CONCAT('partnerships/region/statedFigures/figures-', LPAD(i, 6, '0')), @day, '9999-12-31', 0, UUID(), UUID(),
    NULL, @t, @t, @day, '', '16', '', '', '', 0, CONCAT('Figure ', i), CONCAT(i), 1, '', '2010-11', '', '',
    CASE WHEN i MOD 200 = 0 THEN 'budget(kind=cashable, year=2010-11)'
         WHEN i MOD 20 = 0 THEN CONCAT('figure(figures-', LPAD(i, 6, '0'), ')') ELSE '' END,
    '', '', IF(i MOD 100 < 2, CONCAT('same ', FLOOR(i / 10)), ''), '', 1 FROM n WHERE i < @benefits DIV 50;
INSERT INTO resource (name, uid, type, revision)
  SELECT name, uid, 'concordat.dev/Benefit', 1 FROM benefit UNION ALL
  SELECT name, uid, 'concordat.dev/Share', 1 FROM share UNION ALL
  SELECT name, uid, 'concordat.dev/ExpectedResult', 1 FROM expected_result UNION ALL
  SELECT name, uid, 'concordat.dev/Measure', 1 FROM measure UNION ALL
  SELECT name, uid, 'concordat.dev/MeasureReturn', 1 FROM measure_return UNION ALL
  SELECT name, uid, 'concordat.dev/StatedFigure', 1 FROM stated_figure;
-- Findings and packs are read as known at a place in the feed.
INSERT INTO feed (position, epoch, change_id, known_time, prev_hash, hash)
  SELECT ROW_NUMBER() OVER (ORDER BY name), (SELECT MAX(epoch) FROM feed_epoch), uuid,
    @t + ROW_NUMBER() OVER (ORDER BY name), '', '' FROM (
  SELECT name, recorded_by AS uuid FROM benefit UNION ALL SELECT name, recorded_by FROM share UNION ALL
  SELECT name, recorded_by FROM expected_result UNION ALL SELECT name, recorded_by FROM measure UNION ALL
  SELECT name, recorded_by FROM measure_return UNION ALL SELECT name, recorded_by FROM stated_figure) changed;
ANALYZE TABLE feed, benefit, share, share_lines, expected_result, measure, measure_return, stated_figure, resource;
