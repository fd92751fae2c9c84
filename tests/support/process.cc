#include "tests/support/process.h"

#include <absl/time/clock.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <sstream>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "tests/support/temporary_directory.h"

extern char** environ;

namespace concordat::test {
namespace {

constexpr absl::Duration kPoll = absl::Milliseconds(5);
constexpr size_t kLogTail = 3000;

std::vector<char*> Pointers(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

// The test's environment with `changes` on top.
std::vector<std::string> Merge(const Environment& changes) {
  std::vector<std::string> all;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string text = *entry;
    if (!changes.contains(text.substr(0, text.find('=')))) all.push_back(text);
  }
  for (const auto& [name, value] : changes) all.push_back(name + "=" + value);
  return all;
}

// Starts a program in a group of its own. `input` becomes its standard input,
// /dev/null when negative.
pid_t Spawn(std::vector<std::string> command, std::vector<std::string> environment, int input,
            const std::string& output) {
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  if (input >= 0) {
    posix_spawn_file_actions_adddup2(&files, input, 0);
  } else {
    posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
  }
  posix_spawn_file_actions_addopen(&files, 1, output.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  posix_spawn_file_actions_adddup2(&files, 1, 2);
  posix_spawn_file_actions_addclosefrom_np(&files, 3);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
  pid_t pid = -1;
  const int error = posix_spawnp(&pid, command[0].c_str(), &files, &attributes,
                                 Pointers(command).data(), Pointers(environment).data());
  posix_spawn_file_actions_destroy(&files);
  posix_spawnattr_destroy(&attributes);
  if (error != 0) throw std::runtime_error("cannot start " + command[0]);
  return pid;
}

}  // namespace

Process::Process(std::vector<std::string> command, const Environment& environment,
                 std::filesystem::path log)
    : name_(command.at(0)), log_(std::move(log)) {
  pid_ = Spawn(std::move(command), Merge(environment), -1, log_);
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe for " + name_);
  guard_ = Spawn({"/bin/sh", "-c", "read line; kill -9 -" + std::to_string(pid_)}, Merge({}),
                 ends[0], "/dev/null");
  close(ends[0]);
  guard_input_ = ends[1];
}

Process::~Process() { Kill(); }

void Process::Reap(bool block) {
  if (exit_code_) return;
  int status = 0;
  if (waitpid(pid_, &status, block ? 0 : WNOHANG) != pid_) return;
  exit_code_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

// The guard goes first, so that it never kills a group that is not ours any more.
void Process::Disarm() {
  if (guard_ < 0) return;
  kill(guard_, SIGKILL);
  waitpid(guard_, nullptr, 0);
  close(guard_input_);
  guard_ = -1;
}

bool Process::running() {
  Reap(false);
  return !exit_code_;
}

std::string Process::log() const { return ReadFile(log_); }

void Process::Kill() {
  if (guard_ < 0) return;
  // A child that ended by itself may have left others of its group behind.
  kill(-pid_, SIGKILL);
  Reap(true);
  Disarm();
}

void Process::Pause() {
  if (running()) kill(-pid_, SIGSTOP);
}

void Process::GoOn() {
  if (running()) kill(-pid_, SIGCONT);
}

int Process::Terminate(absl::Duration limit) {
  if (running()) kill(pid_, SIGTERM);
  return Wait(limit);
}

int Process::Wait(absl::Duration limit) {
  const absl::Time deadline = absl::Now() + limit;
  while (running()) {
    if (absl::Now() > deadline) {
      throw std::runtime_error(name_ + " did not end in " + absl::FormatDuration(limit));
    }
    absl::SleepFor(kPoll);
  }
  const int code = *exit_code_;
  Kill();
  return code;
}

void Process::Until(const std::function<bool()>& done, absl::Duration limit) {
  const absl::Time deadline = absl::Now() + limit;
  while (!done()) {
    const bool ended = !running();
    if (ended || absl::Now() > deadline) {
      const std::string text = log();
      throw std::runtime_error(name_ + (ended ? " ended" : " is not ready") + "; its log ends:\n" +
                               text.substr(text.size() - std::min(text.size(), kLogTail)));
    }
    absl::SleepFor(kPoll);
  }
}

std::map<std::string, int> WaitForPorts(Process& process, const std::filesystem::path& port_file) {
  process.Until([&] { return std::filesystem::exists(port_file); });
  std::map<std::string, int> ports;
  std::istringstream lines(ReadFile(port_file));
  for (std::string line; std::getline(lines, line);) {
    const size_t equals = line.find('=');
    if (equals != std::string::npos) {
      ports[line.substr(0, equals)] = std::stoi(line.substr(equals + 1));
    }
  }
  return ports;
}

}  // namespace concordat::test
