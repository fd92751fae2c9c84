// Measures reads and writes of a service beside their floors, in one run on one
// machine; see README.md.
#include <absl/time/clock.h>

#include <cstdio>
#include <functional>
#include <memory>
#include <string>

#include "bench/floor_server.h"
#include "bench/load.h"
#include "common/catalogue.h"
#include "common/ddl.h"
#include "common/peer_channel.h"
#include "common/rpc_server.h"
#include "common/standard_methods.h"
#include "common/telemetry.h"
#include "concordat/programme/v1/council.pb.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/test_database.h"
#include "tests/support/test_keys.h"

namespace concordat::bench {
namespace {

using programme::v1::Council;
using test::ReadFile;
using test::TestKeys;

constexpr int kRows = 1000;
constexpr absl::Duration kTime = absl::Seconds(4);
constexpr int kWorkers = 8;

TlsFiles TlsOf(const char* peer) {
  const TestKeys& keys = TestKeys::Shared();
  return {ReadFile(keys.certificate(peer)), ReadFile(keys.key(peer)), ReadFile(keys.authority())};
}

std::string NameOf(int64_t i) { return "councils/c" + std::to_string(i % kRows); }

DatabaseOptions MakeSchema() {
  test::TestDatabase& server = test::TestDatabase::Shared();
  const std::string schema = server.NewSchema();
  server.Run("USE " + schema + ";" +
             ReadFile(std::string(CONCORDAT_SOURCE_DIR) + "/common/ledger_tables.sql") +
             CreateTable(*ResourceType::FromDescriptor(Council::descriptor())));
  DatabaseOptions options = server.Options(schema);
  options.max_connections = 16;
  return options;
}

void Print(const char* what, int clients, const Figures& figures, double floor) {
  std::printf("%-34s %3d clients %9.0f/s  p50 %6.2f ms  p99 %6.2f ms", what, clients,
              figures.per_second, absl::ToDoubleMilliseconds(figures.p50),
              absl::ToDoubleMilliseconds(figures.p99));
  if (floor > 0) std::printf("  ratio %.2f", figures.per_second / floor);
  if (figures.errors > 0) std::printf("  ERRORS %d", figures.errors);
  std::printf("\n");
}

class Bench {
 public:
  Bench()
      : telemetry_("bench"),
        database_(MakeSchema()),
        catalogue_(&database_, "programme", {Keep<Council>()}),
        channel_("unix:" + folder_ / "service.sock", TlsOf("gateway")),
        floor_channel_("unix:" + folder_ / "floor.sock", TlsOf("gateway")) {
    BindStandardMethods(catalogue_, &methods_);
    verifier_ = std::make_unique<AssertionVerifier>(
        *KeySet::FromJson(ReadFile(TestKeys::Shared().assertion_jwks())));
    server_ = *RpcServer::Start({.service = "programme",
                                 .listen = "unix:" + folder_ / "service.sock",
                                 .tls = TlsOf("programme-service"),
                                 .workers = kWorkers},
                                &methods_, verifier_.get());
    floor_ =
        std::make_unique<FloorServer>("unix:" + folder_ / "floor.sock", TlsOf("programme-service"),
                                      &database_, FloorSql(), kWorkers);
    Sign();
    for (int i = 0; i < kRows; ++i) Create("c" + std::to_string(i));
  }

  void Run() {
    for (const int clients : {1, 64}) {
      const double statement = Statement(clients);
      Sign();
      const Figures floor =
          Measure(clients, kTime, [&](int client) { return Reads(floor_channel_, client); });
      Print("floor: bare gRPC, same statement", clients, floor, statement);
      const Figures read =
          Measure(clients, kTime, [&](int client) { return Reads(channel_, client); });
      Print("GetCouncil, of that floor", clients, read, floor.per_second);
      Sign();
      const Figures write = Measure(clients, kTime, [&](int) { return Writes(); });
      Print("CreateCouncil, of that floor", clients, write, floor.per_second);
    }
  }

 private:
  // The statement of a read of now, word for word.
  std::string FloorSql() const {
    const ResourceType& type = catalogue_.TypeOf<Council>();
    return "SELECT t.name, t.uid, t.deleted, t.create_time, t.record_time, t.effective_from,"
           " r.revision, " +
           type.select_list() +
           " FROM `council` t JOIN resource r ON r.name = t.name WHERE t.name = ?"
           " AND t.valid_from <= ? AND t.valid_to > ? AND t.superseded_by IS NULL";
  }

  void Sign() {
    Caller caller;
    caller.subject = "bench";
    caller.roles = {Role::kPartnershipOffice};
    caller.partnerships = {"*"};
    auto signer = Signer::FromJwk(ReadFile(TestKeys::Shared().assertion_key()));
    options_.assertion = *SignAssertion(**signer, caller, absl::Now());
  }

  bool Create(const std::string& id) {
    programme::v1::CreateCouncilRequest request;
    request.set_council_id(id);
    request.mutable_council()->set_title("A council");
    request.set_effective_date("2011-06-30");
    Council council;
    return channel_
        .Call(options_, "concordat.programme.v1.Councils.CreateCouncil", request, &council)
        .ok();
  }

  double Statement(int clients) {
    const std::string sql = FloorSql();
    const Figures figures = Measure(clients, kTime, [&](int client) -> std::function<bool()> {
      return [this, sql, at = int64_t{client} * 37]() mutable {
        return database_
            .Read(absl::Now() + absl::Seconds(10),
                  [&](Connection& connection) {
                    return connection.Query(
                        sql, {NameOf(++at), std::string("2011-06-30"), std::string("2011-06-30")},
                        [](const Row&) { return absl::OkStatus(); });
                  })
            .ok();
      };
    });
    Print("bare statement", clients, figures, 0);
    return figures.per_second;
  }

  std::function<bool()> Reads(PeerChannel& channel, int client) {
    return [this, &channel, at = int64_t{client} * 37]() mutable {
      programme::v1::GetCouncilRequest request;
      request.set_name(NameOf(++at));
      request.set_as_at("2011-06-30");
      Council council;
      return channel.Call(options_, "concordat.programme.v1.Councils.GetCouncil", request, &council)
          .ok();
    };
  }

  std::function<bool()> Writes() {
    // Names are given once, so each client of each run has its own.
    const std::string prefix = "w" + std::to_string(++writers_) + "-";
    return [this, prefix, at = 0]() mutable { return Create(prefix + std::to_string(++at)); };
  }

  int writers_ = 0;
  test::TemporaryDirectory folder_;
  Telemetry telemetry_;
  Database database_;
  Catalogue catalogue_;
  MethodTable methods_;
  std::unique_ptr<AssertionVerifier> verifier_;
  std::unique_ptr<RpcServer> server_;
  std::unique_ptr<FloorServer> floor_;
  PeerChannel channel_;
  PeerChannel floor_channel_;
  CallOptions options_;
};

}  // namespace
}  // namespace concordat::bench

int main() {
  // The request log would be measured too; it goes where nobody reads it.
  std::freopen("/dev/null", "w", stderr);
  concordat::bench::Bench().Run();
  return 0;
}
