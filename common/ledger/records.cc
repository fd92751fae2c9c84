#include "common/ledger/records.h"

#include "common/base/text.h"
#include "common/ledger/in_force.h"

namespace concordat {
namespace {

// What the records of a type lie below in a partnership; empty for global ones.
std::string ParentFor(const ResourceType& type, std::string parent) {
  if (type.pattern().size() == 2) return "";
  for (size_t i = 2; i + 2 < type.pattern().size(); i += 2) {
    parent += Concat("/", type.pattern()[i], "/-");
  }
  return parent;
}

}  // namespace

Records Records::OfAll() const {
  ReadAt everything = at_;
  everything.public_only = false;
  return {connection_, registry_, parent_, everything};
}

Records Records::On(absl::CivilDay day) const {
  ReadAt on_day = at_;
  on_day.day = day;
  return {connection_, registry_, parent_, on_day};
}

SqlPart Records::InForce(const ResourceType& type) const {
  SqlPart part = {"(", {}};
  return part.Add(RowsInForce(type, ParentFor(type, parent_), at_)).Add(")");
}

absl::Status Records::Read(const ResourceType& type, const SqlPart& condition, Order order,
                           int most, absl::FunctionRef<absl::Status(MessagePtr)> on_record) const {
  ListQuery query;
  query.parent = ParentFor(type, parent_);
  query.condition = condition.text;
  query.condition_values = condition.values;
  if (order == Order::kPaper) query.order_column = "position";
  query.is_part = true;
  query.limit = most;
  return ReadMany(connection_, type, query, at_, on_record);
}

absl::StatusOr<std::vector<std::string>> Records::Names(const SqlPart& sql) const {
  std::vector<std::string> names;
  absl::Status status = Query(sql, [&names](const Row& row) {
    names.emplace_back(row.Text(0));
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return names;
}

}  // namespace concordat
