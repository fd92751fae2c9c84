#include "common/ledger/asked_page.h"

#include <algorithm>
#include <utility>

#include "common/base/digest.h"
#include "common/base/errors.h"
#include "common/ledger/page_token.h"

namespace concordat {

absl::StatusOr<AskedPage> ReadAskedPage(const google::protobuf::Message& rest, int page_size,
                                        const std::string& page_token, PageBounds bounds) {
  if (page_size < 0) return InvalidField("page_size", "is negative");
  AskedPage page;
  page.size = page_size == 0 ? bounds.usual : std::min(page_size, bounds.most);
  page.fingerprint = RequestFingerprint(SerializeDeterministically(rest));
  if (page_token.empty()) return page;
  auto after = DecodePageToken(page_token, page.fingerprint);
  if (!after.ok()) return after.status();
  page.after = *std::move(after);
  return page;
}

std::string TokenOfNext(const AskedPage& page, ledger::v1::PageToken after) {
  after.set_fingerprint(page.fingerprint);
  return EncodePageToken(after);
}

std::string TokenAfterName(const AskedPage& page, const std::string& name) {
  ledger::v1::PageToken after;
  after.set_after_name(name);
  return TokenOfNext(page, std::move(after));
}

}  // namespace concordat
