// What a fleet leaves behind, for those who look at it afterwards.
#include <absl/strings/match.h>
#include <absl/strings/str_split.h>

#include <filesystem>

#include "common/base/text.h"
#include "tests/cluster/fleet.h"
#include "tests/support/places.h"

namespace concordat::test {

namespace fs = std::filesystem;

std::string Fleet::Verify(const std::string& service, int node) const {
  const TemporaryDirectory folder;
  const Version version = ThisVersion();
  Process verify({version.Program(service), "verify-history"},
                 Administration(service, node, version), folder / "verify.log");
  return verify.Wait(absl::Minutes(2)) == 0 ? "" : verify.log();
}

void Fleet::KeepLogs(const std::string& folder) const {
  fs::remove_all(folder);
  fs::create_directories(folder);
  for (const auto& file : fs::directory_iterator(directory_.path())) {
    if (file.path().extension() == ".log") fs::copy(file, folder);
  }
}

std::vector<std::string> Fleet::Errors() const {
  std::vector<std::string> errors;
  std::vector<std::string> logs = {directory_ / "gateway.log"};
  for (const Member& member : members_) logs.push_back(LogFile(member));
  for (const std::string& log : logs) {
    const std::string text = ReadFile(log);
    for (const absl::string_view line : absl::StrSplit(text, '\n')) {
      // A 5xx is what a client may see while something is away.
      if (absl::StrContains(line, R"("level":"error")") &&
          !absl::StrContains(line, R"("event":"http")") &&
          !absl::StrContains(line, R"("event":"clock_is_wrong")")) {
        errors.push_back(Concat(fs::path(log).filename().string(), ": ", ToStd(line)));
      }
    }
  }
  return errors;
}

}  // namespace concordat::test
