-- Which reports are corrected by others is asked for wherever the newest are.
-- bears: 14
ALTER TABLE `highlight_report` ADD KEY by_supersedes (supersedes, superseded_by);
