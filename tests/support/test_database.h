// A MariaDB, or a MySQL, of the tests' own, in a temporary folder, reached by its unix
// socket alone. Errors are thrown; GoogleTest reports them as failures.
#ifndef CONCORDAT_TESTS_SUPPORT_TEST_DATABASE_H_
#define CONCORDAT_TESTS_SUPPORT_TEST_DATABASE_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/sql/mysql.h"
#include "tests/support/process.h"
#include "tests/support/server_program.h"
#include "tests/support/temporary_directory.h"

namespace concordat::test {

// The data folder is copied from a template that the first test ever makes in
// the build folder, so a start takes well under a second.
class TestDatabase {
 public:
  // The server that the tests of this process share; started at first use,
  // gone when the process ends.
  static TestDatabase& Shared();

  // A server of one's own, for tests that take it away or run it with more options.
  explicit TestDatabase(std::vector<std::string> options = {});
  TestDatabase(ServerProgram program, std::vector<std::string> options);

  // An empty schema that no other test knows.
  std::string NewSchema();

  // How the administrator reaches a schema. The name may be empty.
  DatabaseOptions Options(std::string_view schema) const;
  // The same as CONCORDAT_DB_* for a service's process.
  Environment ServiceEnvironment(std::string_view schema) const;

  // Runs statements as the administrator.
  void Run(std::string_view script);

  // Away at once, as if the machine had lost power.
  void Kill();
  // Away in good order.
  void Stop();
  // It stands still, with its connections and locks, until it goes on.
  void Pause();
  void GoOn();
  // Back on the same socket with the same data.
  void Start();

 private:
  const ServerProgram program_;
  const std::vector<std::string> options_;
  TemporaryDirectory directory_;
  std::unique_ptr<Process> server_;
  int schemas_ = 0;
};

}  // namespace concordat::test

#endif  // CONCORDAT_TESTS_SUPPORT_TEST_DATABASE_H_
