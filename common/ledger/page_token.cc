#include "common/ledger/page_token.h"

#include <absl/strings/escaping.h>
#include <openssl/sha.h>

#include <cstring>

#include "common/base/errors.h"
#include "common/base/text.h"

namespace concordat {

uint64_t RequestFingerprint(std::string_view request) {
  unsigned char digest[SHA256_DIGEST_LENGTH];
  SHA256(reinterpret_cast<const unsigned char*>(request.data()), request.size(), digest);
  uint64_t fingerprint;
  std::memcpy(&fingerprint, digest, sizeof(fingerprint));
  return fingerprint;
}

std::string EncodePageToken(const ledger::v1::PageToken& token) {
  return absl::WebSafeBase64Escape(token.SerializeAsString());
}

absl::StatusOr<ledger::v1::PageToken> DecodePageToken(std::string_view text, uint64_t fingerprint) {
  std::string bytes;
  ledger::v1::PageToken token;
  if (!absl::WebSafeBase64Unescape(ToAbsl(text), &bytes) || !token.ParseFromString(bytes)) {
    return InvalidField("page_token", "is not a token of this service");
  }
  if (token.fingerprint() != fingerprint) {
    return InvalidField("page_token", "belongs to a request with other parameters");
  }
  return token;
}

}  // namespace concordat
