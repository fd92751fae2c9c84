// `verify-history`: walks the feed from its first entry and says whether it is
// what was once recorded.
#ifndef CONCORDAT_COMMON_FEED_VERIFY_HISTORY_H_
#define CONCORDAT_COMMON_FEED_VERIFY_HISTORY_H_

#include <absl/status/statusor.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "common/resource/resource_type.h"
#include "common/sql/database.h"

namespace concordat {

// A place and its hash as once kept outside the database: in the log, in a pack.
struct Anchor {
  int64_t position = 0;
  std::string hash;
};
// Reads `POSITION:HASH`.
absl::StatusOr<Anchor> ParseAnchor(std::string_view text);

struct HistoryReport {
  int64_t entries = 0;
  // The newest entry.
  Anchor head;
  // One sentence for each thing that is wrong: gaps, altered entries or payloads,
  // a missing payload, an anchor that does not hold, rows of resources that are not
  // what the changes say.
  std::vector<std::string> problems;
  // One sentence for each redacted change, with who and why.
  std::vector<std::string> redactions;
};
// Tells now and then what position it has come to. Of the types it checks the summaries
// that their rows keep.
absl::StatusOr<HistoryReport> VerifyHistory(Database& database, const std::vector<Anchor>& expected,
                                            const std::function<void(int64_t)>& tell = nullptr,
                                            const std::vector<const ResourceType*>& types = {});

// `verify-history [--expect POSITION:HASH]…`. 0 when all is sound, 1 when it is
// not, 2 when it could not be looked at.
int VerifyHistoryCommand(Database& database, const std::vector<std::string>& arguments,
                         std::ostream& out, const std::vector<const ResourceType*>& types = {});

}  // namespace concordat

#endif  // CONCORDAT_COMMON_FEED_VERIFY_HISTORY_H_
