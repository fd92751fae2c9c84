// A lock between tests that run side by side and want to make the same thing once.
#ifndef CONCORDAT_TESTS_SUPPORT_FILE_LOCK_H_
#define CONCORDAT_TESTS_SUPPORT_FILE_LOCK_H_

#include <filesystem>

namespace concordat::test {

// Holds the lock file, which it makes when missing, as long as the object lives.
class FileLock {
 public:
  explicit FileLock(const std::filesystem::path& path);
  ~FileLock();
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;

 private:
  int file_;
};

}  // namespace concordat::test

#endif  // CONCORDAT_TESTS_SUPPORT_FILE_LOCK_H_
