// Matchers for absl::Status and absl::StatusOr.
#ifndef CONCORDAT_TESTS_SUPPORT_STATUS_MATCHERS_H_
#define CONCORDAT_TESTS_SUPPORT_STATUS_MATCHERS_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <gmock/gmock.h>

#include <string>

namespace concordat::test {

namespace status_matchers_internal {
inline absl::Status StatusOf(const absl::Status& status) { return status; }
template <typename Value>
absl::Status StatusOf(const absl::StatusOr<Value>& value) {
  return value.status();
}
}  // namespace status_matchers_internal

MATCHER(IsOk, negation ? "is an error" : "is OK") {
  const absl::Status status = status_matchers_internal::StatusOf(arg);
  *result_listener << "which is " << status.ToString();
  return status.ok();
}

// `StatusIs(absl::StatusCode::kNotFound)`.
MATCHER_P(StatusIs, code, "has the code " + absl::StatusCodeToString(code)) {
  const absl::Status status = status_matchers_internal::StatusOf(arg);
  *result_listener << "which is " << status.ToString();
  return status.code() == code;
}

// The same with a matcher for the message.
MATCHER_P2(StatusIs, code, message, "has the code " + absl::StatusCodeToString(code)) {
  const absl::Status status = status_matchers_internal::StatusOf(arg);
  *result_listener << "which is " << status.ToString();
  return status.code() == code &&
         testing::ExplainMatchResult(message, std::string(status.message()), result_listener);
}

}  // namespace concordat::test

#endif  // CONCORDAT_TESTS_SUPPORT_STATUS_MATCHERS_H_
