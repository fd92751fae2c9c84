// What a server process does with the system: signals, limits and the port file.
#ifndef CONCORDAT_COMMON_BASE_PROCESS_H_
#define CONCORDAT_COMMON_BASE_PROCESS_H_

#include <absl/status/status.h>
#include <absl/time/time.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace concordat {

// Blocks the signals that end a process; to be called before any thread is made.
// Also turns off what Debian's absl has on: its search for deadlocks at each
// lock, 6% of a call's time.
void BlockStopSignals();

// How long calls under way get when a program stops: as long as a report takes on a busy
// machine. An orchestrator has to give a process more (terminationGracePeriodSeconds of k8s/).
inline constexpr absl::Duration kDrain = absl::Seconds(20);

// Waits for SIGTERM or SIGINT.
void AwaitStopSignal();

// Lets the process have so many open files and connections. FAILED_PRECONDITION where the
// limit that the system set it (RLIMIT_NOFILE) cannot hold them.
absl::Status AllowDescriptors(int64_t wanted);

// Writes `name=port` lines, whole or not at all. An empty path writes nothing.
absl::Status WritePortFile(const std::string& path,
                           const std::vector<std::pair<std::string, int>>& ports);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_BASE_PROCESS_H_
