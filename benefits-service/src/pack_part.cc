#include "benefits-service/src/pack_part.h"

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "benefits-service/src/candidates.h"
#include "benefits-service/src/findings.h"
#include "benefits-service/src/money_report.h"
#include "benefits-service/src/position_report.h"
#include "benefits-service/src/realisation_report.h"
#include "common/service/findings_method.h"

namespace concordat::benefits {
namespace {

// What comes of going through the shares, for one eye.
struct ShareReading {
  std::vector<ShareOutline> shares;
  Facts facts;
  Money money;
  std::optional<FirstActuals> actuals;
};

// Columns are those of what is told, also where all is read.
absl::StatusOr<std::unique_ptr<ShareReading>> ReadShares(const Records& records, const Scope& scope,
                                                         const MoneyColumns* columns) {
  auto reading = std::make_unique<ShareReading>();
  auto shares = ReadShareOutlines(records, Outlines::kForAll);
  if (!shares.ok()) return shares.status();
  reading->shares = *std::move(shares);
  auto facts = ReadUnsummed(records, reading->shares);
  if (!facts.ok()) return facts.status();
  reading->facts = *std::move(facts);
  MoneyMaker money(scope, columns == nullptr
                              ? MoneyColumnsOf(reading->shares, scope, records.at().day)
                              : *columns);
  FirstActuals& actuals = reading->actuals.emplace(reading->shares, scope);
  AmountSums& amounts = reading->facts.amounts;
  std::set<std::string> years = amounts.Years();
  years.merge(actuals.Years());
  if (!money.year().empty()) years.insert(money.year());
  absl::Status status = ReadShareSums(records, years, [&](const ShareSums& share) {
    AddAmounts(share, &amounts);
    actuals.Add(share);
    money.Add(share);
  });
  if (!status.ok()) return status;
  reading->money = money.Done();
  return reading;
}

void AddFindings(const Facts& told, const Facts* all, const Scope& scope,
                 v1::GetPackPartResponse* response) {
  Findings findings = FindInBenefits(told);
  if (all != nullptr) KeepSame(FindInBenefits(*all), &findings);
  KeepInScope(scope, WorkByRecord(told), &findings);
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

absl::Status AddRealisation(const Records& records, const Scope& scope, v1::PackPart* part) {
  auto realisation = TellWorks(records, scope, [part](std::vector<WorkOutline>* works) {
    part->set_works_left_out(CutShortFirst(kMaxPackResults, works));
  });
  if (!realisation.ok()) return realisation.status();
  *part->mutable_realisation() = *std::move(realisation);
  return absl::OkStatus();
}

absl::Status AddPosition(const Records& records, const Scope& scope, const FirstActuals& actuals,
                         v1::GetPackPartResponse* response) {
  auto position = TellPosition(records, scope, actuals);
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
                                                     PackShows shows) {
  v1::GetPackPartResponse response;
  const auto told = ReadShares(records, scope, nullptr);
  if (!told.ok()) return told.status();
  std::unique_ptr<ShareReading> all;
  if (records.at().public_only) {
    auto read = ReadShares(records.OfAll(), scope, &(*told)->money.columns);
    if (!read.ok()) return read.status();
    all = *std::move(read);
  }
  AddFindings((*told)->facts, all ? &all->facts : nullptr, scope, &response);
  absl::Status status = AddPosition(records, scope, *(*told)->actuals, &response);
  if (shows == PackShows::kAll) {
    v1::PackPart* part = response.mutable_part();
    if (status.ok()) {
      status = AddMoney(records, (*told)->money, all ? &all->money : nullptr, part);
    }
    if (status.ok()) status = AddRealisation(records, scope, part);
  }
  if (status.ok()) status = AddNotTold(records, &response);
  if (!status.ok()) return status;
  return response;
}

}  // namespace concordat::benefits
