// What is wrong is refused with the place named, and nothing of it is stored.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "common/base/text.h"
#include "tests/support/sample_house.h"

namespace concordat {
namespace {

using nlohmann::json;
using test::HttpAnswer;
using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::ResultOf;

class BadInputTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    house_ = new test::SampleHouse();
    house_->LoadBundle();
  }
  static void TearDownTestSuite() {
    delete house_;
    house_ = nullptr;
  }
  void SetUp() override { before_ = house_->Everything("2011-06-30"); }
  void TearDown() override { EXPECT_EQ(house_->Everything("2011-06-30"), before_); }

  static std::string In(std::string_view path) { return Concat(test::kPartnership, "/", path); }

  // The answer is a problem of this status whose words name the place.
  static void ExpectProblem(const HttpAnswer& answer, int status, const std::string& place) {
    EXPECT_EQ(answer.status, status) << answer.body;
    EXPECT_EQ(answer.headers.at("content-type"), "application/problem+json");
    EXPECT_THAT(answer.body, HasSubstr(place));
  }

  static test::SampleHouse* house_;
  json before_;
};

test::SampleHouse* BadInputTest::house_ = nullptr;

TEST_F(BadInputTest, ARowOfTheWrongLength) {
  // The good row before it is not stored either.
  ExpectProblem(house_->Import(In("projects:import"),
                               "id,effective_date,title,programme\n"
                               "good,2011-06-30,Good,programmes/shared-services\n"
                               "short,2011-06-30,Short\n"),
                400, "line 3");
}

// One answer with what could not be read and what the rules say of the rest.
TEST_F(BadInputTest, AFileIsToldOfAllThatIsWrong) {
  const HttpAnswer answer = house_->Import(In("registers:import"),
                                           "id,title,parent_register,kind,matrix\n"
                                           "of-unread,A,registers/unread,,\n"
                                           "long," +
                                               std::string(5000, 'x') +
                                               ",,,\n"
                                               "unread,A,,sideways,\n"
                                               "of-none,A,registers/none,,matrices/none\n");
  ASSERT_EQ(answer.status, 400) << answer.body;
  std::vector<std::string> fields;
  const json problem = json::parse(answer.body);
  for (const json& error : problem["errors"]) fields.push_back(error["field"]);
  EXPECT_THAT(fields,
              testing::ElementsAre("line 3, column title", "line 4, column kind",
                                   "line 5, column parent_register", "line 5, column matrix"));
}

// What one list answers with says nothing of where another goes on.
TEST_F(BadInputTest, ATokenOfAnotherList) {
  const std::string token =
      json::parse(house_->Get(In("projects?pageSize=3")).body).at("nextPageToken");
  EXPECT_EQ(house_->Get(In(Concat("projects?pageToken=", token))).status, 200);
  ExpectProblem(house_->Get(In(Concat("liveServices?pageToken=", token))), 400, "page_token");
}

TEST_F(BadInputTest, AQuoteThatNeverCloses) {
  ExpectProblem(
      house_->Import(In("projects:import"), "id,effective_date,title\na,2011-06-30,\"open\n"), 400,
      "line 2");
}

TEST_F(BadInputTest, AnUnknownCouncil) {
  ExpectProblem(house_->Import(In("projects:import"),
                               "id,effective_date,title,host_council,programme\n"
                               "a,2011-06-30,A,councils/nowhere,programmes/shared-services\n"),
                400, "line 2, column host_council");
}

TEST_F(BadInputTest, AnAmountWithAComma) {
  ExpectProblem(house_->Import(In("shares:import"),
                               "id,parent,effective_date,council,lines.financial_year,lines.kind,"
                               "lines.amount_pence\n"
                               "wf,benefits/payroll,2011-06-30,councils/wyre-forest,2010-11,"
                               "budget,\"1,000\"\n"),
                400, "line 2, column lines.amount_pence");
}

TEST_F(BadInputTest, ARowThatContradictsTheFirstOfItsRecord) {
  const std::string rows =
      "id,parent,effective_date,council,lines.financial_year,lines.kind,lines.amount_pence\n"
      "wf,benefits/payroll,2011-06-30,councils/redditch,2010-11,budget,100\n"
      "wf,benefits/payroll,,councils/bromsgrove,2011-12,budget,100\n";
  ExpectProblem(house_->Import(In("shares:import"), rows), 400, "line 3, column council");
}

TEST_F(BadInputTest, WhatAServiceFindsIsNamedAsTheHeaderHasIt) {
  ExpectProblem(house_->Import(In("projects:import"),
                               "id,effective_date,title,hostCouncil,programme\n"
                               "a,2011-06-30,A,councils/nowhere,programmes/shared-services\n"),
                400, "\"detail\":\"line 2, column hostCouncil ");
  // In the line that says it, not the record's first.
  ExpectProblem(house_->Import(In("shares:import"),
                               "id,parent,effective_date,council,lines.financialYear,lines.kind,"
                               "lines.amountPence\n"
                               "wf,benefits/payroll,2011-06-30,councils/redditch,2010-11,budget,1\n"
                               "wf,benefits/payroll,,,2011,budget,1\n"),
                400, "line 3, column lines.financialYear");
}

TEST_F(BadInputTest, AnImportBeyondTheCallersPartnerships) {
  const std::string elsewhere = house_->keys().token("partnership-office", "elsewhere");
  const std::string councils = "id,title,kind\nanother,Another,unitary\n";
  ExpectProblem(house_->ImportAs(elsewhere, "/v1/councils:import", councils), 403,
                "ROLE_NOT_ALLOWED");
  ExpectProblem(house_->ImportAs(elsewhere, "/v1/partnerships:import", "id,title\nanother,A\n"),
                403, "ROLE_NOT_ALLOWED");
  // A partnership of its own does not open what no partnership owns, nor another.
  ExpectProblem(
      house_->ImportAs(elsewhere, "/v1/councils:import?parent=partnerships/elsewhere", councils),
      404, "councils");
  ExpectProblem(house_->ImportAs(elsewhere, In("projects:import"), "id,title\na,A\n"), 404,
                "bromsgrove-redditch");
  ExpectProblem(house_->ImportAs(elsewhere, "/v1/partnerships/elsewhere/projects:import",
                                 "id,parent,title\na,partnerships/bromsgrove-redditch,A\n"),
                400, "line 2, column parent");
}

TEST_F(BadInputTest, TheTwentyNinthOfFebruary2011) {
  ExpectProblem(house_->Import(In("projects:import"), "id,effective_date,title\na,2011-02-29,A\n"),
                400, "line 2, column effective_date");
  ExpectProblem(house_->Get(Concat(test::kPartnership, ":boardPack?asAt=2011-02-29")), 400,
                "as_at");
}

TEST_F(BadInputTest, AMebibyteOfBrackets) {
  ExpectProblem(house_->Write("POST", In("projects"), std::string(1 << 20, '[')), 400, "byte");
}

TEST_F(BadInputTest, TextThatIsNotUtf8) {
  ExpectProblem(house_->Write("POST", In("projects?projectId=a"), "{\"title\":\"\xff\"}"), 400,
                "not UTF-8, at byte 10");
  ExpectProblem(
      house_->Import(In("projects:import"), "id,effective_date,title\na,2011-06-30,\xff\n"), 400,
      "line 2");
}

TEST_F(BadInputTest, ANumberOverInt64) {
  ExpectProblem(house_->Write("POST", In("benefits/payroll/shares?shareId=wf"),
                              R"({"lines":[{"amountPence":9223372036854775808}]})"),
                400, "lines[0].amountPence");
  ExpectProblem(house_->Write("POST", In("benefits/payroll/shares?shareId=wf"),
                              R"({"lines":[{"amountPence":"9223372036854775808"}]})"),
                400, "lines[0].amountPence");
}

TEST_F(BadInputTest, AFieldThatDoesNotExist) {
  ExpectProblem(house_->Write("POST", In("projects?projectId=a"), R"({"title":"a","colour":1})"),
                400, "colour");
}

TEST_F(BadInputTest, AKeyThatStandsTwice) {
  ExpectProblem(house_->Write("POST", In("projects?projectId=a"), R"({"title":"a","title":"b"})"),
                400, "title");
}

TEST_F(BadInputTest, AChangeWithoutOrWithAStaleEtag) {
  const std::string target = In("projects/hr-od?updateMask=title");
  ExpectProblem(house_->Write("PATCH", target, R"({"title":"a"})"), 428, "If-Match");
  ExpectProblem(house_->Write("PATCH", target, R"({"title":"a"})", "\"999\""), 412,
                "projects/hr-od");
}

// The figure can be stored: it was printed so. It is what does not agree.
TEST(AlteredFigureTest, IsAFindingThatNamesIt) {
  test::SampleHouse house;
  for (const test::BundleFile& file : test::BundleFiles()) {
    std::string csv = file.csv;
    const std::string printed = "total\",460,thousand-pounds";
    const size_t at = csv.find(printed);
    if (file.file == "stated-figures.csv") {
      ASSERT_NE(at, std::string::npos);
      csv.replace(at, printed.size(), "total\",461,thousand-pounds");
    }
    const HttpAnswer answer = house.Import(file.path, csv);
    ASSERT_EQ(answer.status, 200) << file.file << ": " << answer.body;
  }
  const HttpAnswer found =
      house.Get(Concat(test::kPartnership, "/findings?asAt=2011-06-30&rule=stated-figure-differs"));
  ASSERT_EQ(found.status, 200) << found.body;
  // Beside what the paper itself says otherwise than it should be.
  const json findings = json::parse(found.body).at("findings");
  EXPECT_THAT(findings,
              Contains(ResultOf([](const json& finding) { return finding.dump(); },
                                AllOf(HasSubstr("statedFigures/a-single-management-team-total"),
                                      HasSubstr("461")))));
}

}  // namespace
}  // namespace concordat
