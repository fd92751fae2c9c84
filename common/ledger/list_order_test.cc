// Lists in every order, page by page, and what a page costs the server.
#include <gmock/gmock.h>

#include <algorithm>
#include <random>
#include <set>
#include <tuple>

#include "common/ledger/page_token.h"
#include "common/resource/field_rules.h"
#include "common/resource/resource_index.h"
#include "common/resource/validate.h"
#include "concordat/risk/v1/risk_service.pb.h"
#include "tests/support/resource_testing.h"
#include "tests/support/status_matchers.h"

namespace concordat {
namespace {

using risk::v1::ListRisksRequest;
using risk::v1::ListRisksResponse;
using risk::v1::Risk;
using test::Execute;
using test::IsOk;
using test::StatusIs;
using testing::HasSubstr;

constexpr char kRegister[] = "partnerships/p/registers/r0";
constexpr char kAllRegisters[] = "partnerships/p/registers/-";

absl::Status Score(const Risk*, Risk* risk) {
  auto* current = risk->mutable_current();
  current->set_computed_score(current->likelihood() * current->impact());
  return absl::OkStatus();
}

class ListOrderTest : public test::ResourcesTest {
 protected:
  ListOrderTest() : ResourcesTest("risk", {Keep<Risk>(&Score)}) {}

  static Risk RiskOf(const std::string& reference, int likelihood) {
    Risk risk;
    risk.set_title("A risk");
    risk.set_reference(reference);
    risk.mutable_current()->set_likelihood(likelihood);
    risk.mutable_current()->set_impact(1);
    return risk;
  }

  void Create(const std::string& parent, const std::string& id, const std::string& day,
              const Risk& risk) {
    risk::v1::CreateRiskRequest request;
    request.set_parent(parent);
    request.set_risk_id(id);
    *request.mutable_risk() = risk;
    request.set_effective_date(day);
    ASSERT_THAT(CallMethod<Risk>("Risks.CreateRisk", request), IsOk());
  }

  void Change(const std::string& name, const std::string& day, Risk risk) {
    risk::v1::UpdateRiskRequest request;
    risk.set_name(name);
    *request.mutable_risk() = std::move(risk);
    request.set_effective_date(day);
    ASSERT_THAT(CallMethod<Risk>("Risks.UpdateRisk", request), IsOk());
  }

  void Delete(const std::string& name, const std::string& day) {
    risk::v1::DeleteRiskRequest request;
    request.set_name(name);
    request.set_effective_date(day);
    ASSERT_THAT(CallMethod<Risk>("Risks.DeleteRisk", request), IsOk());
  }

  absl::StatusOr<ListRisksResponse> List(const ListRisksRequest& request) {
    return CallMethod<ListRisksResponse>("Risks.ListRisks", request);
  }

  // All pages, one after another.
  std::vector<Risk> All(ListRisksRequest request) {
    std::vector<Risk> all;
    do {
      const auto page = List(request);
      EXPECT_THAT(page, IsOk());
      if (!page.ok()) break;
      EXPECT_THAT(Validate(request), IsOk());
      EXPECT_LE(page->risks_size(), request.page_size());
      all.insert(all.end(), page->risks().begin(), page->risks().end());
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return all;
  }

  // Some risks in three registers, with few different values; changed, deleted, both.
  void FillAtRandom(uint32_t seed) {
    std::mt19937 random(seed);
    const auto any = [&random](int below) { return static_cast<int>(random() % below); };
    for (int i = 0; i < 40; ++i) {
      const std::string parent = Concat("partnerships/p/registers/r", any(3));
      const std::string id = Concat("x", (i * 7) % 40);
      const std::string name = Concat(parent, "/risks/", id);
      const char* ends[] = {"", "é", " ", "\tx"};
      const auto risk = [&] { return RiskOf(Concat("R", any(3), ends[any(4)]), any(4)); };
      Create(parent, id, "2011-06-01", risk());
      if (any(2) == 0) Change(name, "2011-06-01", risk());
      if (any(2) == 0) Change(name, "2011-06-20", risk());
      if (any(4) == 0) Delete(name, any(2) ? "2011-06-10" : "2011-06-25");
    }
  }

  // That the pages are the whole list in the order asked, whatever else is asked.
  void ExpectWholeInOrder(ListRisksRequest request) {
    request.clear_order_by();
    request.set_page_size(1000);
    const std::vector<Risk> by_name = All(request);
    request.set_page_size(3);
    for (const std::string field :
         {"name", "reference", "current.computed_score", "create_time", "update_time"}) {
      for (const bool down : {false, true}) {
        const auto key = [&field](const Risk& risk) {
          int64_t number = field == "current.computed_score" ? risk.current().computed_score() : 0;
          if (field == "create_time") number = Micros(risk.create_time());
          if (field == "update_time") number = Micros(risk.update_time());
          // A shorter text goes as if blanks followed it.
          std::string text = field == "reference" ? risk.reference() : "";
          text.resize(50, ' ');
          return std::tuple(text, number, risk.name());
        };
        std::vector<Risk> expected = by_name;
        std::ranges::sort(expected, [&](const Risk& a, const Risk& b) {
          return down ? key(a) > key(b) : key(a) < key(b);
        });
        request.set_order_by(down ? field + " desc" : field);
        std::vector<std::string> expected_bytes, bytes;
        for (const Risk& risk : expected) expected_bytes.push_back(risk.SerializeAsString());
        for (const Risk& risk : All(request)) bytes.push_back(risk.SerializeAsString());
        EXPECT_EQ(bytes, expected_bytes) << request.ShortDebugString();
      }
    }
  }

  static int64_t Micros(const google::protobuf::Timestamp& time) {
    return time.seconds() * 1'000'000 + time.nanos() / 1000;
  }

  void ExpectAllListsWhole() {
    for (const char* parent : {kRegister, kAllRegisters}) {
      for (const char* day : {"", "2011-06-05", "2011-06-22"}) {
        for (const bool deleted : {false, true}) {
          ListRisksRequest request;
          request.set_parent(parent);
          request.set_as_at(day);
          request.set_show_deleted(deleted);
          ExpectWholeInOrder(request);
          request.set_filter("current.likelihood < 3");
          ExpectWholeInOrder(request);
        }
      }
    }
  }

  // The row of a name so many times more, each with other columns.
  void Multiply(const std::string& name, const std::string& columns, const std::string& values) {
    std::string numbers = "SELECT 0 AS n";
    for (int i = 1; i < 18; ++i) numbers += Concat(" UNION ALL SELECT ", i);
    std::string same;
    for (const auto& [column, definition] : ColumnsOf(ledger_.registry().TypeOf<Risk>())) {
      if (columns.find(Concat("`", column, "`")) == std::string::npos) {
        same += Concat(", `", column, "`");
      }
    }
    Execute(*database_, Concat("INSERT INTO risk (", columns, same, ") SELECT ", values, same,
                               " FROM risk STRAIGHT_JOIN (", numbers, ") x STRAIGHT_JOIN (",
                               numbers, ") y STRAIGHT_JOIN (", numbers, ") z WHERE name = '", name,
                               "' AND superseded_by IS NULL AND valid_to = '9999-12-31'"));
  }

  // Rows that the server read for what `body` asks.
  template <typename Body>
  int64_t RowsReadBy(Body body) {
    const auto rows = [this] {
      return test::Number(*database_,
                          "SELECT CAST(SUM(variable_value) AS SIGNED)"
                          " FROM information_schema.global_status"
                          " WHERE variable_name LIKE 'HANDLER\\_READ%'");
    };
    const int64_t before = rows(), idle = rows() - before;
    const int64_t begun = rows();
    body();
    return rows() - begun - idle;
  }
};

TEST_F(ListOrderTest, AllPagesTogetherAreTheWholeListInEveryOrder) {
  FillAtRandom(testing::UnitTest::GetInstance()->random_seed());
  ExpectAllListsWhole();
}

TEST_F(ListOrderTest, SoTheyAreAsKnownAtAPlace) {
  FillAtRandom(7);
  const int64_t last = Sequence();
  std::mt19937 random(11);
  for (int i = 0; i < 3; ++i) {
    caller_.pinned_position = 1 + static_cast<int64_t>(random() % last);
    ExpectAllListsWhole();
  }
}

// What was known is the same however it is found: by the few changes since, by those
// that wait, and by all that was when many have come.
TEST_F(ListOrderTest, AsKnownAtAPlaceIsTheSameWhateverComesLater) {
  FillAtRandom(3);
  const int64_t then = Sequence();
  ListRisksRequest request;
  request.set_parent(kAllRegisters);
  request.set_show_deleted(true);
  request.set_page_size(1000);
  caller_.pinned_position = then;
  const std::string known = List(request)->SerializeAsString();
  caller_.pinned_position.reset();
  const auto now = List(request);
  ASSERT_THAT(now, IsOk());
  for (const Risk& risk : now->risks()) {
    if (risk.has_delete_time()) continue;
    Change(risk.name(), "2011-06-01", RiskOf("later", 3));
    Change(risk.name(), "2011-06-01", RiskOf("latest", 2));
  }
  caller_.pinned_position = then;
  EXPECT_EQ(List(request)->SerializeAsString(), known) << "while they wait";
  EXPECT_GT(Sequence(), then);
  EXPECT_EQ(List(request)->SerializeAsString(), known);
  for (int i = 0; i < 501; ++i) {
    Create(kRegister, Concat("later-", i), "2011-06-01", RiskOf("R", 1));
  }
  EXPECT_EQ(List(request)->SerializeAsString(), known) << "many wait";
  EXPECT_GT(Sequence(), then + 500);
  EXPECT_EQ(List(request)->SerializeAsString(), known) << "many have come";
}

TEST_F(ListOrderTest, OtherOrdersAreRefusedWithThoseThereAre) {
  ListRisksRequest request;
  request.set_parent(kRegister);
  for (const char* order : {"title", "current", "concerns", "uid", "reference asc",
                            "reference desc desc", "reference, name", "nothing"}) {
    request.set_order_by(order);
    const auto refused = List(request);
    EXPECT_THAT(refused, StatusIs(absl::StatusCode::kInvalidArgument)) << order;
    EXPECT_THAT(std::string(refused.status().message()),
                HasSubstr("name, reference, current.computed_score, create_time, update_time"))
        << order;
  }
  request.set_order_by("currentComputedScore");
  EXPECT_THAT(List(request), StatusIs(absl::StatusCode::kInvalidArgument));
  request.set_order_by("current.computedScore desc");
  request.set_parent("partnerships/-/registers/-");
  EXPECT_THAT(List(request), StatusIs(absl::StatusCode::kInvalidArgument));
  request.set_parent("partnerships/-/registers/r0");
  EXPECT_THAT(List(request), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST_F(ListOrderTest, AServerTakesTheTokensThatItMakes) {
  std::string longest;
  for (int i = 0; i < 199; ++i) longest += "\U0001F9EE";
  const std::string parent = Concat("partnerships/p/registers/", std::string(63, 'r'));
  for (const char* last : {"a", "b", "c"}) {
    Create(parent, Concat(std::string(62, 'x'), last), "2011-06-30", RiskOf(longest + last, 1));
  }
  ListRisksRequest request;
  request.set_parent(parent);
  request.set_page_size(1);
  for (const char* order : {"reference", "reference desc", "updateTime desc"}) {
    request.set_order_by(order);
    EXPECT_EQ(All(request).size(), 3U) << order;
  }
}

TEST(PageToken, FitsWhateverTheLastRecordHolds) {
  const auto* field = ListRisksRequest::descriptor()->FindFieldByName("page_token");
  for (const ResourceType& type : LinkedResourceTypes()) {
    for (const std::string& order : type.orders()) {
      ledger::v1::PageToken token;
      token.set_fingerprint(~uint64_t{0});
      token.set_after_name(std::string(kMaxNameLength, 'x'));
      token.set_as_at("2011-06-30");
      token.set_positions(std::string(200, '9'));
      const Column& column = type.OrderColumn(order);
      if (column.kind == ColumnKind::kInteger || column.kind == ColumnKind::kTimestamp) {
        token.set_after_number(-1);
      } else {
        token.set_after_text(std::string(size_t{4} * RulesOf(*column.path.back()).max_length, 'x'));
      }
      EXPECT_LE(EncodePageToken(token).size(), RulesOf(*field).max_length)
          << type.noun() << " by " << order;
    }
  }
}

// Beside 60 risks, a hundred times as many corrections, days that are over and deleted ones.
TEST_F(ListOrderTest, APageCostsWhatItShows) {
  for (int i = 0; i < 60; ++i) {
    Create(kRegister, Concat("x", i), "2011-06-30", RiskOf(Concat("R", i % 7), i % 5));
  }
  const std::string name = Concat(kRegister, "/risks/x0");
  const std::string number = "x.n * 324 + y.n * 18 + z.n";
  Multiply(name, "`recorded_by`, `superseded_by`", Concat("CONCAT('was ', ", number, "), 'later'"));
  Multiply(name, "`recorded_by`, `valid_from`, `valid_to`",
           Concat("CONCAT('old ', ", number,
                  "), '2010-01-01' + INTERVAL x.n DAY,"
                  " '2010-01-01' + INTERVAL x.n + 1 DAY"));
  Multiply(
      name, "`recorded_by`, `name`, `deleted`",
      Concat("CONCAT('gone ', ", number, "), CONCAT('", kRegister, "/risks/w', ", number, "), 1"));
  ASSERT_GT(test::Number(*database_, "SELECT COUNT(*) FROM risk"), 17'000);
  Execute(*database_, "ANALYZE TABLE risk");
  ListRisksRequest request;
  request.set_page_size(10);
  for (const char* parent : {kRegister, kAllRegisters}) {
    for (const char* order : {"reference", "reference desc", "current.computed_score desc",
                              "createTime", "update_time desc"}) {
      request.set_parent(parent);
      request.set_order_by(order);
      request.clear_page_token();
      for (int page = 0; page < 3; ++page) {
        const int64_t rows = RowsReadBy([&] {
          const auto listed = List(request);
          ASSERT_THAT(listed, IsOk());
          EXPECT_EQ(listed->risks_size(), 10);
          request.set_page_token(listed->next_page_token());
        });
        EXPECT_LT(rows, 60) << order << ", page " << page;
      }
    }
  }
}

// A pin is near the head of the feed: what was before it costs nothing.
TEST_F(ListOrderTest, APageAsKnownJustNowCostsNoHistory) {
  for (int i = 0; i < 60; ++i) {
    Create(kRegister, Concat("x", i), "2011-06-30", RiskOf("R", 1));
  }
  const int64_t then = Sequence();
  for (int i = 0; i < 20; ++i) {
    Change(Concat(kRegister, "/risks/x", i), "2011-06-30", RiskOf("later", 2));
  }
  Sequence();
  Multiply(Concat(kRegister, "/risks/x0"), "`recorded_by`, `superseded_by`",
           Concat("CONCAT('was ', x.n, ' ', y.n, ' ', z.n), '", ChangeAt(1), "'"));
  Execute(*database_, "ANALYZE TABLE risk");
  caller_.pinned_position = then;
  ListRisksRequest request;
  request.set_parent(kRegister);
  request.set_page_size(10);
  const int64_t rows = RowsReadBy([&] {
    const auto listed = List(request);
    ASSERT_THAT(listed, IsOk());
    ASSERT_EQ(listed->risks_size(), 10);
    EXPECT_EQ(listed->risks(0).reference(), "R");
  });
  EXPECT_LT(rows, 400);
  risk::v1::GetRiskRequest one;
  one.set_name(Concat(kRegister, "/risks/x0"));
  const int64_t of_one =
      RowsReadBy([&] { EXPECT_EQ(CallMethod<Risk>("Risks.GetRisk", one)->reference(), "R"); });
  EXPECT_LT(of_one, 400);
}

// What has not ended since is read in its order; what has ended is sorted beside it.
TEST_F(ListOrderTest, AFormerDayCostsWhatItShowsAndWhatHasEndedSince) {
  for (int i = 0; i < 60; ++i) {
    Create(kRegister, Concat("x", i), "2011-06-01", RiskOf(Concat("R", i % 7), i % 5));
  }
  for (int i = 0; i < 10; ++i) {
    Change(Concat(kRegister, "/risks/x", i), "2011-06-20", RiskOf("later", 4));
  }
  const std::string number = "x.n * 324 + y.n * 18 + z.n";
  // Over before the day.
  Multiply(Concat(kRegister, "/risks/x50"), "`recorded_by`, `valid_from`, `valid_to`",
           Concat("CONCAT('old ', ", number,
                  "), '2010-01-01' + INTERVAL x.n DAY, '2010-01-01' + INTERVAL x.n + 1 DAY"));
  Execute(*database_, "ANALYZE TABLE risk");
  ListRisksRequest request;
  request.set_page_size(10);
  request.set_parent(kRegister);
  request.set_as_at("2011-06-10");
  request.set_order_by("reference desc");
  std::set<std::string> seen;
  for (int page = 0; page < 6; ++page) {
    const int64_t rows = RowsReadBy([&] {
      const auto listed = List(request);
      ASSERT_THAT(listed, IsOk());
      for (const Risk& risk : listed->risks()) {
        EXPECT_NE(risk.reference(), "later");
        seen.insert(risk.name());
      }
      request.set_page_token(listed->next_page_token());
    });
    EXPECT_LT(rows, 250) << "page " << page;
  }
  EXPECT_EQ(seen.size(), 60U);
}

// So many records below the register that they are not sorted.
class ManyRecordsTest : public ListOrderTest {
 protected:
  ManyRecordsTest() {
    Create(kRegister, "x", "2011-06-01", RiskOf("R", 1));
    std::string numbers = "SELECT 0 AS n";
    for (int i = 1; i < 22; ++i) numbers += Concat(" UNION ALL SELECT ", i);
    Execute(*database_,
            Concat("INSERT INTO resource (name, uid, type, revision) SELECT CONCAT('", kRegister,
                   "/risks/z', x.n, '-', y.n, '-', z.n), UUID(), 'concordat.dev/Risk', 1 FROM (",
                   numbers, ") x, (", numbers, ") y, (", numbers, ") z"));
    request_.set_parent(kRegister);
    request_.set_order_by("reference");
    request_.set_as_at("2011-06-10");
  }

  ListRisksRequest request_;
};

TEST_F(ManyRecordsTest, AreOrderedWhereLittleHasEndedSince) {
  Change(Concat(kRegister, "/risks/x"), "2011-06-20", RiskOf("later", 1));
  const auto listed = List(request_);
  ASSERT_THAT(listed, IsOk());
  ASSERT_EQ(listed->risks_size(), 1);
  EXPECT_EQ(listed->risks(0).reference(), "R");
  const int64_t then = Sequence();
  Change(Concat(kRegister, "/risks/x"), "2011-06-01", RiskOf("corrected", 1));
  Sequence();
  caller_.pinned_position = then;
  EXPECT_EQ(List(request_)->risks(0).reference(), "R") << "as known then";
}

TEST_F(ManyRecordsTest, AreNotOrderedWhereMuchHasEndedSince) {
  const std::string number = "x.n * 324 + y.n * 18 + z.n";
  for (const char* id : {"a", "b"}) {
    Multiply(Concat(kRegister, "/risks/x"), "`recorded_by`, `name`, `valid_from`, `valid_to`",
             Concat("CONCAT('", id, "', ", number, "), CONCAT('", kRegister, "/risks/", id, "', ",
                    number, "), '2011-06-01', '2011-06-15'"));
  }
  ASSERT_GT(test::Number(*database_, "SELECT COUNT(*) FROM risk"), 10'001);
  const auto refused = List(request_);
  EXPECT_THAT(refused, StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(std::string(refused.status().message()), HasSubstr("order of their names"));
  request_.set_as_at("2011-06-16");
  EXPECT_THAT(List(request_), IsOk()) << "nothing has ended since";
  request_.clear_as_at();
  EXPECT_THAT(List(request_), IsOk());
  request_.set_order_by("name desc");
  request_.set_as_at("2011-06-10");
  EXPECT_THAT(List(request_), IsOk());
}

}  // namespace
}  // namespace concordat
