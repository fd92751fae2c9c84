#include "common/ledger/standard_reads.h"

#include <gmock/gmock.h>

#include "common/base/errors.h"
#include "tests/support/resource_testing.h"
#include "tests/support/status_matchers.h"

namespace concordat {
namespace {

using test::IsOk;
using test::StatusIs;
using testing::ElementsAre;
using testing::FieldsAre;

using programme::v1::ListCouncilsRequest;
using programme::v1::ListCouncilsResponse;

class StandardMethodsTest : public test::CouncilsTest {
 protected:
  std::vector<std::string> ListIds(ListCouncilsRequest request) {
    std::vector<std::string> ids;
    for (;;) {
      auto page = Call<ListCouncilsResponse>("ListCouncils", request);
      EXPECT_THAT(page, IsOk());
      if (!page.ok()) return ids;
      for (const Council& council : page->councils()) {
        ids.push_back(std::string(ResourceType::IdOf(council.name())));
      }
      if (page->next_page_token().empty()) return ids;
      request.set_page_token(page->next_page_token());
    }
  }
};

TEST_F(StandardMethodsTest, WhatIsCreatedIsReadBackFromItsFirstDayOn) {
  auto created = Create("bury", "2011-06-30", "3.2");
  ASSERT_THAT(created, IsOk());
  EXPECT_EQ(created->name(), "councils/bury");
  EXPECT_EQ(created->etag(), "1");
  EXPECT_EQ(created->effective_from(), "2011-06-30");
  auto read = Get("bury", "2011-06-30");
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(read->SerializeAsString(), created->SerializeAsString());
  EXPECT_THAT(Get("bury", "2011-06-29"), StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(StandardMethodsTest, ANameIsGivenOnce) {
  ASSERT_THAT(Create("bury", "2011-06-30"), IsOk());
  EXPECT_THAT(Create("bury", "2011-06-30"), StatusIs(absl::StatusCode::kAlreadyExists));
}

TEST_F(StandardMethodsTest, AStaleEtagIsRefused) {
  ASSERT_THAT(Create("bury", "2011-06-30"), IsOk());
  ASSERT_THAT(Update("bury", "2011-06-30", "source.section", "a", "1"), IsOk());
  auto stale = Update("bury", "2011-06-30", "source.section", "b", "1");
  EXPECT_THAT(stale, StatusIs(absl::StatusCode::kAborted));
  EXPECT_EQ(ReasonOf(stale.status()), "ETAG_MISMATCH");
}

TEST_F(StandardMethodsTest, WritingWhatIsHeldWritesNothing) {
  ASSERT_THAT(Create("bury", "2011-06-30", "a"), IsOk());
  auto same = Update("bury", "2011-07-10", "source.section", "a");
  ASSERT_THAT(same, IsOk());
  EXPECT_EQ(same->etag(), "1");
  EXPECT_EQ(test::Number(*database_, "SELECT COUNT(*) FROM changes"), 1);
}

TEST_F(StandardMethodsTest, ADeletedResourceIsKeptAndComesBack) {
  ASSERT_THAT(Create("bury", "2011-06-01", "a"), IsOk());
  ASSERT_THAT(Delete("bury", "2011-06-20"), IsOk());
  EXPECT_FALSE(Get("bury", "2011-06-19")->has_delete_time());
  EXPECT_TRUE(Get("bury", "2011-06-20")->has_delete_time());
  ListCouncilsRequest request;
  request.set_as_at("2011-06-20");
  EXPECT_THAT(ListIds(request), testing::IsEmpty());
  request.set_show_deleted(true);
  EXPECT_THAT(ListIds(request), testing::ElementsAre("bury"));
  ASSERT_THAT(Undelete("bury", "2011-06-25"), IsOk());
  EXPECT_TRUE(Get("bury", "2011-06-24")->has_delete_time());
  EXPECT_FALSE(Get("bury", "2011-06-25")->has_delete_time());
  EXPECT_EQ(Get("bury", "2011-06-25")->source().section(), "a");
}

TEST_F(StandardMethodsTest, WhatIsDeletedIsReferredToNoLonger) {
  ASSERT_THAT(Create("bury", "2011-06-01"), IsOk());
  programme::v1::CreateCouncilRequest request;
  request.set_council_id("bolton");
  FillRequired(request.mutable_council());
  request.mutable_council()->add_predecessors("councils/bury");
  request.set_effective_date("2011-06-01");
  request.set_validate_only(true);
  EXPECT_THAT(Call<Council>("CreateCouncil", request), IsOk());
  ASSERT_THAT(Delete("bury", "2011-06-20"), IsOk());
  auto refused = Call<Council>("CreateCouncil", request);
  EXPECT_THAT(refused, StatusIs(absl::StatusCode::kFailedPrecondition));
  ASSERT_THAT(Undelete("bury", "2011-06-25"), IsOk());
  EXPECT_THAT(Call<Council>("CreateCouncil", request), IsOk());
}

TEST_F(StandardMethodsTest, ANameUsedAgainIsAnotherResource) {
  auto first = Create("bury", "2011-06-01", "a");
  ASSERT_THAT(Delete("bury", "2011-06-10"), IsOk());
  EXPECT_THAT(Create("bury", "2011-06-05", "b"), StatusIs(absl::StatusCode::kAlreadyExists));
  auto second = Create("bury", "2011-06-20", "b");
  ASSERT_THAT(second, IsOk());
  EXPECT_NE(second->uid(), first->uid());
  EXPECT_EQ(Get("bury", "2011-06-05")->uid(), first->uid());
  EXPECT_TRUE(Get("bury", "2011-06-15")->has_delete_time());
  EXPECT_EQ(Get("bury", "2011-06-20")->uid(), second->uid());
  auto into_the_first = Update("bury", "2011-06-21", "effective_from", "2011-06-05");
  EXPECT_THAT(into_the_first, StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST_F(StandardMethodsTest, AStartThatIsMovedShowsTheResourceFromThatDay) {
  ASSERT_THAT(Create("bury", "2011-06-30", "a"), IsOk());
  ASSERT_THAT(Update("bury", "2011-06-30", "effective_from", "2011-06-15"), IsOk());
  EXPECT_THAT(Get("bury", "2011-06-14"), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_EQ(Get("bury", "2011-06-15")->source().section(), "a");
  EXPECT_EQ(Get("bury", "2011-06-30")->effective_from(), "2011-06-15");
}

TEST_F(StandardMethodsTest, WhatIsSaidOfADayBeforeTheFirstIsRefused) {
  ASSERT_THAT(Create("bury", "2011-06-30", "a"), IsOk());
  const auto refused = Update("bury", "2011-06-15", "source.section", "b");
  EXPECT_THAT(refused, StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(ViolationsOf(refused.status()),
              ElementsAre(FieldsAre("effective_date",
                                    "councils/bury begins on 2011-06-30; to have it begin earlier,"
                                    " give effective_from as well")));
  EXPECT_THAT(Update("bury", "2011-06-15", "source.section", "a"),
              StatusIs(absl::StatusCode::kInvalidArgument))
      << "not even what is so later";
  EXPECT_THAT(Get("bury", "2011-06-29"), StatusIs(absl::StatusCode::kNotFound));

  programme::v1::UpdateCouncilRequest request;
  request.mutable_council()->set_name("councils/bury");
  request.mutable_council()->set_effective_from("2011-06-20");
  request.mutable_council()->mutable_source()->set_section("b");
  request.set_effective_date("2011-06-15");
  EXPECT_THAT(Call<Council>("UpdateCouncil", request), StatusIs(absl::StatusCode::kInvalidArgument))
      << "the start that is given lies after it";
  request.mutable_council()->set_effective_from("2011-06-10");
  ASSERT_THAT(Call<Council>("UpdateCouncil", request), IsOk());
  EXPECT_THAT(Get("bury", "2011-06-09"), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_EQ(Get("bury", "2011-06-10")->source().section(), "a");
  EXPECT_EQ(Get("bury", "2011-06-15")->source().section(), "b");
}

TEST_F(StandardMethodsTest, ValidateOnlyStoresNothing) {
  programme::v1::CreateCouncilRequest request;
  request.set_council_id("bury");
  FillRequired(request.mutable_council());
  request.set_effective_date("2011-06-30");
  request.set_validate_only(true);
  auto checked = Call<Council>("CreateCouncil", request);
  ASSERT_THAT(checked, IsOk());
  EXPECT_EQ(checked->name(), "councils/bury");
  EXPECT_EQ(test::Number(*database_, "SELECT COUNT(*) FROM changes"), 0);
  EXPECT_EQ(test::Number(*database_, "SELECT COUNT(*) FROM resource"), 0);
}

TEST_F(StandardMethodsTest, ARepeatedRequestGetsTheFirstAnswer) {
  programme::v1::CreateCouncilRequest request;
  FillRequired(request.mutable_council());
  request.set_effective_date("2011-06-30");
  request.set_request_id("once");
  auto first = Call<Council>("CreateCouncil", request);
  auto second = Call<Council>("CreateCouncil", request);
  ASSERT_TRUE(first.ok() && second.ok()) << first.status() << second.status();
  EXPECT_EQ(first->SerializeAsString(), second->SerializeAsString());
  request.set_effective_date("2011-06-29");
  EXPECT_EQ(ReasonOf(Call<Council>("CreateCouncil", request).status()), "IDEMPOTENCY_KEY_REUSED");
}

TEST_F(StandardMethodsTest, ADayInTheFutureIsRefused) {
  EXPECT_THAT(Create("bury", "9000-01-01"), StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(Create("bury", "2011-02-29"), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST_F(StandardMethodsTest, PagesMissNothingWhileRowsAreAdded) {
  for (const char* id : {"b", "d", "f", "h", "j"}) ASSERT_THAT(Create(id, "2011-06-30"), IsOk());
  ListCouncilsRequest request;
  request.set_page_size(2);
  auto page = Call<ListCouncilsResponse>("ListCouncils", request);
  ASSERT_THAT(page, IsOk());
  ASSERT_EQ(page->councils_size(), 2);
  ASSERT_THAT(Create("a", "2011-06-30"), IsOk());
  ASSERT_THAT(Create("e", "2011-06-30"), IsOk());
  request.set_page_token(page->next_page_token());
  EXPECT_THAT(ListIds(request), testing::ElementsAre("e", "f", "h", "j"));
  request.set_filter("name = x");
  EXPECT_THAT(Call<ListCouncilsResponse>("ListCouncils", request),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST_F(StandardMethodsTest, OrdersAndFiltersByAField) {
  ASSERT_THAT(Create("a", "2011-06-30", "2"), IsOk());
  ASSERT_THAT(Create("b", "2011-06-30", "3"), IsOk());
  ASSERT_THAT(Create("c", "2011-06-30", "1"), IsOk());
  ASSERT_THAT(Create("d", "2011-06-30", "3"), IsOk());
  ListCouncilsRequest request;
  request.set_page_size(1);
  request.set_order_by("name desc");
  EXPECT_THAT(ListIds(request), testing::ElementsAre("d", "c", "b", "a"));
  request.set_filter("source.section = 3 OR source.section = 1");
  EXPECT_THAT(ListIds(request), testing::ElementsAre("d", "c", "b"));
}

TEST_F(StandardMethodsTest, AnImpossiblePageIsRefused) {
  ListCouncilsRequest request;
  request.set_page_token("nonsense");
  EXPECT_THAT(Call<ListCouncilsResponse>("ListCouncils", request),
              StatusIs(absl::StatusCode::kInvalidArgument));
  request.clear_page_token();
  request.set_page_size(-1);
  EXPECT_THAT(Call<ListCouncilsResponse>("ListCouncils", request),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

// Whatever is compared with whatever, the caller hears of its own mistakes alone.
TEST_F(StandardMethodsTest, NoFilterIsAnErrorOfOurs) {
  ASSERT_THAT(Create("bury", "2011-06-30", "été"), IsOk());
  const std::string values[] = {"é",    "\"\xF0\x9F\x8F\x9B\"", "bury",
                                "\"\"", "\"%_'\\\\\"",          "9223372036854775808",
                                "-1",   "2011-02-30",           "2011",
                                "true", std::string(3000, 'x'), "\"" + std::string(1, '\0') + "\""};
  int answered = 0;
  for (const char* field : {"name", "uid", "title", "kind", "gssCode", "source.document",
                            "source.section", "existsFrom", "predecessors", "marking"}) {
    for (const char* op : {"=", "!=", "<", "<=", ">", ">=", ":"}) {
      for (const std::string& value : values) {
        ListCouncilsRequest request;
        request.set_filter(Concat(field, " ", op, " ", value));
        const auto listed = Call<ListCouncilsResponse>("ListCouncils", request);
        answered += listed.ok();
        EXPECT_TRUE(listed.ok() || absl::IsInvalidArgument(listed.status()))
            << request.filter() << ": " << listed.status();
      }
    }
  }
  EXPECT_GT(answered, 100);
}

TEST_F(StandardMethodsTest, TextBeyondAsciiIsNoName) {
  ASSERT_THAT(Create("bury", "2011-06-30"), IsOk());
  ListCouncilsRequest request;
  for (const auto& [filter, expected] :
       std::vector<std::pair<std::string, size_t>>{{"name = \"é\"", 0},
                                                   {"name != \"é\"", 1},
                                                   {"name : \"é\"", 0},
                                                   {"name < \"é\"", 1},
                                                   {"name > \"é\"", 0},
                                                   {"source.document = \"é\"", 0}}) {
    request.set_filter(filter);
    EXPECT_EQ(ListIds(request).size(), expected) << filter;
  }
}

// What the server reads for one answer, in rows.
class ReadCost {
 public:
  explicit ReadCost(Database& database) : database_(database), before_(Rows()) {}
  int64_t rows() const { return Rows() - before_; }

 private:
  int64_t Rows() const {
    int64_t rows = 0;
    const absl::Status status = database_.Read(test::Soon(), [&rows](Connection& connection) {
      return connection.Query("SHOW GLOBAL STATUS LIKE 'Handler_read%'", {},
                              [&rows](const Row& row) {
                                rows += std::stoll(std::string(row.Text(1)));
                                return absl::OkStatus();
                              });
    });
    EXPECT_THAT(status, IsOk());
    return rows;
  }

  Database& database_;
  const int64_t before_;
};

// However long the history of a name is, now is as near.
TEST_F(StandardMethodsTest, WhatIsInForceIsReadWithoutWhatWas) {
  ASSERT_THAT(Create("bury", "2011-06-30", "a"), IsOk());
  ASSERT_THAT(Create("oldham", "2011-06-30", "a"), IsOk());
  std::string columns;
  for (const auto& [name, definition] : ColumnsOf(ledger_.registry().TypeOf<Council>())) {
    if (name == "valid_from" || name == "recorded_by" || name == "superseded_by") continue;
    columns += Concat(", `", name, "`");
  }
  // As twenty thousand corrections would leave it.
  std::string numbers = "SELECT 0 AS n";
  for (int i = 1; i < 28; ++i) numbers += Concat(" UNION ALL SELECT ", i);
  test::Execute(*database_,
                Concat("INSERT INTO council (valid_from, recorded_by, superseded_by", columns,
                       ") SELECT valid_from, CONCAT('was ', x.n, ' ', y.n, ' ', z.n), 'later'",
                       columns, " FROM council, (", numbers, ") x, (", numbers, ") y, (", numbers,
                       ") z WHERE name = 'councils/bury'"));
  test::Execute(*database_, "ANALYZE TABLE council");
  ASSERT_GT(test::Number(*database_, "SELECT COUNT(*) FROM council"), 20'000);
  {
    const ReadCost cost(*database_);
    EXPECT_THAT(Get("bury", "2011-06-30"), IsOk());
    EXPECT_LT(cost.rows(), 500);
  }
  {
    const ReadCost cost(*database_);
    EXPECT_EQ(ListIds({}).size(), 2u);
    EXPECT_LT(cost.rows(), 500);
  }
  {
    const ReadCost cost(*database_);
    EXPECT_THAT(Update("bury", "2011-07-10", "source.section", "b"), IsOk());
    EXPECT_LT(cost.rows(), 2000);
  }
}

}  // namespace
}  // namespace concordat
