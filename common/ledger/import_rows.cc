#include "common/ledger/import_rows.h"

#include <absl/time/clock.h>

#include <set>
#include <utility>

#include "common/base/errors.h"
#include "common/base/text.h"
#include "common/ledger/idempotency.h"
#include "common/ledger/import_plan.h"
#include "common/ledger/resource_writer.h"
#include "common/sql/bulk.h"

namespace concordat {
namespace {

using ledger::v1::ImportResourcesRequest;
using ledger::v1::ImportResourcesResponse;
using ledger::v1::ImportRowResult;

constexpr char kMethod[] = "concordat.ledger.v1.Ledger.ImportResources";
constexpr int kMaxRows = 2000;
constexpr size_t kMaxRequestId = 100;

// An error of the row itself, and not of the database or of the time left.
bool IsOfRow(const absl::Status& status) {
  return absl::IsInvalidArgument(status) || absl::IsFailedPrecondition(status) ||
         absl::IsAlreadyExists(status) || absl::IsNotFound(status);
}

absl::StatusOr<std::set<std::string>> FindHeld(Connection& connection,
                                               const std::vector<PlannedRow>& plan) {
  std::vector<std::string> names;
  for (const PlannedRow& row : plan) names.push_back(row.input.name);
  std::set<std::string> held;
  absl::Status status = QueryIn(connection, "SELECT name FROM resource WHERE name IN ", names, "",
                                [&held](const Row& row) {
                                  held.emplace(row.Text(0));
                                  return absl::OkStatus();
                                });
  if (!status.ok()) return status;
  return held;
}

ImportRowResult::Outcome OutcomeOf(const ResourceWriter::Upserted& upserted) {
  if (upserted.created) return ImportRowResult::OUTCOME_CREATED;
  return upserted.changed ? ImportRowResult::OUTCOME_UPDATED : ImportRowResult::OUTCOME_UNCHANGED;
}

// One import on its way into the ledger.
struct Import {
  const Ledger& ledger;
  const ResourceType& type;
  const Caller& caller;
  const std::string& request_id;
  absl::Time now;
  const std::vector<PlannedRow>& plan;

  absl::Status WriteAll(Connection& connection, ImportResourcesResponse* response) const {
    response->Clear();
    auto held = FindHeld(connection, plan);
    if (!held.ok()) return held.status();
    RowErrors errors;
    for (size_t i = 0; i < plan.size() && !errors.full(); ++i) {
      const PlannedRow& row = plan[i];
      const WriteContext context{&caller, request_id,
                                 held->contains(row.input.name) ? row.effective : row.begins, now};
      auto upserted = ResourceWriter(ledger, type, connection, context).CreateOrUpdate(row.input);
      if (!upserted.ok()) {
        if (!IsOfRow(upserted.status())) return upserted.status();
        errors.Add(static_cast<int>(i), row.line, type, upserted.status());
        continue;
      }
      ImportRowResult* result = response->add_results();
      result->set_line(row.line);
      result->set_name(row.input.name);
      result->set_outcome(OutcomeOf(*upserted));
    }
    return errors.ToStatus();
  }
};

}  // namespace

absl::StatusOr<ImportResourcesResponse> ImportResources(const Ledger& ledger, const Caller& caller,
                                                        const ImportResourcesRequest& request) {
  const ResourceType* type = ledger.registry().Find(request.type());
  if (type == nullptr) {
    return InvalidField("type", Concat("\"", request.type(), "\" is not kept here"));
  }
  if (request.rows_size() > kMaxRows) return InvalidField("rows", "are more than 2000");
  if (request.request_id().size() > kMaxRequestId) {
    return InvalidField("request_id", Concat("is longer than ", kMaxRequestId, " bytes"));
  }
  const absl::Time now = absl::Now();
  auto plan = PlanImport(*type, request, now);
  if (!plan.ok()) return plan.status();
  const Import import{ledger, *type, caller, request.request_id(), now, *plan};
  ImportResourcesResponse response;
  absl::Status status = ledger.database().Transact(caller.deadline, [&](Connection& connection) {
    const auto write = [&] { return import.WriteAll(connection, &response); };
    if (!request.validate_only()) {
      return Once(connection, caller, kMethod, request.request_id(), request, &response, write);
    }
    absl::Status checked = write();
    // Rolls back what was only to be checked.
    return checked.ok() ? absl::CancelledError("validate_only") : checked;
  });
  if (status.ok()) ledger.NotifyCommitted();
  if (!status.ok() && !(request.validate_only() && absl::IsCancelled(status))) return status;
  return response;
}

}  // namespace concordat
