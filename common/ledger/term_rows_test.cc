// Terms by which records are found: written with the record, filled in afterwards, checked, and
// gone with what is redacted.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "common/feed/redact.h"
#include "common/ledger/row_summaries.h"
#include "common/resource/term_table.h"
#include "tests/support/resource_testing.h"

namespace concordat {
namespace {

using programme::v1::Council;
using test::IsOk;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string TermsOfTitle(const Council& council) {
  std::string terms = council.title();
  std::ranges::replace(terms, ' ', ',');
  return terms;
}

class TermRowsTest : public test::ResourcesTest {
 protected:
  TermRowsTest()
      : ResourcesTest("programme", {Keep<Council>().Summed<Council>(kTermsColumn, &TermsOfTitle)}) {
  }

  absl::StatusOr<Council> Create(const std::string& title) {
    programme::v1::CreateCouncilRequest request;
    request.set_council_id("bury");
    request.mutable_council()->set_title(title);
    request.mutable_council()->set_kind(Council::KIND_METROPOLITAN);
    request.set_effective_date("2010-01-01");
    return CallMethod<Council>("Councils.CreateCouncil", request);
  }
  absl::StatusOr<Council> Set(const std::string& path, const Council& council) {
    programme::v1::UpdateCouncilRequest request;
    *request.mutable_council() = council;
    request.mutable_council()->set_name("councils/bury");
    request.mutable_update_mask()->add_paths(path);
    request.set_effective_date("2010-02-01");
    return CallMethod<Council>("Councils.UpdateCouncil", request);
  }

  std::vector<std::string> Terms() {
    std::vector<std::string> terms;
    EXPECT_THAT(database_->Read(test::Soon(),
                                [&](Connection& connection) {
                                  return connection.Query(
                                      "SELECT term FROM council_term ORDER BY term", {},
                                      [&terms](const Row& row) {
                                        terms.emplace_back(row.Text(0));
                                        return absl::OkStatus();
                                      });
                                }),
                IsOk());
    return terms;
  }

  std::vector<std::string> Problems() {
    std::vector<std::string> problems;
    EXPECT_THAT(database_->Read(test::Soon(),
                                [&](Connection& connection) {
                                  return CheckSummaries(connection, ledger_.registry().All(),
                                                        &problems);
                                }),
                IsOk());
    return problems;
  }

  static Council Titled(const std::string& title) {
    Council council;
    council.set_title(title);
    return council;
  }
};

TEST_F(TermRowsTest, ARecordIsFoundByWhatItWasEverCalled) {
  ASSERT_THAT(Create("Bury Council"), IsOk());
  EXPECT_THAT(Terms(), ElementsAre("Bury", "Council"));
  ASSERT_THAT(Set("title", Titled("Bury Borough")), IsOk());
  EXPECT_THAT(Terms(), ElementsAre("Borough", "Bury", "Council"));
  EXPECT_EQ(Text("SELECT terms FROM council WHERE superseded_by IS NULL AND valid_from ="
                 " '2010-02-01'"),
            "Bury,Borough");
  ASSERT_THAT(Set("title", Titled("Bury Council")), IsOk());
  EXPECT_THAT(Problems(), IsEmpty());
}

TEST_F(TermRowsTest, AreFilledInForRowsOfAProgramThatKnewNone) {
  ASSERT_THAT(Create("Bury Council"), IsOk());
  test::Execute(*database_, "UPDATE council SET terms = NULL");
  test::Execute(*database_, "DELETE FROM council_term");
  EXPECT_THAT(Problems(), IsEmpty());
  for (int again = 0; again < 2; ++again) {
    EXPECT_THAT(database_->Read(test::Soon(),
                                [&](Connection& connection) {
                                  return FillSummaries(connection, ledger_.registry().All(),
                                                       {"council"});
                                }),
                IsOk());
    EXPECT_THAT(Terms(), ElementsAre("Bury", "Council"));
  }
}

TEST_F(TermRowsTest, WhatIsWrongIsTold) {
  ASSERT_THAT(Create("Bury Council"), IsOk());
  test::Execute(*database_, "DELETE FROM council_term WHERE term = 'Bury'");
  EXPECT_THAT(Problems(), ElementsAre(HasSubstr("is not to be found by its term Bury")));
  test::Execute(*database_, "UPDATE council SET terms = 'Council'");
  EXPECT_THAT(Problems(), ElementsAre(HasSubstr("keeps terms that are not those of its text")));
}

TEST_F(TermRowsTest, WhatIsRedactedIsNotFoundAnyMore) {
  ASSERT_THAT(Create("Bury Council"), IsOk());
  ASSERT_THAT(Set("title", Titled("Bury Borough")), IsOk());
  Sequence();
  ASSERT_THAT(Redact(*database_, {ChangeAt(1), "records officer", "a name", true}), IsOk());
  // The second change wrote the first days' row anew.
  ASSERT_THAT(Redact(*database_, {ChangeAt(2), "records officer", "a name", true}), IsOk());
  EXPECT_THAT(Terms(), IsEmpty());
  EXPECT_THAT(Problems(), IsEmpty());
}

TEST_F(TermRowsTest, WhatOtherRowsHaveTooStaysAfterARedaction) {
  ASSERT_THAT(Create("Bury Council"), IsOk());
  ASSERT_THAT(Set("title", Titled("Bury Borough")), IsOk());
  Sequence();
  ASSERT_THAT(Redact(*database_, {ChangeAt(1), "records officer", "a name", true}), IsOk());
  EXPECT_THAT(Terms(), ElementsAre("Borough", "Bury", "Council"));
  EXPECT_THAT(Problems(), IsEmpty());
}

}  // namespace
}  // namespace concordat
