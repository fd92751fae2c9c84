// Who a service is where it does something by itself.
#ifndef CONCORDAT_COMMON_IDENTITY_SERVICE_CALLER_H_
#define CONCORDAT_COMMON_IDENTITY_SERVICE_CALLER_H_

#include <absl/time/time.h>

#include <string>
#include <string_view>

#include "common/base/text.h"
#include "common/identity/caller.h"

namespace concordat {

// `service:risk-service`, as which changes name it.
inline Caller ServiceCaller(std::string_view service, absl::Time deadline) {
  Caller caller;
  caller.subject = Concat("service:", service, "-service");
  caller.partnerships = {"*"};
  caller.deadline = deadline;
  return caller;
}

}  // namespace concordat

#endif  // CONCORDAT_COMMON_IDENTITY_SERVICE_CALLER_H_
