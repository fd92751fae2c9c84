#include "gateway/src/transcode/strict_json.h"

#include <absl/time/clock.h>
#include <gmock/gmock.h>
#include <google/protobuf/struct.pb.h>
#include <google/protobuf/util/json_util.h>

#include <nlohmann/json.hpp>
#include <random>
#include <string>

#include "common/base/errors.h"
#include "concordat/programme/v1/project.pb.h"
#include "tests/support/status_matchers.h"

namespace concordat::gateway {
namespace {

using test::IsOk;
using test::StatusIs;
using testing::Not;

using programme::v1::Project;

absl::Status Check(std::string_view json) { return CheckJson(json, *Project::descriptor()); }

// The first wrong field with what is said of it.
FieldViolation WrongIn(std::string_view json) {
  const auto violations = ViolationsOf(Check(json));
  return violations.empty() ? FieldViolation{} : violations[0];
}

TEST(StrictJson, TakesWhatTheMessageIs) {
  for (const std::string_view json :
       {R"({})", " {\n\t} \r\n", R"({"title":"Ü – \u00fc \ud83d\ude00 \"\\\/\b\f\n\r\t"})",
        R"({"percentComplete":12,"percent_complete_":0})", R"({"percent_complete":"12"})",
        R"({"tags":[],"statedDates":[{"what":"spring"}]})", R"({"tags":["a","b"]})",
        R"({"lifecycle":"LIFECYCLE_LIVE","createTime":"2024-02-29T12:00:00Z"})",
        R"({"lifecycle":4,"percentComplete":-0})", R"({"\u0074itle":"escaped name"})"}) {
    const bool has_unknown = json.find("complete_") != std::string_view::npos;
    EXPECT_EQ(Check(json).ok(), !has_unknown) << json << Check(json);
  }
}

TEST(StrictJson, RefusesWhatIsNoJson) {
  for (const std::string_view json : {"",
                                      " ",
                                      "{",
                                      "}",
                                      "{}}",
                                      "{}{}",
                                      "[]",
                                      "\"\"",
                                      "1",
                                      "null",
                                      "{'title':'x'}",
                                      R"({title:"x"})",
                                      R"({"title":"x",})",
                                      R"({,"title":"x"})",
                                      R"({"title" "x"})",
                                      R"({"title":"x" "uid":"y"})",
                                      R"({"tags":["a",]})",
                                      R"({"tags":[,"a"]})",
                                      R"({"tags":["a" "b"]})",
                                      R"({"title":"x})",
                                      "{\"title\":\"\t\"}",
                                      R"({"title":"\x41"})",
                                      R"({"title":"\u12"})",
                                      R"({"title":"\u-123"})",
                                      R"({"title":"\ud800"})",
                                      R"({"title":"\udc00"})",
                                      R"({"title":"\ud800\u0041"})",
                                      R"({"title":x})",
                                      R"({"percentComplete":01})",
                                      R"({"percentComplete":+1})",
                                      R"({"percentComplete":.5})",
                                      R"({"percentComplete":1.})",
                                      R"({"percentComplete":0x1})",
                                      R"({"percentComplete":NaN})",
                                      "{\"title\":\"\xff\"}",
                                      "{\"title\":\"\xc0\x80\"}",
                                      "{\"title\":\"\xed\xa0\x80\"}",
                                      "{\"title\":\"\xf4\x90\x80\x80\"}",
                                      "{\"title\":\"\xe2\x82",
                                      "\xef\xbb\xbf{}",
                                      "{} // comment",
                                      "/* comment */{}"}) {
    EXPECT_THAT(Check(json), StatusIs(absl::StatusCode::kInvalidArgument)) << json;
  }
}

TEST(StrictJson, RefusesWhatIsOfAnotherForm) {
  for (const std::string_view json : {R"({"title":1})",
                                      R"({"title":true})",
                                      R"({"title":["x"]})",
                                      R"({"title":null})",
                                      R"({"tags":"a"})",
                                      R"({"tags":{}})",
                                      R"({"tags":[null]})",
                                      R"({"tags":[["a"]]})",
                                      R"({"source":"x"})",
                                      R"({"source":null})",
                                      R"({"source":[]})",
                                      R"({"percentComplete":1.0})",
                                      R"({"percentComplete":1e1})",
                                      R"({"percentComplete":2147483648})",
                                      R"({"percentComplete":"1x"})",
                                      R"({"percentComplete":""})",
                                      R"({"percentComplete":99999999999999999999})",
                                      R"({"lifecycle":"lifecycle_live"})",
                                      R"({"lifecycle":true})",
                                      R"({"createTime":7})"}) {
    EXPECT_THAT(Check(json), StatusIs(absl::StatusCode::kInvalidArgument)) << json;
  }
}

TEST(StrictJson, NamesFieldAndByte) {
  EXPECT_EQ(WrongIn(R"({"titel":"x"})").field, "titel");
  EXPECT_THAT(WrongIn(R"({"titel":"x"})").description, testing::EndsWith("at byte 9"));
  EXPECT_EQ(WrongIn(R"({"statedDates":[{},{"oops":1}]})").field, "statedDates[1].oops");
  EXPECT_EQ(WrongIn(R"({"tags":["a",7]})").field, "tags[1]");
  EXPECT_EQ(WrongIn("{").field, "body");
  EXPECT_LT(WrongIn("{\"" + std::string(500'000, 'x') + "\":1}").field.size(), 200U);
}

// Once each, by the fields' own names, whatever the client calls them.
TEST(StrictJson, TellsWhatIsGivenToTheLeaves) {
  const auto given = [](std::string_view json) {
    CheckedJson checked;
    EXPECT_THAT(CheckJson(json, *Project::descriptor(), &checked), IsOk()) << json;
    return checked.given;
  };
  EXPECT_THAT(given("{}"), testing::IsEmpty());
  EXPECT_THAT(given(R"({"source":{}})"), testing::IsEmpty());
  EXPECT_THAT(given(R"({"percentComplete":0,"leadRole":"","tags":[]})"),
              testing::ElementsAre("percent_complete", "lead_role", "tags"));
  EXPECT_THAT(given(R"({"lead_role":"","source":{"section":"","row":"1"},"lifecycle":0})"),
              testing::ElementsAre("lead_role", "source.section", "source.row", "lifecycle"));
  EXPECT_THAT(given(R"({"statedDates":[{"what":"spring"},{}],"createTime":"x"})"),
              testing::ElementsAre("stated_dates", "create_time"));
}

TEST(StrictJson, AFieldStandsOnce) {
  EXPECT_THAT(Check(R"({"title":"x","title":"x"})"), Not(IsOk()));
  EXPECT_THAT(Check(R"({"title":"x","\u0074itle":"x"})"), Not(IsOk()));
  EXPECT_THAT(Check(R"({"leadRole":"x","lead_role":"x"})"), Not(IsOk()));
}

// Well-known types that may hold anything, null and duplicates judged as JSON does.
TEST(StrictJson, ChecksFreeFormToo) {
  const auto& free = *google::protobuf::Struct::descriptor();
  EXPECT_EQ(CheckJson(R"({"a":null,"b":[1,2.5e3,{"c":"d"}]})", free), absl::OkStatus());
  EXPECT_THAT(CheckJson(R"({"a":1,"\u0061":2})", free), Not(IsOk()));
  EXPECT_THAT(CheckJson(R"({"a":[1,]})", free), Not(IsOk()));
}

TEST(StrictJson, IsLinearAndBoundsDepth) {
  const absl::Time begin = absl::Now();
  EXPECT_THAT(Check(std::string(1 << 20, '[')), Not(IsOk()));
  EXPECT_THAT(Check("{\"tags\":" + std::string(1 << 20, '[')), Not(IsOk()));
  const auto& free = *google::protobuf::Value::descriptor();
  EXPECT_THAT(CheckJson(std::string(1 << 20, '['), free), Not(IsOk()));
  EXPECT_THAT(
      CheckJson(std::string(kMaxJsonDepth + 1, '[') + std::string(kMaxJsonDepth + 1, ']'), free),
      Not(IsOk()));
  EXPECT_EQ(CheckJson(std::string(kMaxJsonDepth, '[') + std::string(kMaxJsonDepth, ']'), free),
            absl::OkStatus());
  std::string many = "{\"tags\":[\"\"";
  while (many.size() < 1 << 20) many += ",\"\"";
  EXPECT_EQ(Check(many + "]}"), absl::OkStatus());
  EXPECT_LT(absl::Now() - begin, absl::Seconds(5));
}

// Random damage to a good text: all that is taken is JSON to another parser too,
// and holds to the library's parser what it says.
TEST(StrictJson, TakesNothingThatOthersRefuse) {
  const std::string good =
      R"({"title":"a\u00fc\n","tags":["x","y"],"percentComplete":12,"source":{"document":"d"},)"
      R"("statedDates":[{"what":"t"}],"lifecycle":"LIFECYCLE_LIVE"})";
  ASSERT_EQ(Check(good), absl::OkStatus());
  constexpr std::string_view kPieces = "{}[]\",:\\ue0919ntrfalsx-+. \n\x01\xc3";
  std::mt19937 random(20110601);
  int taken = 0;
  for (int round = 0; round < 100'000; ++round) {
    std::string json = good;
    for (unsigned change = random() % 3 + 1; change > 0; --change) {
      const size_t at = random() % json.size();
      switch (random() % 3) {
        case 0:
          json.erase(at, random() % 3 + 1);
          break;
        case 1:
          json.insert(at, 1, kPieces[random() % kPieces.size()]);
          break;
        default:
          json[at] = kPieces[random() % kPieces.size()];
      }
    }
    if (!Check(json).ok()) continue;
    ++taken;
    ASSERT_TRUE(nlohmann::json::accept(json)) << json;
    Project project;
    ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(json, &project).ok()) << json;
  }
  EXPECT_GT(taken, 1000);
}

TEST(StrictJson, NamesTheByteThatIsNoUtf8) {
  EXPECT_EQ(WrongIn("{\"title\":\"\xc2\xa3 \xff\"}").description,
            "the text is not UTF-8, at byte 13");
  EXPECT_EQ(WrongIn("\xff").description, "the text is not UTF-8, at byte 0");
}

}  // namespace
}  // namespace concordat::gateway
