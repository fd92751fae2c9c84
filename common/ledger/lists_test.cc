// Lists of messages as tables: what SQL can do with them, and what they cost.
#include <gmock/gmock.h>

#include "common/ledger/temporal_store.h"
#include "common/resource/child_rows.h"
#include "tests/support/shares_testing.h"
#include "tests/support/status_matchers.h"

namespace concordat {
namespace {

using benefits::v1::ListSharesRequest;
using benefits::v1::ShareLine;
using test::Execute;
using test::IsOk;
using test::kBenefit;
using test::Number;
using test::StatusIs;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// As a warehouse would ask: docs/reference/tables.md.
constexpr char kSum[] =
    "SELECT CAST(SUM(l.amount_pence) AS SIGNED) FROM share s JOIN share_lines l"
    " ON l.resource_name = s.name AND l.valid_from = s.valid_from AND l.recorded_by = "
    "s.recorded_by";
constexpr char kOnDay[] = " AND s.valid_from <= ? AND s.valid_to > ? AND s.deleted = 0";
constexpr char kInForce[] = " WHERE s.superseded_by IS NULL";
constexpr char kKnown[] =
    " JOIN feed r ON r.change_id = s.recorded_by"
    " LEFT JOIN feed u ON u.change_id = s.superseded_by"
    " WHERE r.position <= ? AND (u.position IS NULL OR u.position > ?)";

class ListsTest : public test::SharesTest {
 protected:
  // Of all shares, as the API answers.
  int64_t Added(const std::string& day) {
    ListSharesRequest request;
    request.set_as_at(day);
    const auto listed = List(request);
    EXPECT_THAT(listed, IsOk());
    int64_t sum = 0;
    for (const Share& share : listed->shares()) {
      for (const ShareLine& line : share.lines()) sum += line.amount_pence();
    }
    return sum;
  }

  std::vector<std::string> Found(const std::string& filter, const std::string& day = "") {
    ListSharesRequest request;
    request.set_filter(filter);
    request.set_as_at(day);
    const auto listed = List(request);
    EXPECT_THAT(listed, IsOk()) << filter;
    std::vector<std::string> ids;
    if (!listed.ok()) return ids;
    for (const Share& share : listed->shares()) {
      ids.emplace_back(ResourceType::IdOf(share.name()));
    }
    return ids;
  }

  // Statements that the server was sent while `body` ran; no other client has it.
  template <typename Body>
  int64_t StatementsOf(Body body) {
    constexpr char kCount[] =
        "SELECT CAST(variable_value AS SIGNED) FROM information_schema.global_status"
        " WHERE variable_name = 'COM_STMT_EXECUTE'";
    const int64_t before = Number(*database_, kCount);
    body();
    return Number(*database_, kCount) - before - 1;
  }

  int64_t Rows() { return Number(*database_, "SELECT COUNT(*) FROM share_lines"); }
};

TEST_F(ListsTest, PlainSqlSumsWhatTheApiAnswers) {
  ASSERT_THAT(Create("bury", "2010-04-01", ShareOf({100, -30})), IsOk());
  ASSERT_THAT(Create("stockport", "2010-04-01", ShareOf({5000})), IsOk());
  ASSERT_THAT(Create("tameside", "2011-01-01", ShareOf({70000, 200000})), IsOk());
  std::vector<int64_t> positions = {Sequence()};
  ASSERT_THAT(Update("bury", "2011-01-01", "lines", ShareOf({1, 2, 3})), IsOk());
  positions.push_back(Sequence());
  ASSERT_THAT(Delete("stockport", "2011-03-01"), IsOk());
  positions.push_back(Sequence());
  ASSERT_THAT(Update("bury", "2010-04-01", "lines", ShareOf({900})), IsOk());
  positions.push_back(Sequence());
  for (const std::string day : {"2010-04-01", "2010-12-31", "2011-01-01", "2011-06-30"}) {
    caller_.pinned_position.reset();
    EXPECT_EQ(Number(*database_, Concat(kSum, kInForce, kOnDay), {day, day}), Added(day)) << day;
    for (const int64_t position : positions) {
      caller_.pinned_position = position;
      EXPECT_EQ(Number(*database_, Concat(kSum, kKnown, kOnDay), {position, position, day, day}),
                Added(day))
          << day << " at " << position;
    }
  }
  caller_.pinned_position.reset();
  EXPECT_EQ(Added("2010-12-31"), 5900);
  EXPECT_EQ(Added("2011-06-30"), 270006);
}

TEST_F(ListsTest, APageCostsOneStatementMoreHoweverLong) {
  for (int i = 0; i < 50; ++i) {
    ASSERT_THAT(Create(Concat("share-", i), "2011-06-30", ShareOf({i, i})), IsOk());
  }
  for (const int page : {1, 7, 50}) {
    ListSharesRequest request;
    request.set_page_size(page);
    EXPECT_EQ(StatementsOf([&] { EXPECT_EQ(List(request)->shares_size(), page); }), 2) << page;
  }
  EXPECT_EQ(StatementsOf([&] { EXPECT_EQ(Get("share-7", "")->lines_size(), 2); }), 2);
}

TEST_F(ListsTest, AReadWithoutLimitGoesOnInParts) {
  constexpr int kShares = static_cast<int>(kMaxKeys) + 3;
  for (int i = 0; i < kShares; ++i) {
    ASSERT_THAT(Create(Concat("share-", i), "2011-06-30", ShareOf({i, -1})), IsOk());
  }
  std::vector<Share> all;
  const auto read = [&](const ReadAt& at) {
    return database_->Read(test::Soon(), [&](Connection& connection) -> absl::Status {
      auto shares = ReadAll<Share>(connection, ledger_.registry().TypeOf<Share>(), kBenefit, at);
      if (!shares.ok()) return shares.status();
      all = *std::move(shares);
      return absl::OkStatus();
    });
  };
  const absl::CivilDay day(2011, 7, 1);
  const int64_t position = Sequence();
  // Where nothing has come since, it is asked as now is, and nothing beside.
  EXPECT_EQ(StatementsOf([&] { EXPECT_THAT(read({day, position, true}), IsOk()); }), 4);
  const std::vector<Share> known = all;
  EXPECT_THAT(read({day, position}), IsOk());
  ASSERT_EQ(known.size(), all.size());
  for (size_t i = 0; i < all.size(); ++i) EXPECT_EQ(known[i].DebugString(), all[i].DebugString());
  EXPECT_EQ(StatementsOf([&] { EXPECT_THAT(read({day, std::nullopt}), IsOk()); }), 4);
  ASSERT_EQ(all.size(), kShares);
  int64_t sum = 0;
  for (size_t i = 0; i < all.size(); ++i) {
    ASSERT_EQ(all[i].lines_size(), 2);
    sum += all[i].lines(0).amount_pence();
    if (i > 0) EXPECT_LT(all[i - 1].name(), all[i].name());
  }
  EXPECT_EQ(sum, kShares * (kShares - 1) / 2);
}

TEST_F(ListsTest, WritesWhatTheSlicesNeed) {
  std::vector<int64_t> pence(100);
  for (size_t i = 0; i < pence.size(); ++i) pence[i] = static_cast<int64_t>(i);
  ASSERT_THAT(Create("bury", "2010-04-01", ShareOf(pence)), IsOk());
  EXPECT_EQ(Rows(), 100);
  ASSERT_THAT(Update("bury", "2010-04-01", "lines", ShareOf(pence)), IsOk());
  EXPECT_EQ(Rows(), 100) << "what is equal is not written";
  pence[50] = -1;
  ASSERT_THAT(Update("bury", "2010-04-01", "lines", ShareOf(pence)), IsOk());
  EXPECT_EQ(Rows(), 200) << "the slice is written anew";
  ASSERT_THAT(Delete("bury", "2011-01-01"), IsOk());
  EXPECT_EQ(Rows(), 400) << "it ends, and begins as deleted";
  EXPECT_EQ(Number(*database_, "SELECT COUNT(*) FROM share"), 4);
  EXPECT_EQ(Get("bury", "2010-12-31")->lines(50).amount_pence(), -1);
}

TEST_F(ListsTest, AnEmptyMessageInAnElementSaysNothing) {
  Share share = ShareOf({1});
  share.mutable_source();
  share.add_lines()->set_financial_year("2011-12");
  share.mutable_lines(1)->set_kind(ShareLine::KIND_ACTUAL);
  ASSERT_THAT(Create("bury", "2010-04-01", share), IsOk());
  ASSERT_THAT(Update("bury", "2010-04-01", "source", share), IsOk());
  EXPECT_EQ(Number(*database_, "SELECT COUNT(*) FROM changes"), 1);
}

TEST_F(ListsTest, AFilterHoldsForAnyElementOfTheDay) {
  Share bury = ShareOf({100, 700});
  bury.mutable_lines(1)->set_kind(ShareLine::KIND_ACTUAL);
  bury.mutable_lines(1)->set_printed("£7, about");
  ASSERT_THAT(Create("bury", "2010-04-01", bury), IsOk());
  ASSERT_THAT(Create("stockport", "2010-04-01", ShareOf({100})), IsOk());
  ASSERT_THAT(Update("stockport", "2011-01-01", "lines", ShareOf({5000})), IsOk());
  EXPECT_THAT(Found("lines.amountPence > 600"), ElementsAre("bury", "stockport"));
  EXPECT_THAT(Found("lines.amountPence > 600", "2010-12-31"), ElementsAre("bury"));
  EXPECT_THAT(Found("NOT lines.amountPence > 600", "2010-12-31"), ElementsAre("stockport"));
  EXPECT_THAT(Found("lines.kind = KIND_ACTUAL AND lines.printed:ABOUT"), ElementsAre("bury"));
  EXPECT_THAT(Found("lines:*"), ElementsAre("bury", "stockport"));
  EXPECT_THAT(Found("-lines:*"), IsEmpty());
  ListSharesRequest wrong;
  wrong.set_filter("lines.pence > 1");
  EXPECT_THAT(std::string(List(wrong).status().message()), HasSubstr("lines.pence"));
  wrong.set_filter("");
  wrong.set_order_by("lines");
  EXPECT_THAT(List(wrong), StatusIs(absl::StatusCode::kInvalidArgument));
  wrong.set_order_by("lines.amountPence");
  EXPECT_THAT(List(wrong), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST_F(ListsTest, ALostRowIsNotPassedOver) {
  ASSERT_THAT(Create("bury", "2010-04-01", ShareOf({1, 2, 3})), IsOk());
  Execute(*database_, "DELETE FROM share_lines WHERE ordinal = 1");
  const auto read = Get("bury", "");
  EXPECT_THAT(read, StatusIs(absl::StatusCode::kDataLoss));
  EXPECT_THAT(std::string(read.status().message()), HasSubstr(NameOf("bury")));
}

class NoListsTest : public test::CouncilsTest {};

TEST_F(NoListsTest, AResourceWithoutListsIsReadInOneStatement) {
  ASSERT_THAT(Create("bury", "2011-06-30"), IsOk());
  EXPECT_THAT(ledger_.registry().TypeOf<Council>().children(), IsEmpty());
  constexpr char kCount[] =
      "SELECT CAST(variable_value AS SIGNED) FROM information_schema.global_status"
      " WHERE variable_name = 'COM_STMT_EXECUTE'";
  const int64_t before = Number(*database_, kCount);
  EXPECT_THAT(Get("bury", ""), IsOk());
  EXPECT_EQ(Number(*database_, kCount) - before - 1, 1);
}

}  // namespace
}  // namespace concordat
