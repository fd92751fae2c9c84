#include "benefits-service/src/pack_part.h"

#include <optional>
#include <utility>
#include <vector>

#include "benefits-service/src/candidates.h"
#include "benefits-service/src/findings.h"
#include "benefits-service/src/money_report.h"
#include "benefits-service/src/pack_figures.h"
#include "benefits-service/src/pack_funnel.h"
#include "benefits-service/src/position_report.h"
#include "benefits-service/src/realisation_report.h"
#include "benefits-service/src/regional_findings.h"
#include "common/service/findings_method.h"

namespace concordat::benefits {
namespace {

// What comes of going through the results and the shares, for one eye.
struct ShareReading {
  std::vector<WorkResults> results;
  Facts facts;
  Money money;
  FirstActuals actuals;
  RegionalFacts regional;
};

absl::StatusOr<ShareReading> ReadForPack(const Records& records, const Scope& scope,
                                         MoneyMaker money) {
  auto results = ReadResultSums(records);
  if (!results.ok()) return results.status();
  CandidateReader candidates(records);
  FirstActuals actuals(scope);
  absl::Status status = candidates.Begin(*results);
  if (status.ok()) {
    status = ReadShares(records, [&](const ShareOutline& share) {
      candidates.Add(share);
      actuals.Add(share);
      money.Add(share);
    });
  }
  if (!status.ok()) return status;
  auto facts = candidates.Done();
  if (!facts.ok()) return facts.status();
  auto regional = ReadRegionalFacts(records);
  if (!regional.ok()) return regional.status();
  return ShareReading{*std::move(results), *std::move(facts), money.Done(), std::move(actuals),
                      *std::move(regional)};
}

Findings FindIn(const ShareReading& reading) {
  Findings findings = FindInBenefits(reading.facts);
  AddRegionalFindings(reading.regional, reading.facts.figures, &findings);
  return findings;
}

void AddFindings(const ShareReading& told, const std::optional<ShareReading>& all,
                 const Scope& scope, v1::GetPackPartResponse* response) {
  Findings findings = FindIn(told);
  if (all.has_value()) KeepSame(FindIn(*all), &findings);
  KeepInScope(told.facts, scope, &findings);
  for (ledger::v1::Finding& finding : findings) *response->add_findings() = std::move(finding);
}

absl::Status AddMoney(const Records& records, const Money& told, const Money* all,
                      v1::PackPart* part) {
  auto finances = ShowMoney(records, told, all, [part](std::vector<MoneyRow>* rows) {
    part->set_lines_left_out(CutToGreatest(kMaxPackLines, rows));
  });
  if (!finances.ok()) return finances.status();
  *part->mutable_finances() = *std::move(finances);
  return absl::OkStatus();
}

absl::Status AddRealisation(const Records& records, const Scope& scope, const ShareReading& told,
                            v1::PackPart* part) {
  auto realisation = TellWorks(records, scope, told.results, &told.facts.measures,
                               [part](std::vector<WorkOutline>* works) {
                                 part->set_works_left_out(CutShortFirst(kMaxPackResults, works));
                               });
  if (!realisation.ok()) return realisation.status();
  *part->mutable_realisation() = *std::move(realisation);
  return absl::OkStatus();
}

absl::Status AddPosition(const Records& records, const Scope& scope, const ShareReading& told,
                         v1::GetPackPartResponse* response) {
  auto position = TellPosition(records, scope, told.actuals, told.results, told.facts.results);
  if (!position.ok()) return position.status();
  *response->mutable_position() = *std::move(position);
  return absl::OkStatus();
}

// Names the records that are left out.
absl::Status AddNotTold(const Records& records, v1::GetPackPartResponse* response) {
  const auto names = NotTold(records);
  if (names.ok()) response->mutable_exempt()->Assign(names->begin(), names->end());
  return names.status();
}

}  // namespace

absl::StatusOr<v1::GetPackPartResponse> ReadPackPart(const Records& records, const Scope& scope,
                                                     PackShows shows,
                                                     const std::vector<std::string>& in_full) {
  v1::GetPackPartResponse response;
  const auto told = ReadForPack(records, scope, MoneyMaker(scope, records.at().day, ""));
  if (!told.ok()) return told.status();
  std::optional<ShareReading> all;
  if (records.at().public_only) {
    // Columns are those of what is told.
    auto read = ReadForPack(records.OfAll(), scope, MoneyMaker(scope, told->money.columns));
    if (!read.ok()) return read.status();
    all.emplace(*std::move(read));
  }
  AddFindings(*told, all, scope, &response);
  absl::Status status = AddPosition(records, scope, *told, &response);
  if (shows == PackShows::kAll) {
    v1::PackPart* part = response.mutable_part();
    if (status.ok()) {
      status = AddMoney(records, told->money, all ? &all->money : nullptr, part);
    }
    if (status.ok()) status = AddRealisation(records, scope, *told, part);
    if (status.ok()) status = AddFigures(records, scope, in_full, part);
    if (status.ok()) status = AddFunnel(records, scope, part);
  }
  if (status.ok()) status = AddNotTold(records, &response);
  if (!status.ok()) return status;
  return response;
}

}  // namespace concordat::benefits
