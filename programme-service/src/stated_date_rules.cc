#include "programme-service/src/stated_date_rules.h"

#include <set>
#include <string>
#include <vector>

#include "common/base/errors.h"
#include "common/base/text.h"

namespace concordat::programme {

using v1::StatedDate;

StatedDate::State StateOf(const StatedDate& stated) {
  return stated.still_to_come() ? StatedDate::STATE_TO_COME : stated.state();
}

absl::Status CheckStatedDates(const google::protobuf::RepeatedPtrField<StatedDate>& dates,
                              std::string_view noun) {
  std::set<std::string_view> things;
  for (const StatedDate& stated : dates) things.insert(stated.what());
  std::vector<FieldViolation> violations;
  for (int i = 0; i < dates.size(); ++i) {
    const StatedDate& stated = dates[i];
    const std::string path = Concat(noun, ".stated_dates[", i, "]");
    const bool contradicts = stated.still_to_come() &&
                             stated.state() != StatedDate::STATE_UNSPECIFIED &&
                             stated.state() != StatedDate::STATE_TO_COME;
    if (contradicts) {
      violations.push_back({path + ".state", "is not what still_to_come says"});
      violations.push_back({path + ".still_to_come", "is not what state says"});
    }
    if (stated.awaits().empty()) continue;
    if (stated.awaits() == stated.what()) {
      violations.push_back({path + ".awaits", "is the date itself"});
    } else if (!things.contains(stated.awaits())) {
      violations.push_back(
          {path + ".awaits", "is not the `what` of another stated date of the record"});
    }
  }
  return violations.empty() ? absl::OkStatus() : InvalidFields(violations);
}

absl::Status CheckLiveService(const v1::LiveService*, v1::LiveService* after) {
  return CheckStatedDates(after->stated_dates(), "live_service");
}

}  // namespace concordat::programme
