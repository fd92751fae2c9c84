// What a promise of a business case has come to. Each judgement stands as SQL beside
// it, over the columns of a result, which holds for every record that it holds for.
#ifndef CONCORDAT_BENEFITS_SERVICE_PROMISE_JUDGEMENT_H_
#define CONCORDAT_BENEFITS_SERVICE_PROMISE_JUDGEMENT_H_

#include "concordat/benefits/v1/expected_result.pb.h"

namespace concordat::benefits {

// True for a promise that is stated in money or in per cent.
bool IsStatedPromise(const v1::ExpectedResult& result);
inline constexpr char kIsStatedPromise[] = "(promised_pence IS NOT NULL OR promised_percent <> '')";

// What came about: a cost that came where a saving was promised is less than nothing.
int64_t PenceThatCame(const v1::ExpectedResult& result);

// True for such a promise when less came about than was promised, a cost came
// instead, or the paper says that it was not achieved.
bool IsUnrealised(const v1::ExpectedResult& result);
inline constexpr char kMayBeUnrealised[] =
    "((promised_pence IS NOT NULL OR promised_percent <> '')"
    " AND (achievement = 4 OR realised_pence < COALESCE(promised_pence, 0)"
    " OR (realised_pence IS NULL AND expected_cost_pence IS NULL AND actual_cost_pence > 0)))";

// True for a cost that came out higher than expected. Papers that print costs with a minus
// have the greater one below the other.
bool IsCostlier(const v1::ExpectedResult& result);
inline constexpr char kMayBeCostlier[] =
    "IF(expected_cost_pence < 0 AND actual_cost_pence < 0, actual_cost_pence < "
    "expected_cost_pence, actual_cost_pence > expected_cost_pence)";

// True where no field says what came of it: no words, sum, verdict nor commentary. A dash
// is no word.
bool IsUnanswered(const v1::ExpectedResult& result);
inline constexpr char kIsUnanswered[] =
    "(OCTET_LENGTH(actual) <= 8 AND commentary = '' AND realised_pence IS NULL AND "
    "actual_cost_pence IS NULL"
    " AND achievement IN (0, 7))";

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_PROMISE_JUDGEMENT_H_
