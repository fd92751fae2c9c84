#include "common/base/log.h"

#include <absl/time/clock.h>
#include <absl/time/time.h>
#include <limits.h>
#include <poll.h>
#include <unistd.h>

#include <mutex>
#include <nlohmann/json.hpp>

#include "common/base/cut.h"

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

// What a line may hold of one text: the whole stays under PIPE_BUF, which a pipe
// takes in one go or not at all.
constexpr size_t kMaxText = 1000;
constexpr int kPatienceMs = 100;

// A reader that stands still must not stop the service: it is waited for once,
// then lines are lost until it takes some again. True when a write won't block.
bool Ready(bool* stalled) {
  pollfd out = {STDERR_FILENO, POLLOUT, 0};
  const bool ready = poll(&out, 1, *stalled ? 0 : kPatienceMs) > 0;
  *stalled = !ready;
  return ready;
}

void Write(std::string line) {
  static std::mutex& mutex = *new std::mutex();
  static bool stalled = false;
  if (line.size() > PIPE_BUF) line = std::string(CutTo(PIPE_BUF - 1, line)) + '\n';
  std::lock_guard lock(mutex);
  if (!Ready(&stalled)) return;
  [[maybe_unused]] const ssize_t written = write(STDERR_FILENO, line.data(), line.size());
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
    if (const auto* text = std::get_if<std::string>(&value)) {
      if (!text->empty()) line[std::string(key)] = CutTo(kMaxText, *text);
      continue;
    }
    std::visit([&line, &key](const auto& v) { line[std::string(key)] = v; }, value);
  }
  // Bytes that are no UTF-8 are replaced.
  Write(line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + '\n');
}

}  // namespace concordat
