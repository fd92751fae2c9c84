// The chain of hashes that makes tampering with history show. Each entry of the
// feed is hashed over the entry before it and over a salted digest of what was
// recorded, so that a payload can be taken out and the chain still holds.
#ifndef CONCORDAT_COMMON_LEDGER_HASH_CHAIN_H_
#define CONCORDAT_COMMON_LEDGER_HASH_CHAIN_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "common/ledger/change_record.h"

namespace concordat {

// What comes before the first entry: 64 zeros.
extern const char kFirstPrevHash[];

// SHA-256 of salt and payload, in hexadecimal. Without the salt nobody can try
// out what a redacted payload may have been.
std::string PayloadDigest(std::string_view salt, std::string_view payload);

// The place of one change in the feed.
struct FeedPlace {
  int64_t position = 0;
  int64_t epoch = 0;
  // Microseconds since 1970.
  int64_t known_time = 0;
  std::string prev_hash;
};

// Hash of a feed entry, in hexadecimal: over its place, the hash before it and
// every field of the change.
std::string LinkHash(const FeedPlace& place, const ChangeRecord& change);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_LEDGER_HASH_CHAIN_H_
