#include "gateway/src/backends/identity.h"

#include <absl/time/clock.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/support/status_matchers.h"
#include "tests/support/test_keys.h"

namespace concordat::gateway {
namespace {

using test::IsOk;
using test::ReadFile;
using test::StatusIs;
using test::TestKeys;
using testing::Contains;

class IdentityTest : public testing::Test {
 protected:
  std::unique_ptr<Identity> NewIdentity(const std::string& audience = test::kTokenAudience) {
    auto identity =
        Identity::Create({keys_file_, {test::kTokenIssuer, audience, absl::Seconds(60)}},
                         *Signer::FromJwk(ReadFile(keys_.assertion_key())));
    EXPECT_THAT(identity, IsOk());
    return *std::move(identity);
  }
  std::string Bearer(const TestKeys& keys) { return "Bearer " + keys.token("partnership-office"); }

  const TestKeys& keys_ = TestKeys::Shared();
  test::TemporaryDirectory directory_;
  const std::string keys_file_ = [this] {
    const std::string path = directory_ / "jwks.json";
    test::WriteFile(path, ReadFile(keys_.identity_jwks()));
    return path;
  }();
  const absl::Time now_ = absl::Now();
};

TEST_F(IdentityTest, MakesAnAssertionThatServicesBelieve) {
  const auto identity = NewIdentity();
  const auto caller = identity->Identify(Bearer(keys_), now_);
  ASSERT_THAT(caller, IsOk());
  EXPECT_THAT(caller->roles, Contains(Role::kPartnershipOffice));
  AssertionVerifier verifier(*KeySet::FromJson(ReadFile(keys_.assertion_jwks())));
  const auto believed = verifier.Verify(caller->assertion, now_);
  ASSERT_THAT(believed, IsOk());
  EXPECT_EQ(believed->subject, caller->subject);
  EXPECT_EQ(believed->partnerships, caller->partnerships);
}

// RFC 9110, 11.1 and 11.4.
TEST_F(IdentityTest, TheSchemeHasNoCase) {
  const auto identity = NewIdentity();
  const std::string token = Bearer(keys_).substr(7);
  for (const char* scheme : {"bearer ", "BEARER ", "Bearer  "}) {
    EXPECT_THAT(identity->Identify(scheme + token, now_), IsOk()) << scheme;
  }
  for (const char* scheme : {"bearer", "Bearer\t", "Token "}) {
    EXPECT_THAT(identity->Identify(scheme + token, now_),
                StatusIs(absl::StatusCode::kUnauthenticated))
        << scheme;
  }
}

TEST_F(IdentityTest, SignsAnewOnlyWhenTheAssertionNearsItsEnd) {
  const auto identity = NewIdentity();
  const std::string first = identity->Identify(Bearer(keys_), now_)->assertion;
  EXPECT_EQ(identity->Identify(Bearer(keys_), now_ + absl::Seconds(30))->assertion, first);
  EXPECT_NE(identity->Identify(Bearer(keys_), now_ + absl::Seconds(45))->assertion, first);
}

TEST_F(IdentityTest, RefusesWhatIsNoTokenForUs) {
  const auto identity = NewIdentity();
  const std::string bearer = Bearer(keys_);
  // `{"alg":"none"}` in place of the header.
  const std::string unsigned_token = "Bearer eyJhbGciOiJub25lIn0" + bearer.substr(bearer.find('.'));
  std::string forged = bearer;
  char& letter = forged[bearer.rfind('.') + 10];
  letter = letter == 'A' ? 'B' : 'A';
  for (const std::string& header :
       {std::string(), std::string("Basic eDp5"), std::string("Bearer x.y.z"), forged,
        unsigned_token, "Bearer " + std::string(kMaxTokenBytes + 1, 'a'), Bearer(TestKeys())}) {
    EXPECT_THAT(identity->Identify(header, now_), StatusIs(absl::StatusCode::kUnauthenticated))
        << header.substr(0, 40);
  }
  EXPECT_THAT(NewIdentity("someone-else")->Identify(bearer, now_),
              StatusIs(absl::StatusCode::kUnauthenticated));
  EXPECT_THAT(identity->Identify(bearer, now_ + absl::Hours(24 * 3650)),
              StatusIs(absl::StatusCode::kUnauthenticated));
}

TEST_F(IdentityTest, FollowsTheKeysOfTheFile) {
  const auto identity = NewIdentity();
  ASSERT_THAT(identity->Identify(Bearer(keys_), now_), IsOk());
  const TestKeys others;
  test::WriteFile(keys_file_, ReadFile(others.identity_jwks()));
  std::filesystem::last_write_time(
      keys_file_, std::filesystem::file_time_type::clock::now() + std::chrono::seconds(10));
  const absl::Time later = now_ + absl::Seconds(10);
  EXPECT_THAT(identity->Identify(Bearer(keys_), later),
              StatusIs(absl::StatusCode::kUnauthenticated));
  EXPECT_THAT(identity->Identify(Bearer(others), later), IsOk());
}

}  // namespace
}  // namespace concordat::gateway
