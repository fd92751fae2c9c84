#include "common/ledger/hash_chain.h"

#include "common/base/digest.h"
#include "common/base/text.h"

namespace concordat {
namespace {

// Named so that a later form of the chain can't be mistaken for this one.
constexpr char kForm[] = "concordat-feed-1";

// Each part is preceded by its length: no two lists of parts give the same bytes.
void Append(std::string_view part, std::string* bytes) {
  absl::StrAppend(bytes, part.size(), ":", ToAbsl(part));
}

void Append(int64_t number, std::string* bytes) { Append(Concat(number), bytes); }

}  // namespace

const char kFirstPrevHash[] = "0000000000000000000000000000000000000000000000000000000000000000";

std::string PayloadDigest(std::string_view salt, std::string_view payload) {
  return Sha256Hex(Concat(salt, payload));
}

std::string LinkHash(const FeedPlace& place, const ChangeRecord& change) {
  std::string bytes;
  Append(std::string_view(kForm), &bytes);
  Append(place.prev_hash, &bytes);
  Append(place.epoch, &bytes);
  Append(place.position, &bytes);
  Append(place.known_time, &bytes);
  Append(change.change_id, &bytes);
  Append(change.record_time, &bytes);
  Append(change.effective_date, &bytes);
  Append(change.subject, &bytes);
  Append(change.request_id, &bytes);
  Append(change.trace_id, &bytes);
  Append(change.type, &bytes);
  Append(change.name, &bytes);
  Append(change.uid, &bytes);
  Append(change.revision, &bytes);
  Append(change.verb, &bytes);
  Append(change.payload_digest, &bytes);
  return Sha256Hex(bytes);
}

}  // namespace concordat
