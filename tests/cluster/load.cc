#include "tests/cluster/load.h"

#include <absl/time/clock.h>

#include <array>
#include <iterator>
#include <utility>

#include "common/base/text.h"

namespace concordat::test {
namespace {

constexpr char kBelow[] = "partnerships/bromsgrove-redditch";
constexpr int kNames = 12;
constexpr absl::Duration kMostPause = absl::Milliseconds(30);

Pool NewPool(const std::string& plural, const std::string& singular, nlohmann::json further) {
  Pool pool{Concat(kBelow, "/", plural), singular + "Id", std::move(further), {}};
  for (int i = 0; i < kNames; ++i) pool.names.push_back(Concat(pool.collection, "/load-", i));
  return pool;
}

std::vector<Pool> Pools() {
  return {NewPool("projects", "project", nlohmann::json::object()),
          // Each asks the programme's service whether its project exists.
          NewPool("benefits", "benefit", {{"project", Concat(kBelow, "/projects/hr-od")}}),
          NewPool("registers", "register", nlohmann::json::object())};
}

template <typename List>
const auto& OneOf(const List& list, std::mt19937_64& random) {
  return list[random() % std::size(list)];
}

// As requests can name it.
absl::Time Now() { return absl::FromUnixMicros(absl::ToUnixMicros(absl::Now())); }

template <typename Value>
void Append(std::vector<Value> from, std::vector<Value>* to) {
  to->insert(to->end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

}  // namespace

Load::Load(int port, int clients, uint64_t seed) : port_(port), pools_(Pools()) {
  for (int i = 0; i < clients; ++i) {
    threads_.emplace_back([this, i, seed] { Run(i, seed); });
  }
}

Load::~Load() { Stop(); }

ClientLog Load::Stop() {
  stopped_ = true;
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
  return std::move(log_);
}

void Load::Run(int number, uint64_t seed) {
  Random random(seed * 1000 + number);
  Client client(port_, Concat("c", number), [this] { return stopped_.load(); });
  while (!stopped_) {
    DoSomething(client, random);
    absl::SleepFor(kMostPause * (static_cast<double>(random() % 100) / 100));
  }
  ClientLog log = client.TakeLog();
  const std::lock_guard lock(mutex_);
  Append(std::move(log.writes), &log_.writes);
  Append(std::move(log.reads), &log_.reads);
  Append(std::move(log.reports), &log_.reports);
  Append(std::move(log.strange), &log_.strange);
  Append(std::move(log.requests), &log_.requests);
  log_.unanswered_reads += log.unanswered_reads;
}

void Load::DoSomething(Client& client, Random& random) {
  const Pool& pool = OneOf(pools_, random);
  const uint64_t kind = random() % 100;
  if (kind < 50) return Change(client, pool, random);
  if (kind < 62) {
    client.Get(OneOf(pool.names, random));
  } else if (kind < 70) {
    client.List(pool);
  } else if (kind < 83) {
    AskOfNow(client, pool, random);
  } else if (kind < 98) {
    AskAgain(client, random);
  } else {
    AskReport(client, random);
  }
}

// By what is there; who has changed it sees that at once.
void Load::Change(Client& client, const Pool& pool, Random& random) {
  if (random() % 8 == 0) {
    const size_t first = random() % (pool.names.size() - 3);
    client.Import(pool, {pool.names.begin() + first, pool.names.begin() + first + 3});
    return client.List(pool);
  }
  const std::string& name = OneOf(pool.names, random);
  const auto seen = client.Get(name);
  if (!seen.has_value()) return;
  if (seen->state.deleted) {
    random() % 4 == 0 ? client.Undelete(name) : client.Create(pool, name);
  } else {
    random() % 5 == 0 ? client.Delete(name, *seen->revision) : client.Update(name, *seen->revision);
  }
  client.Get(name);
}

void Load::Ask(Client& client, const Question& question) {
  if (question.name.empty()) {
    client.List(*question.pool, question.moment);
  } else {
    client.Get(question.name, question.moment);
  }
}

void Load::AskOfNow(Client& client, const Pool& pool, Random& random) {
  Question question{&pool, random() % 3 == 0 ? "" : OneOf(pool.names, random), Now()};
  Ask(client, question);
  const std::lock_guard lock(mutex_);
  asked_.push_back(std::move(question));
}

void Load::AskAgain(Client& client, Random& random) {
  Question question;
  {
    const std::lock_guard lock(mutex_);
    if (asked_.empty()) return;
    question = OneOf(asked_, random);
  }
  Ask(client, question);
}

// Mostly one that was asked for before.
void Load::AskReport(Client& client, Random& random) {
  constexpr std::array<const char*, 4> kReports = {":registerReport", ":financialSummary",
                                                   ":programmeReport", ":boardPack"};
  std::pair<std::string, absl::Time> report;
  {
    const std::lock_guard lock(mutex_);
    if (random() % 4 == 0 || reported_.empty()) {
      reported_.emplace_back(Concat(kBelow, OneOf(kReports, random)), Now());
      report = reported_.back();
    } else {
      report = OneOf(reported_, random);
    }
  }
  client.Report(report.first, report.second);
}

}  // namespace concordat::test
