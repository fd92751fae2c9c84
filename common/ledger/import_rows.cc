#include "common/ledger/import_rows.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "common/base/errors.h"
#include "common/base/text.h"
#include "common/ledger/idempotency.h"
#include "common/ledger/import_plan.h"
#include "common/ledger/references.h"
#include "common/ledger/upsert.h"
#include "common/sql/clock.h"

namespace concordat {
namespace {

using ledger::v1::ImportResourcesRequest;
using ledger::v1::ImportResourcesResponse;
using ledger::v1::ImportRowResult;

constexpr char kMethod[] = "concordat.ledger.v1.Ledger.ImportResources";
constexpr int kMaxRows = 2000;

// An error of the row itself, and not of the database or of the time left.
bool IsOfRow(const absl::Status& status) {
  return absl::IsInvalidArgument(status) || absl::IsFailedPrecondition(status) ||
         absl::IsAlreadyExists(status) || absl::IsNotFound(status);
}

ImportRowResult::Outcome OutcomeOf(Upserted upserted) {
  if (upserted == Upserted::kCreated) return ImportRowResult::OUTCOME_CREATED;
  return upserted == Upserted::kChanged ? ImportRowResult::OUTCOME_UPDATED
                                        : ImportRowResult::OUTCOME_UNCHANGED;
}

// One import on its way into the ledger.
class Import {
 public:
  Import(const Ledger& ledger, const ResourceType& type, const WriteContext& context,
         const ImportPlan& plan, const PeerAnswers& answers)
      : ledger_(ledger), type_(type), context_(context), plan_(plan), answers_(answers) {}

  absl::Status WriteAll(Connection& connection, ImportResourcesResponse* response) const {
    response->Clear();
    Upsert upsert(ledger_, type_, connection, context_, answers_);
    std::vector<std::string> names;
    for (const PlannedRow& row : plan_.rows) names.push_back(row.input.name);
    absl::Status status = upsert.Lock(std::move(names));
    upsert.LeaveOutWhatNeeds(plan_.wrong);
    // What the rules say of the others is told with what could not be planned.
    RowErrors errors = plan_.errors;
    for (size_t i = 0; status.ok() && i < plan_.rows.size() && !errors.full();
         i += Upsert::kChunk) {
      status = WriteChunk(upsert, i, &errors, response);
    }
    return status.ok() ? errors.ToStatus() : status;
  }

 private:
  absl::Status WriteChunk(Upsert& upsert, size_t first, RowErrors* errors,
                          ImportResourcesResponse* response) const {
    std::vector<const ResourceInput*> inputs;
    for (size_t i = first; i < plan_.rows.size() && inputs.size() < Upsert::kChunk; ++i) {
      inputs.push_back(&plan_.rows[i].input);
    }
    auto outcomes = upsert.Apply(inputs);
    if (!outcomes.ok()) return outcomes.status();
    for (size_t i = 0; i < outcomes->size() && !errors->full(); ++i) {
      const absl::StatusOr<Upserted>& outcome = (*outcomes)[i];
      const PlannedRow& row = plan_.rows[first + i];
      if (!outcome.ok()) {
        if (!IsOfRow(outcome.status())) return outcome.status();
        errors->Add(row.index, row.line, type_, outcome.status());
        continue;
      }
      ImportRowResult* result = response->add_results();
      result->set_line(row.line);
      result->set_name(row.input.name);
      result->set_outcome(OutcomeOf(*outcome));
    }
    return absl::OkStatus();
  }

  const Ledger& ledger_;
  const ResourceType& type_;
  const WriteContext& context_;
  const ImportPlan& plan_;
  const PeerAnswers& answers_;
};

}  // namespace

absl::StatusOr<ImportResourcesResponse> ImportResources(const Ledger& ledger, const Caller& caller,
                                                        const ImportResourcesRequest& request) {
  const ResourceType* type = ledger.registry().Find(request.type());
  if (type == nullptr) {
    return InvalidField("type", Concat("\"", request.type(), "\" is not kept here"));
  }
  if (request.rows_size() > kMaxRows) return InvalidField("rows", "are more than 2000");
  absl::Status may_write = ledger.CheckMayWrite();
  if (!may_write.ok()) return may_write;
  WriteContext context{&caller, request.request_id(), {}};
  const auto look_at_clock = [&context](Connection& connection) {
    auto now = DatabaseNow(connection);
    if (now.ok()) context.record_time = *now;
    return now.status();
  };
  absl::Status clock = ledger.database().Read(caller.limits(), look_at_clock);
  if (!clock.ok()) return clock;
  const ImportPlan plan = PlanImport(*type, request, context.record_time);
  // What is wrong for certain is told, whatever keeps the rest from being looked at.
  const auto or_wrong = [&plan](const absl::Status& status) {
    return plan.errors.empty() ? status : plan.errors.ToStatus();
  };
  std::set<std::string> names;
  for (const PlannedRow& row : plan.rows) names.merge(NamesNeeded(row.input.name, *row.resource));
  const auto answers = AskPeers(ledger, caller, names);
  if (!answers.ok()) return or_wrong(answers.status());
  const Import import(ledger, *type, context, plan, *answers);
  ImportResourcesResponse response;
  absl::Status status = ledger.database().Transact(caller.limits(), [&](Connection& connection) {
    const auto write = [&] {
      absl::Status looked = look_at_clock(connection);
      return looked.ok() ? import.WriteAll(connection, &response) : looked;
    };
    if (!request.validate_only()) {
      return Once(connection, caller, kMethod, request.request_id(), request, &response, write);
    }
    absl::Status checked = write();
    // Rolls back what was only to be checked.
    return checked.ok() ? absl::CancelledError("validate_only") : checked;
  });
  if (status.ok()) ledger.NotifyCommitted();
  if (!status.ok() && !(request.validate_only() && absl::IsCancelled(status))) {
    return IsOfRow(status) ? status : or_wrong(status);
  }
  return response;
}

}  // namespace concordat
