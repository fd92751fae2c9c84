// A folder for one test, gone with everything in it when the object goes.
#ifndef CONCORDAT_TESTS_SUPPORT_TEMPORARY_DIRECTORY_H_
#define CONCORDAT_TESTS_SUPPORT_TEMPORARY_DIRECTORY_H_

#include <filesystem>
#include <string>
#include <string_view>

namespace concordat::test {

// Lies in TMPDIR or /tmp: its path is short enough for unix sockets.
class TemporaryDirectory {
 public:
  TemporaryDirectory();
  ~TemporaryDirectory();
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;

  const std::filesystem::path& path() const { return path_; }
  // The path of something in the folder, as text.
  std::string operator/(std::string_view name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

// The whole of a file; empty when it cannot be read.
std::string ReadFile(const std::filesystem::path& path);
void WriteFile(const std::filesystem::path& path, std::string_view content);

}  // namespace concordat::test

#endif  // CONCORDAT_TESTS_SUPPORT_TEMPORARY_DIRECTORY_H_
