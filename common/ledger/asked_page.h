// The page of a list that a request asks for by `page_size` and `page_token` (AIP-158).
#ifndef CONCORDAT_COMMON_LEDGER_ASKED_PAGE_H_
#define CONCORDAT_COMMON_LEDGER_ASKED_PAGE_H_

#include <absl/status/statusor.h>
#include <google/protobuf/message.h>

#include <cstdint>
#include <string>

#include "concordat/ledger/v1/page_token.pb.h"

namespace concordat {

// How many items a page holds where none are asked for, and at most.
struct PageBounds {
  int usual;
  int most;
};

struct AskedPage {
  int size = 0;
  // Stands for all else that is asked.
  uint64_t fingerprint = 0;
  // What the page before ended with; empty on the first.
  ledger::v1::PageToken after;
};

// `rest` is what is asked, the page aside. INVALID_ARGUMENT for a negative size, and for a
// token that is none or belongs to another request.
absl::StatusOr<AskedPage> ReadAskedPage(const google::protobuf::Message& rest, int page_size,
                                        const std::string& page_token, PageBounds bounds);

template <typename Request>
absl::StatusOr<AskedPage> AskedPageOf(Request request, PageBounds bounds) {
  const int size = request.page_size();
  const std::string token = request.page_token();
  request.clear_page_size();
  request.clear_page_token();
  return ReadAskedPage(request, size, token, bounds);
}

// The token of the page that begins after what `after` says.
std::string TokenOfNext(const AskedPage& page, ledger::v1::PageToken after);
std::string TokenAfterName(const AskedPage& page, const std::string& name);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_LEDGER_ASKED_PAGE_H_
