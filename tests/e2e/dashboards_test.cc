// What operations watch, through the real collector and a real Prometheus: nothing that a
// dashboard or an alert asks for goes without an answer.
#include <absl/strings/match.h>
#include <absl/strings/str_replace.h>
#include <absl/time/clock.h>
#include <gmock/gmock.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/generic/generic_stub.h>
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <future>
#include <nlohmann/json.hpp>
#include <optional>
#include <regex>
#include <set>

#include "common/base/text.h"
#include "common/sql/mysql.h"
#include "tests/support/free_ports.h"
#include "tests/support/places.h"
#include "tests/support/sample_house.h"
#include "tests/support/status_matchers.h"

namespace concordat {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr char kDeps[] = CONCORDAT_DEPS_DIR;
constexpr absl::Duration kPatience = absl::Seconds(90);

// How Prometheus writes a query in a URL.
std::string Escaped(std::string_view text) {
  std::string escaped;
  for (const unsigned char c : text) {
    char hex[4];
    std::snprintf(hex, sizeof(hex), "%%%02X", c);
    escaped += hex;
  }
  return escaped;
}

// A house whose telemetry goes to a collector, which a Prometheus looks at.
class Watched {
 public:
  Watched() : ports_(test::FreePorts(4)) {
    collector_ = std::make_unique<test::Process>(
        std::vector<std::string>{Concat(kDeps, "/bin/otelcol-concordat"), "--config",
                                 test::InSources("observability/collector/config.yaml")},
        test::Environment{{"CONCORDAT_OTLP_PORT", Concat(ports_[0])},
                          {"CONCORDAT_METRICS_PORT", Concat(ports_[1])},
                          {"CONCORDAT_COLLECTOR_HEALTH_PORT", Concat(ports_[2])}},
        folder_.path() / "collector.log");
    collector_->Until([this] { return Answers(ports_[2], "/"); }, kPatience);
    WriteConfig();
    prometheus_ = std::make_unique<test::Process>(
        std::vector<std::string>{
            Concat(kDeps, "/prometheus/usr/bin/prometheus"),
            Concat("--config.file=", (folder_.path() / "prometheus.yml").string()),
            Concat("--storage.tsdb.path=", (folder_.path() / "data").string()),
            Concat("--web.listen-address=127.0.0.1:", ports_[3]),
            "--enable-feature=exemplar-storage"},
        test::Environment(), folder_.path() / "prometheus.log");
    prometheus_->Until([this] { return Answers(ports_[3], "/-/ready"); }, kPatience);
    house_ = std::make_unique<test::SampleHouse>(
        test::Environment{{"OTEL_EXPORTER_OTLP_ENDPOINT", Concat("http://127.0.0.1:", ports_[0])},
                          {"OTEL_METRIC_EXPORT_INTERVAL", "1000"},
                          {"CONCORDAT_FIGURES_SECONDS", "2"}});
    house_->LoadBundle();
    MarkBackup();
    stub_ = std::make_unique<grpc::GenericStub>(grpc::CreateChannel(
        Concat("127.0.0.1:", house_->grpc_port()), grpc::InsecureChannelCredentials()));
  }

  // A little of everything that callers do.
  void BeBusy() {
    house_->Get(Concat(test::kPartnership, "/projects"));
    house_->Get(Concat(test::kPartnership, "/risks"));
    house_->Get(Concat(test::kPartnership, "/benefits"));
    house_->Get(Concat(test::kPartnership, "/projects/no-such"));
    house_->Get(Concat(test::kPartnership, ":boardPack?asAt=2011-06-30"));
    house_->Import(Concat(test::kPartnership, "/projects:import"), "id\n");
    house_->Write("POST", Concat(test::kPartnership, "/claimGroups:scan"), "{}");
    grpc::ClientContext context;
    context.AddMetadata("authorization", "Bearer " + house_->keys().token("reader"));
    const grpc::ByteBuffer request(nullptr, 0);
    grpc::ByteBuffer response;
    std::promise<void> done;
    stub_->UnaryCall(&context, "/concordat.programme.v1.Projects/ListProjects", grpc::StubOptions(),
                     &request, &response, [&done](const grpc::Status&) { done.set_value(); });
    done.get_future().wait();
  }

  json Ask(const std::string& path) {
    const test::HttpAnswer answer = test::Send(ports_[3], {"GET", path, {}, ""});
    return json::parse(answer.body);
  }

  // A board pack of today as the public may have it.
  json PackOfToday() { return json::parse(house_->Pack("marking=MARKING_PUBLIC")); }

  // The one number that a query answers; nothing while it answers none.
  std::optional<double> Number(const std::string& query) {
    const json result = Query(query);
    if (result.size() != 1) return std::nullopt;
    return std::stod(result.at(0).at("value").at(1).get<std::string>());
  }

  // What a query answers now; an error is thrown.
  json Query(const std::string& query) {
    const json answer = Ask(Concat("/api/v1/query?query=", Escaped(query)));
    if (answer.at("status") != "success") throw std::runtime_error(answer.dump());
    return answer.at("data").at("result");
  }

  // From a bucket of a histogram to a trace.
  bool LeadsToTraces() {
    const json exemplars =
        Ask("/api/v1/query_exemplars?start=0&end=4000000000&query="
            "traces_span_metrics_duration_seconds_bucket");
    return absl::StrContains(exemplars.dump(), "trace_id");
  }

 private:
  static bool Answers(int port, const std::string& path) {
    try {
      return test::Send(port, {"GET", path, {}, ""}).status == 200;
    } catch (const std::runtime_error&) {
      return false;
    }
  }

  void MarkBackup() {
    auto connection =
        Connection::Open(house_->database().Options(house_->schema("programme-service")));
    EXPECT_THAT(connection, test::IsOk());
    EXPECT_THAT((*connection)->Execute("INSERT INTO schema_backup VALUES (1, 0, 1)"), test::IsOk());
  }

  // The project's own, in a hurry.
  void WriteConfig() {
    const std::string config =
        test::ReadFile(test::InSources("observability/prometheus/prometheus.yml"));
    std::ofstream(folder_.path() / "prometheus.yml") << absl::StrReplaceAll(
        config, {{"15s", "1s"},
                 {"127.0.0.1:8889", Concat("127.0.0.1:", ports_[1])},
                 {"rules/", test::InSources("observability/prometheus/rules/")}});
  }

  test::TemporaryDirectory folder_;
  const std::vector<int> ports_;
  std::unique_ptr<test::Process> collector_;
  std::unique_ptr<test::Process> prometheus_;
  std::unique_ptr<test::SampleHouse> house_;
  std::unique_ptr<grpc::GenericStub> stub_;
};

bool HasNumber(const json& result) {
  for (const json& series : result) {
    if (std::isfinite(std::stod(series.at("value").at(1).get<std::string>()))) return true;
  }
  return false;
}

// The queries of all dashboards, by where they stand.
std::map<std::string, std::string> PanelQueries() {
  std::map<std::string, std::string> queries;
  for (const auto& file : fs::directory_iterator(test::InSources("observability/dashboards"))) {
    if (file.path().extension() != ".json") continue;
    const json board = json::parse(test::ReadFile(file.path()));
    for (const json& panel : board.at("panels")) {
      if (panel.at("type") == "row") continue;
      int number = 0;
      for (const json& target : panel.at("targets")) {
        queries[Concat(file.path().stem().string(), ": ", panel.at("title").get<std::string>(), " ",
                       ++number)] = target.at("expr");
      }
    }
  }
  return queries;
}

// The metrics that alerts look at, each as a query that counts its series.
std::map<std::string, std::string> AlertedMetrics() {
  static const std::regex metric(
      R"(\b((concordat|process|db|rpc|http)_[a-z_]+|concordat:[a-z_]+:[a-z_0-9]+)\b)");
  std::map<std::string, std::string> queries;
  const std::string rules =
      test::ReadFile(test::InSources("observability/prometheus/rules/alerts.yml"));
  const std::string series =
      std::regex_replace(rules, std::regex(R"((summary|by|on) ?[:(].*)"), "");
  for (std::sregex_iterator found(series.begin(), series.end(), metric), end; found != end;
       ++found) {
    queries[Concat("alerts: ", found->str())] = Concat("count(", found->str(), ")");
  }
  return queries;
}

// The metrics of docs/reference/metrics.md, as Prometheus calls them.
std::set<std::string> MetricsOfThePage() {
  static const std::regex row(R"(\| `[a-z._]+` \| `([a-z_]+)` \|)");
  const std::string page = test::ReadFile(test::InSources("docs/reference/metrics.md"));
  std::set<std::string> metrics;
  for (std::sregex_iterator found(page.begin(), page.end(), row), end; found != end; ++found) {
    metrics.insert(found->str(1));
  }
  return metrics;
}

// Those that the suite tells, without what a histogram adds to its name.
std::set<std::string> MetricsTold(Watched& watched) {
  static const std::regex ours("(http|rpc|db|process|concordat)_.*");
  const json names = watched.Ask("/api/v1/label/__name__/values");
  std::set<std::string> metrics;
  for (std::string name : names.at("data")) {
    if (!std::regex_match(name, ours)) continue;
    metrics.insert(
        std::regex_replace(name, std::regex("_seconds_(bucket|sum|count)$"), "_seconds"));
  }
  return metrics;
}

TEST(DashboardsTest, EveryQueryOfEveryPanelAndAlertIsAnswered) {
  Watched watched;
  std::map<std::string, std::string> open = PanelQueries();
  EXPECT_GT(open.size(), 50U);
  const auto alerted = AlertedMetrics();
  EXPECT_GT(alerted.size(), 10U);
  open.insert(alerted.begin(), alerted.end());
  const absl::Time limit = absl::Now() + kPatience;
  while (!open.empty() && absl::Now() < limit) {
    watched.BeBusy();
    std::erase_if(open, [&watched](const auto& query) {
      return HasNumber(watched.Query(
          absl::StrReplaceAll(query.second, {{"$__rate_interval", "5m"}, {"$__range", "1h"}})));
    });
  }
  for (const auto& [place, query] : open) ADD_FAILURE() << place << ": " << query;
  while (!watched.LeadsToTraces() && absl::Now() < limit) watched.BeBusy();
  EXPECT_TRUE(watched.LeadsToTraces());

  const json pack = watched.PackOfToday();
  for (const char* status : {"red", "amber", "green"}) {
    EXPECT_EQ(watched.Number(
                  Concat("sum(concordat_works{concordat_status=\"", status, "\"}) or vector(0)")),
              pack.at("counts").value(status, 0))
        << status;
  }
  double findings = 0;
  for (const json& count : pack.at("findingCounts")) findings += count.at("count").get<double>();
  EXPECT_EQ(watched.Number("sum(concordat_findings)"), findings);
  EXPECT_EQ(MetricsTold(watched), MetricsOfThePage());
  const json rules = watched.Ask("/api/v1/rules");
  for (const json& group : rules.at("data").at("groups")) {
    for (const json& rule : group.at("rules")) EXPECT_EQ(rule.at("health"), "ok") << rule;
  }
}

}  // namespace
}  // namespace concordat
