// Where exceptions end. Ours throw nothing; the standard library and the
// libraries we use may, and one call's trouble is never the end of the process.
#ifndef CONCORDAT_COMMON_BASE_CONTAIN_H_
#define CONCORDAT_COMMON_BASE_CONTAIN_H_

#include <absl/functional/function_ref.h>
#include <absl/status/status.h>

#include <string_view>
#include <type_traits>

namespace concordat {

// INTERNAL for the exception that is being handled; in a catch block only.
absl::Status CaughtException();

// A line of the log for it, that names `where`; in a catch block only.
void LogException(std::string_view where);

// What `work` answers, a Status or a StatusOr; INTERNAL when it throws.
template <typename Work>
std::invoke_result_t<Work> Contained(Work&& work) {
  try {
    return work();
  } catch (...) {
    return CaughtException();
  }
}

// For work that nobody waits for: what it throws is a line of the log. True when
// it threw nothing.
bool RunContained(std::string_view where, absl::FunctionRef<void()> work);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_BASE_CONTAIN_H_
