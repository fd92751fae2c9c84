#include "benefits-service/src/candidates.h"

#include <utility>

#include "benefits-service/src/promise_judgement.h"
#include "common/base/text.h"

namespace concordat::benefits {

absl::Status ReadResultCandidates(const Records& records, Facts* facts) {
  auto results = records.Where<v1::ExpectedResult>(
      {Concat(kMayBeUnrealised, " OR ", kMayBeCostlier, " OR ", kIsUnanswered), {}},
      Records::Order::kPaper);
  if (!results.ok()) return results.status();
  facts->results = *std::move(results);
  return absl::OkStatus();
}

absl::Status CandidateReader::Begin(const std::vector<WorkResults>& results) {
  lines_.Begin(results);
  facts_.day = records_.at().day;
  absl::Status status = ReadFigureCandidates(records_, &facts_);
  if (status.ok()) status = ReadAmounts(records_, &facts_);
  amount_years_ = facts_.amounts.Years();
  return status;
}

void CandidateReader::Add(const ShareOutline& share) {
  for (const std::string& year : amount_years_) {
    if (year.empty()) {
      ShareAmounts all;
      for (const ShareYear& one : share.years) all.Add(one.amounts);
      facts_.amounts.AddShare(year, share.benefit, share.council, all);
    } else if (const ShareYear* one = share.Of(year)) {
      facts_.amounts.AddShare(year, share.benefit, share.council, one->amounts);
    }
  }
  shares_.Add(share);
  variances_.Add(share);
  lines_.Add(share);
}

absl::StatusOr<Facts> CandidateReader::Done() {
  absl::Status status = shares_.Read(&facts_);
  if (status.ok()) status = variances_.Read(records_, &facts_);
  if (status.ok()) status = lines_.Read(&facts_);
  if (status.ok()) status = ReadMeasureCandidates(records_, &facts_);
  if (status.ok()) status = ReadResultCandidates(records_, &facts_);
  if (!status.ok()) return status;
  return std::move(facts_);
}

absl::StatusOr<Facts> ReadCandidates(const Records& records) {
  const auto results = ReadResultSums(records);
  if (!results.ok()) return results.status();
  CandidateReader reader(records);
  absl::Status status = reader.Begin(*results);
  if (status.ok()) {
    status = ReadShares(records, [&reader](const ShareOutline& share) { reader.Add(share); });
  }
  if (!status.ok()) return status;
  return reader.Done();
}

}  // namespace concordat::benefits
