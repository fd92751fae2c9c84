package main

import "strings"

// In queries `JOB` stands for the program that a board is of, and `OVER` for the window of
// rates, which Grafana chooses.
func of(job string, rows []row) []row {
	replace := strings.NewReplacer("JOB", `job="concordat/`+job+`"`, "OVER", "[$__rate_interval]")
	for _, r := range rows {
		for _, p := range r.panels {
			for i := range p.queries {
				p.queries[i].expr = replace.Replace(p.queries[i].expr)
			}
		}
	}
	return rows
}

func quantile(q, metric, by string) string {
	return `histogram_quantile(` + q + `, sum by (` + by + `, le) (rate(` + metric + `OVER)))`
}

func boards() []board {
	all := []board{suite(), gateway()}
	for _, service := range []string{"programme-service", "benefits-service", "risk-service"} {
		all = append(all, serviceBoard(service))
	}
	return append(all, business())
}

// What the partnerships themselves are about.
func business() board {
	return board{
		uid: "concordat-business", title: "Concordat: the business",
		about: "How the work of the partnerships stands, as the public may know it: what a board pack of today counts.",
		rows: of("", []row{
			{"Work", []panel{
				{title: "Status by programme", unit: "none", width: 12, now: true, about: "Projects and live services, as reported.",
					queries: []query{{`sum by (concordat_partnership, concordat_programme, concordat_status) (concordat_works)`, "{{concordat_partnership}} {{concordat_programme}} {{concordat_status}}"}}},
				{title: "Status over time", unit: "none", width: 12, about: "Of all work.",
					queries: []query{{`sum by (concordat_partnership, concordat_status) (concordat_works)`, "{{concordat_partnership}} {{concordat_status}}"}}},
				{title: "What is due", unit: "none", width: 12, now: true, about: "Projects that have not ended, by when they are due.",
					queries: []query{{`sum by (concordat_partnership, concordat_due) (concordat_projects_due)`, "{{concordat_partnership}} {{concordat_due}}"}}},
			}},
			{"Risks, savings, findings", []panel{
				{title: "Risks by band", unit: "none", width: 8, now: true, about: "Open risks, by the words of their matrices.",
					queries: []query{{`sum by (concordat_partnership, concordat_band) (concordat_risks)`, "{{concordat_partnership}} {{concordat_band}}"}}},
				{title: "Savings against plan", unit: "currencyGBP", width: 8, now: true, about: "Of the year that a pack shows.",
					queries: []query{{`sum by (concordat_partnership, concordat_year, concordat_money) (concordat_savings)`, "{{concordat_partnership}} {{concordat_year}} {{concordat_money}}"}}},
				{title: "Findings open", unit: "none", width: 8, now: true, about: "What does not agree, by severity.",
					queries: []query{{`sum by (concordat_partnership, concordat_severity) (concordat_findings)`, "{{concordat_partnership}} {{concordat_severity}}"}}},
				{title: "Findings over time", unit: "none", width: 12, about: "Of all severities.",
					queries: []query{{`sum by (concordat_partnership) (concordat_findings)`, "{{concordat_partnership}}"}}},
				{title: "Risks over time", unit: "none", width: 12, about: "By band.",
					queries: []query{{`sum by (concordat_partnership, concordat_band) (concordat_risks)`, "{{concordat_partnership}} {{concordat_band}}"}}},
			}},
		}),
	}
}

func suite() board {
	return board{
		uid: "concordat-suite", title: "Concordat: the suite",
		about: "Whether the house keeps its objectives, and what is short.",
		rows: of("", []row{
			{"Objectives", []panel{
				{title: "Share of calls that fail an objective", unit: "percentunit", width: 12,
					about:   "Available: 0.1 % may fail in 30 days; quick and heavy: 1 %.",
					queries: []query{{`concordat:failed:ratio_rate5m >= 0`, "{{job}} {{objective}}"}}},
				{title: "How fast the error budget burns", unit: "x", width: 12,
					about:   "1 uses the budget up in just 30 days; 14.4 over an hour wakes somebody.",
					queries: []query{{`concordat:failed:ratio_rate1h / on (objective) group_left () concordat:error_budget:ratio >= 0`, "{{job}} {{objective}}"}}},
				{title: "Calls", unit: "reqps", width: 12, about: "Answered calls of each program.",
					queries: []query{{`concordat:calls:rate5m{objective="available"}`, "{{job}}"}}},
				{title: "Replicas heard of", unit: "none", width: 6, now: true, about: "By program.",
					queries: []query{{`count by (job) (process_uptime_seconds)`, "{{job}}"}}},
				{title: "Versions", unit: "none", width: 6, now: true, about: "Replicas of each version.",
					queries: []query{{`count by (service_version) (target_info{job=~"concordat/.*"})`, "{{service_version}}"}}},
			}},
			{"What is short", []panel{
				{title: "Workers busy", unit: "percentunit", width: 8, about: "Of all in a lane.",
					queries: []query{{`concordat_workers_busy / concordat_workers_max`, "{{job}} {{concordat_lane}}"}}},
				{title: "Calls that wait", unit: "none", width: 8, about: "In each lane.",
					queries: []query{{`sum by (job, concordat_lane) (concordat_work_queued)`, "{{job}} {{concordat_lane}}"}}},
				{title: "Connections to databases in use", unit: "percentunit", width: 8, about: "Of the most that a replica may have.",
					queries: []query{{`db_client_connection_count{db_client_connection_state="used"} / on (job, instance) group_left () db_client_connection_max`, "{{job}}"}}},
				{title: "Memory", unit: "bytes", width: 12, about: "Resident, of each replica.",
					queries: []query{{`process_memory_usage_bytes`, "{{job}} {{instance}}"}}},
				{title: "Processor", unit: "none", width: 12, about: "Cores in use by each replica.",
					queries: []query{{`sum by (job, instance) (rate(process_cpu_time_seconds_totalOVER))`, "{{job}} {{instance}}"}}},
			}},
			{"The ledger", []panel{
				{title: "Oldest change without a place", unit: "s", width: 8, about: "How long it has waited.",
					queries: []query{{`max by (job) (concordat_sequencer_lag_seconds)`, "{{job}}"}}},
				{title: "Changes behind", unit: "none", width: 8, about: "What a service does not know of another yet.",
					queries: []query{{`max by (job, concordat_peer) (concordat_projection_lag)`, "{{job}} of {{concordat_peer}}"}}},
				{title: "Clocks", unit: "s", width: 8, about: "From the database's.",
					queries: []query{{`abs(concordat_clock_skew_seconds)`, "{{job}} {{instance}}"}}},
				{title: "Certificates end in", unit: "s", width: 12, now: true, about: "The next of each use.",
					queries: []query{{`min by (job, concordat_certificate) (concordat_certificate_expiry_seconds) - time()`, "{{job}} {{concordat_certificate}}"}}},
				{title: "Age of the newest backup", unit: "s", width: 12, now: true, about: "Of each service; what is not here has none.",
					queries: []query{{`time() - max by (job) (concordat_backup_time_seconds)`, "{{job}}"}}},
			}},
		}),
	}
}

// What every program has.
func process() row {
	return row{"The process", []panel{
		{title: "Memory", unit: "bytes", width: 8, about: "Resident, of each replica.",
			queries: []query{{`process_memory_usage_bytes{JOB}`, "{{instance}}"}}},
		{title: "Processor", unit: "none", width: 8, about: "Cores in use.",
			queries: []query{{`sum by (instance, cpu_mode) (rate(process_cpu_time_seconds_total{JOB}OVER))`, "{{instance}} {{cpu_mode}}"}}},
		{title: "Open files", unit: "none", width: 4, about: "Connections among them.",
			queries: []query{{`process_unix_file_descriptor_count{JOB}`, "{{instance}}"}}},
		{title: "Up since", unit: "s", width: 4, now: true, about: "Age of each replica.",
			queries: []query{{`process_uptime_seconds{JOB}`, "{{instance}}"}}},
	}}
}

func lanes() row {
	return row{"Workers", []panel{
		{title: "Busy", unit: "none", width: 8, about: "Threads that work, of each lane.",
			queries: []query{{`sum by (concordat_lane) (concordat_workers_busy{JOB})`, "{{concordat_lane}}"},
				{`sum by (concordat_lane) (concordat_workers_max{JOB})`, "most {{concordat_lane}}"}}},
		{title: "Calls that wait", unit: "none", width: 8, about: "For a thread of their lane.",
			queries: []query{{`sum by (concordat_lane) (concordat_work_queued{JOB})`, "{{concordat_lane}}"}}},
	}}
}

func calledServices() row {
	return row{"Calls to services", []panel{
		{title: "Calls", unit: "reqps", width: 8, about: "By method.",
			queries: []query{{`sum by (rpc_method) (rate(rpc_client_call_duration_seconds_count{JOB}OVER))`, "{{rpc_method}}"}}},
		{title: "Slowest twentieth", unit: "s", width: 8, about: "95 % are answered sooner.",
			queries: []query{{quantile("0.95", `rpc_client_call_duration_seconds_bucket{JOB}`, "rpc_method"), "{{rpc_method}}"}}},
		{title: "Calls that failed", unit: "reqps", width: 8, about: "By the service's doing or on the way.",
			queries: []query{{`sum by (rpc_response_status_code) (rate(rpc_client_call_duration_seconds_count{JOB, rpc_response_status_code!="OK"}OVER)) or on () 0 * sum(concordat_workers_max{JOB})`, "{{rpc_response_status_code}}"}}},
	}}
}

func gateway() board {
	return board{
		uid: "concordat-gateway", title: "Concordat: gateway",
		about: "What callers ask for, and what they get.",
		rows: of("gateway", []row{
			{"HTTP", []panel{
				{title: "Requests", unit: "reqps", width: 8, about: "By status.",
					queries: []query{{`sum by (http_response_status_code) (rate(http_server_request_duration_seconds_count{JOB}OVER))`, "{{http_response_status_code}}"}}},
				{title: "Requests by route", unit: "reqps", width: 8, about: "The ten most asked for.",
					queries: []query{{`topk(10, sum by (http_request_method, http_route) (rate(http_server_request_duration_seconds_count{JOB, http_route!=""}OVER)))`, "{{http_request_method}} {{http_route}}"}}},
				{title: "Time to answer", unit: "s", width: 8, about: "Of quick requests and of reports and files: half, and 95 % and 99 %, are answered sooner.",
					queries: []query{
						{quantile("0.5", `http_server_request_duration_seconds_bucket{JOB, http_route!=""}`, "concordat_lane"), "50 % {{concordat_lane}}"},
						{quantile("0.95", `http_server_request_duration_seconds_bucket{JOB, http_route!=""}`, "concordat_lane"), "95 % {{concordat_lane}}"},
						{quantile("0.99", `http_server_request_duration_seconds_bucket{JOB, http_route!=""}`, "concordat_lane"), "99 % {{concordat_lane}}"}}},
				{title: "Slowest routes", unit: "s", width: 12, about: "95 % of the requests to each are answered sooner.",
					queries: []query{{`topk(10, ` + quantile("0.95", `http_server_request_duration_seconds_bucket{JOB, http_route!=""}`, "http_request_method, http_route") + `)`, "{{http_request_method}} {{http_route}}"}}},
				{title: "Time of spans", unit: "s", width: 12, about: "With exemplars: a point leads to a trace.",
					queries: []query{{quantile("0.95", `traces_span_metrics_duration_seconds_bucket{service_name="gateway", span_kind="SPAN_KIND_SERVER"}`, "service_name"), "{{service_name}}"}}},
			}},
			{"gRPC", []panel{
				{title: "Calls", unit: "reqps", width: 12, about: "By what came of them.",
					queries: []query{{`sum by (rpc_response_status_code) (rate(rpc_server_call_duration_seconds_count{JOB}OVER))`, "{{rpc_response_status_code}}"}}},
				{title: "Slowest methods", unit: "s", width: 12, about: "95 % of the calls of each are answered sooner.",
					queries: []query{{`topk(10, ` + quantile("0.95", `rpc_server_call_duration_seconds_bucket{JOB}`, "rpc_method") + `)`, "{{rpc_method}}"}}},
			}},
			{"Files", []panel{
				{title: "Records of files", unit: "none", width: 12, about: "In the range of time, by what came of them.",
					queries: []query{{`sum by (concordat_outcome) (increase(concordat_import_records_total{JOB}[$__range]))`, "{{concordat_outcome}}"}}},
				{title: "Time of files", unit: "s", width: 12, about: "95 % of files are taken or refused sooner.",
					queries: []query{{quantile("0.95", `concordat_import_duration_seconds_bucket{JOB}`, "concordat_collection"), "{{concordat_collection}}"}}},
			}},
			calledServices(), lanes(), process(),
		}),
	}
}

func serviceBoard(name string) board {
	rows := []row{
		{"Calls", []panel{
			{title: "Calls", unit: "reqps", width: 8, about: "The ten most called methods.",
				queries: []query{{`topk(10, sum by (rpc_method) (rate(rpc_server_call_duration_seconds_count{JOB}OVER)))`, "{{rpc_method}}"}}},
			{title: "What came of them", unit: "reqps", width: 8, about: "By code.",
				queries: []query{{`sum by (rpc_response_status_code) (rate(rpc_server_call_duration_seconds_count{JOB}OVER))`, "{{rpc_response_status_code}}"}}},
			{title: "Slowest methods", unit: "s", width: 8, about: "95 % of the calls of each are answered sooner.",
				queries: []query{{`topk(10, ` + quantile("0.95", `rpc_server_call_duration_seconds_bucket{JOB}`, "rpc_method") + `)`, "{{rpc_method}}"}}},
			{title: "Time of spans", unit: "s", width: 12, about: "With exemplars: a point leads to a trace.",
				queries: []query{{quantile("0.95", `traces_span_metrics_duration_seconds_bucket{service_name="`+name+`", span_kind="SPAN_KIND_SERVER"}`, "service_name"), "{{service_name}}"}}},
			{title: "Time in the queue", unit: "s", width: 12, about: "95 % of the calls of a lane wait less.",
				queries: []query{{quantile("0.95", `concordat_work_wait_time_seconds_bucket{JOB}`, "concordat_lane"), "{{concordat_lane}}"}}},
		}},
		lanes(),
		{"The database", []panel{
			{title: "Statements", unit: "reqps", width: 8, about: "By what they do.",
				queries: []query{{`sum by (db_operation_name) (rate(db_client_operation_duration_seconds_count{JOB}OVER))`, "{{db_operation_name}}"}}},
			{title: "Slowest statements", unit: "s", width: 8, about: "95 % of each kind end sooner.",
				queries: []query{{`topk(10, ` + quantile("0.95", `db_client_operation_duration_seconds_bucket{JOB}`, "db_operation_name, db_collection_name") + `)`, "{{db_operation_name}} {{db_collection_name}}"}}},
			{title: "Where the time goes", unit: "none", width: 8, about: "Statements under way, on average, by table.",
				queries: []query{{`topk(10, sum by (db_operation_name, db_collection_name) (rate(db_client_operation_duration_seconds_sum{JOB}OVER)))`, "{{db_operation_name}} {{db_collection_name}}"}}},
			{title: "Connections", unit: "none", width: 8, about: "In use and idle, and the most there may be.",
				queries: []query{{`sum by (db_client_connection_state) (db_client_connection_count{JOB})`, "{{db_client_connection_state}}"},
					{`sum(db_client_connection_max{JOB})`, "most"}}},
			{title: "Work that waits for a connection", unit: "none", width: 8, about: "0 is right.",
				queries: []query{{`sum(db_client_connection_pending_requests{JOB})`, "waiting"}}},
			{title: "Time to a connection", unit: "s", width: 8, about: "99 % wait less.",
				queries: []query{{quantile("0.99", `db_client_connection_wait_time_seconds_bucket{JOB}`, "job"), "{{job}}"}}},
		}},
		{"The ledger", []panel{
			{title: "Changes", unit: "cps", width: 6, about: "Given their places in the feed.",
				queries: []query{{`sum(rate(concordat_sequencer_changes_total{JOB}OVER))`, "changes"}}},
			{title: "Oldest change without a place", unit: "s", width: 6, about: "How long it has waited.",
				queries: []query{{`max(concordat_sequencer_lag_seconds{JOB})`, "lag"}}},
			{title: "Who leads", unit: "none", width: 6, about: "One replica at a time gives places.",
				queries: []query{{`concordat_sequencer_leading{JOB}`, "{{instance}}"}}},
			{title: "Clock", unit: "s", width: 6, about: "From the database's.",
				queries: []query{{`concordat_clock_skew_seconds{JOB}`, "{{instance}}"}}},
		}},
	}
	if name != "programme-service" {
		rows = append(rows, row{"What it knows of programme-service", []panel{
			{title: "Changes behind", unit: "none", width: 12, about: "0 is right.",
				queries: []query{{`concordat_projection_lag{JOB}`, "{{instance}}"}}},
		}})
	}
	return board{
		uid: "concordat-" + name, title: "Concordat: " + name,
		about: "What is asked of it, what its database does, and where its ledger stands.",
		rows:  of(name, append(rows, calledServices(), process())),
	}
}
