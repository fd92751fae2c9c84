#include "programme-service/src/board_cycle.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "common/base/date.h"
#include "common/base/errors.h"
#include "common/base/text.h"
#include "common/base/uuid.h"
#include "common/identity/service_caller.h"
#include "common/ledger/guard.h"
#include "common/ledger/resource_writer.h"
#include "common/ledger/step_method.h"
#include "common/ledger/temporal_store.h"
#include "common/service/report_method.h"
#include "concordat/programme/v1/board_cycle.pb.h"
#include "programme-service/src/reports.h"
#include "programme-service/src/return_rules.h"
#include "programme-service/src/return_tables.h"

namespace concordat::programme {
namespace {

constexpr size_t kMaxId = 63;
constexpr int kDefaultPage = 50;
constexpr int kMaxPage = 1000;
// Marked in one transaction.
constexpr int kMarkedAtOnce = 100;

std::string Method(std::string_view verb) {
  return Concat("concordat.programme.v1.BoardCycle.", verb);
}

// `2009-06-bury` in the round `2009-06`; a new id where that would be too long.
std::string IdOfReturn(const std::string& period, const std::string& council) {
  const std::string id = Concat(ResourceType::IdOf(period), "-", ResourceType::IdOf(council));
  return id.size() <= kMaxId ? id : NewUuid();
}

absl::Status CreateReturn(const Ledger& ledger, const WriteScope& scope,
                          const v1::ReportingPeriod& period, const std::string& council) {
  v1::Return due;
  due.set_reporting_period(period.name());
  due.set_council(council);
  due.set_due(period.returns_due());
  due.set_marking(period.marking());
  due.set_state(v1::Return::STATE_DUE);
  const std::string returns = Concat(ResourceType::ParentOf(period.name()), "/returns/");
  ResourceInput input;
  input.name = returns + IdOfReturn(period.name(), council);
  input.values = &due;
  input.effective = input.begins = scope.effective;
  input.by_service = true;
  const PeerAnswers answers;
  ResourceWriter writer(ledger, ledger.registry().TypeOf<v1::Return>(), scope.connection,
                        scope.context, answers);
  absl::Status status = writer.Create(input).status();
  // Somebody calls another return so: what a council makes keeps no round from opening.
  if (!absl::IsAlreadyExists(status)) return status;
  input.name = returns + NewUuid();
  return writer.Create(input).status();
}

absl::Status OpenAndAsk(const Ledger& ledger, const WriteScope& scope,
                        v1::ReportingPeriod* period) {
  absl::Status status = Open(scope.effective, period);
  if (!status.ok()) return status;
  const Records records(scope.connection, ledger.registry(),
                        std::string(ResourceType::ParentOf(period->name())),
                        {scope.effective, std::nullopt});
  auto last = ParseDay(period->last_day());
  if (!last.ok()) return last.status();
  auto councils = ReadReturningCouncils(records, *last);
  if (!councils.ok()) return councils.status();
  auto begun = ReadBegunReturns(records, period->name());
  if (!begun.ok()) return begun.status();
  for (const auto& [council, name] : *begun) {
    status = StepOn(ledger, scope, ledger.registry().TypeOf<v1::Return>(), name, "",
                    [period](const WriteScope&, google::protobuf::Message* held) {
                      static_cast<v1::Return*>(held)->set_due(period->returns_due());
                      return absl::OkStatus();
                    });
    if (!status.ok()) return status;
  }
  for (const std::string& council : *councils) {
    if (begun->contains(council)) continue;
    status = CreateReturn(ledger, scope, *period, council);
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

// A round is not frozen while a return is handed in, nor the other way round.
absl::Status FreezeAlone(const WriteScope& scope, v1::ReportingPeriod* period) {
  absl::Status status = GuardWhole(scope.connection, period->name());
  return status.ok() ? Freeze(scope.effective, period) : status;
}

absl::Status CheckTaken(const Ledger& ledger, const WriteScope& scope, const v1::Return& held) {
  absl::Status status =
      GuardParents(scope.connection, {Concat(held.reporting_period(), "/", held.name())});
  if (!status.ok()) return status;
  v1::ReportingPeriod period;
  status = ReadOneInto(scope.connection, ledger.registry().TypeOf<v1::ReportingPeriod>(),
                       held.reporting_period(), {scope.effective, std::nullopt}, &period);
  if (!status.ok()) return status;
  if (period.state() == v1::ReportingPeriod::STATE_OPEN) return absl::OkStatus();
  return ErrorWithReason(absl::StatusCode::kFailedPrecondition, "PERIOD_NOT_OPEN",
                         Concat(period.name(), " takes no returns"));
}

// A caller whose only roles are a council's sees that council's returns alone.
std::string OnlyCouncilOf(const Caller& caller) {
  const bool own = !caller.council.empty() && std::ranges::all_of(caller.roles, [](Role role) {
    return role == Role::kCouncilEditor || role == Role::kCouncilApprover;
  });
  return own ? Concat("councils/", caller.council) : "";
}

absl::StatusOr<v1::ListOverdueReturnsResponse> ListOverdue(
    const ServiceParts& parts, const Caller& caller, const v1::ListOverdueReturnsRequest& request) {
  if (request.page_size() < 0) return InvalidField("page_size", "is negative");
  const int most =
      request.page_size() == 0 ? kDefaultPage : std::min(request.page_size(), kMaxPage);
  v1::ListOverdueReturnsResponse response;
  absl::Status status = ReadRecords(
      parts.ledger, caller, request, ParentCheck::kReadable, [&](const Records& records) {
        response.Clear();
        auto overdue =
            ReadOverdue(records, {request.reporting_period(), OnlyCouncilOf(caller), most});
        if (!overdue.ok()) return overdue.status();
        for (v1::Return& held : overdue->returns) {
          auto due = ParseDay(held.due());
          if (!due.ok()) return due.status();
          v1::OverdueReturn* row = response.add_overdue_returns();
          row->set_days(static_cast<int>(records.at().day - *due));
          row->mutable_overdue()->Swap(&held);
        }
        response.set_left_out(overdue->left_out);
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  return response;
}

void BindPeriodSteps(const Ledger& ledger, MethodTable* methods) {
  using Period = v1::ReportingPeriod;
  BindStep<v1::OpenReportingPeriodRequest, Period>(
      ledger, Method("OpenReportingPeriod"),
      [&ledger](const WriteScope& scope, const auto&, Period* period) {
        return OpenAndAsk(ledger, scope, period);
      },
      methods);
  BindStep<v1::FreezeReportingPeriodRequest, Period>(
      ledger, Method("FreezeReportingPeriod"),
      [](const WriteScope& scope, const auto&, Period* period) {
        return FreezeAlone(scope, period);
      },
      methods);
  BindStep<v1::ReopenReportingPeriodRequest, Period>(
      ledger, Method("ReopenReportingPeriod"),
      [](const WriteScope&, const auto& request, Period* period) {
        return Reopen(request.reason(), period);
      },
      methods);
  BindStep<v1::PublishReportingPeriodRequest, Period>(
      ledger, Method("PublishReportingPeriod"),
      [](const WriteScope& scope, const auto&, Period* period) {
        return Publish(scope.effective, period);
      },
      methods);
}

void BindCouncilSteps(const Ledger& ledger, MethodTable* methods) {
  BindStep<v1::PrepareReturnRequest, v1::Return>(
      ledger, Method("PrepareReturn"),
      [&ledger](const WriteScope& scope, const auto& request, v1::Return* held) {
        absl::Status status = CheckTaken(ledger, scope, *held);
        return status.ok() ? Prepare(request.role(), request.narrative(), held) : status;
      },
      methods);
  BindStep<v1::SignReturnRequest, v1::Return>(
      ledger, Method("SignReturn"),
      [&ledger](const WriteScope& scope, const auto& request, v1::Return* held) {
        absl::Status status = CheckTaken(ledger, scope, *held);
        return status.ok() ? Sign(request.role(), scope.effective, held) : status;
      },
      methods);
}

void BindOfficeSteps(const Ledger& ledger, MethodTable* methods) {
  BindStep<v1::SendBackReturnRequest, v1::Return>(
      ledger, Method("SendBackReturn"),
      [](const WriteScope& scope, const auto& request, v1::Return* held) {
        v1::SentBack sent_back;
        sent_back.set_day(FormatDay(scope.effective));
        sent_back.set_reason(request.reason());
        sent_back.set_by_role(request.role());
        return SendBack(sent_back, held);
      },
      methods);
  BindStep<v1::AcceptReturnRequest, v1::Return>(
      ledger, Method("AcceptReturn"),
      [](const WriteScope& scope, const auto&, v1::Return* held) {
        return Accept(scope.effective, held);
      },
      methods);
}

// One transaction; answers with how many it marked.
absl::StatusOr<int> MarkSome(const ServiceParts& parts, const Caller& caller) {
  const v1::ListOverdueReturnsRequest nothing_asked;
  v1::ListOverdueReturnsResponse nothing_told;
  int marked = 0;
  const WriteRequest write{&caller, &nothing_asked, "MarkLateReturns", ""};
  absl::Status status =
      RunWrite(parts.ledger, write, &nothing_told, [&](const WriteScope& scope) -> absl::Status {
        auto late = ReadUnmarkedLate(scope.connection, parts.ledger.registry(), scope.effective,
                                     kMarkedAtOnce);
        if (!late.ok()) return late.status();
        marked = static_cast<int>(late->size());
        for (const std::string& name : *late) {
          absl::Status step =
              StepOn(parts.ledger, scope, parts.ledger.registry().TypeOf<v1::Return>(), name, "",
                     [](const WriteScope&, google::protobuf::Message* held) {
                       static_cast<v1::Return*>(held)->set_late(true);
                       return absl::OkStatus();
                     });
          if (!step.ok()) return step;
        }
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  return marked;
}

absl::Status MarkAll(const ServiceParts& parts, absl::Time limit) {
  const Caller caller = ServiceCaller(parts.ledger.service(), limit);
  for (;;) {
    auto marked = MarkSome(parts, caller);
    if (!marked.ok()) return marked.status();
    if (*marked < kMarkedAtOnce) return absl::OkStatus();
  }
}

}  // namespace

void BindBoardCycle(const ServiceParts& parts, MethodTable* methods) {
  BindPeriodSteps(parts.ledger, methods);
  BindCouncilSteps(parts.ledger, methods);
  BindOfficeSteps(parts.ledger, methods);
  methods->Bind<v1::ListOverdueReturnsRequest, v1::ListOverdueReturnsResponse>(
      Method("ListOverdueReturns"),
      [parts](const Caller& caller, const v1::ListOverdueReturnsRequest& request) {
        return ListOverdue(parts, caller, request);
      });
}

Duty MarkLateReturns() { return {"mark_late_returns", &MarkAll}; }

}  // namespace concordat::programme
