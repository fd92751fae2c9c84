// Page tokens: opaque to callers, bound to the request they belong to.
#ifndef CONCORDAT_COMMON_LEDGER_PAGE_TOKEN_H_
#define CONCORDAT_COMMON_LEDGER_PAGE_TOKEN_H_

#include <absl/status/statusor.h>

#include <string>
#include <string_view>

#include "concordat/ledger/v1/page_token.pb.h"

namespace concordat {

// Number that stands for what was asked, the page aside.
uint64_t RequestFingerprint(std::string_view request);

std::string EncodePageToken(const ledger::v1::PageToken& token);

// INVALID_ARGUMENT for a token that was not made by EncodePageToken or belongs
// to another request.
absl::StatusOr<ledger::v1::PageToken> DecodePageToken(std::string_view text, uint64_t fingerprint);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_LEDGER_PAGE_TOKEN_H_
