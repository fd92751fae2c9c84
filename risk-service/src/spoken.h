// How findings speak of risks.
#ifndef CONCORDAT_RISK_SERVICE_SPOKEN_H_
#define CONCORDAT_RISK_SERVICE_SPOKEN_H_

#include <string>

#include "common/base/text.h"
#include "common/findings/finding_draft.h"
#include "concordat/risk/v1/risk.pb.h"

namespace concordat::risk {

// `Risk 10` for one whose reference is printed `10.`; its title where none is.
inline std::string Spoken(const v1::Risk& risk) {
  std::string reference = risk.reference();
  if (reference.ends_with('.')) reference.pop_back();
  return reference.empty() ? Concat("Risk \"", risk.title(), "\"") : Concat("Risk ", reference);
}

}  // namespace concordat::risk

#endif  // CONCORDAT_RISK_SERVICE_SPOKEN_H_
