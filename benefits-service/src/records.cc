#include "benefits-service/src/records.h"

#include <span>

#include "common/base/text.h"
#include "common/ledger/exempt.h"
#include "common/ledger/in_force.h"
#include "common/sql/bulk.h"

namespace concordat::benefits {

// What benefits-service keeps below a record is below one of a partnership.
std::string ParentIn(std::string_view alias) {
  return Concat("SUBSTRING_INDEX(", alias, ".name, '/', 4)");
}

std::string Records::ParentFor(const ResourceType& type) const {
  std::string parent = parent_;
  for (size_t i = 2; i + 2 < type.pattern().size(); i += 2) {
    parent += Concat("/", type.pattern()[i], "/-");
  }
  return parent;
}

Records Records::OfAll() const {
  ReadAt everything = at_;
  everything.public_only = false;
  return {connection_, registry_, parent_, everything};
}

SqlPart Records::InForce(const ResourceType& type) const {
  SqlPart part = {"(", {}};
  return part.Add(RowsInForce(type, ParentFor(type), at_)).Add(")");
}

SqlPart Records::ShareLines() const {
  // In this order: shares in that of their names, so that a sum for each needs no table
  // of its own.
  SqlPart part = {" FROM ", {}};
  return part.Add(InForce<v1::Share>())
      .Add(" s STRAIGHT_JOIN ")
      .Add(InForce<v1::Benefit>())
      .Add(Concat(" b ON b.name = ", ParentIn("s"),
                  " STRAIGHT_JOIN share_lines l ON l.resource_name = s.name"
                  " AND l.valid_from = s.valid_from AND l.recorded_by = s.recorded_by"));
}

absl::StatusOr<std::set<std::string>> Records::HiddenCouncils() const {
  std::set<std::string> councils;
  if (!at_.public_only) return councils;
  SqlPart sql = {"SELECT DISTINCT s.council FROM ", {}};
  sql.Add(InForce<v1::Share>()).Add(" s");
  absl::Status status = Query(sql, [&councils](const Row& row) {
    councils.emplace(row.Text(0));
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  auto hidden = ExemptAmong(connection_, TypeOf<v1::Share>(), councils, at_.day);
  if (hidden.ok() && at_.exempt_elsewhere != nullptr) {
    hidden->insert(at_.exempt_elsewhere->begin(), at_.exempt_elsewhere->end());
  }
  return hidden;
}

absl::StatusOr<std::set<std::string>> Records::NotTold() const {
  std::set<std::string> names;
  if (!at_.public_only) return names;
  const Records all = OfAll();
  for (const ResourceType* type : registry_.All()) {
    SqlPart sql = {"SELECT t.name FROM ", {}};
    sql.Add(all.InForce(*type)).Add(" t WHERE ").Add(ExemptCondition(*type, "t.name", at_.day));
    if (at_.exempt_elsewhere != nullptr) {
      sql.Add(" OR ").Add(IsOfAnyCondition(*type, *at_.exempt_elsewhere));
    }
    absl::Status status = all.Query(sql, [&names](const Row& row) {
      names.emplace(row.Text(0));
      return absl::OkStatus();
    });
    if (!status.ok()) return status;
  }
  return names;
}

absl::Status Records::Read(const ResourceType& type, const SqlPart& condition, Order order,
                           int most, absl::FunctionRef<absl::Status(MessagePtr)> on_record) const {
  ListQuery query;
  query.parent = ParentFor(type);
  query.condition = condition.text;
  query.condition_values = condition.values;
  if (order == Order::kPaper) query.order_column = "position";
  query.limit = most;
  return ReadMany(connection_, type, query, at_, on_record);
}

absl::Status Records::ReadNamed(const ResourceType& type, const std::set<std::string>& names,
                                absl::FunctionRef<absl::Status(MessagePtr)> on_record) const {
  const std::vector<std::string> all(names.begin(), names.end());
  return ForEachPart(std::span<const std::string>(all), [&](const std::vector<std::string>& part) {
    return Read(
        type,
        {Concat("t.name IN (", Repeat("?", part.size()), ")"), SqlValues(part.begin(), part.end())},
        Order::kName, static_cast<int>(part.size()), on_record);
  });
}

}  // namespace concordat::benefits
