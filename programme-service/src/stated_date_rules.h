// Rules on the dates that papers state for a project or a live service.
#ifndef CONCORDAT_PROGRAMME_SERVICE_STATED_DATE_RULES_H_
#define CONCORDAT_PROGRAMME_SERVICE_STATED_DATE_RULES_H_

#include <absl/status/status.h>
#include <google/protobuf/repeated_ptr_field.h>

#include <string_view>

#include "concordat/programme/v1/live_service.pb.h"
#include "concordat/programme/v1/stated_date.pb.h"

namespace concordat::programme {

// How a paper speaks of what falls on the day, in whichever field it is given.
v1::StatedDate::State StateOf(const v1::StatedDate& stated);

// INVALID_ARGUMENT, naming fields of `noun`, where the two fields that tell a state
// contradict, and where a date awaits itself or what is no date of the record.
absl::Status CheckStatedDates(const google::protobuf::RepeatedPtrField<v1::StatedDate>& dates,
                              std::string_view noun);

absl::Status CheckLiveService(const v1::LiveService* before, v1::LiveService* after);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_STATED_DATE_RULES_H_
