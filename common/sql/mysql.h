// A connection to the database with its prepared statements. Only mysql.cc knows
// the connector and its error numbers; everything else sees absl::Status.
#ifndef CONCORDAT_COMMON_SQL_MYSQL_H_
#define CONCORDAT_COMMON_SQL_MYSQL_H_

#include <absl/functional/function_ref.h>
#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <absl/time/time.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace concordat {

// Bytes for a BLOB or BINARY column, never taken for text.
struct SqlBytes {
  std::string bytes;
  bool operator==(const SqlBytes&) const = default;
};

// A value to bind: NULL, a whole number, text or bytes.
using SqlValue = std::variant<std::monostate, int64_t, std::string, SqlBytes>;
using SqlValues = std::vector<SqlValue>;

// One row of a result, valid until the next row is asked for.
class Row {
 public:
  bool IsNull(size_t column) const { return cells_[column].is_null; }
  // 0 for NULL.
  int64_t Int(size_t column) const { return cells_[column].number; }
  // Empty for NULL.
  std::string_view Text(size_t column) const { return cells_[column].text; }
  size_t size() const { return cells_.size(); }

 private:
  friend class Connection;
  struct Cell {
    bool is_null = true;
    int64_t number = 0;
    std::string_view text;
  };
  std::vector<Cell> cells_;
};

struct DatabaseOptions {
  std::string host = "127.0.0.1";
  int port = 3306;
  // Unix socket instead of host and port when not empty.
  std::string socket;
  std::string schema;
  std::string user;
  std::string password;
  // File with the certificate authority of the server; no TLS when empty.
  std::string ca_file;
  int max_connections = 8;
  absl::Duration connect_timeout = absl::Seconds(2);
  // A statement that takes longer fails as UNAVAILABLE.
  absl::Duration statement_timeout = absl::Seconds(10);
  // How far the server's clock may be from this process's for its time to be taken.
  absl::Duration max_clock_skew = absl::InfiniteDuration();
};

// A connection with its cache of prepared statements. Not for two threads at
// once. Error numbers become statuses in one place (mysql.cc): ABORTED for what
// a retry of the whole transaction can mend, ALREADY_EXISTS for a duplicate
// key, UNAVAILABLE for a database that is away, INTERNAL for the rest.
class Connection {
 public:
  static absl::StatusOr<std::unique_ptr<Connection>> Open(const DatabaseOptions& options);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // Runs a statement; answers with the number of rows it affected.
  absl::StatusOr<int64_t> Execute(std::string_view sql, const SqlValues& values = {});

  // Runs a query and gives each row to `on_row`, stopping at its first error.
  absl::Status Query(std::string_view sql, const SqlValues& values,
                     absl::FunctionRef<absl::Status(const Row&)> on_row);

  // Runs statements separated by semicolons; for migrations only.
  absl::Status RunScript(std::string_view script);

  // True after an error that leaves the connection of no further use.
  bool broken() const;
  // For one that is in no known state.
  void Abandon();
  // As the server knows it.
  int64_t id() const;
  // As in its options.
  absl::Duration max_clock_skew() const;

 private:
  struct Impl;
  explicit Connection(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace concordat

#endif  // CONCORDAT_COMMON_SQL_MYSQL_H_
