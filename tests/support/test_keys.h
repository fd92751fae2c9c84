// Certificates, signing keys and tokens for tests, made by scripts/dev-keys.
#ifndef CONCORDAT_TESTS_SUPPORT_TEST_KEYS_H_
#define CONCORDAT_TESTS_SUPPORT_TEST_KEYS_H_

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "tests/support/process.h"
#include "tests/support/temporary_directory.h"

namespace concordat::test {

// `iss` and `aud` of the tokens that scripts/dev-token makes.
inline constexpr char kTokenIssuer[] = "concordat-dev-identity";
inline constexpr char kTokenAudience[] = "concordat";

class TestKeys {
 public:
  // The keys that all tests share; kept in the build folder for a day.
  static const TestKeys& Shared();

  // Keys that nobody else knows, with an authority of their own.
  TestKeys();

  // Peers are `gateway`, `programme-service`, …, `operator`.
  std::string certificate(std::string_view peer) const;
  std::string key(std::string_view peer) const;
  std::string authority() const { return Path("tls/ca.pem"); }

  // The gateway's assertion key and its public half.
  std::string assertion_key() const { return Path("assertion-key.jwk"); }
  std::string assertion_jwks() const { return Path("assertion-jwks.json"); }
  // The public key of the identity provider.
  std::string identity_jwks() const { return Path("identity-jwks.json"); }

  // A signed JWT: `partnership-office`, `reader`, …
  std::string token(std::string_view role) const;
  // The same for a caller who sees one partnership alone.
  std::string token(std::string_view role, std::string_view partnership,
                    std::string_view council = "") const;

  // CONCORDAT_TLS_* of a peer's process.
  Environment TlsEnvironment(std::string_view peer) const;

 private:
  explicit TestKeys(std::filesystem::path folder) : folder_(std::move(folder)) {}
  std::string Path(std::string_view name) const { return (folder_ / name).string(); }

  std::optional<TemporaryDirectory> own_;
  std::filesystem::path folder_;
};

}  // namespace concordat::test

#endif  // CONCORDAT_TESTS_SUPPORT_TEST_KEYS_H_
