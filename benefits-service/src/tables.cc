#include "benefits-service/src/tables.h"

#include "common/base/text.h"
#include "common/ledger/exempt.h"
#include "concordat/benefits/v1/share.pb.h"

namespace concordat::benefits {

// What benefits-service keeps below a record is below one of a partnership.
std::string ParentIn(std::string_view alias) {
  return Concat("SUBSTRING_INDEX(", alias, ".name, '/', 4)");
}

absl::StatusOr<std::set<std::string>> HiddenCouncils(const Records& records) {
  std::set<std::string> councils;
  if (!records.at().public_only) return councils;
  SqlPart sql = {"SELECT DISTINCT s.council FROM ", {}};
  sql.Add(records.InForce<v1::Share>()).Add(" s");
  absl::Status status = records.Query(sql, [&councils](const Row& row) {
    councils.emplace(row.Text(0));
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  auto hidden =
      ExemptAmong(records.connection(), records.TypeOf<v1::Share>(), councils, records.at().day);
  if (hidden.ok() && records.at().exempt_elsewhere != nullptr) {
    hidden->insert(records.at().exempt_elsewhere->begin(), records.at().exempt_elsewhere->end());
  }
  return hidden;
}

absl::StatusOr<std::set<std::string>> NotTold(const Records& records) {
  std::set<std::string> names;
  if (!records.at().public_only) return names;
  const Records all = records.OfAll();
  for (const ResourceType* type : records.registry().All()) {
    SqlPart sql = {"SELECT t.name FROM ", {}};
    sql.Add(all.InForce(*type))
        .Add(" t WHERE ")
        .Add(ExemptCondition(*type, "t.name", records.at().day));
    if (records.at().exempt_elsewhere != nullptr) {
      sql.Add(" OR ").Add(IsOfAnyCondition(*type, *records.at().exempt_elsewhere));
    }
    absl::Status status = all.Query(sql, [&names](const Row& row) {
      names.emplace(row.Text(0));
      return absl::OkStatus();
    });
    if (!status.ok()) return status;
  }
  return names;
}

}  // namespace concordat::benefits
