#include "benefits-service/src/candidates.h"

#include <utility>

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

void AddAmounts(const ShareSums& share, AmountSums* amounts) {
  for (const auto& [year, sums] : share.years) {
    amounts->AddShare(year, share.benefit, share.council, sums);
  }
}

absl::StatusOr<Facts> ReadCandidates(const Records& records) {
  const auto shares = ReadShareOutlines(records, Outlines::kForFindings);
  if (!shares.ok()) return shares.status();
  auto facts = ReadUnsummed(records, *shares);
  if (!facts.ok()) return facts;
  AmountSums& amounts = facts->amounts;
  absl::Status status = ReadShareSums(records, amounts.Years(), [&amounts](const ShareSums& share) {
    AddAmounts(share, &amounts);
  });
  if (!status.ok()) return status;
  return facts;
}

absl::StatusOr<Facts> ReadCandidatesOf(Connection& connection, const Ledger& ledger,
                                       const std::string& parent, const ReadAt& at) {
  return ReadCandidates(Records(connection, ledger.registry(), parent, at));
}

}  // namespace concordat::benefits
