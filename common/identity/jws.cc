#include "common/identity/jws.h"

#include <absl/strings/escaping.h>
#include <cjose/cjose.h>

#include <nlohmann/json.hpp>
#include <utility>

#include "common/base/text.h"

namespace concordat {
namespace {

using nlohmann::json;

struct JwkReleaser {
  void operator()(cjose_jwk_t* key) const { cjose_jwk_release(key); }
};
struct JwsReleaser {
  void operator()(cjose_jws_t* jws) const { cjose_jws_release(jws); }
};
struct HeaderReleaser {
  void operator()(cjose_header_t* header) const { cjose_header_release(header); }
};
using Jwk = std::unique_ptr<cjose_jwk_t, JwkReleaser>;
using Jws = std::unique_ptr<cjose_jws_t, JwsReleaser>;

absl::Status Refused(std::string_view why) {
  return absl::UnauthenticatedError(Concat("the token was refused: ", why));
}

Jwk ImportKey(const std::string& jwk) {
  cjose_err error;
  return Jwk(cjose_jwk_import(jwk.data(), jwk.size(), &error));
}

// A member that is text; empty for any other.
std::string Member(const json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

// The one algorithm that a key signs with; empty for keys of no use here.
std::string AlgorithmOf(const json& key) {
  const std::string kty = Member(key, "kty");
  const bool p256 = kty == "EC" && Member(key, "crv") == "P-256";
  std::string bound = p256 ? "ES256" : kty == "RSA" ? "RS256" : "";
  if (key.contains("alg") && Member(key, "alg") != bound) bound.clear();
  if (key.contains("use") && Member(key, "use") != "sig") bound.clear();
  return bound;
}

// The library reads only members that are text, and would miss `crit`, a list.
json HeaderOf(std::string_view token) {
  std::string header;
  if (!absl::WebSafeBase64Unescape(ToAbsl(token.substr(0, token.find('.'))), &header)) return {};
  return json::parse(header, nullptr, /*allow_exceptions=*/false);
}

}  // namespace

struct KeySet::Key {
  std::string algorithm;
  Jwk jwk;
};

KeySet::KeySet() = default;
KeySet::~KeySet() = default;

absl::StatusOr<std::unique_ptr<KeySet>> KeySet::FromJson(std::string_view text) {
  const json set = json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!set.is_object() || !set.contains("keys") || !set["keys"].is_array()) {
    return absl::InvalidArgumentError("the key set is not JSON with a list of keys");
  }
  std::unique_ptr<KeySet> keys(new KeySet());
  for (const json& key : set["keys"]) {
    if (!key.is_object() || Member(key, "kid").empty()) continue;
    std::string algorithm = AlgorithmOf(key);
    if (algorithm.empty()) continue;
    Jwk jwk = ImportKey(key.dump());
    if (jwk == nullptr) continue;
    keys->keys_[Member(key, "kid")] =
        std::make_unique<Key>(Key{std::move(algorithm), std::move(jwk)});
  }
  if (keys->keys_.empty()) {
    return absl::InvalidArgumentError("the key set holds no ES256 or RS256 key with an id");
  }
  return keys;
}

absl::StatusOr<std::string> KeySet::Verify(std::string_view token) const {
  if (token.size() > kMaxTokenBytes) return Refused("it is too long");
  const json header = HeaderOf(token);
  if (!header.is_object()) return Refused("it is not a compact JSON Web Signature");
  const auto key = keys_.find(Member(header, "kid"));
  if (key == keys_.end()) return Refused("its key is unknown");
  if (Member(header, "alg") != key->second->algorithm) {
    return Refused("its algorithm is not the key's");
  }
  if (header.contains("crit")) return Refused("it asks for an unknown extension");
  std::lock_guard lock(mutex_);
  cjose_err error;
  const Jws jws(cjose_jws_import(token.data(), token.size(), &error));
  if (jws == nullptr) return Refused("it is not a compact JSON Web Signature");
  if (!cjose_jws_verify(jws.get(), key->second->jwk.get(), &error)) {
    return Refused("its signature does not hold");
  }
  uint8_t* payload = nullptr;
  size_t length = 0;
  if (!cjose_jws_get_plaintext(jws.get(), &payload, &length, &error)) {
    return Refused("it has no payload");
  }
  return std::string(reinterpret_cast<const char*>(payload), length);
}

Signer::Signer() = default;
Signer::~Signer() { cjose_jwk_release(key_); }

absl::StatusOr<std::unique_ptr<Signer>> Signer::FromJwk(std::string_view text) {
  const json key = json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!key.is_object() || AlgorithmOf(key) != "ES256" || !key.contains("d") ||
      Member(key, "kid").empty()) {
    return absl::InvalidArgumentError("the signing key is no private P-256 key with an id");
  }
  std::unique_ptr<Signer> signer(new Signer());
  signer->key_id_ = key["kid"];
  signer->key_ = ImportKey(key.dump()).release();
  if (signer->key_ == nullptr) return absl::InvalidArgumentError("the signing key cannot be read");
  return signer;
}

absl::StatusOr<std::string> Signer::Sign(std::string_view payload) const {
  std::lock_guard lock(mutex_);
  cjose_err error;
  const std::unique_ptr<cjose_header_t, HeaderReleaser> header(cjose_header_new(&error));
  cjose_header_set(header.get(), "alg", "ES256", &error);
  cjose_header_set(header.get(), "kid", key_id_.c_str(), &error);
  const Jws jws(cjose_jws_sign(key_, header.get(), reinterpret_cast<const uint8_t*>(payload.data()),
                               payload.size(), &error));
  const char* compact = nullptr;
  // The text belongs to the signature.
  if (jws == nullptr || !cjose_jws_export(jws.get(), &compact, &error)) {
    return absl::InternalError("the token could not be signed");
  }
  return std::string(compact);
}

}  // namespace concordat
