// Rows of many changes on their way into the ledger's tables: gathered by table and
// written with multi-row statements. A single write is a batch of one.
#ifndef CONCORDAT_COMMON_LEDGER_WRITE_BATCH_H_
#define CONCORDAT_COMMON_LEDGER_WRITE_BATCH_H_

#include <absl/functional/function_ref.h>
#include <absl/status/status.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "common/sql/bulk.h"
#include "common/sql/mysql.h"

namespace concordat {

class WriteBatch {
 public:
  // Rows go out in this order, after heads, which are what two writers meet at.
  enum class Step { kSlice, kList, kChange, kPayload, kOutbox };

  // What is left in the batch is written by Flush alone.
  explicit WriteBatch(Connection& connection) : connection_(connection) {}
  WriteBatch(const WriteBatch&) = delete;
  WriteBatch& operator=(const WriteBatch&) = delete;

  // A new head.
  void Create(std::string name, std::string uid, std::string type);
  // Raises the revision of a head that the transaction has locked.
  void Revise(std::string name);
  // The same, and gives the name to another resource.
  void Renew(std::string name, std::string uid);

  // The values of the rows to insert into a table, one row after another, for the caller
  // to add to. `insert` is asked once for each table.
  SqlValues& RowsOf(Step step, std::string_view table, absl::FunctionRef<RowStatement()> insert);

  // Puts the slice in force out of it. A name has one change in a batch.
  void Supersede(std::string_view table, std::string name, std::string valid_from,
                 std::string change_id);

  // Flushes when more is held than a batch should, so that memory is bounded
  // however much is written.
  absl::Status FlushIfFull();

  // Writes what is held. ABORTED, for the transaction to be tried again, when a new
  // name has been taken since it was looked for.
  absl::Status Flush();

 private:
  struct Head {
    std::string name;
    std::string uid;
    std::string type;
  };
  struct Table {
    RowStatement insert;
    SqlValues values;
    // Of the values, those that `bytes_` has in it.
    size_t counted = 0;
  };
  struct Superseded {
    std::string name;
    std::string valid_from;
    std::string change_id;
  };

  absl::Status FlushHeads();
  absl::Status CreateHeads();
  absl::Status FlushSuperseded();
  absl::Status SupersedeIn(std::string_view table, const std::vector<Superseded>& slices);

  Connection& connection_;
  size_t bytes_ = 0;
  std::vector<Head> created_;
  std::vector<std::string> revised_;
  std::map<std::string, std::string> renewed_;
  std::map<std::string, std::vector<Superseded>, std::less<>> superseded_;
  std::map<Step, std::map<std::string, Table, std::less<>>> inserted_;
};

}  // namespace concordat

#endif  // CONCORDAT_COMMON_LEDGER_WRITE_BATCH_H_
