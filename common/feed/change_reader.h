// Reads changes with their payloads from the feed's tables into messages.
#ifndef CONCORDAT_COMMON_FEED_CHANGE_READER_H_
#define CONCORDAT_COMMON_FEED_CHANGE_READER_H_

#include <absl/status/status.h>

#include <cstdint>
#include <string>
#include <vector>

#include "common/sql/mysql.h"
#include "concordat/ledger/v1/ledger.pb.h"

namespace concordat {

// The places after `after` up to `up_to`, at most `limit` changes.
struct FeedRange {
  int64_t after = 0;
  int64_t up_to = 0;
  int limit = 0;
};

// Adds the changes of the range to the response, those of the types alone when
// there are any, and moves `reached` back to the last one when the page is full.
// The payload of a redacted change says what was done without its values.
absl::Status ReadChanges(Connection& connection, const FeedRange& range,
                         const std::vector<std::string>& types,
                         concordat::ledger::v1::ListChangesResponse* response);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_FEED_CHANGE_READER_H_
