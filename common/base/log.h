// One line of JSON for each thing worth telling, on standard error.
#ifndef CONCORDAT_COMMON_BASE_LOG_H_
#define CONCORDAT_COMMON_BASE_LOG_H_

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace concordat {

enum class LogLevel { kInfo, kWarning, kError };

using LogValue = std::variant<std::string, int64_t, double, bool>;
using LogField = std::pair<std::string_view, LogValue>;

// Writes the line in one go, so that lines of threads never mix. Empty text
// fields are left out, long ones cut. Never waits long for a reader: a line that
// nobody takes is lost. Never give it a secret.
void Log(LogLevel level, std::string_view event, std::initializer_list<LogField> fields = {});

// Set once at start; part of every line.
void SetLogService(std::string_view service);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_BASE_LOG_H_
