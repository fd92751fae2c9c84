// The one way to the database: connections with prepared statements, a bounded
// pool with a deadline, and transactions that are retried as a whole. Only
// mysql.cc knows the connector; everything else sees absl::Status.
#ifndef CONCORDAT_COMMON_MYSQL_H_
#define CONCORDAT_COMMON_MYSQL_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <absl/functional/function_ref.h>
#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <absl/time/time.h>

namespace concordat {

// A value to bind: NULL, a whole number, or text or bytes.
using SqlValue = std::variant<std::monostate, int64_t, std::string>;
using SqlValues = std::vector<SqlValue>;

// One row of a result, valid until the next row is asked for.
class Row {
 public:
  virtual ~Row() = default;
  virtual bool IsNull(int column) const = 0;
  // 0 for NULL.
  virtual int64_t Int(int column) const = 0;
  // Empty for NULL.
  virtual std::string_view Text(int column) const = 0;
};

// A connection with its cache of prepared statements. Not for two threads at once.
class Connection {
 public:
  virtual ~Connection() = default;
  // Runs a statement; answers with the rows it affected.
  virtual absl::StatusOr<int64_t> Execute(std::string_view sql, const SqlValues& values) = 0;
  // Runs a query and gives each row to `on_row`; stops at the first error.
  virtual absl::Status Query(std::string_view sql, const SqlValues& values,
                             absl::FunctionRef<absl::Status(const Row&)> on_row) = 0;
  // Runs statements separated by semicolons, for migrations only.
  virtual absl::Status RunScript(std::string_view script) = 0;
};
