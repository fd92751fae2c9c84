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

Fleet::Fleet(DatabaseNodes& nodes, int replicas, Version version)
    : replicas_(replicas),
      nodes_(nodes),
      keys_(TestKeys::Shared()),
      gateway_version_(std::move(version)) {
  WriteFile(directory_.path() / "password", "\n");
  for (const std::string service : kServicePrograms) {
    schemas_[service] = service.substr(0, service.find('-'));
    Run(nodes_.Options(0, ""), Concat("CREATE DATABASE ", schemas_[service]));
    clocks_.emplace(service, directory_ / (service + ".clock"));
    for (int replica = 0; replica < replicas_; ++replica) {
      members_.push_back({service, replica, gateway_version_, nullptr});
    }
  }
  Migrate(gateway_version_);
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

// Written by a replica once it listens.
std::string Fleet::PortFile(const Member& member) const {
  return directory_ / Concat(member.service, "-", member.replica, ".ports");
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

Environment Fleet::Administration(const std::string& service, int node,
                                  const Version& version) const {
  Environment all = DatabaseEnvironment(Options(service, node), directory_ / "password");
  all.merge(
      ServiceEnvironment(service, keys_, AllTargets(), "unix:" + Socket(service, 0), version));
  return all;
}

Environment Fleet::EnvironmentOf(const Member& member) const {
  const std::string& service = member.service;
  Environment all = Administration(service, NodeOf(service, member.replica), member.version);
  all["CONCORDAT_LISTEN"] = "unix:" + Socket(service, member.replica);
  all["CONCORDAT_PORT_FILE"] = PortFile(member);
  if (member.replica == wrong_replica()) all.merge(clocks_.at(service).ForProgram());
  return all;
}

void Fleet::Migrate(const Version& version) {
  for (const std::string service : kServicePrograms) {
    const std::string log = directory_ / (service + ".migrate.log");
    Process migration({version.Program(service), "migrate"}, Administration(service, 0, version),
                      log);
    if (migration.Wait(kPatience) != 0) {
      throw std::runtime_error(service + " migrate: " + ReadFile(log));
    }
  }
}

void Fleet::Launch(Member& member) {
  fs::remove(PortFile(member));
  member.process = std::make_unique<Process>(
      std::vector<std::string>{member.version.Program(member.service), "serve"},
      EnvironmentOf(member), LogFile(member));
}

// It ends by itself, and is started again, where its database is away when it comes.
void Fleet::AwaitServing(Member& member) {
  const absl::Time limit = absl::Now() + kPatience;
  while (!fs::exists(PortFile(member))) {
    if (absl::Now() > limit) throw std::runtime_error("does not serve: " + member.process->log());
    if (!member.process->running()) Relaunch(member);
    absl::SleepFor(absl::Milliseconds(20));
  }
}

void Fleet::AwaitServing() {
  for (Member& member : members_) AwaitServing(member);
}

void Fleet::Update(const std::string& service, const Version& version) {
  for (int replica = 0; replica < replicas_; ++replica) {
    Stop(service, replica);
    Member& member = Find(service, replica);
    member.version = version;
    Launch(member);
    AwaitServing(member);
  }
}

void Fleet::UpdateGateway(const Version& version) {
  const int code = gateway_->Terminate(kPatience);
  if (code != 0) crashes_.push_back(Concat("gateway stopped with ", code));
  gateway_version_ = version;
  StartGateway();
}

void Fleet::StartGateway() {
  Environment environment = GatewayEnvironment(keys_, AllTargets(), gateway_version_);
  const std::string ports = directory_ / "gateway.ports";
  fs::remove(ports);
  if (http_port_ > 0) environment["CONCORDAT_HTTP_LISTEN"] = Concat("127.0.0.1:", http_port_);
  // All clients are one caller to it.
  environment.insert({{"CONCORDAT_PORT_FILE", ports}, {"CONCORDAT_HEAVY_CALLS", "64"}});
  gateway_ =
      std::make_unique<Process>(std::vector<std::string>{gateway_version_.Program(kGatewayProgram)},
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

// For want of its database it ends with 1.
void Fleet::Relaunch(Member& member) {
  const int code = member.process == nullptr ? 1 : member.process->Wait();
  if (code != 1) {
    crashes_.push_back(Concat(member.service, "-", member.replica, " ended with ", code));
  }
  Launch(member);
}

bool Fleet::StartAll() {
  bool all = true;
  for (Member& member : members_) {
    if (member.process != nullptr && member.process->running()) continue;
    all = false;
    Relaunch(member);
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
