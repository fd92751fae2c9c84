// What a promise of a business case has come to.
#ifndef CONCORDAT_BENEFITS_SERVICE_PROMISE_JUDGEMENT_H_
#define CONCORDAT_BENEFITS_SERVICE_PROMISE_JUDGEMENT_H_

#include "concordat/benefits/v1/expected_result.pb.h"

namespace concordat::benefits {

// True for a promise that is stated in money or in per cent.
bool IsStatedPromise(const v1::ExpectedResult& result);

// True for such a promise when less came about than was promised, a cost came
// instead, or the paper says that it was not achieved.
bool IsUnrealised(const v1::ExpectedResult& result);

// True for a cost that came out higher than expected.
bool IsCostlier(const v1::ExpectedResult& result);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_PROMISE_JUDGEMENT_H_
