#include "benefits-service/src/candidates.h"

#include <utility>

#include "benefits-service/src/money.h"
#include "benefits-service/src/promise_judgement.h"
#include "common/base/text.h"

namespace concordat::benefits {

absl::Status ReadResultCandidates(const Records& records, Facts* facts) {
  auto results = records.Where<v1::ExpectedResult>(
      {Concat(kMayBeUnrealised, " OR ", kMayBeCostlier, " OR actual = ''"), {}},
      Records::Order::kPaper);
  if (!results.ok()) return results.status();
  facts->results = *std::move(results);
  return absl::OkStatus();
}

absl::StatusOr<Facts> ReadUnsummed(const Records& records,
                                   const std::vector<ShareOutline>& shares) {
  Facts facts;
  facts.day = records.at().day;
  absl::Status status = ReadFigureCandidates(records, &facts);
  if (status.ok()) status = ReadAmounts(records, &facts);
  if (status.ok()) status = ReadShareCandidates(records, shares, &facts);
  if (status.ok()) status = ReadVariances(records, &facts);
  if (status.ok()) status = ReadMeasureCandidates(records, &facts);
  if (status.ok()) status = ReadResultCandidates(records, &facts);
  if (!status.ok()) return status;
  return facts;
}

std::set<std::string> YearsOf(const Facts& facts) {
  std::set<std::string> years = facts.amounts.Years();
  for (const auto& [year, variance] : facts.variances) years.insert(year);
  return years;
}

void AddSums(const ShareSums& share, Facts* facts) {
  for (const auto& [year, amounts] : share.years) {
    facts->amounts.AddShare(year, share.benefit, share.council, amounts);
    const auto variance = facts->variances.find(year);
    if (variance == facts->variances.end()) continue;
    int64_t& all = variance->second.all;
    all = AddPence(
        all,
        Amounts{.budget = {}, .total_budget = amounts.budget, .actual = amounts.actual}.variance());
  }
}

absl::StatusOr<Facts> ReadCandidates(const Records& records) {
  const auto shares = ReadShareOutlines(records);
  if (!shares.ok()) return shares.status();
  auto facts = ReadUnsummed(records, *shares);
  if (!facts.ok()) return facts;
  absl::Status status = ReadShareSums(
      records, YearsOf(*facts), [&facts](const ShareSums& share) { AddSums(share, &*facts); });
  if (status.ok()) status = ReadCosts(records, &*facts);
  if (!status.ok()) return status;
  return facts;
}

absl::StatusOr<Facts> ReadCandidatesOf(Connection& connection, const Ledger& ledger,
                                       const std::string& parent, const ReadAt& at) {
  return ReadCandidates(Records(connection, ledger, parent, at));
}

}  // namespace concordat::benefits
