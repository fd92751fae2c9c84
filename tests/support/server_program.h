// The database servers that tests can start, and an empty data folder for each.
#ifndef CONCORDAT_TESTS_SUPPORT_SERVER_PROGRAM_H_
#define CONCORDAT_TESTS_SUPPORT_SERVER_PROGRAM_H_

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace concordat::test {

struct ServerProgram {
  std::string path;
  // What it runs with on a data folder. Nothing here changes what a statement means;
  // durability is that of a killed process, not of a machine without power.
  std::function<std::vector<std::string>(const std::filesystem::path& data)> options;
  // What is to be copied: an administrator `root` that needs no password, since only
  // this user can reach the socket. Made in the build folder by the first who asks.
  std::function<std::filesystem::path()> empty_data;
};

ServerProgram MariaDb();

// A MySQL of 8.4 or later, in the folder that CONCORDAT_MYSQL_DIR names or where
// scripts/fetch-mysql puts one; nothing where there is none.
std::optional<ServerProgram> MySql();

// What tests run on that ask for none: a MariaDB, or the MySQL where CONCORDAT_DATABASE
// is `mysql`.
ServerProgram UsualServer();

}  // namespace concordat::test

#endif  // CONCORDAT_TESTS_SUPPORT_SERVER_PROGRAM_H_
