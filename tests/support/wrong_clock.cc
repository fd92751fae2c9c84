#include "tests/support/wrong_clock.h"

#include <stdexcept>
#include <utility>

#include "common/base/text.h"
#include "tests/support/temporary_directory.h"

namespace concordat::test {
namespace {

namespace fs = std::filesystem;

// As scripts/fetch-galera unpacked it; where it lies goes by the machine.
std::string Library() {
  for (const auto& folder : fs::directory_iterator(fs::path(CONCORDAT_GALERA_DIR) / "usr/lib")) {
    const fs::path library = folder.path() / "faketime/libfaketimeMT.so.1";
    if (fs::exists(library)) return library;
  }
  throw std::runtime_error("there is no libfaketime: run scripts/fetch-galera");
}

}  // namespace

WrongClock::WrongClock(fs::path file) : file_(std::move(file)) { Set(absl::ZeroDuration()); }

Environment WrongClock::ForProgram() const {
  return {{"LD_PRELOAD", Library()},
          {"FAKETIME_TIMESTAMP_FILE", file_},
          {"FAKETIME_CACHE_DURATION", "1"},
          {"FAKETIME_DONT_FAKE_MONOTONIC", "1"},
          {"DONT_FAKE_MONOTONIC", "1"}};
}

// Put in place whole: it may be read at any moment.
void WrongClock::Set(absl::Duration ahead) const {
  const fs::path unfinished = file_.string() + ".new";
  const int64_t seconds = absl::ToInt64Seconds(ahead);
  WriteFile(unfinished, Concat(seconds < 0 ? "" : "+", seconds, "\n"));
  fs::permissions(unfinished, fs::perms::others_read, fs::perm_options::add);
  fs::rename(unfinished, file_);
}

}  // namespace concordat::test
