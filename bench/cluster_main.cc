// Measures writes through the gateway on one database and on a cluster of three nodes, with
// one replica of each service and with three; see README.md.
#include <absl/strings/numbers.h>
#include <absl/strings/str_split.h>
#include <absl/time/clock.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "bench/comparison.h"
#include "bench/load.h"
#include "common/base/text.h"
#include "tests/cluster/fleet.h"
#include "tests/support/galera_cluster.h"
#include "tests/support/http_client.h"

namespace concordat::bench {
namespace {

using nlohmann::json;

constexpr char kDay[] = "effectiveDate=2011-06-30";
constexpr absl::Duration kWarmUp = absl::Seconds(1);

// CPU seconds of all that this process has started: databases, then programs.
std::pair<double, double> CpuOfChildren() {
  double databases = 0, programs = 0;
  for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
    const std::string file = entry.path() / "stat";
    if (!std::filesystem::exists(file)) continue;
    const std::string stat = test::ReadFile(file);
    const std::vector<std::string> fields =
        absl::StrSplit(absl::string_view(stat).substr(stat.rfind(')') + 2), ' ');
    if (fields.at(1) != std::to_string(getpid())) continue;
    const double ticks = std::stod(fields.at(11)) + std::stod(fields.at(12));
    const bool is_database = stat.find("(mariadbd)") != std::string::npos;
    (is_database ? databases : programs) += ticks / static_cast<double>(sysconf(_SC_CLK_TCK));
  }
  return {databases, programs};
}

// One house with one partnership, and what clients write to it.
class Writes {
 public:
  Writes(test::DatabaseNodes& nodes, int replicas) : fleet_(nodes, replicas) {
    fleet_.AwaitServing();
    const json partnership = {{"title", "Writers"}};
    while (!Done(Send("POST", Concat("/v1/partnerships?partnershipId=p&", kDay), partnership))) {
      absl::SleepFor(absl::Milliseconds(100));
    }
  }

  // Each client's own: a new project each time.
  Ask Creates() {
    return [this] { return Done(Create(NewName())); };
  }
  // The client's project once more, from the revision before.
  Ask Changes() {
    const std::string name = NewName();
    json etag = json::parse(Create(name).body).at("etag");
    return [this, name, etag, count = 0]() mutable {
      const test::HttpAnswer answer =
          Send("PATCH", Concat("/v1/", name, "?updateMask=title&", kDay),
               {{"title", Concat("Change ", ++count)}}, etag);
      if (Done(answer)) etag = json::parse(answer.body).at("etag");
      return Done(answer);
    };
  }
  // A project that is made and deleted: two writes.
  Ask Deletes() {
    return [this] {
      const std::string name = NewName();
      const test::HttpAnswer made = Create(name);
      return Done(made) && Done(Send("DELETE", Concat("/v1/", name, "?", kDay), json(),
                                     json::parse(made.body).at("etag")));
    };
  }

 private:
  static bool Done(const test::HttpAnswer& answer) { return answer.status == 200; }

  std::string NewName() { return Concat("partnerships/p/projects/w", ++projects_); }

  test::HttpAnswer Create(const std::string& name) {
    const std::string id = name.substr(name.rfind('/') + 1);
    return Send("POST", Concat("/v1/partnerships/p/projects?projectId=", id, "&", kDay),
                {{"title", id}});
  }

  test::HttpAnswer Send(const std::string& method, const std::string& target, const json& body,
                        const std::string& etag = "") {
    test::HttpRequest request{method, target,
                              test::WithToken(test::TestKeys::Shared().token("partnership-office")),
                              body.is_null() ? "" : body.dump()};
    request.headers["Content-Type"] = "application/json";
    if (!etag.empty()) request.headers["If-Match"] = Concat("\"", etag, "\"");
    return test::Send(fleet_.http_port(), request);
  }

  test::Fleet fleet_;
  std::atomic<int> projects_ = 0;
};

struct Arrangement {
  const char* name;
  Writes* writes;
};

struct Round {
  Figures figures;
  double databases_ms = 0, programs_ms = 0;
};

Round MeasureOnce(const Target& target, absl::Duration time) {
  const auto [databases, programs] = CpuOfChildren();
  Round round{Measure(target, time)};
  const auto [databases_then, programs_then] = CpuOfChildren();
  const double requests = round.figures.per_second * absl::ToDoubleSeconds(time);
  round.databases_ms = (databases_then - databases) * 1000 / requests;
  round.programs_ms = (programs_then - programs) * 1000 / requests;
  return round;
}

// All arrangements in turn, round by round; the middle of each figure.
void Compare(const char* what, size_t clients, const std::vector<Arrangement>& arrangements,
             Ask (Writes::*ask)(), const Rhythm& rhythm) {
  std::vector<Target> targets;
  for (const Arrangement& arrangement : arrangements) {
    Target target{.name = arrangement.name};
    for (size_t i = 0; i < clients; ++i) target.clients.push_back((arrangement.writes->*ask)());
    Measure(target, kWarmUp);
    targets.push_back(std::move(target));
  }
  std::vector<std::vector<Figures>> figures(targets.size());
  std::vector<std::vector<double>> databases(targets.size()), programs(targets.size());
  for (int round = 0; round < rhythm.rounds; ++round) {
    for (size_t i = 0; i < targets.size(); ++i) {
      const Round measured = MeasureOnce(targets[i], rhythm.time);
      figures[i].push_back(measured.figures);
      databases[i].push_back(measured.databases_ms);
      programs[i].push_back(measured.programs_ms);
    }
  }
  for (size_t i = 0; i < targets.size(); ++i) {
    const Figures median = Median(figures[i]), first = Median(figures[0]);
    std::printf("| %s | %s | %zu | %.0f | %.2f | %.1f | %.1f | %.1f | %.2f | %.2f | %d |\n", what,
                targets[i].name.c_str(), clients, median.per_second,
                median.per_second / first.per_second, median.p50_ms, median.p50_ms - first.p50_ms,
                median.p99_ms, Median(databases[i]), Median(programs[i]), median.errors);
  }
  std::fflush(stdout);
}

void Run(const Rhythm& rhythm) {
  test::TestDatabase database(test::MariaDb(), {});
  test::SingleNode node(database);
  test::GaleraCluster one_writes(3), three_write(3);
  Writes alone(node, 1), one(one_writes, 1), three(three_write, 3);
  const std::vector<Arrangement> all = {{"one database, one replica", &alone},
                                        {"three nodes, one replica", &one},
                                        {"three nodes, three replicas", &three}};
  std::printf(
      "| what | on | clients | per second | ratio | p50 ms | more ms | p99 ms | database CPU ms | "
      "programs CPU ms | refused |\n"
      "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n");
  for (const size_t clients : {1, 8}) {
    Compare("create", clients, all, &Writes::Creates, rhythm);
    Compare("change", clients, all, &Writes::Changes, rhythm);
    Compare("create and delete", clients, all, &Writes::Deletes, rhythm);
  }
}

}  // namespace
}  // namespace concordat::bench

// Takes the number of rounds and the seconds of each, for a shorter look.
int main(int argc, char** argv) {
  concordat::bench::Rhythm rhythm{.rounds = 5, .time = absl::Seconds(2)};
  double seconds = 2;
  if (argc > 3 || (argc > 1 && !absl::SimpleAtoi(argv[1], &rhythm.rounds)) ||
      (argc > 2 && !absl::SimpleAtod(argv[2], &seconds)) || rhythm.rounds < 1 || seconds <= 0) {
    std::fprintf(stderr, "usage: concordat-bench-cluster [ROUNDS [SECONDS]]\n");
    return 2;
  }
  rhythm.time = absl::Seconds(seconds);
  try {
    concordat::bench::Run(rhythm);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "concordat-bench-cluster: %s\n", error.what());
    return 1;
  }
  return 0;
}
