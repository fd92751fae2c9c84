#include "programme-service/src/similar_tables.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "common/base/text.h"
#include "common/resource/term_table.h"
#include "common/sql/bulk.h"
#include "concordat/programme/v1/connection.pb.h"
#include "programme-service/src/similar_rules.h"

namespace concordat::programme {
namespace {

// Counts in one statement.
constexpr size_t kMostCounts = 64;

std::array<const ResourceType*, 5> WorkTypes(const Records& records) {
  return {&records.TypeOf<v1::Programme>(), &records.TypeOf<v1::Project>(),
          &records.TypeOf<v1::ServiceArea>(), &records.TypeOf<v1::LiveService>(),
          &records.TypeOf<v1::Action>()};
}

// Terms `i` of records `k` in force that have them as at the read. The few rows of a term are gone
// through, and never all records.
SqlPart TermsInForce(const Records& records, const ResourceType& type) {
  SqlPart part = {Concat(" FROM `", TermTableOf(type), "` i JOIN "), {}};
  part.Add(records.InForce(type));
  return part.Add(" k ON k.name = i.name AND FIND_IN_SET(i.term, k.terms) > 0");
}

// The range of names of the partnership.
SqlPart IsOfPartnership(const Records& records, const ResourceType& type) {
  const std::string below = Concat(records.parent(), "/", type.collection());
  return {" AND i.name >= ? AND i.name < ?", {below + "/", below + "0"}};
}

}  // namespace

absl::StatusOr<WorksByType> CountWorks(const Records& records) {
  const auto types = WorkTypes(records);
  SqlPart query = {"SELECT ", {}};
  for (const ResourceType* type : types) {
    query.Add(type == types.front() ? "" : ", ").Add("(SELECT COUNT(*) FROM (SELECT 1 FROM ");
    query.Add(records.InForce(*type)).Add(" k LIMIT ?) c)", {int64_t{kCommonWord}});
  }
  WorksByType works;
  absl::Status status = records.Query(query, [&](const Row& row) {
    for (size_t i = 0; i < types.size(); ++i) {
      if (row.Int(i) > 0) works[types[i]] = static_cast<int>(row.Int(i));
    }
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return works;
}

absl::StatusOr<std::map<std::string, int>> CountTerms(const Records& records,
                                                      const WorksByType& works,
                                                      const std::vector<std::string>& terms) {
  std::map<std::string, int> counts;
  for (const auto& [type, number] : works) {
    const SqlPart in_force = TermsInForce(records, *type);
    const SqlPart of_partnership = IsOfPartnership(records, *type);
    absl::Status status = ForEachPart(
        std::span<const std::string>(terms),
        [&](const std::vector<std::string>& part) {
          SqlPart query;
          for (size_t i = 0; i < part.size(); ++i) {
            query.Add(Concat(i == 0 ? "" : " UNION ALL ", "SELECT ", i,
                             " AS place, COUNT(*) FROM (SELECT STRAIGHT_JOIN 1"));
            query.Add(in_force).Add(" WHERE i.term = ?", {part[i]}).Add(of_partnership);
            query.Add(" LIMIT ?) c", {int64_t{kCommonWord}});
          }
          std::map<std::string, int> of_type;
          absl::Status read = records.Query(query, [&](const Row& row) {
            of_type[part[static_cast<size_t>(row.Int(0))]] = static_cast<int>(row.Int(1));
            return absl::OkStatus();
          });
          for (const auto& [term, count] : of_type) counts[term] += count;
          return read;
        },
        kMostCounts);
    if (!status.ok()) return status;
  }
  for (auto& [term, count] : counts) count = std::min(count, kCommonWord);
  return counts;
}

absl::Status FindByTerms(
    const Records& records, const WorksByType& works, const std::vector<std::string>& terms,
    absl::FunctionRef<void(std::string_view term, std::string name)> on_found) {
  for (const auto& [type, number] : works) {
    absl::Status status =
        ForEachPart(std::span<const std::string>(terms), [&](const std::vector<std::string>& part) {
          SqlPart query = {"SELECT STRAIGHT_JOIN i.term, i.name", {}};
          query.Add(TermsInForce(records, *type)).Add(" WHERE ").Add(IsAmong("i.term", part));
          query.Add(IsOfPartnership(records, *type));
          return records.Query(query, [&on_found](const Row& row) {
            on_found(row.Text(0), std::string(row.Text(1)));
            return absl::OkStatus();
          });
        });
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<std::string>> NamesByTerms(const Records& records,
                                                      const ResourceType& type,
                                                      const std::vector<std::string>& terms,
                                                      int most) {
  SqlPart query = {"SELECT DISTINCT STRAIGHT_JOIN i.name", {}};
  query.Add(TermsInForce(records, type)).Add(" WHERE ").Add(IsAmong("i.term", terms));
  query.Add(IsOfPartnership(records, type));
  return records.Names(query.Add(" ORDER BY i.name LIMIT ?", {int64_t{most}}));
}

absl::StatusOr<FoundConnections> FindConnections(const Records& records,
                                                 const std::vector<std::string>& of, int most) {
  SqlPart query = {"SELECT k.name, COUNT(*) OVER () FROM ", {}};
  query.Add(records.InForce<v1::Connection>()).Add(" k WHERE ");
  query.Add(IsAmong("k.one", of)).Add(" OR ").Add(IsAmong("k.other", of));
  query.Add(" ORDER BY k.made_last DESC, k.name LIMIT ?", {int64_t{most}});
  FoundConnections found;
  absl::Status status = records.Query(query, [&found](const Row& row) {
    found.names.emplace_back(row.Text(0));
    found.total = static_cast<int>(row.Int(1));
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return found;
}

}  // namespace concordat::programme
