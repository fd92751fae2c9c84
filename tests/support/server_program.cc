#include "tests/support/server_program.h"

#include <unistd.h>

#include <cstdlib>
#include <stdexcept>
#include <utility>

#include "common/base/text.h"
#include "tests/support/file_lock.h"
#include "tests/support/places.h"
#include "tests/support/process.h"
#include "tests/support/temporary_directory.h"

namespace concordat::test {
namespace {

namespace fs = std::filesystem;

using Options = std::vector<std::string>;

// Of both. The folder for temporary tables is the server's own: a start empties it.
Options CommonOptions(const fs::path& data) {
  Options options = {"--no-defaults",
                     "--datadir=" + data.string(),
                     "--tmpdir=" + data.parent_path().string(),
                     "--innodb-buffer-pool-size=32M",
                     "--innodb-flush-log-at-trx-commit=2",
                     "--innodb-buffer-pool-load-at-startup=OFF",
                     "--innodb-buffer-pool-dump-at-shutdown=OFF",
                     "--performance-schema=OFF",
                     "--max-allowed-packet=64M",
                     "--character-set-server=utf8mb4",
                     "--collation-server=utf8mb4_bin",
                     "--skip-name-resolve"};
  return options;
}

Options MariaDbOptions(const fs::path& data) {
  Options options = CommonOptions(data);
  options.emplace_back("--innodb-log-file-size=8M");
  return options;
}

Options MySqlOptions(const fs::path& data) {
  Options options = CommonOptions(data);
  options.insert(options.end(), {"--innodb-redo-log-capacity=16M", "--sync-binlog=0",
                                 "--mysqlx=OFF", "--secure-file-priv=NULL"});
  return options;
}

// A data folder that the command makes, once.
fs::path Template(const std::string& name,
                  const std::function<Options(const fs::path& unfinished)>& make) {
  const fs::path finished = InBuild(name);
  const FileLock lock(finished.string() + ".lock");
  if (fs::exists(finished)) return finished;
  const fs::path unfinished = finished.string() + ".new";
  fs::remove_all(unfinished);
  const fs::path log = finished.string() + ".log";
  Options command = make(unfinished);
  if (geteuid() == 0) command.emplace_back("--user=root");
  if (Process(command, {}, log).Wait(absl::Minutes(2)) != 0) {
    throw std::runtime_error("no database template: " + ReadFile(log));
  }
  fs::rename(unfinished, finished);
  return finished;
}

Options InstallMariaDb(const fs::path& data) {
  Options command = MariaDbOptions(data);
  command.insert(command.begin(), "mariadb-install-db");
  command.insert(command.end(),
                 {"--force", "--skip-test-db", "--auth-root-authentication-method=normal"});
  return command;
}

// The file name of a MySQL in its folder; empty when there is none.
std::string MySqlIn(const fs::path& folder) {
  for (const char* place : {"bin/mysqld", "sbin/mysqld"}) {
    if (fs::exists(folder / place)) return folder / place;
  }
  return "";
}

}  // namespace

ServerProgram MariaDb() {
  return {"mariadbd", &MariaDbOptions,
          [] { return Template("test-database-template", &InstallMariaDb); }};
}

std::optional<ServerProgram> MySql() {
  const char* const named = std::getenv("CONCORDAT_MYSQL_DIR");
  const bool is_named = named != nullptr && *named != '\0';
  const std::string path = MySqlIn(is_named ? named : CONCORDAT_MYSQL_DIR);
  if (path.empty() && is_named) throw std::runtime_error(Concat("there is no mysqld in ", named));
  if (path.empty()) return std::nullopt;
  return ServerProgram{path, &MySqlOptions, [path] {
                         return Template("test-mysql-template", [&path](const fs::path& data) {
                           Options command = MySqlOptions(data);
                           command.insert(command.begin(), path);
                           command.emplace_back("--initialize-insecure");
                           return command;
                         });
                       }};
}

ServerProgram UsualServer() {
  const char* const named = std::getenv("CONCORDAT_DATABASE");
  const std::string database = named == nullptr ? "" : named;
  if (database.empty() || database == "mariadb") return MariaDb();
  if (database != "mysql") throw std::runtime_error("CONCORDAT_DATABASE is mariadb or mysql");
  const auto program = MySql();
  if (!program.has_value()) throw std::runtime_error("There is no MySQL: run scripts/fetch-mysql.");
  return *program;
}

}  // namespace concordat::test
