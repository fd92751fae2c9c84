#include "common/ledger/import_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "common/base/errors.h"
#include "common/base/text.h"
#include "common/ledger/resource_writer.h"
#include "tests/support/resource_testing.h"
#include "tests/support/shares_testing.h"
#include "tests/support/status_matchers.h"

namespace concordat {
namespace {

using ledger::v1::ImportResourcesRequest;
using ledger::v1::ImportResourcesResponse;
using ledger::v1::ImportRowResult;
using test::CouncilsTest;
using test::IsOk;
using test::Number;
using test::StatusIs;
using testing::HasSubstr;

class ImportRowsTest : public CouncilsTest {
 protected:
  static ImportResourcesRequest Request() {
    ImportResourcesRequest request;
    request.set_type("concordat.dev/Council");
    request.set_effective_date("2011-06-30");
    return request;
  }
  static void AddRow(ImportResourcesRequest* request, const std::string& name,
                     const std::string& section) {
    auto* row = request->add_rows();
    row->set_line(request->rows_size() + 1);
    Council council;
    FillRequired(&council);
    council.set_name(name);
    council.mutable_source()->set_section(section);
    row->mutable_resource()->PackFrom(council);
    for (const char* field : {"name", "title", "kind", "source.section"}) {
      if (Council::descriptor()->FindFieldByName(field) != nullptr ||
          std::string_view(field) == "source.section") {
        row->add_fields(field);
      }
    }
  }
  absl::StatusOr<ImportResourcesResponse> Import(const ImportResourcesRequest& request) {
    return ImportResources(ledger_, caller_, request);
  }
  int64_t Changes() { return Number(*database_, "SELECT COUNT(*) FROM changes"); }
};

TEST_F(ImportRowsTest, CreatesUpdatesAndLeavesAlone) {
  ImportResourcesRequest request = Request();
  AddRow(&request, "councils/bromsgrove", "A");
  AddRow(&request, "councils/redditch", "A");
  auto first = Import(request);
  ASSERT_THAT(first, IsOk());
  EXPECT_EQ(first->results(0).outcome(), ImportRowResult::OUTCOME_CREATED);
  EXPECT_EQ(Changes(), 2);

  auto again = Import(request);
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->results(1).outcome(), ImportRowResult::OUTCOME_UNCHANGED);
  EXPECT_EQ(Changes(), 2) << "what is equal is not written";

  ImportResourcesRequest other = Request();
  AddRow(&other, "councils/bromsgrove", "A");
  AddRow(&other, "councils/redditch", "B");
  auto changed = Import(other);
  ASSERT_THAT(changed, IsOk());
  EXPECT_EQ(changed->results(0).outcome(), ImportRowResult::OUTCOME_UNCHANGED);
  EXPECT_EQ(changed->results(1).outcome(), ImportRowResult::OUTCOME_UPDATED);
  EXPECT_EQ(changed->results(1).line(), 3);
  EXPECT_EQ(Get("redditch", "2011-06-30")->source().section(), "B");
}

TEST_F(ImportRowsTest, FieldsWithoutAColumnKeepWhatTheyHold) {
  ASSERT_THAT(Create("redditch", "2011-06-30"), IsOk());
  ASSERT_THAT(Update("redditch", "2011-06-30", "source.row", "7"), IsOk());
  ImportResourcesRequest request = Request();
  AddRow(&request, "councils/redditch", "C");
  ASSERT_THAT(Import(request), IsOk());
  EXPECT_EQ(Get("redditch", "2011-06-30")->source().row(), "7");
  EXPECT_EQ(Get("redditch", "2011-06-30")->source().section(), "C");
}

TEST_F(ImportRowsTest, EffectiveFromIsWhereANewResourceBegins) {
  ImportResourcesRequest request = Request();
  AddRow(&request, "councils/redditch", "A");
  Council council;
  request.rows(0).resource().UnpackTo(&council);
  council.set_effective_from("1974-04-01");
  request.mutable_rows(0)->mutable_resource()->PackFrom(council);
  request.mutable_rows(0)->add_fields("effective_from");
  ASSERT_THAT(Import(request), IsOk());
  EXPECT_EQ(Get("redditch", "2000-01-01")->effective_from(), "1974-04-01");
  EXPECT_EQ(Import(request)->results(0).outcome(), ImportRowResult::OUTCOME_UNCHANGED);
}

TEST_F(ImportRowsTest, EveryWrongRowIsNamedAndNothingStored) {
  ImportResourcesRequest request = Request();
  AddRow(&request, "councils/redditch", "A");
  AddRow(&request, "councils/bromsgrove", std::string(100000, 'x'));
  AddRow(&request, "councils/worcester", std::string("\x01", 1));
  auto imported = Import(request);
  EXPECT_THAT(imported, StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(std::string(imported.status().message()), HasSubstr("line 3"));
  const auto violations = ViolationsOf(imported.status());
  ASSERT_EQ(violations.size(), 2u);
  EXPECT_EQ(violations[0].field, "rows[1].source.section");
  EXPECT_EQ(violations[1].field, "rows[2].source.section");
  EXPECT_EQ(Changes(), 0);
}

TEST_F(ImportRowsTest, RowsAreCheckedBeforeAnythingIsAsked) {
  ImportResourcesRequest request = Request();
  AddRow(&request, "councils/redditch", "A");
  AddRow(&request, "councils/redditch", "B");
  AddRow(&request, "councils/Not An Id", "A");
  AddRow(&request, "councils/worcester", "A");
  request.mutable_rows(3)->add_fields("colour");
  const auto violations = ViolationsOf(Import(request).status());
  ASSERT_EQ(violations.size(), 3u);
  EXPECT_EQ(violations[0].field, "rows[1].name");
  EXPECT_EQ(violations[1].field, "rows[2].name");
  EXPECT_EQ(violations[2].field, "rows[3].colour");
  // The rights of a caller are looked at for the partnership that it names.
  request.set_partnership("north");
  EXPECT_EQ(ViolationsOf(Import(request).status())[0].field, "rows[0].name");
  request.clear_partnership();
  request.set_type("concordat.dev/Nothing");
  EXPECT_EQ(ViolationsOf(Import(request).status())[0].field, "type");
}

// Neither what cannot be planned nor what is wrong hides what is wrong elsewhere, and what
// refers to it is not told that it is missing.
TEST_F(ImportRowsTest, AllThatIsWrongIsToldAtOnce) {
  ImportResourcesRequest request = Request();
  const auto add = [&request](const std::string& name, const std::string& section,
                              const std::vector<std::string>& predecessors) {
    AddRow(&request, name, section);
    auto* row = request.mutable_rows(request.rows_size() - 1);
    Council council;
    row->resource().UnpackTo(&council);
    council.mutable_predecessors()->Assign(predecessors.begin(), predecessors.end());
    row->mutable_resource()->PackFrom(council);
    row->add_fields("predecessors");
  };
  AddRow(&request, "councils/unplanned", "A");
  request.mutable_rows(0)->set_effective_date("2011-02-30");
  AddRow(&request, "councils/wrong", std::string(1000, 'x'));
  add("councils/of-unplanned", "A", {"councils/unplanned"});
  add("councils/of-wrong", "A", {"councils/wrong"});
  add("councils/of-those", "A", {"councils/of-wrong"});
  add("councils/of-nothing", "A", {"councils/nothing", "councils/no"});
  for (int i = 0; i < 300; ++i) AddRow(&request, Concat("councils/c", i), "A");
  add("councils/late-of-wrong", "A", {"councils/wrong"});
  add("councils/late-and-wrong", std::string(1000, 'x'), {"councils/of-wrong"});
  const absl::Status status = Import(request).status();
  std::vector<std::string> fields;
  for (const FieldViolation& wrong : ViolationsOf(status)) fields.push_back(wrong.field);
  EXPECT_THAT(fields, testing::ElementsAre("rows[0].effective_date", "rows[1].source.section",
                                           "rows[5].predecessors[0]", "rows[5].predecessors[1]",
                                           "rows[307].source.section"));
  EXPECT_THAT(std::string(status.message()), testing::StartsWith("line 2: "));
  EXPECT_EQ(Changes(), 0);
}

TEST_F(ImportRowsTest, ValidateOnlyStoresNothing) {
  ImportResourcesRequest request = Request();
  request.set_validate_only(true);
  request.set_request_id("r");
  AddRow(&request, "councils/redditch", "A");
  auto imported = Import(request);
  ASSERT_THAT(imported, IsOk());
  EXPECT_EQ(imported->results(0).outcome(), ImportRowResult::OUTCOME_CREATED);
  EXPECT_EQ(Changes(), 0);
  EXPECT_EQ(Number(*database_, "SELECT COUNT(*) FROM idempotency"), 0);
}

TEST_F(ImportRowsTest, TheSameRequestIsAnsweredAgain) {
  ImportResourcesRequest request = Request();
  request.set_request_id("r");
  AddRow(&request, "councils/redditch", "A");
  ASSERT_THAT(Import(request), IsOk());
  auto again = Import(request);
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->results(0).outcome(), ImportRowResult::OUTCOME_CREATED) << "the first answer";
}

TEST_F(ImportRowsTest, ALateImportStoresNothing) {
  ImportResourcesRequest request = Request();
  AddRow(&request, "councils/redditch", "A");
  caller_.deadline = absl::Now() - absl::Seconds(1);
  EXPECT_THAT(Import(request), StatusIs(absl::StatusCode::kDeadlineExceeded));
  EXPECT_EQ(Changes(), 0);
}

TEST_F(ImportRowsTest, ANameThatAnotherIsMakingIsWaitedForAndUpdated) {
  ImportResourcesRequest request = Request();
  for (const char* id : {"bromsgrove", "redditch", "worcester"}) {
    AddRow(&request, Concat("councils/", id), "B");
  }
  absl::StatusOr<ImportResourcesResponse> imported;
  std::thread importing;
  const absl::Status other = database_->Transact(caller_.deadline, [&](Connection& connection) {
    const ResourceType& type = ledger_.registry().TypeOf<Council>();
    Council council;
    FillRequired(&council);
    council.mutable_source()->set_section("A");
    ResourceInput input;
    input.name = "councils/redditch";
    input.values = &council;
    input.effective = input.begins = absl::CivilDay(2011, 6, 30);
    const WriteContext context{&caller_, "", absl::Now()};
    const absl::Status status =
        ResourceWriter(ledger_, type, connection, context, {}).Create(input).status();
    importing = std::thread([&] { imported = Import(request); });
    constexpr char kWaiting[] =
        "SELECT CAST(VARIABLE_VALUE AS SIGNED) FROM information_schema.GLOBAL_STATUS"
        " WHERE VARIABLE_NAME = 'INNODB_ROW_LOCK_CURRENT_WAITS'";
    while (Number(*database_, kWaiting) == 0) absl::SleepFor(absl::Milliseconds(1));
    return status;
  });
  importing.join();
  ASSERT_THAT(other, IsOk());
  ASSERT_THAT(imported, IsOk());
  EXPECT_EQ(imported->results(0).outcome(), ImportRowResult::OUTCOME_CREATED);
  EXPECT_EQ(imported->results(1).outcome(), ImportRowResult::OUTCOME_UPDATED);
  EXPECT_EQ(Changes(), 4);
  EXPECT_EQ(Get("redditch", "2011-06-30")->source().section(), "B");
}

// Each gives the names in an order of its own.
TEST_F(ImportRowsTest, ImportsOfTheSameNamesAtOnceAllSucceed) {
  constexpr int kWriters = 4, kNames = 300;
  std::vector<absl::StatusOr<ImportResourcesResponse>> imported(kWriters);
  std::vector<std::thread> writers;
  for (int writer = 0; writer < kWriters; ++writer) {
    writers.emplace_back([&, writer] {
      ImportResourcesRequest request = Request();
      for (int i = 0; i < kNames; ++i) {
        AddRow(&request, Concat("councils/c", (i * 7 + writer * 101) % kNames), "A");
      }
      imported[writer] = Import(request);
    });
  }
  for (std::thread& writer : writers) writer.join();
  int created = 0;
  for (const auto& response : imported) {
    ASSERT_THAT(response, IsOk());
    for (const ImportRowResult& result : response->results()) {
      created += result.outcome() == ImportRowResult::OUTCOME_CREATED;
    }
  }
  EXPECT_EQ(created, kNames);
  EXPECT_EQ(Changes(), kNames);
}

// What an import of so many rows costs in statements.
TEST_F(ImportRowsTest, StatementsDoNotGrowWithTheRows) {
  const auto statements = [&](int rows, const std::string& section) {
    constexpr char kAsked[] =
        "SELECT CAST(VARIABLE_VALUE AS SIGNED) FROM information_schema.GLOBAL_STATUS"
        " WHERE VARIABLE_NAME = 'COM_STMT_EXECUTE'";
    ImportResourcesRequest request = Request();
    for (int i = 0; i < rows; ++i) AddRow(&request, Concat("councils/r", rows, "-", i), section);
    const int64_t before = Number(*database_, kAsked);
    EXPECT_THAT(Import(request), IsOk());
    return static_cast<int>(Number(*database_, kAsked) - before);
  };
  const int few_new = statements(64, "A"), few_same = statements(64, "A"),
            few_changed = statements(64, "B");
  EXPECT_LT(few_new, 20);
  EXPECT_LT(few_same, few_new);
  EXPECT_LT(few_changed, 20);
  // Eight chunks of four times the rows; a statement for rows takes no more than 64
  // of these wide ones.
  EXPECT_LT(statements(2000, "A"), 8 * (few_new + 10));
  EXPECT_LT(statements(2000, "A"), 8 * few_same);
  EXPECT_LT(statements(2000, "B"), 8 * (few_changed + 10));
}

TEST_F(ImportRowsTest, TwoThousandRowsTakeSeconds) {
  ImportResourcesRequest request = Request();
  for (int i = 0; i < 2000; ++i) AddRow(&request, Concat("councils/council-", i), "A");
  const absl::Time begin = absl::Now();
  auto imported = Import(request);
  ASSERT_THAT(imported, IsOk());
  const absl::Duration first = absl::Now() - begin;
  ASSERT_THAT(Import(request), IsOk());
  const absl::Duration second = absl::Now() - begin - first;
  RecordProperty("created_ms", static_cast<int>(absl::ToInt64Milliseconds(first)));
  RecordProperty("unchanged_ms", static_cast<int>(absl::ToInt64Milliseconds(second)));
  EXPECT_LT(first, absl::Seconds(5));
  EXPECT_LT(second, absl::Seconds(2));
  AddRow(&request, "councils/one-more", "A");
  EXPECT_EQ(ViolationsOf(Import(request).status())[0].field, "rows");
}

class ImportListsTest : public test::SharesTest {
 protected:
  absl::StatusOr<ImportResourcesResponse> Import(const std::vector<Share>& shares,
                                                 const std::string& day) {
    ImportResourcesRequest request;
    request.set_type("concordat.dev/Share");
    request.set_partnership("p");
    request.set_effective_date(day);
    for (size_t i = 0; i < shares.size(); ++i) {
      auto* row = request.add_rows();
      row->set_line(static_cast<int>(i) + 2);
      Share share = shares[i];
      share.set_name(NameOf(Concat("share-", i)));
      row->mutable_resource()->PackFrom(share);
      row->add_fields("lines");
    }
    return ImportResources(ledger_, caller_, request);
  }
};

TEST_F(ImportListsTest, AListIsAFieldLikeAnother) {
  auto first = Import({ShareOf({1, 2}), ShareOf({3})}, "2011-06-01");
  ASSERT_THAT(first, IsOk());
  EXPECT_EQ(first->results(1).outcome(), ImportRowResult::OUTCOME_CREATED);
  EXPECT_EQ(Number(*database_, "SELECT COUNT(*) FROM share_lines"), 3);
  auto second = Import({ShareOf({1, 2}), ShareOf({3, 4, 5})}, "2011-06-20");
  ASSERT_THAT(second, IsOk());
  EXPECT_EQ(second->results(0).outcome(), ImportRowResult::OUTCOME_UNCHANGED);
  EXPECT_EQ(second->results(1).outcome(), ImportRowResult::OUTCOME_UPDATED);
  EXPECT_EQ(Get("share-0", "")->lines_size(), 2);
  EXPECT_EQ(Get("share-1", "")->lines(2).amount_pence(), 5);
  EXPECT_EQ(Get("share-1", "2011-06-10")->lines_size(), 1);
}

}  // namespace
}  // namespace concordat
