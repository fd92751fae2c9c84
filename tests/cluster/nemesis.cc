#include "tests/cluster/nemesis.h"

#include <absl/time/clock.h>

#include <algorithm>
#include <iterator>
#include <stdexcept>
#include <thread>

#include "common/base/text.h"

namespace concordat::test {
namespace {

constexpr absl::Duration kPatience = absl::Minutes(2);
// Between two of them, longer than kQuiet: one that is still felt is not alone.
constexpr absl::Duration kRest = absl::Seconds(4);

std::string AnyService(std::mt19937_64& random) {
  return kServicePrograms[random() % kServicePrograms.size()];
}

void Await(absl::Time limit, const std::string& what, const std::function<bool()>& done) {
  while (!done()) {
    if (absl::Now() > limit) throw std::runtime_error(what + " does not come back");
    absl::SleepFor(absl::Milliseconds(200));
  }
}

absl::Duration Between(int least, int most, std::mt19937_64& random) {
  return absl::Milliseconds(least + static_cast<int>(random() % (most - least)));
}

// How far ahead a clock is set.
absl::Duration AnyError(std::mt19937_64& random) {
  constexpr int kSeconds[] = {30, -30, 3, -3, 3600};
  return absl::Seconds(kSeconds[random() % std::size(kSeconds)]);
}

}  // namespace

void Nemesis::Do(const std::string& what, const std::function<void()>& trouble) {
  Event event{what, {.begin = absl::Now()}};
  trouble();
  event.span.end = absl::Now();
  const std::lock_guard lock(mutex_);
  events_.push_back(std::move(event));
}

void Nemesis::Run(absl::Duration length, std::vector<Version> updates) {
  begin_ = absl::Now();
  updates_ = std::move(updates);
  if (length >= kLongRun) alone_until_ = begin_ + length / 2;
  const absl::Time until = begin_ + length;
  const auto guarded = [this](void (Nemesis::*work)(absl::Time), absl::Time limit) {
    try {
      (this->*work)(limit);
    } catch (...) {
      const std::lock_guard lock(mutex_);
      failure_ = std::current_exception();
    }
  };
  std::thread nodes([&] { guarded(&Nemesis::RunNodes, until); });
  guarded(&Nemesis::RunReplicas, until);
  nodes.join();
  if (failure_) std::rethrow_exception(failure_);
  AwaitAll();
}

void Nemesis::RunNodes(absl::Time until) {
  Random random(seed_ * 2);
  while (absl::Now() < until) {
    absl::SleepFor(Between(500, 2500, random));
    const std::lock_guard turn(turn_);
    TroubleNode(random);
    if (OneAtATime()) absl::SleepFor(kRest);
  }
}

void Nemesis::TroubleNode(Random& random) {
  const int node = static_cast<int>(random() % nodes_.size());
  const absl::Duration away = Between(200, 4000, random);
  // A single one can be neither cut off nor told another time than the others.
  const uint64_t kind = random() % (nodes_.size() > 1 ? 8 : 4);
  if (kind == 3) return HoldNode(node, away);
  if (kind == 4) return SetNodeClockWrong(random);
  if (kind > 4) return CutOff(node, away);
  Do(kind == 2 ? "nodes stopped" : "nodes killed", [&] {
    kind == 2 ? nodes_.Stop(node) : nodes_.Kill(node);
    absl::SleepFor(away);
    nodes_.Start(node);
  });
}

// Were another to go before this one is back, none would be left that may serve.
void Nemesis::CutOff(int node, absl::Duration away) {
  Do("nodes cut off", [&] {
    nodes_.Isolate(node);
    absl::SleepFor(away + absl::Seconds(2));
    nodes_.Heal(node);
    Await(absl::Now() + kPatience, Concat("node ", node),
          [this, node] { return nodes_.IsSynced(node); });
  });
}

// Shorter or longer than the others wait for it.
void Nemesis::HoldNode(int node, absl::Duration away) {
  Do("nodes held", [&] {
    nodes_.Pause(node);
    absl::SleepFor(2 * away);
    nodes_.GoOn(node);
    Await(absl::Now() + kPatience, Concat("node ", node),
          [this, node] { return nodes_.IsSynced(node); });
  });
}

void Nemesis::SetNodeClockWrong(Random& random) {
  Do("clocks of nodes set wrong", [&] {
    nodes_.SetClock(AnyError(random));
    absl::SleepFor(Between(2000, 6000, random));
    nodes_.SetClock(absl::ZeroDuration());
  });
}

void Nemesis::RunReplicas(absl::Time until) {
  Random random(seed_ * 2 + 1);
  const absl::Duration between = (until - begin_) / static_cast<double>(updates_.size() + 1);
  for (size_t update = 0; absl::Now() < until;) {
    absl::SleepFor(Between(300, 1500, random));
    const bool due = update < updates_.size() && absl::Now() > begin_ + (update + 1.0) * between;
    std::unique_lock turn(turn_, std::defer_lock);
    if (due || OneAtATime()) turn.lock();
    fleet_.StartAll();
    due ? RollingUpdate(updates_[update++], random) : TroubleReplica(random);
    if (OneAtATime()) absl::SleepFor(kRest);
  }
}

// Nobody begins one while a node is away.
void Nemesis::RollingUpdate(const Version& version, Random& random) {
  const auto rest = [this] {
    if (alone_until_ > begin_) absl::SleepFor(kRest);
  };
  AwaitAll();
  Do("schemas migrated", [&] { fleet_.Migrate(version); });
  rest();
  std::vector<std::string> programs(kServicePrograms.begin(), kServicePrograms.end());
  programs.emplace_back(kGatewayProgram);
  std::ranges::shuffle(programs, random);
  for (const std::string& program : programs) {
    const bool gateway = program == kGatewayProgram;
    Do(gateway ? "gateways updated" : "services updated",
       [&] { gateway ? fleet_.UpdateGateway(version) : fleet_.Update(program, version); });
    rest();
  }
}

void Nemesis::TroubleReplica(Random& random) {
  const uint64_t kind = random() % 12;
  if (kind == 0) return SetClockWrong(random);
  if (kind <= 2) return KillLeader(random);
  if (kind <= 5) return HoldReplica(random);
  if (kind == 6) return KillGateway();
  const std::string service = AnyService(random);
  const int replica = static_cast<int>(random() % fleet_.replicas());
  Do(kind == 7 ? "replicas stopped" : "replicas killed", [&] {
    kind == 7 ? fleet_.Stop(service, replica) : fleet_.Kill(service, replica);
    absl::SleepFor(Between(0, 1500, random));
    fleet_.Start(service, replica);
  });
}

void Nemesis::KillLeader(Random& random) {
  const std::string service = AnyService(random);
  const auto leader = fleet_.LeaderOf(service);
  if (!leader.has_value()) return;
  Do("leaders killed", [&] {
    fleet_.Kill(service, *leader);
    absl::SleepFor(Between(0, 1500, random));
    fleet_.Start(service, *leader);
  });
}

// Mostly the leader: it may believe that it still leads when it goes on and another does.
void Nemesis::HoldReplica(Random& random) {
  const std::string service = AnyService(random);
  const auto any = static_cast<int>(random() % fleet_.replicas());
  const auto leader = random() % 3 == 0 ? std::nullopt : fleet_.LeaderOf(service);
  const int held = leader.value_or(any);
  Do(leader.has_value() ? "leaders held" : "replicas held", [&] {
    fleet_.Pause(service, held);
    absl::SleepFor(Between(200, 8000, random));
    fleet_.GoOn(service, held);
  });
}

void Nemesis::KillGateway() {
  Do("gateways killed", [&] { fleet_.KillGateway(); });
}

// For a while, unless it is to stay so until the next time.
void Nemesis::SetClockWrong(Random& random) {
  const std::string service = AnyService(random);
  Do("clocks set wrong", [&] {
    fleet_.SetClock(service, AnyError(random));
    absl::SleepFor(Between(1000, 4000, random));
    if (OneAtATime() || random() % 3 != 0) fleet_.SetClock(service, absl::ZeroDuration());
  });
}

void Nemesis::AwaitAll() {
  for (const char* service : kServicePrograms) fleet_.SetClock(service, absl::ZeroDuration());
  nodes_.SetClock(absl::ZeroDuration());
  const absl::Time limit = absl::Now() + kPatience;
  for (int node = 0; node < nodes_.size(); ++node) {
    Await(limit, Concat("node ", node), [this, node] { return nodes_.IsSynced(node); });
  }
  // Those that have just been started may yet end again.
  int quiet = 0;
  Await(limit, "one of the programs", [&] {
    quiet = fleet_.StartAll() ? quiet + 1 : 0;
    return quiet == 25;
  });
}

}  // namespace concordat::test
