#include "benefits-service/src/result_sums.h"

#include <utility>

#include "benefits-service/src/promise_judgement.h"
#include "benefits-service/src/work.h"
#include "common/base/text.h"
#include "concordat/benefits/v1/expected_result.pb.h"

namespace concordat::benefits {
namespace {

using v1::ExpectedResult;

std::string CountOf(ExpectedResult::Achievement achievement) {
  return Concat("COUNT(IF(e.achievement = ", static_cast<int>(achievement), ", 1, NULL))");
}

std::string SumOfStated(std::string_view column) {
  return Concat("SUM(IF(", kIsStatedPromise, ", ", column, ", NULL))");
}

// One group for each piece of work: with one for each of its achievements the server's
// table is many times larger.
std::string Sums() {
  return Concat("SELECT ", WorkIn("e"), ", MAX(", kIsStatedPromise, "), ",
                SumOfStated("e.promised_pence"), ", ", SumOfStated("e.realised_pence"),
                ", COUNT(*), ", CountOf(ExpectedResult::ACHIEVEMENT_ACHIEVED), ", ",
                CountOf(ExpectedResult::ACHIEVEMENT_EXCEEDED), ", ",
                CountOf(ExpectedResult::ACHIEVEMENT_PARTLY_ACHIEVED), ", ",
                CountOf(ExpectedResult::ACHIEVEMENT_NOT_ACHIEVED), ", ",
                CountOf(ExpectedResult::ACHIEVEMENT_TOO_EARLY), ", ",
                CountOf(ExpectedResult::ACHIEVEMENT_NO_LONGER_APPLIES), " FROM ");
}

}  // namespace

std::string PlaceIn(std::string_view alias) {
  return Concat("CONCAT(LPAD(", alias, ".position + 2147483648, 10, '0'), ", alias, ".name)");
}

absl::StatusOr<std::vector<WorkResults>> ReadResultSums(const Records& records) {
  enum {
    kWork,
    kIsStated,
    kPromised,
    kRealised,
    kResults,
    kAchieved,
    kExceeded,
    kPartly,
    kNot,
    kTooEarly,
    kNoLonger
  };
  SqlPart sql = {Sums(), {}};
  sql.Add(records.InForce<ExpectedResult>())
      .Add(Concat(" e GROUP BY 1 ORDER BY MIN(", PlaceIn("e"), ")"));
  std::vector<WorkResults> works;
  absl::Status status = records.Query(sql, [&works](const Row& row) {
    WorkResults& work = works.emplace_back();
    work.work = row.Text(kWork);
    work.has_stated_promise = row.Int(kIsStated) != 0;
    work.promised = PenceIn(row, kPromised);
    work.realised = PenceIn(row, kRealised);
    const auto count = [&row](size_t cell) { return static_cast<int>(row.Int(cell)); };
    work.counts.set_results(count(kResults));
    work.counts.set_achieved(count(kAchieved));
    work.counts.set_exceeded(count(kExceeded));
    work.counts.set_partly_achieved(count(kPartly));
    work.counts.set_not_achieved(count(kNot));
    work.counts.set_too_early(count(kTooEarly));
    work.counts.set_no_longer_applies(count(kNoLonger));
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return works;
}

}  // namespace concordat::benefits
