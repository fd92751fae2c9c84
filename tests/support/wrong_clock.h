// A clock that a program is given by libfaketime, and that can be set wrong while it runs.
#ifndef CONCORDAT_TESTS_SUPPORT_WRONG_CLOCK_H_
#define CONCORDAT_TESTS_SUPPORT_WRONG_CLOCK_H_

#include <absl/time/time.h>

#include <filesystem>

#include "tests/support/process.h"

namespace concordat::test {

class WrongClock {
 public:
  // Right at first. The file is read by the programs as they go; its folder is there.
  explicit WrongClock(std::filesystem::path file);

  // For a program that is to have this clock. How long something takes it is told rightly.
  Environment ForProgram() const;
  void Set(absl::Duration ahead) const;

 private:
  const std::filesystem::path file_;
};

}  // namespace concordat::test

#endif  // CONCORDAT_TESTS_SUPPORT_WRONG_CLOCK_H_
