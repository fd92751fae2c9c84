// Measures imports of new, unchanged and changed rows through the running services,
// beside bare multi-row INSERTs of the very same rows; see README.md.
#include <absl/strings/numbers.h>
#include <absl/time/clock.h>
#include <google/protobuf/util/json_util.h>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "bench/bare_rows.h"
#include "bench/load.h"
#include "bench/office.h"
#include "common/base/message_fields.h"
#include "common/base/text.h"
#include "common/resource/resource_index.h"
#include "concordat/benefits/v1/share.pb.h"
#include "concordat/ledger/v1/ledger.pb.h"
#include "concordat/programme/v1/project.pb.h"
#include "tests/support/house.h"
#include "tests/support/places.h"

namespace concordat::bench {
namespace {

using benefits::v1::Share;
using ledger::v1::ImportResourcesRequest;
using ledger::v1::ImportResourcesResponse;
using ledger::v1::ImportRowResult;
using programme::v1::Project;

constexpr char kDay[] = "2011-06-30";
constexpr char kLaterDay[] = "2011-07-31";
constexpr char kPartnership[] = "partnerships/bench";
constexpr char kBenefit[] = "partnerships/bench/benefits/payroll";

void Must(const absl::Status& status) {
  if (!status.ok()) throw std::runtime_error(status.ToString());
}

std::unique_ptr<google::protobuf::Message> MakeProject(bool changed) {
  auto project = std::make_unique<Project>();
  project->set_title("Payroll");
  project->set_lead_role("Head of Finance");
  project->set_host_council("councils/bench");
  project->set_start("2009-06");
  project->set_narrative("Both councils are paid from one system.");
  project->set_percent_complete(changed ? 60 : 55);
  return project;
}

std::unique_ptr<google::protobuf::Message> MakeShare(int lines, bool changed) {
  auto share = std::make_unique<Share>();
  share->set_council("councils/bench");
  for (int i = 0; i < lines; ++i) {
    auto* line = share->add_lines();
    line->set_financial_year(
        Concat(1980 + i / 4, "-", i / 4 % 100 + 81 < 100 ? "" : "0", (i / 4 + 81) % 100));
    line->set_quarter(1 + i % 4);
    line->set_kind(benefits::v1::ShareLine::KIND_BUDGET);
    line->set_amount_pence(100'000 + i + (changed && i == 0 ? 1 : 0));
    line->set_printed("1,000.00");
  }
  return share;
}

// One kind of row.
struct Kind {
  std::string what;
  // In one request, which takes 4 MiB.
  int rows;
  std::string service;
  std::string parent;
  std::vector<std::string> fields;
  std::function<std::unique_ptr<google::protobuf::Message>(bool changed)> make;
};

const std::vector<Kind>& Kinds() {
  static const auto& kinds = *new std::vector<Kind>{
      {"projects",
       2000,
       "programme-service",
       kPartnership,
       {"title", "lead_role", "host_council", "start", "narrative", "percent_complete"},
       MakeProject},
      {"shares of 4 lines",
       2000,
       "benefits-service",
       kBenefit,
       {"council", "lines"},
       [](bool changed) { return MakeShare(4, changed); }},
      {"shares of 100 lines",
       1000,
       "benefits-service",
       kBenefit,
       {"council", "lines"},
       [](bool changed) { return MakeShare(100, changed); }},
  };
  return kinds;
}

// Median of the rates, import and bare, over the rounds.
struct Rates {
  std::vector<double> import, bare, ratio;
  size_t rows = 0;
};

class ImportBench {
 public:
  ImportBench() {
    // The tests' server has room for little more than tests.
    house_.database().Run(
        "SET GLOBAL innodb_buffer_pool_size = 1073741824;"
        "SET GLOBAL innodb_log_file_size = 268435456");
    Import("programme-service",
           One("concordat.dev/Partnership", kPartnership, R"({"title": "Bench"})"));
    Import("programme-service", One("concordat.dev/Council", "councils/bench",
                                    R"({"title": "Bench", "kind": "KIND_DISTRICT"})"));
    Import("benefits-service", One("concordat.dev/Benefit", kBenefit,
                                   R"({"title": "Payroll", "kind": "KIND_CASHABLE",
                                   "recurrence": "RECURRENCE_RECURRING",
                                   "polarity": "POLARITY_MORE_IS_GOOD"})"));
  }

  void Measure(const Kind& kind, int rounds) {
    const ResourceType& type = *FindLinkedType(TypeName(kind));
    auto connection = Connection::Open(house_.database().Options(house_.schema(kind.service)));
    Must(connection.status());
    auto bare = BareRows::Make(**connection, "bare", type);
    Must(bare.status());
    Rates created, unchanged, changed;
    for (int round = 0; round < rounds; ++round) {
      const std::string id = Concat("r", ++run_, "-");
      const std::string prefix = Concat(kind.parent, "/", type.collection(), "/", id);
      const auto add = [&](const char* day, bool other, int64_t revision,
                           ImportRowResult::Outcome outcome, Rates* rates) {
        const ImportResourcesRequest request = Request(kind, prefix, day, other);
        const absl::Duration taken = Import(kind.service, request, outcome);
        AwaitSequencer(**connection);
        rates->import.push_back(kind.rows / absl::ToDoubleSeconds(taken));
        if (outcome == ImportRowResult::OUTCOME_UNCHANGED) {
          // Beside the same rows when they were new.
          rates->rows = created.rows;
          rates->bare.push_back(created.bare.back());
        } else {
          Must(bare->Read(prefix, revision));
          rates->rows = bare->count();
          auto floor = bare->Insert();
          Must(floor.status());
          rates->bare.push_back(kind.rows / absl::ToDoubleSeconds(*floor));
        }
        rates->ratio.push_back(rates->import.back() / rates->bare.back());
      };
      add(kDay, false, 1, ImportRowResult::OUTCOME_CREATED, &created);
      add(kDay, false, 1, ImportRowResult::OUTCOME_UNCHANGED, &unchanged);
      add(kLaterDay, true, 2, ImportRowResult::OUTCOME_UPDATED, &changed);
    }
    Print(Concat(kind.rows, " ", kind.what, ", new"), created);
    Print(Concat(kind.rows, " ", kind.what, ", unchanged"), unchanged);
    Print(Concat(kind.rows, " ", kind.what, ", changed"), changed);
  }

  void PrintMemory() {
    for (const char* service : {"programme-service", "benefits-service"}) {
      const std::string status =
          test::ReadFile(Concat("/proc/", house_.program(service).pid(), "/status"));
      const size_t at = status.find("VmHWM:") + 6;
      std::printf("\nMost memory of %s:%s\n", service,
                  status.substr(at, status.find('\n', at) - at).c_str());
    }
  }

 private:
  static std::string TypeName(const Kind& kind) {
    return kind.parent == kBenefit ? "concordat.dev/Share" : "concordat.dev/Project";
  }

  static ImportResourcesRequest One(const std::string& type, const std::string& name,
                                    const std::string& json) {
    ImportResourcesRequest request;
    request.set_type(type);
    request.set_effective_date(kDay);
    if (name.starts_with(Concat(kPartnership, "/"))) request.set_partnership("bench");
    auto message = FindLinkedType(type)->NewMessage();
    if (!google::protobuf::util::JsonStringToMessage(json, message.get()).ok()) {
      throw std::runtime_error("not the JSON of a " + type);
    }
    SetTextField(message.get(), "name", name);
    request.add_rows()->mutable_resource()->PackFrom(*message);
    return request;
  }

  static ImportResourcesRequest Request(const Kind& kind, const std::string& prefix,
                                        const char* day, bool changed) {
    ImportResourcesRequest request;
    request.set_type(TypeName(kind));
    request.set_partnership("bench");
    request.set_effective_date(day);
    const auto values = kind.make(changed);
    for (int i = 0; i < kind.rows; ++i) {
      auto* row = request.add_rows();
      row->set_line(i + 2);
      SetTextField(values.get(), "name", Concat(prefix, i));
      row->mutable_resource()->PackFrom(*values);
      row->mutable_fields()->Add(kind.fields.begin(), kind.fields.end());
    }
    return request;
  }

  absl::Duration Import(const std::string& service, const ImportResourcesRequest& request,
                        ImportRowResult::Outcome outcome = ImportRowResult::OUTCOME_CREATED) {
    ImportResourcesResponse response;
    const absl::Time begin = absl::Now();
    Must(office_.Call(service, "concordat.ledger.v1.Ledger.ImportResources", request, &response));
    const absl::Duration taken = absl::Now() - begin;
    for (const ImportRowResult& result : response.results()) {
      if (result.outcome() != outcome) throw std::runtime_error("an outcome is another");
    }
    return taken;
  }

  // Nothing of an import is to run on while the next thing is measured.
  static void AwaitSequencer(Connection& connection) {
    for (int64_t left = 1; left > 0; absl::SleepFor(absl::Milliseconds(20))) {
      Must(connection.Query("SELECT COUNT(*) FROM outbox", {}, [&left](const Row& row) {
        left = row.Int(0);
        return absl::OkStatus();
      }));
    }
  }

  static void Print(const std::string& what, const Rates& rates) {
    std::printf("| %s | %zu | %.0f | %.0f | %.2f |\n", what.c_str(), rates.rows,
                Median(rates.import), Median(rates.bare), Median(rates.ratio));
    std::fflush(stdout);
  }

  test::House house_;
  Office office_{house_};
  int run_ = 0;
};

}  // namespace
}  // namespace concordat::bench

int main(int argc, char** argv) {
  int rounds = 5;
  if (argc > 3 || (argc > 1 && (!absl::SimpleAtoi(argv[1], &rounds) || rounds < 1))) {
    std::fprintf(stderr, "usage: concordat-bench-import [ROUNDS [KIND]]\n");
    return 2;
  }
  try {
    using namespace concordat::bench;
    ImportBench bench;
    std::printf(
        "| what | SQL rows | imported a second | bare | ratio |\n"
        "| --- | --- | --- | --- | --- |\n");
    for (const Kind& kind : Kinds()) {
      if (argc < 3 || kind.what == argv[2]) bench.Measure(kind, rounds);
    }
    bench.PrintMemory();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "concordat-bench-import: %s\n", error.what());
    return 1;
  }
  return 0;
}
