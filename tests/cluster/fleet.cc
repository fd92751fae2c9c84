#include "tests/cluster/fleet.h"

#include <absl/time/clock.h>

#include <algorithm>
#include <filesystem>
#include <stdexcept>

#include "common/base/text.h"
#include "tests/support/places.h"

namespace concordat::test {
namespace {

namespace fs = std::filesystem;

constexpr absl::Duration kPatience = absl::Seconds(60);

void Run(const DatabaseOptions& options, std::string_view script) {
  auto connection = Connection::Open(options);
  const absl::Status status =
      connection.ok() ? (*connection)->RunScript(script) : connection.status();
  if (!status.ok()) throw std::runtime_error(status.ToString());
}

}  // namespace

Fleet::Fleet(DatabaseNodes& nodes, int replicas)
    : replicas_(replicas), nodes_(nodes), keys_(TestKeys::Shared()) {
  WriteFile(directory_.path() / "password", "\n");
  for (const std::string service : kServicePrograms) {
    schemas_[service] = service.substr(0, service.find('-'));
    Run(nodes_.Options(0, ""), Concat("CREATE DATABASE ", schemas_[service]));
    Migrate(service);
    clocks_.emplace(service, directory_ / (service + ".clock"));
    for (int replica = 0; replica < replicas_; ++replica) {
      members_.push_back({service, replica, nullptr});
    }
  }
  for (Member& member : members_) Launch(member);
  StartGateway();
}

Fleet::Member& Fleet::Find(const std::string& service, int replica) {
  return *std::ranges::find_if(members_, [&](const Member& member) {
    return member.service == service && member.replica == replica;
  });
}

int Fleet::NodeOf(const std::string& service, int replica) const {
  const auto place = std::ranges::find(kServicePrograms, service) - kServicePrograms.begin();
  return (static_cast<int>(place) + replica) % nodes_.size();
}

std::string Fleet::Socket(const std::string& service, int replica) const {
  return directory_ / Concat(service, "-", replica, ".sock");
}

std::string Fleet::LogFile(const Member& member) const {
  return directory_ / Concat(member.service, "-", member.replica, ".log");
}

Targets Fleet::AllTargets() const {
  Targets targets;
  for (const std::string service : kServicePrograms) {
    std::string& target = targets[service];
    for (int replica = 0; replica < replicas_; ++replica) {
      target += Concat(replica == 0 ? "unix:" : ",", Socket(service, replica));
    }
  }
  return targets;
}

DatabaseOptions Fleet::Options(const std::string& service, int node) const {
  return nodes_.Options(node, schemas_.at(service));
}

Environment Fleet::Administration(const std::string& service, int node) const {
  Environment all = DatabaseEnvironment(Options(service, node), directory_ / "password");
  all.merge(ServiceEnvironment(service, keys_, AllTargets(), "unix:" + Socket(service, 0)));
  return all;
}

Environment Fleet::EnvironmentOf(const Member& member) const {
  const std::string& service = member.service;
  Environment all = Administration(service, NodeOf(service, member.replica));
  all["CONCORDAT_LISTEN"] = "unix:" + Socket(service, member.replica);
  if (member.replica == wrong_replica()) all.merge(clocks_.at(service).ForProgram());
  return all;
}

void Fleet::Migrate(const std::string& service) {
  const std::string log = directory_ / (service + ".migrate.log");
  Process migration({InBuild(service), "migrate"}, Administration(service, 0), log);
  if (migration.Wait(kPatience) != 0) {
    throw std::runtime_error(service + " migrate: " + ReadFile(log));
  }
}

void Fleet::Launch(Member& member) {
  member.process =
      std::make_unique<Process>(std::vector<std::string>{InBuild(member.service), "serve"},
                                EnvironmentOf(member), LogFile(member));
}

void Fleet::StartGateway() {
  Environment environment = GatewayEnvironment(keys_, AllTargets());
  const std::string ports = directory_ / "gateway.ports";
  fs::remove(ports);
  if (http_port_ > 0) environment["CONCORDAT_HTTP_LISTEN"] = Concat("127.0.0.1:", http_port_);
  // All clients are one caller to it.
  environment.insert({{"CONCORDAT_PORT_FILE", ports}, {"CONCORDAT_HEAVY_CALLS", "64"}});
  gateway_ = std::make_unique<Process>(std::vector<std::string>{InBuild(kGatewayProgram)},
                                       environment, directory_ / "gateway.log");
  http_port_ = WaitForPorts(*gateway_, ports).at("http");
}

void Fleet::Kill(const std::string& service, int replica) {
  Member& member = Find(service, replica);
  if (member.process != nullptr) member.process->Kill();
  member.process.reset();
}

void Fleet::Stop(const std::string& service, int replica) {
  Member& member = Find(service, replica);
  if (member.process == nullptr) return;
  const int code = member.process->Terminate(kPatience);
  // It may just have come to its end by itself, without its database.
  // Nor does it wait for the signal in its first moments.
  constexpr int kTerminated = 128 + 15;
  if (code > 1 && code != kTerminated)
    crashes_.push_back(Concat(service, "-", replica, " stopped with ", code));
  member.process.reset();
}

void Fleet::Pause(const std::string& service, int replica) {
  Member& member = Find(service, replica);
  if (member.process != nullptr) member.process->Pause();
}

void Fleet::GoOn(const std::string& service, int replica) {
  Member& member = Find(service, replica);
  if (member.process != nullptr) member.process->GoOn();
}

void Fleet::KillGateway() {
  gateway_->Kill();
  StartGateway();
}

void Fleet::Start(const std::string& service, int replica) {
  Member& member = Find(service, replica);
  if (member.process == nullptr) Launch(member);
}

bool Fleet::StartAll() {
  bool all = true;
  for (Member& member : members_) {
    if (member.process != nullptr && member.process->running()) continue;
    all = false;
    if (member.process != nullptr) {
      const int code = member.process->Wait();
      if (code != 1) {
        crashes_.push_back(Concat(member.service, "-", member.replica, " ended with ", code));
      }
    }
    Launch(member);
  }
  if (!gateway_->running()) throw std::runtime_error("the gateway ended: " + gateway_->log());
  return all;
}

std::optional<int> Fleet::LeaderOf(const std::string& service) {
  for (int node = 0; node < nodes_.size(); ++node) {
    auto connection = Connection::Open(Options(service, node));
    if (!connection.ok()) continue;
    std::string holder;
    const absl::Status status = (*connection)
                                    ->Query("SELECT holder FROM lease WHERE name = 'sequencer'", {},
                                            [&holder](const Row& row) {
                                              holder = std::string(row.Text(0));
                                              return absl::OkStatus();
                                            });
    if (!status.ok() || holder.empty()) continue;
    // Each has told its log what it is called when it came to lead.
    for (const Member& member : members_) {
      if (member.service != service) continue;
      if (ReadFile(LogFile(member)).find(holder) != std::string::npos) return member.replica;
    }
  }
  return std::nullopt;
}

void Fleet::SetClock(const std::string& service, absl::Duration ahead) {
  clocks_.at(service).Set(ahead);
}

}  // namespace concordat::test
