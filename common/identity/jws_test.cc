#include "common/identity/jws.h"

#include <absl/strings/escaping.h>
#include <cjose/cjose.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/status_matchers.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/test_keys.h"

namespace concordat {
namespace {

using test::IsOk;
using test::StatusIs;
using testing::Not;

using nlohmann::json;

const std::string& PrivateKey() {
  static const std::string key = test::ReadFile(test::TestKeys::Shared().assertion_key());
  return key;
}
json PublicKeys() { return json::parse(test::ReadFile(test::TestKeys::Shared().assertion_jwks())); }

std::unique_ptr<KeySet> Keys(const json& set = PublicKeys()) {
  auto keys = KeySet::FromJson(set.dump());
  EXPECT_THAT(keys, IsOk());
  return *std::move(keys);
}

std::string Sign(std::string_view payload) {
  auto signer = Signer::FromJwk(PrivateKey());
  EXPECT_THAT(signer, IsOk());
  return *(*signer)->Sign(payload);
}

// Signs with any header, as somebody might who holds the key.
std::string SignWith(const json& header, const std::string& key) {
  cjose_err error;
  cjose_header_t* made = cjose_header_new(&error);
  for (const auto& [name, value] : header.items()) {
    const std::string text = value.is_string() ? value.get<std::string>() : value.dump();
    value.is_string() ? cjose_header_set(made, name.c_str(), text.c_str(), &error)
                      : cjose_header_set_raw(made, name.c_str(), text.c_str(), &error);
  }
  cjose_jwk_t* jwk = cjose_jwk_import(key.data(), key.size(), &error);
  const uint8_t payload[] = {'{', '}'};
  cjose_jws_t* jws = cjose_jws_sign(jwk, made, payload, sizeof(payload), &error);
  EXPECT_NE(jws, nullptr) << error.message;
  const char* compact = nullptr;
  cjose_jws_export(jws, &compact, &error);
  const std::string token = compact;
  cjose_jws_release(jws);
  cjose_jwk_release(jwk);
  cjose_header_release(made);
  return token;
}

std::string WhyRefused(const std::string& token) {
  const auto payload = Keys()->Verify(token);
  EXPECT_THAT(payload, StatusIs(absl::StatusCode::kUnauthenticated));
  return std::string(payload.status().message());
}

TEST(Jws, WhatIsSignedIsVerified) {
  EXPECT_EQ(*Keys()->Verify(Sign("{\"sub\":\"me\"}")), "{\"sub\":\"me\"}");
}

TEST(Jws, RefusesAnyChangedCharacter) {
  const std::string token = Sign("{\"sub\":\"me\"}");
  const auto keys = Keys();
  for (size_t i = 0; i < token.size(); i += 7) {
    std::string changed = token;
    changed[i] = changed[i] == 'B' ? 'C' : 'B';
    EXPECT_THAT(keys->Verify(changed), Not(IsOk())) << i;
  }
}

TEST(Jws, RefusesAlgorithmsThatTheKeyIsNotFor) {
  const std::string kid = json::parse(PrivateKey())["kid"];
  std::string none;
  absl::WebSafeBase64Escape(json{{"alg", "none"}, {"kid", kid}}.dump(), &none);
  EXPECT_NE(WhyRefused(none + ".e30.").find("algorithm"), std::string::npos);
  // Signed with the public key as if it were a shared secret.
  const json secret = {{"kty", "oct"}, {"k", PublicKeys()["keys"][0]["x"]}};
  const std::string forged = SignWith({{"alg", "HS256"}, {"kid", kid}}, secret.dump());
  EXPECT_NE(WhyRefused(forged).find("algorithm"), std::string::npos);
}

TEST(Jws, RefusesUnknownKeysAndExtensions) {
  const std::string kid = json::parse(PrivateKey())["kid"];
  EXPECT_NE(WhyRefused(SignWith({{"alg", "ES256"}, {"kid", "other"}}, PrivateKey())).find("key"),
            std::string::npos);
  EXPECT_NE(WhyRefused(SignWith({{"alg", "ES256"}}, PrivateKey())).find("key"), std::string::npos);
  const json critical = {{"alg", "ES256"}, {"kid", kid}, {"crit", {"exp"}}};
  EXPECT_NE(WhyRefused(SignWith(critical, PrivateKey())).find("extension"), std::string::npos);
}

TEST(Jws, RefusesWhatIsNoToken) {
  for (const std::string token : {"", ".", "..", "a.b", "e30.e30.e30", "e30.e30", "W10.e30.AA"}) {
    WhyRefused(token);
  }
  EXPECT_NE(WhyRefused(std::string(kMaxTokenBytes + 1, 'a')).find("too long"), std::string::npos);
}

TEST(KeySet, TakesOnlyKeysThatItCanUse) {
  for (const char* text :
       {"", "[]", "{}", "{\"keys\":{}}", "{\"keys\":[]}", "{\"keys\":[1,null]}",
        R"({"keys":[{"kty":1,"kid":2}]})", R"({"keys":[{"kty":"oct","kid":"a"}]})"}) {
    EXPECT_THAT(KeySet::FromJson(text), StatusIs(absl::StatusCode::kInvalidArgument)) << text;
  }
  json set = PublicKeys();
  set["keys"].push_back({{"kty", "EC"}, {"crv", 7}, {"kid", "odd"}});
  EXPECT_THAT(Keys(set)->Verify(Sign("{}")), IsOk());
  set["keys"][0]["use"] = "enc";
  EXPECT_THAT(KeySet::FromJson(set.dump()), Not(IsOk()));
}

TEST(Signer, NeedsAPrivateKeyWithAnId) {
  EXPECT_THAT(Signer::FromJwk(""), Not(IsOk()));
  EXPECT_THAT(Signer::FromJwk(PublicKeys()["keys"][0].dump()), Not(IsOk()));
  json key = json::parse(PrivateKey());
  key.erase("kid");
  EXPECT_THAT(Signer::FromJwk(key.dump()), Not(IsOk()));
}

}  // namespace
}  // namespace concordat
