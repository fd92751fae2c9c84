// Holds the tables of resources against what the changes say that was written: whoever
// alters a row, takes one out or puts one in, shows.
#ifndef CONCORDAT_COMMON_FEED_VERIFY_TABLES_H_
#define CONCORDAT_COMMON_FEED_VERIFY_TABLES_H_

#include <absl/status/status.h>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "common/resource/resource_type.h"
#include "common/sql/mysql.h"
#include "concordat/ledger/v1/change.pb.h"

namespace concordat {

class TableCheck {
 public:
  // A change of the feed whose rows are to be looked at.
  void Add(int64_t position, const std::string& change_id, ledger::v1::ChangePayload payload);

  // Looks at the rows of what was added, one sentence for each thing that is wrong.
  absl::Status CheckAdded(Connection& connection, std::vector<std::string>* problems);

 private:
  struct Told {
    int64_t position = 0;
    ledger::v1::ChangePayload payload;
  };
  using ByChange = std::map<std::string, Told, std::less<>>;

  static absl::Status CheckType(Connection& connection, const ResourceType& type,
                                const ByChange& changes, std::vector<std::string>* problems);

  std::map<const ResourceType*, ByChange> added_;
};

// Looks for rows that no change has written or put out of force, and for heads that are
// not of their newest change.
absl::Status CheckStrayRows(Connection& connection, std::vector<std::string>* problems);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_FEED_VERIFY_TABLES_H_
