#include "common/identity/assertion.h"

#include <absl/time/clock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "common/base/errors.h"
#include "tests/support/rpc_testing.h"
#include "tests/support/status_matchers.h"

namespace concordat {
namespace {

using test::IsOk;
using test::StatusIs;

using nlohmann::json;

const absl::Time kNow = absl::FromUnixSeconds(1'700'000'000);
const ClaimRules kRules = {"https://identity", "concordat", absl::Seconds(30)};

json GoodClaims() {
  return {{"iss", "https://identity"},
          {"aud", "concordat"},
          {"sub", "somebody"},
          {"iat", absl::ToUnixSeconds(kNow)},
          {"exp", absl::ToUnixSeconds(kNow) + 60},
          {"roles", {"reader", "council-editor"}},
          {"partnerships", {"north"}},
          {"council", "redditch"}};
}

absl::Status Read(const json& claims) { return ReadClaims(claims.dump(), kRules, kNow).status(); }

TEST(ReadClaims, TellsWhoCalls) {
  const auto claims = ReadClaims(GoodClaims().dump(), kRules, kNow);
  ASSERT_THAT(claims, IsOk());
  EXPECT_EQ(claims->caller.subject, "somebody");
  EXPECT_EQ(claims->caller.roles, (std::vector{Role::kReader, Role::kCouncilEditor}));
  EXPECT_EQ(claims->caller.partnerships, std::vector<std::string>{"north"});
  EXPECT_EQ(claims->caller.council, "redditch");
  EXPECT_EQ(claims->expires, kNow + absl::Seconds(60));
}

TEST(ReadClaims, RefusesEveryWrongClaim) {
  const int64_t now = absl::ToUnixSeconds(kNow);
  const std::vector<std::pair<const char*, json>> wrong = {
      {"iss", "https://other"},
      {"iss", 1},
      {"aud", "other"},
      {"aud", {"one", "two"}},
      {"exp", now - 31},
      {"exp", "tomorrow"},
      {"exp", 1e300},
      {"nbf", now + 31},
      {"iat", now + 31},
      {"iat", "today"},
      {"sub", ""},
      {"sub", std::string(201, 'x')},
      {"roles", "reader"},
      {"partnerships", {"../x"}},
      {"partnerships", {1}},
      {"partnerships", "north"},
      {"council", 7},
      {"council", "Red Ditch"},
      {"roles", json(std::vector<std::string>(101, "reader"))}};
  for (const auto& [claim, value] : wrong) {
    json claims = GoodClaims();
    claims[claim] = value;
    EXPECT_THAT(Read(claims), StatusIs(absl::StatusCode::kUnauthenticated))
        << claim << " " << value;
  }
  for (const char* claim : {"iss", "aud", "exp", "sub"}) {
    json claims = GoodClaims();
    claims.erase(claim);
    EXPECT_THAT(Read(claims), StatusIs(absl::StatusCode::kUnauthenticated)) << claim;
  }
  EXPECT_THAT(ReadClaims("{", kRules, kNow), StatusIs(absl::StatusCode::kUnauthenticated));
}

TEST(ReadClaims, AllowsForClocksThatDiffer) {
  json claims = GoodClaims();
  claims["exp"] = absl::ToUnixSeconds(kNow) - 29;
  claims["iat"] = absl::ToUnixSeconds(kNow) + 29;
  EXPECT_EQ(Read(claims), absl::OkStatus());
}

TEST(ReadClaims, AnUnknownRoleGivesNoRight) {
  json claims = GoodClaims();
  claims["roles"] = {"emperor", "auditor", 3};
  claims["aud"] = {"other", "concordat"};
  EXPECT_EQ(ReadClaims(claims.dump(), kRules, kNow)->caller.roles, std::vector{Role::kAuditor});
}

TEST(Assertion, GoesThereAndBack) {
  const absl::Time now = absl::Now();
  const std::string assertion = test::AssertionOf(Role::kIntegration, now);
  auto verifier = test::NewVerifier();
  for (int i = 0; i < 2; ++i) {
    const auto caller = verifier->Verify(assertion, now);
    ASSERT_THAT(caller, IsOk());
    EXPECT_EQ(caller->subject, "somebody");
    EXPECT_EQ(caller->roles, std::vector{Role::kIntegration});
    EXPECT_EQ(caller->assertion, assertion);
  }
}

// What was signed just now is out of force for a replica whose clock is wrong alone: its
// callers are not told that their tokens are bad.
TEST(Assertion, OutOfForceItIsTheClocksAlsoWhenItIsRemembered) {
  const absl::Time now = absl::Now();
  const std::string assertion = test::AssertionOf(Role::kReader, now);
  auto verifier = test::NewVerifier();
  EXPECT_THAT(verifier->Verify(assertion, now - absl::Hours(1)),
              StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_THAT(verifier->Verify(assertion, now), IsOk());
  const auto late = verifier->Verify(assertion, now + kAssertionLife + absl::Seconds(6));
  EXPECT_THAT(late, StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_EQ(ReasonOf(late.status()), "CLOCK_SKEWED");
}

TEST(Assertion, IsNotTheUsersOwnToken) {
  const std::string token = test::TestKeys::Shared().token("operator");
  EXPECT_THAT(test::NewVerifier()->Verify(token, absl::Now()),
              StatusIs(absl::StatusCode::kUnauthenticated));
}

TEST(Roles, HaveNamesThatAreReadBack) {
  for (const auto role :
       {Role::kReader, Role::kCouncilEditor, Role::kCouncilApprover, Role::kPartnershipOffice,
        Role::kAuditor, Role::kIntegration, Role::kOperator}) {
    EXPECT_EQ(ParseRole(RoleName(role)), role);
  }
  EXPECT_EQ(ParseRole("emperor"), std::nullopt);
}

}  // namespace
}  // namespace concordat
