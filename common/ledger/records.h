// The records of one partnership at one moment, as reports and searches for candidates
// ask for them: counts, sums and names by statements of their own, whole records only
// where they are shown or looked into.
#ifndef CONCORDAT_COMMON_LEDGER_RECORDS_H_
#define CONCORDAT_COMMON_LEDGER_RECORDS_H_

#include <absl/functional/function_ref.h>
#include <absl/status/status.h>
#include <absl/status/statusor.h>

#include <algorithm>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "common/ledger/read_at.h"
#include "common/ledger/registry.h"
#include "common/ledger/temporal_store.h"
#include "common/sql/mysql.h"
#include "common/sql/sql_part.h"

namespace concordat {

class Records {
 public:
  // The connection and the registry must outlive it.
  Records(Connection& connection, const Registry& registry, std::string parent, ReadAt at)
      : connection_(connection),
        registry_(registry),
        parent_(std::move(parent)),
        at_(std::move(at)) {}

  // The same with what is exempt; the same on another day.
  Records OfAll() const;
  Records On(absl::CivilDay day) const;

  Connection& connection() const { return connection_; }
  const Registry& registry() const { return registry_; }
  const std::string& parent() const { return parent_; }
  const ReadAt& at() const { return at_; }

  template <typename Record>
  const ResourceType& TypeOf() const {
    return registry_.template TypeOf<Record>();
  }

  // `(SELECT …)`: the rows in force of the partnership, to stand in a FROM.
  template <typename Record>
  SqlPart InForce() const {
    return InForce(TypeOf<Record>());
  }
  SqlPart InForce(const ResourceType& type) const;

  absl::Status Query(const SqlPart& sql, absl::FunctionRef<absl::Status(const Row&)> on_row) const {
    return connection_.Query(sql.text, sql.values, on_row);
  }

  // How whole records are ordered.
  enum class Order { kName, kPaper };

  // The records for which a condition over `t` holds, at most so many.
  template <typename Record>
  absl::StatusOr<std::vector<Record>> Where(const SqlPart& condition, Order order = Order::kName,
                                            int most = std::numeric_limits<int>::max()) const {
    std::vector<Record> records;
    absl::Status status =
        Read(TypeOf<Record>(), condition, order, most, [&records](MessagePtr record) {
          records.push_back(std::move(static_cast<Record&>(*record)));
          return absl::OkStatus();
        });
    if (!status.ok()) return status;
    return records;
  }

  // The first cell of each row.
  absl::StatusOr<std::vector<std::string>> Names(const SqlPart& sql) const;

  // Those of the names that are there, in the order of their names.
  template <typename Record>
  absl::StatusOr<std::vector<Record>> Named(std::vector<std::string> names) const {
    std::ranges::sort(names);
    const auto doubles = std::ranges::unique(names);
    names.erase(doubles.begin(), doubles.end());
    auto read = ReadNamed<Record>(connection_, TypeOf<Record>(), names, at_);
    if (read.ok()) std::ranges::sort(*read, {}, [](const Record& record) { return record.name(); });
    return read;
  }

 private:
  absl::Status Read(const ResourceType& type, const SqlPart& condition, Order order, int most,
                    absl::FunctionRef<absl::Status(MessagePtr)> on_record) const;

  Connection& connection_;
  const Registry& registry_;
  const std::string parent_;
  const ReadAt at_;
};

}  // namespace concordat

#endif  // CONCORDAT_COMMON_LEDGER_RECORDS_H_
