#include "tests/support/file_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <stdexcept>

namespace concordat::test {

FileLock::FileLock(const std::filesystem::path& path)
    : file_(open(path.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600)) {
  if (file_ < 0 || flock(file_, LOCK_EX) != 0) {
    throw std::runtime_error("cannot lock " + path.string());
  }
}

FileLock::~FileLock() { close(file_); }

}  // namespace concordat::test
