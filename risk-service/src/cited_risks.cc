#include "risk-service/src/cited_risks.h"

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "common/base/text.h"
#include "common/ledger/in_force.h"
#include "common/sql/bulk.h"
#include "concordat/risk/v1/risk.pb.h"

namespace concordat::risk {
namespace {

using Strings = std::vector<std::string>;

// Most risks in one answer.
constexpr size_t kMostUnscored = 1000;

// Risks `k` of all registers of the partnership.
SqlPart FromRisks(const Records& records, std::string_view columns) {
  SqlPart query = {Concat("SELECT ", columns, " FROM ("), {}};
  query.Add(
      RowsInForce(records.TypeOf<v1::Risk>(), records.parent() + "/registers/-", records.at()));
  return query.Add(") k WHERE ");
}

// The references among some of which all risks are without a score.
absl::StatusOr<Strings> ReadUnscoredReferences(const Records& all, const Strings& references) {
  Strings unscored;
  absl::Status status =
      ForEachPart(std::span<const std::string>(references), [&](const Strings& part) {
        SqlPart query = FromRisks(all, "k.reference");
        query.Add(IsAmong("k.reference", part));
        query.Add(
            " GROUP BY k.reference"
            " HAVING MAX(k.current_computed_score) <= 0 AND MAX(k.current_stated_score) <= 0");
        return all.Query(query, [&unscored](const Row& row) {
          unscored.emplace_back(row.Text(0));
          return absl::OkStatus();
        });
      });
  if (!status.ok()) return status;
  return unscored;
}

absl::StatusOr<Strings> ReadNames(const Records& records, const Strings& references) {
  Strings names;
  absl::Status status =
      ForEachPart(std::span<const std::string>(references), [&](const Strings& part) {
        SqlPart query = FromRisks(records, "k.name");
        query.Add(IsAmong("k.reference", part));
        return records.Query(query.Add(" ORDER BY k.name LIMIT ?", {int64_t{kMostUnscored}}),
                             [&names](const Row& row) {
                               names.emplace_back(row.Text(0));
                               return absl::OkStatus();
                             });
      });
  if (!status.ok()) return status;
  return names;
}

}  // namespace

absl::StatusOr<v1::FindUnscoredRisksResponse> FindUnscored(
    const Records& records, const v1::FindUnscoredRisksRequest& request) {
  const auto references = ReadUnscoredReferences(
      records.OfAll(), {request.references().begin(), request.references().end()});
  if (!references.ok()) return references.status();
  auto names = ReadNames(records, *references);
  if (!names.ok()) return names.status();
  auto risks = records.Named<v1::Risk>(*std::move(names));
  if (!risks.ok()) return risks.status();
  if (risks->size() > kMostUnscored) risks->resize(kMostUnscored);
  v1::FindUnscoredRisksResponse response;
  for (const v1::Risk& risk : *risks) {
    v1::UnscoredRisk* told = response.add_risks();
    told->set_risk(risk.name());
    told->set_reference(risk.reference());
    told->set_title(risk.title());
    if (risk.has_source()) *told->mutable_source() = risk.source();
    told->set_marking(risk.marking());
  }
  return response;
}

}  // namespace concordat::risk
