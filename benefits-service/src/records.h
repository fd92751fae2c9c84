// The records of one partnership at one moment, as reports and searches for
// candidates ask for them: sums and keys by statements of their own, whole records only
// where they are shown.
#ifndef CONCORDAT_BENEFITS_SERVICE_RECORDS_H_
#define CONCORDAT_BENEFITS_SERVICE_RECORDS_H_

#include <absl/functional/function_ref.h>
#include <absl/status/statusor.h>

#include <limits>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "benefits-service/src/work.h"
#include "common/ledger/ledger.h"
#include "common/ledger/read_at.h"
#include "common/ledger/temporal_store.h"
#include "common/sql/mysql.h"
#include "common/sql/sql_part.h"
#include "concordat/benefits/v1/benefit.pb.h"
#include "concordat/benefits/v1/share.pb.h"

namespace concordat::benefits {

// The name of the record that the record of an alias lies below.
std::string ParentIn(std::string_view alias);

class Records {
 public:
  // All must outlive it.
  Records(Connection& connection, const Ledger& ledger, std::string parent, ReadAt at)
      : connection_(connection),
        registry_(ledger.registry()),
        parent_(std::move(parent)),
        at_(std::move(at)) {}

  // The same with what is exempt.
  Records OfAll() const;

  Connection& connection() const { return connection_; }
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

  // `FROM …`: its shares `s` with the benefits `b` that they are of and their lines `l`.
  SqlPart ShareLines() const;

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

  // Those of the names, in the order of their names.
  template <typename Record>
  absl::StatusOr<std::vector<Record>> Named(const std::set<std::string>& names) const {
    std::vector<Record> records;
    absl::Status status = ReadNamed(TypeOf<Record>(), names, [&records](MessagePtr record) {
      records.push_back(std::move(static_cast<Record&>(*record)));
      return absl::OkStatus();
    });
    if (!status.ok()) return status;
    return records;
  }

  // The councils of shares that are not to be told; their shares read as those of none.
  absl::StatusOr<std::set<std::string>> HiddenCouncils() const;

  // The names of all records of the partnership that are exempt for its reader.
  absl::StatusOr<std::set<std::string>> NotTold() const;

 private:
  Records(Connection& connection, const Registry& registry, std::string parent, ReadAt at)
      : connection_(connection),
        registry_(registry),
        parent_(std::move(parent)),
        at_(std::move(at)) {}
  std::string ParentFor(const ResourceType& type) const;
  absl::Status Read(const ResourceType& type, const SqlPart& condition, Order order, int most,
                    absl::FunctionRef<absl::Status(MessagePtr)> on_record) const;
  absl::Status ReadNamed(const ResourceType& type, const std::set<std::string>& names,
                         absl::FunctionRef<absl::Status(MessagePtr)> on_record) const;

  Connection& connection_;
  const Registry& registry_;
  const std::string parent_;
  const ReadAt at_;
};

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_RECORDS_H_
