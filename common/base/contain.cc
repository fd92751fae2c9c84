#include "common/base/contain.h"

#include <exception>
#include <string>

#include "common/base/log.h"
#include "common/base/text.h"

namespace concordat {

absl::Status CaughtException() {
  try {
    throw;
  } catch (const std::exception& exception) {
    return absl::InternalError(Concat("exception: ", std::string_view(exception.what())));
  } catch (...) {
    return absl::InternalError("exception");
  }
}

void LogException(std::string_view where) {
  Log(LogLevel::kError, "exception",
      {{"where", std::string(where)}, {"error", std::string(CaughtException().message())}});
}

bool RunContained(std::string_view where, absl::FunctionRef<void()> work) {
  try {
    work();
    return true;
  } catch (...) {
    LogException(where);
    return false;
  }
}

}  // namespace concordat
