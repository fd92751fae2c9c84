// A program that a test starts, kills and reads the log of. Errors are thrown
// as std::runtime_error: GoogleTest reports them as failures of the test.
#ifndef CONCORDAT_TESTS_SUPPORT_PROCESS_H_
#define CONCORDAT_TESTS_SUPPORT_PROCESS_H_

#include <absl/time/time.h>
#include <sys/types.h>

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace concordat::test {

using Environment = std::map<std::string, std::string>;

// Runs in a process group of its own, which is killed when the object goes and
// also when the test itself is killed.
class Process {
 public:
  // `command` is the program's path and its arguments, `environment` goes on
  // top of the test's own, `log` receives what the program prints.
  Process(std::vector<std::string> command, const Environment& environment,
          std::filesystem::path log);
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  pid_t pid() const { return pid_; }
  bool running();
  // What it has printed so far.
  std::string log() const;

  // SIGKILL to the whole group; returns when the program is gone.
  void Kill();
  // SIGSTOP: it keeps its connections and locks and does nothing until it goes on.
  void Pause();
  void GoOn();
  // SIGTERM, then the exit code; throws when it takes longer than `limit`.
  int Terminate(absl::Duration limit = absl::Seconds(20));
  // The exit code, or 128 and the signal's number, of a program that ends by itself.
  int Wait(absl::Duration limit = absl::Seconds(60));

  // Waits until `done` answers true; throws, with the end of the log, when the
  // program ends before or `limit` passes.
  void Until(const std::function<bool()>& done, absl::Duration limit = absl::Seconds(30));

 private:
  void Reap(bool block);
  void Disarm();

  std::string name_;
  std::filesystem::path log_;
  pid_t pid_ = -1;
  std::optional<int> exit_code_;
  // A shell that kills the group as soon as its standard input closes.
  pid_t guard_ = -1;
  int guard_input_ = -1;
};

// Waits for the port file of a server (`grpc=PORT`, `http=PORT`) and reads it.
std::map<std::string, int> WaitForPorts(Process& process, const std::filesystem::path& port_file);

}  // namespace concordat::test

#endif  // CONCORDAT_TESTS_SUPPORT_PROCESS_H_
