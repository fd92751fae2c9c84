// How expected results are worded in findings.
#ifndef CONCORDAT_BENEFITS_SERVICE_RESULT_TEXT_H_
#define CONCORDAT_BENEFITS_SERVICE_RESULT_TEXT_H_

#include <string>

#include "concordat/benefits/v1/expected_result.pb.h"

namespace concordat::benefits {

// What was expected, no longer than can be read aloud.
std::string Quoted(const v1::ExpectedResult& result);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_RESULT_TEXT_H_
