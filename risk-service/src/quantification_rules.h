// What a quantification must be to be simulated. Pure.
#ifndef CONCORDAT_RISK_SERVICE_QUANTIFICATION_RULES_H_
#define CONCORDAT_RISK_SERVICE_QUANTIFICATION_RULES_H_

#include <string>
#include <vector>

#include "common/base/errors.h"
#include "concordat/risk/v1/quantification.pb.h"

namespace concordat::risk {

// How many times its low end a lognormal's high end may be.
inline constexpr int64_t kWidestLognormal = 10'000;

// Adds what is wrong; `field` is its path.
void CheckQuantification(const std::string& field, const v1::Quantification& quantification,
                         std::vector<FieldViolation>* violations);

}  // namespace concordat::risk

#endif  // CONCORDAT_RISK_SERVICE_QUANTIFICATION_RULES_H_
