#include "tests/support/galera_cluster.h"

#include <absl/strings/match.h>
#include <absl/strings/str_split.h>
#include <absl/time/clock.h>
#include <pwd.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>

#include "common/base/text.h"
#include "tests/support/free_ports.h"
#include "tests/support/places.h"
#include "tests/support/server_program.h"

namespace concordat::test {
namespace {

namespace fs = std::filesystem;

// What scripts/fetch-galera unpacked.
constexpr char kGalera[] = CONCORDAT_GALERA_DIR;

// How nodes hold together: the production overlay of k8s/ reads the same file.
constexpr char kSettings[] = "k8s/components/database-cluster/cluster.cnf";

constexpr absl::Duration kPatience = absl::Seconds(90);

// Who is silent is taken for gone sooner than in production, so that tests need not wait.
constexpr char kMembership[] =
    ";evs.keepalive_period=PT0.5S;evs.inactive_check_period=PT0.5S;evs.suspect_timeout=PT2S"
    ";evs.inactive_timeout=PT5S;evs.install_timeout=PT5S";

// The account that servers run under: what copies the first state drops root's rights.
const char* Account() { return geteuid() == 0 ? "nobody" : nullptr; }

void GiveToAccount(const fs::path& folder) {
  if (Account() == nullptr) return;
  const passwd* const account = getpwnam(Account());
  if (account == nullptr) throw std::runtime_error("there is no account nobody");
  const auto give = [account](const fs::path& path) {
    if (lchown(path.c_str(), account->pw_uid, account->pw_gid) != 0) {
      throw std::runtime_error("cannot give away " + path.string());
    }
  };
  give(folder);
  for (const auto& entry : fs::recursive_directory_iterator(folder)) give(entry.path());
}

// What was unpacked with the programs that need it; where it lies goes by the machine.
std::string Libraries() {
  for (const auto& folder : fs::directory_iterator(Concat(kGalera, "/usr/lib"))) {
    if (absl::StrContains(folder.path().string(), "-linux-gnu")) return folder.path();
  }
  throw std::runtime_error("there are no libraries: run scripts/fetch-galera");
}

std::string On(int port) { return Concat("127.0.0.1:", port); }

// `--max-allowed-packet=64M`, of which `max_allowed_packet`.
std::string NameOf(std::string_view option) {
  option.remove_prefix(std::min(option.size(), option.find_first_not_of('-')));
  std::string name(option.substr(0, option.find('=')));
  std::ranges::replace(name, '-', '_');
  return name;
}

}  // namespace

std::map<std::string, std::string> ClusterSettings() {
  std::map<std::string, std::string> settings;
  const std::string file = ReadFile(InSources(kSettings));
  for (const absl::string_view line : absl::StrSplit(file, '\n')) {
    const std::pair<absl::string_view, absl::string_view> setting =
        absl::StrSplit(line, absl::MaxSplits(" = ", 1));
    if (absl::StartsWith(line, "#") || setting.second.empty()) continue;
    settings.emplace(std::string(setting.first), std::string(setting.second));
  }
  return settings;
}

GaleraCluster::GaleraCluster(int nodes) {
  std::vector<int> ports = FreePorts(3 * nodes);
  const auto take = [&ports] {
    const int port = ports.back();
    ports.pop_back();
    return port;
  };
  for (int i = 0; i < nodes; ++i) {
    Node node;
    node.directory = std::make_unique<TemporaryDirectory>();
    node.ports = {take(), take(), take()};
    fs::copy(MariaDb().empty_data(), node.directory->path() / "data", fs::copy_options::recursive);
    if (i == nodes - 1) node.clock.emplace(node.directory->path() / "clock");
    GiveToAccount(node.directory->path());
    nodes_.push_back(std::move(node));
  }
  for (int i = 0; i < nodes; ++i) {
    Launch(i,
           i == 0 ? std::vector<std::string>{"--wsrep-new-cluster"} : std::vector<std::string>());
  }
}

DatabaseOptions GaleraCluster::Options(int node, std::string_view schema) const {
  DatabaseOptions options;
  options.socket = *nodes_[node].directory / "db.sock";
  options.user = "root";
  options.schema = schema;
  return options;
}

void GaleraCluster::Run(std::string_view script) {
  auto connection = Connection::Open(Options(0, ""));
  const absl::Status status =
      connection.ok() ? (*connection)->RunScript(script) : connection.status();
  if (!status.ok()) throw std::runtime_error(status.ToString());
}

void GaleraCluster::Kill(int node) {
  nodes_[node].administrator.reset();
  nodes_[node].server->Kill();
}

void GaleraCluster::Stop(int node) {
  nodes_[node].administrator.reset();
  nodes_[node].server->Terminate();
}

// A node ends by itself where the one that was to give it what it missed is cut off or held
// meanwhile; it is then started again, as an orchestrator would.
void GaleraCluster::Start(int node) {
  const absl::Time limit = absl::Now() + kPatience;
  while (true) {
    try {
      return Launch(node, {"--wsrep-start-position=" + RecoveredPosition(nodes_[node])});
    } catch (const std::runtime_error&) {
      if (nodes_[node].server->running() || absl::Now() > limit) throw;
    }
  }
}

void GaleraCluster::Launch(int node, const std::vector<std::string>& options) {
  Node& started = nodes_[node];
  std::vector<std::string> command = CommandOf(started);
  command.insert(command.end(), options.begin(), options.end());
  fs::remove(started.directory->path() / "db.sock");
  started.server = std::make_unique<Process>(command, EnvironmentOf(started),
                                             started.directory->path() / "db.log");
  started.server->Until([&] { return IsSynced(node); }, kPatience);
  auto connection = Connection::Open(Options(node, ""));
  if (!connection.ok()) throw std::runtime_error(connection.status().ToString());
  started.administrator = *std::move(connection);
}

// Without it a node that was killed would be given everything anew.
std::string GaleraCluster::RecoveredPosition(const Node& node) const {
  std::vector<std::string> command = CommandOf(node);
  command.emplace_back("--wsrep-recover");
  const fs::path log = node.directory->path() / "recover.log";
  fs::remove(log);
  Process(command, EnvironmentOf(node), log).Wait(kPatience);
  constexpr std::string_view kFound = "Recovered position: ";
  const std::string text = ReadFile(log);
  const size_t found = text.rfind(kFound);
  if (found == std::string::npos) throw std::runtime_error("no position of the node: " + text);
  const size_t begin = found + kFound.size();
  return text.substr(begin, text.find_first_of(", \n", begin) - begin);
}

void GaleraCluster::Isolate(int node) { SetProviderOption(node, "gmcast.isolate=1"); }

void GaleraCluster::Heal(int node) { SetProviderOption(node, "gmcast.isolate=0"); }

void GaleraCluster::SetProviderOption(int node, std::string_view option) {
  Node& changed = nodes_[node];
  const absl::Status status = changed.administrator->RunScript(
      Concat("SET GLOBAL wsrep_provider_options = '", option, "'"));
  if (!status.ok()) throw std::runtime_error(status.ToString());
}

void GaleraCluster::Pause(int node) { nodes_[node].server->Pause(); }

void GaleraCluster::GoOn(int node) { nodes_[node].server->GoOn(); }

void GaleraCluster::SetClock(absl::Duration ahead) { nodes_.back().clock->Set(ahead); }

Environment GaleraCluster::EnvironmentOf(const Node& node) const {
  const char* const path = std::getenv("PATH");
  Environment all = {
      {"PATH", Concat(kGalera, "/usr/bin:", path == nullptr ? "/usr/bin:/bin" : path)},
      {"LD_LIBRARY_PATH", Libraries()}};
  if (node.clock.has_value()) all.merge(node.clock->ForProgram());
  return all;
}

std::vector<std::string> GaleraCluster::CommandOf(const Node& node) const {
  const fs::path& folder = node.directory->path();
  const ServerProgram program = MariaDb();
  std::vector<std::string> command = program.options(folder / "data");
  // What production runs with is not said otherwise.
  const auto settings = ClusterSettings();
  std::erase_if(command, [&](const auto& option) { return settings.contains(NameOf(option)); });
  // Instead of none.
  command.front() = Concat("--defaults-file=", InSources(kSettings));
  command.insert(command.begin(), program.path);
  if (Account() != nullptr) command.push_back(Concat("--user=", Account()));
  command.insert(
      command.end(),
      {"--skip-networking", Concat("--socket=", *node.directory / "db.sock"), "--wsrep-on=ON",
       Concat("--wsrep-provider=", kGalera, "/usr/lib/galera/libgalera_smm.so"),
       Concat("--wsrep-cluster-address=gcomm://", Group()),
       Concat("--wsrep-node-address=", On(node.ports.group)), "--wsrep-sst-method=rsync",
       Concat("--wsrep-sst-receive-address=", On(node.ports.first)),
       Concat("--wsrep-provider-options=base_host=127.0.0.1;base_port=", node.ports.group,
              ";gmcast.listen_addr=tcp://", On(node.ports.group),
              ";ist.recv_addr=", On(node.ports.incremental), ";gcache.size=32M", kMembership)});
  return command;
}

std::string GaleraCluster::Group() const {
  std::string group;
  for (const Node& node : nodes_) {
    group += Concat(group.empty() ? "" : ",", On(node.ports.group));
  }
  return group;
}

bool GaleraCluster::IsSynced(int node) const {
  auto connection = Connection::Open(Options(node, ""));
  if (!connection.ok()) return false;
  bool synced = false;
  const absl::Status status =
      (*connection)
          ->Query("SHOW STATUS LIKE 'wsrep_local_state_comment'", {}, [&synced](const Row& row) {
            synced = row.Text(1) == "Synced";
            return absl::OkStatus();
          });
  return status.ok() && synced;
}

}  // namespace concordat::test
