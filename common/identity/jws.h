// Signed tokens (RFC 7515) by keys of a JSON Web Key Set. The algorithm is bound
// to the key: a token cannot choose it, and only ES256 and RS256 exist here.
#ifndef CONCORDAT_COMMON_IDENTITY_JWS_H_
#define CONCORDAT_COMMON_IDENTITY_JWS_H_

#include <absl/status/statusor.h>

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

struct _cjose_jwk_int;  // NOLINT(bugprone-reserved-identifier): cjose names it so

namespace concordat {

inline constexpr size_t kMaxTokenBytes = 8192;

// Public keys by their ids. Safe for many threads.
class KeySet {
 public:
  // From the JSON of a key set; INVALID_ARGUMENT when it holds no usable key.
  static absl::StatusOr<std::unique_ptr<KeySet>> FromJson(std::string_view json);
  ~KeySet();

  // The payload of a compact token whose signature holds; UNAUTHENTICATED otherwise.
  absl::StatusOr<std::string> Verify(std::string_view token) const;

 private:
  struct Key;
  KeySet();
  std::map<std::string, std::unique_ptr<Key>, std::less<>> keys_;
  // The library counts references to keys without atomics.
  mutable std::mutex mutex_;
};

// Signs with one private key of P-256. Safe for many threads.
class Signer {
 public:
  static absl::StatusOr<std::unique_ptr<Signer>> FromJwk(std::string_view jwk);
  ~Signer();

  absl::StatusOr<std::string> Sign(std::string_view payload) const;

 private:
  Signer();
  std::string key_id_;
  _cjose_jwk_int* key_ = nullptr;
  mutable std::mutex mutex_;
};

}  // namespace concordat

#endif  // CONCORDAT_COMMON_IDENTITY_JWS_H_
