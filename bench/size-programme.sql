-- A made-up region of programme-service, put straight into its tables: @programme projects in 20 programmes and a
-- tenth as many live services, each project with twelve highlight reports and every third with an open issue; three
-- in a hundred red or amber, one in fifty with dates that differ, one in ten changed since January 2011.
-- bench/run-size sets @programme and @day.
SET @t = 1277856000000000;
SET @p = 'partnerships/region/';
CREATE TEMPORARY TABLE n (i INT PRIMARY KEY);
INSERT INTO n SELECT seq FROM seq_0_to_1000000 WHERE seq < @programme;
INSERT INTO source_document (name, valid_from, valid_to, deleted, uid, recorded_by, superseded_by, create_time,
    record_time, effective_from, source_document, source_section, source_table, source_row, source_column, marking,
    title, dated, dated_first, dated_last, version, issuer, sha256)
  SELECT CONCAT(@p, 'sourceDocuments/d', i), @day, '9999-12-31', 0, UUID(), UUID(), NULL, @t, @t, @day, '', '', '', '',
    '', 0, CONCAT('Paper ', i), '2011-06-30', '2011-06-30', '2011-06-30', '', '', '' FROM n WHERE i < 300;
INSERT INTO programme (name, valid_from, valid_to, deleted, uid, recorded_by, superseded_by, create_time, record_time,
    effective_from, source_document, source_section, source_table, source_row, source_column, marking, title, pillar,
    pillar_reason, description, lead_role)
  SELECT CONCAT(@p, 'programmes/g', i), @day, '9999-12-31', 0, UUID(), UUID(), NULL, @t, @t, @day, '', '', '', '', '',
    0, CONCAT('Programme ', i), '', '', 'Words', '' FROM n WHERE i < 20;
INSERT INTO project (name, valid_from, valid_to, deleted, uid, recorded_by, superseded_by, create_time, record_time,
    effective_from, source_document, source_section, source_table, source_row, source_column, marking, title,
    programme, service_area, host_council, lead_role, lifecycle, reported_status, narrative, start, start_first,
    start_last, baseline_end, baseline_end_first, baseline_end_last, current_end, current_end_first, current_end_last,
    actual_end, actual_end_first, actual_end_last, percent_complete, tags)
  SELECT CONCAT(@p, 'projects/projects-', LPAD(i, 6, '0')), IF(moved.seq = 1, '2011-03-01', @day),
    IF(moved.seq = 0 AND i MOD 10 = 0, '2011-03-01', '9999-12-31'), 0, UUID(), UUID(), NULL, @t, @t, @day, '',
    CONCAT('16.', i MOD 99), '', '', '', 0, CONCAT('Project ', i), CONCAT(@p, 'programmes/g', i MOD 20), '', '',
    'Head of service', 3, IF(i MOD 33 = 0, 1 + i MOD 2, 3), CONCAT(REPEAT('words ', 60), moved.seq), '', NULL, NULL,
    '2012-03-31', '2012-03-31', '2012-03-31', IF(i MOD 40 = 0, '2012-06-30', '2012-03-31'),
    IF(i MOD 40 = 0, '2012-06-30', '2012-03-31'), IF(i MOD 40 = 0, '2012-06-30', '2012-03-31'), '', NULL, NULL, 50, ''
  FROM n JOIN seq_0_to_1 moved WHERE moved.seq = 0 OR i MOD 10 = 0;
INSERT INTO project_stated_dates (resource_name, valid_from, recorded_by, ordinal, what, date, date_first, date_last,
    source_document, source_section, source_table, source_row, source_column, weekday, still_to_come)
  SELECT name, valid_from, recorded_by, seq, 'end', IF(seq = 1 AND source_section = '16.7', '2012-04-30', '2012-03-31'),
    IF(seq = 1 AND source_section = '16.7', '2012-04-30', '2012-03-31'),
    IF(seq = 1 AND source_section = '16.7', '2012-04-30', '2012-03-31'), CONCAT(@p, 'sourceDocuments/d1'),
    '16.2', '', '', '', '', 1 FROM project JOIN seq_0_to_1;
INSERT INTO live_service (name, valid_from, valid_to, deleted, uid, recorded_by, superseded_by, create_time,
    record_time, effective_from, source_document, source_section, source_table, source_row, source_column, marking,
    title, programme, service_area, host_council, went_live, went_live_first, went_live_last, reported_status,
    narrative, aims, benefits_review, benefits_review_reason, project, tags)
  SELECT CONCAT(@p, 'liveServices/services-', LPAD(i, 6, '0')), @day, '9999-12-31', 0, UUID(), UUID(), NULL, @t, @t,
    @day, '', CONCAT('17.', i MOD 99), '', '', '', 0, CONCAT('Service ', i), CONCAT(@p, 'programmes/g', i MOD 20), '',
    '', '2010-04-01', '2010-04-01', '2010-04-01', 3, REPEAT('words ', 60), 1, IF(i MOD 50 = 0, 3, 1), '', '', ''
  FROM n WHERE i < @programme DIV 10;
INSERT INTO issue (name, valid_from, valid_to, deleted, uid, recorded_by, superseded_by, create_time, record_time,
    effective_from, source_document, source_section, source_table, source_row, source_column, marking, project,
    live_service, title, description, expectation, opened, opened_first, opened_last, closed, closed_first,
    closed_last, owner_role)
  SELECT CONCAT(@p, 'issues/issues-', LPAD(i, 6, '0')), @day, '9999-12-31', 0, UUID(), UUID(), NULL, @t, @t, @day, '',
    CONCAT('16.', i MOD 99), '', '', '', 0, CONCAT(@p, 'projects/projects-', LPAD(i, 6, '0')), '',
    CONCAT('Issue ', i), REPEAT('words ', 40), 1, '', NULL, NULL, IF(i MOD 33 = 0, '', '2011-02-28'),
    IF(i MOD 33 = 0, NULL, '2011-02-28'), IF(i MOD 33 = 0, NULL, '2011-02-28'), '' FROM n WHERE i MOD 3 = 0;
INSERT INTO highlight_report (name, valid_from, valid_to, deleted, uid, recorded_by, superseded_by, create_time,
    record_time, effective_from, source_document, source_section, source_table, source_row, source_column, marking,
    project, live_service, title, period_end, period_end_first, period_end_last, prepared_by_role, reported_status,
    percent_complete, project_start, project_start_first, project_start_last, projected_completion,
    projected_completion_first, projected_completion_last, summary, other_progress, planned_next, benefits, submitted)
  SELECT CONCAT(@p, 'highlightReports/reports-', LPAD(i, 6, '0'), '-', seq), @day, '9999-12-31', 0, UUID(), UUID(),
    NULL, @t, @t, @day, '', CONCAT('Appendix ', seq), '', '', '', 0,
    CONCAT(@p, 'projects/projects-', LPAD(i, 6, '0')), '', CONCAT('Project ', i),
    LAST_DAY('2010-06-30' + INTERVAL seq MONTH), LAST_DAY('2010-06-30' + INTERVAL seq MONTH),
    LAST_DAY('2010-06-30' + INTERVAL seq MONTH), 'Head of service', IF(i MOD 33 = 0, 1 + i MOD 2, 3), 50, '', NULL,
    NULL, '', NULL, NULL, CONCAT(REPEAT('summary ', 50), i, ' ', seq), '', IF(i MOD 500 = 0, '', X'B2010178'), '', 1
  FROM n JOIN seq_0_to_11;
INSERT INTO resource (name, uid, type, revision)
  SELECT name, MIN(uid), 'concordat.dev/Project', 1 FROM project GROUP BY name UNION ALL
  SELECT name, uid, 'concordat.dev/SourceDocument', 1 FROM source_document UNION ALL
  SELECT name, uid, 'concordat.dev/Programme', 1 FROM programme UNION ALL
  SELECT name, uid, 'concordat.dev/LiveService', 1 FROM live_service UNION ALL
  SELECT name, uid, 'concordat.dev/Issue', 1 FROM issue UNION ALL
  SELECT name, uid, 'concordat.dev/HighlightReport', 1 FROM highlight_report;
-- Findings and packs are read as known at a place in the feed.
SET @last = (SELECT COALESCE(MAX(position), 0) FROM feed);
INSERT INTO feed (position, epoch, change_id, known_time, prev_hash, hash)
  SELECT @last + ROW_NUMBER() OVER (ORDER BY name), (SELECT MAX(epoch) FROM feed_epoch), uuid,
    @t + ROW_NUMBER() OVER (ORDER BY name), '', '' FROM (
  SELECT name, recorded_by AS uuid FROM project UNION ALL SELECT name, recorded_by FROM live_service UNION ALL
  SELECT name, recorded_by FROM source_document UNION ALL SELECT name, recorded_by FROM programme UNION ALL
  SELECT name, recorded_by FROM issue UNION ALL SELECT name, recorded_by FROM highlight_report) changed;
ANALYZE TABLE feed, project, project_stated_dates, live_service, issue, highlight_report, source_document, programme,
  resource;
