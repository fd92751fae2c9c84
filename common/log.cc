#include "common/log.h"

#include <unistd.h>

#include <absl/time/clock.h>
#include <absl/time/time.h>
#include <nlohmann/json.hpp>

namespace concordat {
namespace {

std::string& Service() {
  static std::string& service = *new std::string();
  return service;
}

const char* Name(LogLevel level) {
  switch (level) {
    case LogLevel::kInfo:
      return "info";
    case LogLevel::kWarning:
      return "warning";
    default:
      return "error";
  }
}

}  // namespace

void SetLogService(std::string_view service) { Service() = service; }

void Log(LogLevel level, std::string_view event, std::initializer_list<LogField> fields) {
  nlohmann::ordered_json line;
  line["time"] = absl::FormatTime("%Y-%m-%dT%H:%M:%E6SZ", absl::Now(), absl::UTCTimeZone());
  line["level"] = Name(level);
  line["service"] = Service();
  line["event"] = event;
  for (const auto& [key, value] : fields) {
    const auto* text = std::get_if<std::string>(&value);
    if (text != nullptr && text->empty()) continue;
    std::visit([&line, &key](const auto& v) { line[std::string(key)] = v; }, value);
  }
  std::string out = line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  out += '\n';
  // A log that nobody takes any more must not stop the service.
  [[maybe_unused]] const ssize_t written = write(STDERR_FILENO, out.data(), out.size());
}

}  // namespace concordat
