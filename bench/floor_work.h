// What a floor server does for each call: the statements of the service, word for
// word, and nothing else.
#ifndef CONCORDAT_BENCH_FLOOR_WORK_H_
#define CONCORDAT_BENCH_FLOOR_WORK_H_

#include <absl/functional/function_ref.h>
#include <absl/status/status.h>

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "bench/subjects.h"
#include "common/sql/mysql.h"

namespace concordat::bench {

// Safe for many threads; each call has a connection of its own.
class FloorWork {
 public:
  FloorWork(const Subject& subject, DatabaseOptions options);

  // The read of now; answers with the cells of the row one after another.
  absl::Status Read(const std::string& name, std::string* cells);

  // The statement that it reads by.
  const std::string& select() const { return select_; }

  // What creating a resource writes, in one transaction.
  absl::Status Write(const std::string& name);

 private:
  absl::Status With(absl::FunctionRef<absl::Status(Connection&)> body);
  absl::Status ReadIn(Connection& connection, const std::string& name, std::string* cells) const;
  absl::Status WriteRows(Connection& connection, const std::string& name);
  absl::Status Query(Connection& connection, std::string_view sql, const SqlValues& values,
                     std::string* cells) const;

  const Subject& subject_;
  const DatabaseOptions options_;
  const std::string select_;
  const std::vector<std::string> select_lists_;
  const std::string insert_;
  const SqlValues column_values_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Connection>> idle_;
};

}  // namespace concordat::bench

#endif  // CONCORDAT_BENCH_FLOOR_WORK_H_
