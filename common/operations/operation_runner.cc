#include "common/operations/operation_runner.h"

#include <absl/time/clock.h>
#include <unistd.h>

#include <optional>
#include <utility>

#include "common/base/contain.h"
#include "common/base/errors.h"
#include "common/base/log.h"
#include "common/base/text.h"
#include "common/base/uuid.h"
#include "common/operations/operation_caller.h"
#include "common/operations/operation_outcome.h"
#include "common/telemetry/metrics.h"
#include "common/telemetry/semconv.h"
#include "common/telemetry/span.h"

namespace concordat {
namespace {

constexpr absl::Duration kPatience = absl::Seconds(5);
// The result of work is worth some tries where the database is away for a moment.
constexpr int kConclusions = 3;
constexpr absl::Duration kSweeps = absl::Minutes(10);

// `programs-host/4711/…`, for who looks where work is done.
std::string NameOfReplica() {
  char host[256] = "";
  gethostname(host, sizeof(host) - 1);
  return Concat(host, "/", getpid(), "/", NewUuid().substr(0, 8));
}

void Warn(std::string_view what, const std::string& name, const absl::Status& status) {
  Log(LogLevel::kWarning, what,
      {{"operation", name}, {"error", std::string(ToStd(status.message()))}});
}

}  // namespace

OperationRunner::OperationRunner(Database* database, const OperationKinds* kinds,
                                 OperationOptions options, std::function<bool()> may_work,
                                 std::function<void()> on_end)
    : database_(*database),
      kinds_(*kinds),
      options_(options),
      may_work_(std::move(may_work)),
      on_end_(std::move(on_end)),
      holder_(NameOfReplica()),
      looks_([this] { return Look(); }),
      workers_(options.at_once, options.at_once) {}

OperationRunner::~OperationRunner() {
  looks_.Stop();
  const std::lock_guard lock(mutex_);
  for (const auto& [run, renewed] : running_) run->End(OperationRun::Ended::kStopping);
}

int OperationRunner::running() const {
  const std::lock_guard lock(mutex_);
  return static_cast<int>(running_.size());
}

absl::Status OperationRunner::Transact(absl::FunctionRef<absl::Status(Connection&)> body) {
  return database_.Transact(absl::Now() + kPatience, body);
}

absl::Duration OperationRunner::Look() {
  KeepAll();
  Sweep();
  while (may_work_() && running() < options_.at_once) {
    const auto took = TakeOne();
    if (!took.ok()) Warn("operations_not_looked_at", "", took.status());
    if (!took.ok() || !*took) break;
  }
  return options_.look;
}

void OperationRunner::KeepAll() {
  std::map<RunPtr, absl::Time> held;
  {
    const std::lock_guard lock(mutex_);
    held = running_;
  }
  for (const auto& [run, renewed] : held) Keep(run);
}

void OperationRunner::Keep(const RunPtr& run) {
  bool asked = false;
  const absl::Time begin = absl::Now();
  const absl::Status status = Transact([&](Connection& connection) {
    auto kept = KeepAndTell(connection, run->claimed().hold, options_.hold, run->progress());
    if (kept.ok()) asked = *kept;
    return kept.status();
  });
  const std::lock_guard lock(mutex_);
  const auto held = running_.find(run);
  // It has ended meanwhile.
  if (held == running_.end()) return;
  if (status.ok()) held->second = begin;
  if (asked) run->End(OperationRun::Ended::kCancelled);
  const bool lapsed = absl::Now() - held->second > options_.hold;
  if (!absl::IsFailedPrecondition(status) && !lapsed) return;
  Warn("operation_lost", run->name(), status);
  run->End(OperationRun::Ended::kLost);
}

absl::StatusOr<bool> OperationRunner::TakeOne() {
  bool any = false;
  absl::Status status = database_.Read(absl::Now() + kPatience, [&any](Connection& connection) {
    auto claimable = AnyToClaim(connection);
    if (claimable.ok()) any = *claimable;
    return claimable.status();
  });
  if (!status.ok() || !any) return status.ok() ? absl::StatusOr<bool>(false) : status;
  const absl::Time begin = absl::Now();
  std::optional<ClaimedOperation> claimed;
  const TurnRules rules = {options_.at_once, options_.at_once_of_caller, options_.hold, holder_,
                           [this](std::string_view method) { return kinds_.contains(method); }};
  status = Transact([&](Connection& connection) {
    auto taken = ClaimOne(connection, rules);
    if (!taken.ok()) return taken.status();
    claimed = *std::move(taken);
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  if (!claimed.has_value()) return false;
  Caller caller = CallerOf(claimed->caller);
  caller.deadline = begin + options_.longest;
  const auto run =
      std::make_shared<OperationRun>(*std::move(claimed), std::move(caller), options_.hold);
  {
    const std::lock_guard lock(mutex_);
    running_.emplace(run, begin);
  }
  workers_.Submit([this, run] { Work(run); });
  return true;
}

void OperationRunner::Sweep() {
  if (absl::Now() < next_sweep_) return;
  int64_t forgotten = kForgottenAtOnce;
  while (forgotten == kForgottenAtOnce) {
    const absl::Status status = Transact([&forgotten](Connection& connection) {
      auto some = ForgetExpired(connection);
      forgotten = some.ok() ? *some : 0;
      return some.status();
    });
    if (!status.ok()) return Warn("operations_not_swept", "", status);
  }
  next_sweep_ = absl::Now() + kSweeps;
}

void OperationRunner::Work(const RunPtr& run) {
  const absl::Time begin = absl::Now();
  const std::string& method = run->claimed().method;
  absl::StatusOr<MessagePtr> done = Do(run);
  const std::string code = absl::StatusCodeToString(done.status().code());
  absl::Status status;
  for (int i = 0; i < kConclusions; ++i) {
    status = Contained([&] { return Conclude(run, done); });
    if (!absl::IsUnavailable(status) && !absl::IsAborted(status)) break;
  }
  {
    const std::lock_guard lock(mutex_);
    running_.erase(run);
  }
  if (!status.ok()) Warn("operation_not_concluded", run->name(), status);
  RecordDuration(semconv::kOperationDuration, absl::Now() - begin,
                 {{semconv::kRpcMethod, method}, {semconv::kRpcResponseStatusCode, code}});
  Log(LogLevel::kInfo, "operation",
      {{"operation", run->name()},
       {"method", method},
       {"code", code},
       {"attempt", int64_t{run->claimed().attempts}},
       {"duration_ms", absl::ToDoubleMilliseconds(absl::Now() - begin)},
       {"subject", run->caller().subject},
       {"error", std::string(ToStd(done.status().message()))}});
  on_end_();
  looks_.Wake();
}

absl::StatusOr<MessagePtr> OperationRunner::Do(const RunPtr& run) {
  const ClaimedOperation& claimed = run->claimed();
  if (claimed.cancel_asked) {
    run->End(OperationRun::Ended::kCancelled);
    return CancelledByCaller();
  }
  if (claimed.attempts > options_.attempts) {
    return ErrorWithReason(
        absl::StatusCode::kFailedPrecondition, "OPERATION_GIVEN_UP",
        Concat("the work did not come to an end in ", options_.attempts, " attempts"));
  }
  const OperationKind& kind = kinds_.find(claimed.method)->second;
  Span span(Concat("operation ", claimed.method), SpanKind::kInternal,
            claimed.caller.traceparent());
  span.Set(semconv::kUserId, run->caller().subject);
  auto done = Contained([&]() -> absl::StatusOr<MessagePtr> {
    const ActiveSpan active(span);
    const MessagePtr request = NewMessage(kind.request);
    if (!request->ParseFromString(claimed.request)) {
      return absl::DataLossError("what was asked cannot be read");
    }
    return kind.work(*run, *request);
  });
  span.SetStatus(done.status());
  return done;
}

absl::Status OperationRunner::Conclude(const RunPtr& run, const absl::StatusOr<MessagePtr>& done) {
  const OperationOutcome outcome = OutcomeOf(*run, done, options_.attempts, options_.max_result);
  const OperationHold& hold = run->claimed().hold;
  return Transact([&](Connection& connection) -> absl::Status {
    switch (outcome.what) {
      case OperationOutcome::What::kEnd:
        return EndOperation(connection, hold, outcome.end, options_.kept);
      case OperationOutcome::What::kTryAgain:
        return GiveBack(connection, hold, options_.pause * run->claimed().attempts, true);
      case OperationOutcome::What::kGiveBack:
        return GiveBack(connection, hold, absl::ZeroDuration(), false);
      case OperationOutcome::What::kNothing:
        break;
    }
    return absl::OkStatus();
  });
}

}  // namespace concordat
