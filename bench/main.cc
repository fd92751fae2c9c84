// Measures reads and writes of each service, and the gateway, beside their floors;
// see README.md.
#include <absl/strings/numbers.h>
#include <absl/time/clock.h>
#include <google/protobuf/wrappers.pb.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <memory>
#include <string>
#include <utility>

#include "bench/bare_c_api.h"
#include "bench/comparison.h"
#include "bench/floor_server.h"
#include "bench/http_connection.h"
#include "bench/office.h"
#include "bench/subjects.h"
#include "common/base/text.h"
#include "common/peers/peer_channel.h"
#include "tests/support/house.h"
#include "tests/support/places.h"

namespace concordat::bench {
namespace {

using google::protobuf::StringValue;

constexpr int kRows = 1000;
constexpr char kEndpoint[] = "OTEL_EXPORTER_OTLP_ENDPOINT";

std::string IdOf(int64_t i) { return Concat("r", i % kRows); }

test::Environment Extra() {
  const char* endpoint = std::getenv(kEndpoint);
  return endpoint == nullptr ? test::Environment() : test::Environment{{kEndpoint, endpoint}};
}

pid_t DatabaseProcess(test::TestDatabase& database) {
  std::string file;
  int64_t pid = 0;
  auto connection = Connection::Open(database.Options(""));
  if (!connection.ok()) throw std::runtime_error(connection.status().ToString());
  const absl::Status status = (*connection)->Query("SELECT @@pid_file", {}, [&](const Row& row) {
    file = std::string(row.Text(0));
    return absl::OkStatus();
  });
  if (!status.ok() || !absl::SimpleAtoi(test::ReadFile(file), &pid)) {
    throw std::runtime_error("the database does not say which process it is");
  }
  return static_cast<pid_t>(pid);
}

// The whole house with what it is asked for in it.
class Bench {
 public:
  explicit Bench(const Rhythm& rhythm)
      : rhythm_(rhythm), house_(Extra()), database_(DatabaseProcess(house_.database())) {
    house_.database().Run("SET GLOBAL max_connections = 1000");
    for (const auto& [id, subject] : Foundations()) Create(subject, id);
    for (const Subject& subject : Subjects()) {
      for (int i = 0; i < kRows; ++i) Create(subject, IdOf(i));
    }
  }

  void Run() {
    PrintHead();
    for (const Subject& subject : Subjects()) {
      Floors floors(*this, subject);
      for (const size_t clients : {1, 64}) {
        Reads(subject, floors, clients);
        Writes(subject, floors, clients);
      }
    }
    for (const size_t clients : {1, 64}) Gateway(Subjects().front(), clients);
  }

 private:
  // Bare servers in both models, and the bare statements.
  struct Floors {
    Floors(Bench& bench, const Subject& subject)
        : work(subject, bench.house_.database().Options(bench.house_.schema(subject.service))),
          c_api(work.select(),
                bench.house_.database().Options(bench.house_.schema(subject.service))) {
      for (const char* model : {"sync", "callback"}) bench.StartFloor(subject, model, this);
    }
    FloorWork work;
    BareCApi c_api;
    std::vector<std::unique_ptr<test::Process>> processes;
    std::vector<std::unique_ptr<PeerChannel>> channels;
  };

  void StartFloor(const Subject& subject, const std::string& model, Floors* floors) {
    const std::string listen = "unix:" + (folder_ / Concat(subject.service, ".", model, ".sock"));
    test::Environment environment = house_.keys().TlsEnvironment(subject.service);
    environment.merge(house_.database().ServiceEnvironment(house_.schema(subject.service)));
    floors->processes.push_back(std::make_unique<test::Process>(
        std::vector<std::string>{test::InBuild("bench/concordat-bench-floor"), model,
                                 subject.service, listen},
        environment, folder_ / (model + ".log")));
    floors->channels.push_back(std::make_unique<PeerChannel>(listen, Office::Tls(house_.keys())));
    floors->processes.back()->Until(
        [&] { return floors->channels.back()->Reachable(absl::Seconds(1)); });
  }

  absl::Status Call(const Subject& subject, const char* verb,
                    const google::protobuf::Message& request) {
    const MessagePtr response = subject.type->NewMessage();
    return office_.Call(subject.service, subject.MethodOf(verb), request, response.get());
  }

  void Create(const Subject& subject, const std::string& id) {
    const absl::Status status = Call(subject, "Create", *subject.CreateRequest(id));
    if (!status.ok()) throw std::runtime_error(status.ToString());
  }

  // Names are given once, so each client of each target has its own.
  std::function<std::string()> NewIds() {
    return
        [prefix = Concat("w", ++writers_, "-"), at = 0]() mutable { return Concat(prefix, ++at); };
  }

  static std::function<std::string()> KnownIds(size_t client) {
    return [at = static_cast<int64_t>(client) * 37]() mutable { return IdOf(++at); };
  }

  using Ids = std::function<std::string()>;
  Target Make(std::string name, pid_t server, size_t clients, bool write,
              const std::function<bool(const std::string& id)>& ask) {
    Target target{std::move(name), {}, server, database_};
    for (size_t i = 0; i < clients; ++i) {
      target.clients.push_back(
          [ask, ids = write ? NewIds() : KnownIds(i)]() mutable { return ask(ids()); });
    }
    return target;
  }

  // The floors, the service, the bare statements.
  std::vector<Target> Targets(const Subject& subject, Floors& floors, size_t clients, bool write) {
    std::vector<Target> targets;
    const char* models[] = {"floor, sync", "floor, callback"};
    for (size_t i = 0; i < 2; ++i) {
      targets.push_back(Make(
          models[i], floors.processes[i]->pid(), clients, write,
          [&subject, write, channel = floors.channels[i].get()](auto& id) {
            StringValue name, answer;
            name.set_value(subject.NameOf(id));
            return channel->Call(CallOptions(), write ? kFloorWrite : kFloorRead, name, &answer)
                .ok();
          }));
    }
    targets.push_back(Make("service", house_.program(subject.service).pid(), clients, write,
                           [this, &subject, write](const std::string& id) {
                             return write ? Call(subject, "Create", *subject.CreateRequest(id)).ok()
                                          : Call(subject, "Get", *subject.GetRequest(id)).ok();
                           }));
    targets.push_back(Make("bare statement", getpid(), clients, write,
                           [&subject, write, work = &floors.work](const std::string& id) {
                             std::string cells;
                             return (write ? work->Write(subject.NameOf(id))
                                           : work->Read(subject.NameOf(id), &cells))
                                 .ok();
                           }));
    if (write) return targets;
    targets.push_back(Make("bare statement for the row alone, C API", getpid(), clients, write,
                           [&subject, c_api = &floors.c_api](const std::string& id) {
                             std::string cells;
                             return c_api->Read(subject.NameOf(id), kDay, &cells);
                           }));
    return targets;
  }

  void Reads(const Subject& subject, Floors& floors, size_t clients) {
    Compare(subject.service + " read", Targets(subject, floors, clients, false), 2, rhythm_);
  }
  void Writes(const Subject& subject, Floors& floors, size_t clients) {
    Compare(subject.service + " write", Targets(subject, floors, clients, true), 2, rhythm_);
  }

  // The same read straight and over HTTP.
  void Gateway(const Subject& subject, size_t clients) {
    const pid_t gateway = house_.program("gateway").pid();
    std::vector<Target> targets = {Make("direct call", house_.program(subject.service).pid(),
                                        clients, false, [this, &subject](const std::string& id) {
                                          return Call(subject, "Get", *subject.GetRequest(id)).ok();
                                        })};
    Target http{"over HTTP (server µs: the gateway's alone)", {}, gateway, database_};
    const std::string token = house_.keys().token("reader");
    for (size_t i = 0; i < clients; ++i) {
      auto connection = std::make_shared<HttpConnection>(house_.http_port());
      http.clients.push_back([&subject, connection, token, ids = KnownIds(i)]() mutable {
        return connection->Get(Concat("/v1/", subject.NameOf(ids()), "?asAt=", kDay), token);
      });
    }
    targets.push_back(std::move(http));
    Compare("gateway, " + subject.service + " read", targets, 1, rhythm_);
  }

  const Rhythm rhythm_;
  test::TemporaryDirectory folder_;
  test::House house_;
  const pid_t database_;
  Office office_{house_};
  int writers_ = 0;
};

}  // namespace
}  // namespace concordat::bench

// Takes the number of rounds and the seconds of each, for a shorter look.
int main(int argc, char** argv) {
  concordat::bench::Rhythm rhythm;
  double seconds = 1;
  if (argc > 3 || (argc > 1 && !absl::SimpleAtoi(argv[1], &rhythm.rounds)) ||
      (argc > 2 && !absl::SimpleAtod(argv[2], &seconds)) || rhythm.rounds < 1 || seconds <= 0) {
    std::fprintf(stderr, "usage: concordat-bench [ROUNDS [SECONDS]]\n");
    return 2;
  }
  rhythm.time = absl::Seconds(seconds);
  try {
    concordat::bench::Bench(rhythm).Run();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "concordat-bench: %s\n", error.what());
    return 1;
  }
  return 0;
}
