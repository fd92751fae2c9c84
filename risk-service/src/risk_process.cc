#include "risk-service/src/risk_process.h"

#include <string>
#include <utility>

#include "common/base/errors.h"
#include "common/base/text.h"
#include "common/ledger/records.h"
#include "common/ledger/step_method.h"
#include "common/service/report_method.h"
#include "concordat/risk/v1/risk_process.pb.h"
#include "risk-service/src/process_steps.h"
#include "risk-service/src/risk_standing.h"

namespace concordat::risk {
namespace {

std::string Method(std::string_view verb) { return Concat("concordat.risk.v1.RiskProcess.", verb); }

constexpr char kRevision[] = "SELECT revision FROM resource WHERE name = ?";

// The risk that a record lies below, as it is on the day of the step.
absl::StatusOr<v1::Risk> ReadRiskOf(const Ledger& ledger, const WriteScope& scope,
                                    const std::string& record) {
  v1::Risk risk;
  const std::string name(ResourceType::ParentOf(record));
  absl::Status status = ReadOneInto(scope.connection, ledger.registry().TypeOf<v1::Risk>(), name,
                                    {scope.effective, {}}, &risk);
  if (!status.ok()) return status;
  if (risk.has_delete_time()) return ResourceNotFound(name);
  return risk;
}

absl::StatusOr<int64_t> RevisionOf(Connection& connection, const std::string& name) {
  int64_t revision = 0;
  absl::Status status = connection.Query(kRevision, {name}, [&revision](const Row& row) {
    revision = row.Int(0);
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return revision;
}

absl::Status ApproveOne(const Ledger& ledger, const WriteScope& scope,
                        const v1::ApproveAcceptanceRequest& request, v1::Acceptance* acceptance) {
  auto risk = ReadRiskOf(ledger, scope, acceptance->name());
  if (!risk.ok()) return risk.status();
  auto revision = RevisionOf(scope.connection, risk->name());
  if (!revision.ok()) return revision.status();
  if (!request.risk_etag().empty() && request.risk_etag() != Concat(*revision)) {
    return ErrorWithReason(absl::StatusCode::kAborted, "ETAG_MISMATCH",
                           Concat(risk->name(), " has changed since it was read"));
  }
  absl::Status status = Approve({request.role(), scope.effective, ""}, *risk, acceptance);
  if (status.ok()) acceptance->set_risk_revision(*revision);
  return status;
}

void BindAcceptances(const Ledger& ledger, MethodTable* methods) {
  BindStep<v1::ApproveAcceptanceRequest, v1::Acceptance>(
      ledger, Method("ApproveAcceptance"),
      [&ledger](const WriteScope& scope, const auto& request, v1::Acceptance* acceptance) {
        return ApproveOne(ledger, scope, request, acceptance);
      },
      methods);
  BindStep<v1::WithdrawAcceptanceRequest, v1::Acceptance>(
      ledger, Method("WithdrawAcceptance"),
      [](const WriteScope& scope, const auto& request, v1::Acceptance* acceptance) {
        return Withdraw({request.role(), scope.effective, request.reason()}, acceptance);
      },
      methods);
}

void BindEscalations(const Ledger& ledger, MethodTable* methods) {
  BindStep<v1::AcknowledgeEscalationRequest, v1::Escalation>(
      ledger, Method("AcknowledgeEscalation"),
      [](const WriteScope& scope, const auto& request, v1::Escalation* escalation) {
        return Acknowledge({request.role(), scope.effective, request.answer()}, escalation);
      },
      methods);
  BindStep<v1::ReturnEscalationRequest, v1::Escalation>(
      ledger, Method("ReturnEscalation"),
      [&ledger](const WriteScope& scope, const auto& request,
                v1::Escalation* escalation) -> absl::Status {
        auto risk = ReadRiskOf(ledger, scope, escalation->name());
        if (!risk.ok()) return risk.status();
        return Return({request.role(), scope.effective, request.reason()}, *risk, escalation);
      },
      methods);
}

}  // namespace

void BindRiskProcess(const Ledger& ledger, MethodTable* methods) {
  BindAcceptances(ledger, methods);
  BindEscalations(ledger, methods);
  BindReport<v1::GetRiskStandingRequest, v1::RiskStanding>(
      ledger, Method("GetRiskStanding"), ParentCheck::kReadable,
      [](Connection& connection, const Ledger& of, const v1::GetRiskStandingRequest& request,
         const ReadAt& at) {
        return ReadRiskStanding(Records(connection, of.registry(), request.parent(), at),
                                request.risk());
      },
      methods);
}

}  // namespace concordat::risk
