// A scan for double claims through the gateway, as a long-running operation: what it finds in
// NWeGG's plan, who sees it, and that another replica takes it up when one is killed.
#include <absl/time/clock.h>
#include <gtest/gtest.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "common/base/text.h"
#include "common/sql/database.h"
#include "tests/support/ledger_testing.h"
#include "tests/support/sample_house.h"

namespace concordat {
namespace {

using nlohmann::json;

constexpr char kNwegg[] = "/v1/partnerships/nwegg";

class DoubleClaimsE2eTest : public ::testing::Test {
 protected:
  DoubleClaimsE2eTest() { house_.LoadBundle("nwegg"); }

  test::HttpAnswer Ask(const std::string& role, const std::string& method,
                       const std::string& target, const json& body = json()) {
    test::HttpRequest request;
    request.method = method;
    request.target = target;
    request.headers["Authorization"] = "Bearer " + house_.keys().token(role);
    if (!body.is_null()) {
      request.headers["Content-Type"] = "application/json";
      request.body = body.dump();
    }
    return test::Send(house_.http_port(), request);
  }

  std::string Scan() {
    const test::HttpAnswer answer =
        Ask("partnership-office", "POST", Concat(kNwegg, "/claimGroups:scan"), json::object());
    EXPECT_EQ(answer.status, 200) << answer.body;
    return "/v1/" + json::parse(answer.body).at("name").get<std::string>();
  }

  // Waits for it as a client does, until it is done.
  json Done(const std::string& operation) {
    for (const absl::Time until = absl::Now() + absl::Minutes(2); absl::Now() < until;) {
      const test::HttpAnswer answer =
          Ask("partnership-office", "POST", operation + ":wait", {{"timeout", "5s"}});
      EXPECT_EQ(answer.status, 200) << answer.body;
      json told = json::parse(answer.body);
      if (answer.status != 200 || told.value("done", false)) return told;
    }
    ADD_FAILURE() << operation << " is not done";
    return {};
  }

  test::SampleHouse house_;
};

TEST_F(DoubleClaimsE2eTest, FindsTheClaimThatStandsInAllFourProgrammes) {
  const std::string operation = Scan();
  const json done = Done(operation);
  EXPECT_EQ(done.at("response").at("@type"),
            "type.googleapis.com/concordat.benefits.v1.ScanDoubleClaimsResponse");
  const json listed = json::parse(
      Ask("partnership-office", "GET", Concat(kNwegg, "/claimGroups?orderBy=doubled_pence%20desc"))
          .body);
  const json* four = nullptr;
  for (const json& group : listed.at("claimGroups")) {
    std::set<std::string> records;
    for (const json& claim : group.at("claims")) {
      const auto record = claim.at("record").get<std::string>();
      records.insert(record.substr(record.rfind('/') + 1));
    }
    const std::set<std::string> same = {"bpi-leads-visits-matching", "rtnw-leads-visits-frameworks",
                                        "csm-leads-matching", "iss-support"};
    if (records == same) four = &group;
  }
  ASSERT_NE(four, nullptr) << listed.dump(1);
  // £415,000, £425,000 and twice £430,000.
  int64_t together = 0;
  for (const json& claim : four->at("claims")) {
    together += std::stoll(claim.at("amountPence").get<std::string>());
  }
  EXPECT_EQ(together, 170'000'000);
  EXPECT_EQ(four->at("doubledPence"), "127000000");
  const std::string name = "/v1/" + four->at("name").get<std::string>();
  EXPECT_EQ(Ask("reader", "GET", name).status, 404) << "a suspicion is not published";
  EXPECT_EQ(Ask("council-approver", "POST", name + ":confirm", {{"reason", "same"}}).status, 403);
  EXPECT_EQ(Ask("partnership-office", "POST", name + ":confirm", {{"reason", "same"}}).status, 200);
  const json totals =
      json::parse(Ask("partnership-office", "GET", Concat(kNwegg, "/claimTotals")).body);
  EXPECT_EQ(totals.at("regionalTasks").at("doubledPence"), "127000000");

  // Who began it sees it, and who sees those of others.
  EXPECT_EQ(Ask("reader", "GET", operation).status, 404);
  const json told = json::parse(Ask("operator", "GET", operation).body);
  EXPECT_TRUE(told.at("done"));
  EXPECT_FALSE(told.contains("response")) << "an operator does not see what is exempt";
  EXPECT_TRUE(told.at("metadata").at("resultLeftOut"));
  EXPECT_EQ(Ask("partnership-office", "GET", Concat(kNwegg, "/operations/benefits-none")).status,
            404);
  EXPECT_EQ(Ask("partnership-office", "GET", Concat(kNwegg, "/operations/none")).status, 404);
  EXPECT_EQ(Ask("partnership-office", "DELETE", operation).status, 200);
  EXPECT_EQ(Ask("partnership-office", "GET", operation).status, 404);
}

TEST_F(DoubleClaimsE2eTest, OperationsOfAllServicesAreOneList) {
  const std::string first = Scan(), second = Scan();
  Done(first);
  Done(second);
  const auto names = [this](const std::string& query) {
    std::vector<std::string> listed;
    std::string token;
    do {
      const test::HttpAnswer answer =
          Ask("partnership-office", "GET",
              Concat(kNwegg, "/operations?", query, token.empty() ? "" : "&pageToken=", token));
      EXPECT_EQ(answer.status, 200) << answer.body;
      if (answer.status != 200) break;
      const json page = json::parse(answer.body);
      for (const json& operation : page.at("operations")) {
        listed.push_back("/v1/" + operation.at("name").get<std::string>());
        EXPECT_FALSE(operation.contains("response")) << "a list tells no results";
      }
      token = page.value("nextPageToken", "");
    } while (!token.empty());
    return listed;
  };
  EXPECT_EQ(names(""), (std::vector<std::string>{second, first})) << "the newest first";
  EXPECT_EQ(names("pageSize=1"), names(""));
}

TEST_F(DoubleClaimsE2eTest, AnotherReplicaTakesItUpWhenOneIsKilled) {
  test::House second(house_, test::ThisVersion());
  const std::string schema = house_.schema("benefits-service");
  Database database(house_.database().Options(schema));
  auto lock = Connection::Open(house_.database().Options(schema));
  ASSERT_TRUE(lock.ok()) << lock.status();
  // Whoever reads the shares waits.
  ASSERT_TRUE((*lock)->RunScript("LOCK TABLES share WRITE").ok());
  const std::string operation = Scan();
  const std::string running = "SELECT COUNT(*) FROM operation WHERE state = 2 AND holder LIKE ?";
  const auto holds = [&](test::House& house) {
    const pid_t pid = house.program("benefits-service").pid();
    return test::Number(database, running, {Concat("%/", pid, "/%")}) == 1;
  };
  while (!holds(house_) && !holds(second)) absl::SleepFor(absl::Milliseconds(20));
  const bool first = holds(house_);
  (first ? static_cast<test::House&>(house_) : second).Kill("benefits-service");
  ASSERT_TRUE((*lock)->RunScript("UNLOCK TABLES").ok());
  // The gateway of the first asks its own replica.
  if (first) house_.Start("benefits-service");
  const json done = Done(operation);
  EXPECT_TRUE(done.contains("response")) << done.dump(1);
  EXPECT_GE(done.at("metadata").at("attempts"), 2);
  EXPECT_EQ(test::Number(database,
                         "SELECT COUNT(*) FROM resource WHERE type = 'concordat.dev/ClaimGroup'"
                         " AND revision <> 1"),
            0)
      << "each group is kept once";
  EXPECT_GT(test::Number(database, "SELECT COUNT(*) FROM claim_group"), 0);
}

}  // namespace
}  // namespace concordat
