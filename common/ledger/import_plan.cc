#include "common/ledger/import_plan.h"

#include <algorithm>
#include <utility>

#include "common/base/date.h"
#include "common/base/message_fields.h"
#include "common/base/text.h"
#include "common/ledger/read_at.h"
#include "common/resource/field_rules.h"

namespace concordat {
namespace {

using ledger::v1::ImportResourcesRequest;
using ledger::v1::ImportRow;

absl::Status CheckName(const ResourceType& type, const std::string& name,
                       const std::string& partnership) {
  if (!type.Matches(name)) {
    return InvalidField("name", Concat("\"", name, "\" is not the name of ", type.singular()));
  }
  // Councils and partnerships belong to none: rights in one are none in them.
  const bool global = type.pattern().size() == 2;
  if (global ? partnership.empty() : ResourceType::PartnershipOf(name) == partnership) {
    return absl::OkStatus();
  }
  return InvalidField("name", Concat("\"", name, "\" is not of the partnership of this import"));
}

absl::Status ReadFields(const ResourceType& type, const ImportRow& row, ResourceInput* input) {
  for (const std::string& field : row.fields()) {
    if (field == "name") continue;
    if (type.UseOf(field) != ResourceType::PathUse::kWritable) {
      return InvalidField(field, "is no field that can be written");
    }
    input->paths.push_back(field);
  }
  return absl::OkStatus();
}

// A new resource begins on its `effective_from` when the file has that column.
absl::Status ReadDays(const ImportRow& row, const std::string& default_day, absl::Time now,
                      PlannedRow* planned) {
  auto effective =
      EffectiveDay(row.effective_date().empty() ? default_day : row.effective_date(), now);
  if (!effective.ok()) return effective.status();
  planned->input.effective = planned->input.begins = *effective;
  std::vector<std::string>& paths = planned->input.paths;
  const bool has_start = std::ranges::find(paths, kEffectiveFrom) != paths.end();
  const std::string start = TextField(*planned->resource, kEffectiveFrom);
  if (!has_start || start.empty()) {
    // An empty cell leaves the first day as it is.
    std::erase(paths, kEffectiveFrom);
    return absl::OkStatus();
  }
  auto day = ParseDay(start);
  if (!day.ok()) return InvalidField(kEffectiveFrom, ToStd(day.status().message()));
  if (*day > LondonDay(now)) return InvalidField(kEffectiveFrom, "is in the future");
  planned->input.begins = *day;
  // What a row says of a record is so from the record's first day on at the earliest.
  planned->input.effective = std::max(planned->input.effective, *day);
  return absl::OkStatus();
}

absl::Status PlanRow(const ResourceType& type, const ImportResourcesRequest& request,
                     const ImportRow& row, absl::Time now, PlannedRow* planned) {
  planned->line = row.line();
  planned->resource = type.NewMessage();
  if (!row.resource().UnpackTo(planned->resource.get())) {
    return InvalidField("resource", Concat("is no ", type.noun()));
  }
  planned->input.name = TextField(*planned->resource, "name");
  planned->input.values = planned->resource.get();
  absl::Status status = CheckName(type, planned->input.name, request.partnership());
  if (status.ok()) status = ReadFields(type, row, &planned->input);
  if (status.ok()) status = ReadDays(row, request.effective_date(), now, planned);
  return status;
}

// `project.title` and `title` both mean the row's title.
std::string RowField(int index, const ResourceType& type, const std::string& field) {
  const std::string own = type.table() + ".";
  return Concat("rows[", index, "].",
                field.starts_with(own) ? std::string_view(field).substr(own.size())
                                       : std::string_view(field));
}

}  // namespace

void RowErrors::Add(int index, int line, const ResourceType& type, const absl::Status& error) {
  RowError& row = rows_[index];
  const std::string message = Concat("line ", line, ": ", ToStd(error.message()));
  row.status = ReasonOf(error).empty() ? absl::Status(error.code(), message)
                                       : ErrorWithReason(error.code(), ReasonOf(error), message);
  std::vector<FieldViolation> wrong = ViolationsOf(error);
  if (wrong.empty()) wrong = {{"name", std::string(ToStd(error.message()))}};
  for (const FieldViolation& violation : wrong) {
    row.violations.push_back({RowField(index, type, violation.field), violation.description});
  }
}

absl::Status RowErrors::ToStatus() const {
  if (rows_.empty()) return absl::OkStatus();
  std::vector<FieldViolation> violations;
  for (const auto& [index, row] : rows_) {
    violations.insert(violations.end(), row.violations.begin(), row.violations.end());
  }
  return WithFields(rows_.begin()->second.status, violations);
}

ImportPlan PlanImport(const ResourceType& type, const ImportResourcesRequest& request,
                      absl::Time now) {
  ImportPlan plan;
  std::set<std::string> names;
  for (int i = 0; i < request.rows_size() && !plan.errors.full(); ++i) {
    PlannedRow row;
    row.index = i;
    absl::Status status = PlanRow(type, request, request.rows(i), now, &row);
    const std::string& name = row.input.name;
    if (status.ok() && !names.insert(name).second) {
      // The row before stays.
      status = InvalidField("name", Concat("\"", name, "\" stands in an earlier row too"));
    } else if (!status.ok()) {
      plan.wrong.insert(name);
    }
    if (status.ok()) {
      plan.rows.push_back(std::move(row));
    } else {
      plan.errors.Add(i, request.rows(i).line(), type, status);
    }
  }
  return plan;
}

}  // namespace concordat
