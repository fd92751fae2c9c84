// The rows that changes have made, read out of a service's tables and put, with bare
// multi-row INSERTs, into tables of the same form that hold the same otherwise.
#ifndef CONCORDAT_BENCH_BARE_ROWS_H_
#define CONCORDAT_BENCH_BARE_ROWS_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <absl/time/time.h>

#include <cstdint>
#include <string>
#include <vector>

#include "common/resource/resource_type.h"
#include "common/sql/bulk.h"
#include "common/sql/mysql.h"

namespace concordat::bench {

class BareRows {
 public:
  // Makes the tables, empty at first, in the schema `bare`, anew. The connection is to the
  // service's own schema; it must outlive this.
  static absl::StatusOr<BareRows> Make(Connection& connection, const std::string& bare,
                                       const ResourceType& type);

  // Reads the rows, in place of those read before, of all changes that made `revision` of a
  // resource whose name begins with `prefix`.
  absl::Status Read(const std::string& prefix, int64_t revision);

  // Inserts all that was read in one transaction; answers with how long that took.
  absl::StatusOr<absl::Duration> Insert();

  size_t count() const;

 private:
  struct Table {
    std::string name;
    // Of the rows to read; takes the revision and the prefix as a pattern.
    std::string from;
    RowStatement insert;
    std::string select;
    std::vector<bool> binary;
    std::vector<bool> number;
    SqlValues values;
  };

  explicit BareRows(Connection& connection) : connection_(&connection) {}
  absl::Status Describe(const std::string& bare, Table* table);

  Connection* connection_;
  std::vector<Table> tables_;
};

}  // namespace concordat::bench

#endif  // CONCORDAT_BENCH_BARE_ROWS_H_
