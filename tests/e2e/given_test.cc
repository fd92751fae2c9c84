// What a client gives is meant: tried over HTTP on each operation of /openapi.json, and on
// each field of a record of each collection.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <nlohmann/json.hpp>
#include <string>

#include "common/base/text.h"
#include "tests/support/sample_house.h"

namespace concordat {
namespace {

using nlohmann::json;
using test::HttpAnswer;
using testing::HasSubstr;

class GivenTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    house_ = new test::SampleHouse();
    house_->LoadBundle();
    openapi_ = json::parse(house_->Get("/openapi.json").body);
  }
  static void TearDownTestSuite() {
    delete house_;
    house_ = nullptr;
  }

  // One record of a collection.
  static json RecordOf(const std::string& collection) {
    const HttpAnswer page = house_->Get(collection + "?pageSize=1");
    EXPECT_EQ(page.status, 200) << collection << page.body;
    const json listed = json::parse(page.body);
    for (const auto& [key, list] : listed.items()) {
      if (list.is_array() && !list.empty()) return list[0];
    }
    return nullptr;
  }
  static HttpAnswer Patch(const json& record, const std::string& body) {
    return house_->Write("PATCH", Concat("/v1/", Text(record, "name"), "?validateOnly=true"), body,
                         Concat("\"", Text(record, "etag"), "\""));
  }
  static std::string Text(const json& object, const char* key) { return object.at(key); }

  static json Resolved(const json& schema) {
    if (!schema.contains("$ref")) return schema;
    const std::string ref = schema["$ref"];
    return openapi_["components"]["schemas"][ref.substr(ref.rfind('/') + 1)];
  }
  // The schema of what a PATCH of the record takes.
  static json PatchSchema(const std::string& name) {
    for (const auto& [path, operations] : openapi_["paths"].items()) {
      if (!operations.contains("patch") || !Fits(path, "/v1/" + name)) continue;
      return Resolved(operations["patch"]["requestBody"]["content"]["application/json"]["schema"]);
    }
    return nullptr;
  }
  static bool Fits(std::string_view pattern, std::string_view path) {
    while (!pattern.empty() && !path.empty()) {
      const size_t a = std::min(pattern.find('/', 1), pattern.size());
      const size_t b = std::min(path.find('/', 1), path.size());
      if (pattern[1] != '{' && pattern.substr(0, a) != path.substr(0, b)) return false;
      pattern.remove_prefix(a);
      path.remove_prefix(b);
    }
    return pattern.empty() && path.empty();
  }

  // Visits each field of a schema to its leaves: the way to it, and its schema.
  using Visit = std::function<void(const json::json_pointer&, const json&)>;
  static void ForEachLeaf(const json& object, const json::json_pointer& at, const Visit& visit) {
    for (const auto& [name, property] : object["properties"].items()) {
      const json schema = Resolved(property);
      if (schema.contains("properties")) {
        ForEachLeaf(schema, at / name, visit);
      } else {
        json leaf = schema;
        if (property.contains("readOnly")) leaf["readOnly"] = true;
        visit(at / name, leaf);
      }
    }
  }
  static json ZeroOf(const json& schema) {
    const std::string type = schema["type"];
    if (schema.contains("enum")) return schema["enum"][0];
    if (type == "array") return json::array();
    if (type == "boolean") return false;
    if (type == "integer") return 0;
    if (schema.value("format", "") == "int64") return "0";
    return "";
  }
  static json Body(const json::json_pointer& at, const json& value) {
    json body = json::object();
    body[at] = value;
    return body;
  }
  // `/source/section` as `source.section`, in the words of errors.
  static std::string FieldOf(const json::json_pointer& at) {
    std::string field;
    for (const char c : at.to_string().substr(1)) {
      if (c >= 'A' && c <= 'Z') field += '_';
      field += c == '/' ? '.' : static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    }
    return field;
  }

  static test::SampleHouse* house_;
  static json openapi_;
};

test::SampleHouse* GivenTest::house_ = nullptr;
json GivenTest::openapi_;

TEST_F(GivenTest, EachOperationNamesWhatItDoesNotKnow) {
  int tried = 0;
  for (const auto& [pattern, operations] : openapi_["paths"].items()) {
    std::string path = pattern;
    for (size_t open; (open = path.find('{')) != std::string::npos;) {
      path.replace(open, path.find('}') - open + 1, "a");
    }
    for (const auto& [method, operation] : operations.items()) {
      std::string verb = method;
      for (char& c : verb) c = static_cast<char>(c - 'a' + 'A');
      const bool json_body = operation.contains("requestBody") &&
                             operation["requestBody"]["content"].contains("application/json");
      // A file is read by what its collection is.
      const bool file = operation.contains("requestBody") && !json_body;
      const auto field = [&](const std::string& query, const std::string& body) {
        const HttpAnswer answer = house_->Write(verb, Concat(path, query), body, "");
        EXPECT_EQ(answer.status, 400) << verb << path << query << answer.body;
        const json problem = json::parse(answer.body);
        return problem.contains("errors") ? Text(problem["errors"][0], "field") : "";
      };
      ++tried;
      EXPECT_EQ(field("?colour=red", json_body ? "{}" : ""), "colour") << verb << path;
      if (!file) {
        EXPECT_EQ(field("", R"({"colour":1})"), json_body ? "colour" : "body") << verb << path;
      }
      for (const json& parameter : operation.value("parameters", json::array())) {
        if (parameter.value("in", "") != "query") continue;
        const json schema = Resolved(parameter["schema"]);
        if (schema["type"] == "array") continue;
        const json zero = schema.value("format", "") == "date-time" ? json("2011-06-30T00:00:00Z")
                                                                    : ZeroOf(schema);
        const std::string given = Concat(Text(parameter, "name"), "=",
                                         zero.is_string() ? zero.get<std::string>() : zero.dump());
        EXPECT_EQ(field(Concat("?", given, "&", given), json_body ? "{}" : ""),
                  Text(parameter, "name"))
            << verb << path;
      }
    }
  }
  EXPECT_GT(tried, 150);
}

TEST_F(GivenTest, EachFieldOfEachRecordIsChangedByBeingGiven) {
  int cleared = 0;
  for (const std::string& collection : test::SampleHouse::Collections()) {
    const json record = RecordOf(collection);
    ASSERT_TRUE(record.is_object()) << collection;
    const json schema = PatchSchema(Text(record, "name"));
    ASSERT_TRUE(schema.is_object()) << collection;
    // What was read is taken back as it is, and changes nothing.
    const HttpAnswer same = Patch(record, record.dump());
    EXPECT_EQ(same.status, 200) << collection << same.body;
    EXPECT_EQ(json::parse(same.body), record) << collection;
    ForEachLeaf(
        schema, json::json_pointer(""), [&](const json::json_pointer& at, const json& leaf) {
          const std::string told = Concat(Text(record, "name"), " ", at.to_string());
          if (at == "/name"_json_pointer || at == "/etag"_json_pointer) return;
          if (leaf.contains("readOnly")) {
            const bool time = leaf.value("format", "") == "date-time";
            const json other = time                        ? json("2001-01-01T00:00:00Z")
                               : leaf["type"] == "integer" ? json(99)
                                                           : json("other");
            const HttpAnswer answer = Patch(record, Body(at, other).dump());
            EXPECT_EQ(answer.status, 400) << told << answer.body;
            EXPECT_THAT(answer.body, HasSubstr(FieldOf(at) + "\"")) << told;
            return;
          }
          const HttpAnswer answer = Patch(record, Body(at, ZeroOf(leaf)).dump());
          if (answer.status == 200) {
            const json after = json::parse(answer.body);
            EXPECT_FALSE(after.contains(at)) << told << answer.body;
            if (record.contains(at)) ++cleared;
            // The rest stays.
            json without = record;
            if (record.contains(at)) without[at.parent_pointer()].erase(at.back());
            if (!at.parent_pointer().empty() &&
                without.value(at.parent_pointer(), json()).empty()) {
              EXPECT_FALSE(after.contains(at.parent_pointer())) << told;
            } else if (!at.parent_pointer().empty()) {
              EXPECT_EQ(after.at(at.parent_pointer()), without.at(at.parent_pointer())) << told;
            }
            return;
          }
          EXPECT_EQ(answer.status, 400) << told << answer.body;
          const json problem = json::parse(answer.body);
          EXPECT_TRUE(problem.contains("errors") || problem.contains("reason"))
              << told << answer.body;
        });
  }
  EXPECT_GT(cleared, 100);
}

TEST_F(GivenTest, ANewRecordTakesItsNameAndStartFromItsBody) {
  const std::string projects = Concat(test::kPartnership, "/projects");
  const auto post = [&](const std::string& query, const json& body) {
    return house_->Write("POST", projects + query, body.dump(), "");
  };
  const std::string name = "partnerships/bromsgrove-redditch/projects/named";
  const HttpAnswer named = post(
      "?validateOnly=true", {{"title", "Named"}, {"name", name}, {"effectiveFrom", "2011-06-30"}});
  ASSERT_EQ(named.status, 200) << named.body;
  EXPECT_EQ(Text(json::parse(named.body), "name"), name);
  EXPECT_EQ(Text(json::parse(named.body), "effectiveFrom"), "2011-06-30");
  for (const auto& [query, body] : std::vector<std::pair<std::string, json>>{
           {"?projectId=other", {{"title", "Named"}, {"name", name}}},
           {"", {{"title", "Named"}, {"name", "partnerships/elsewhere/projects/named"}}},
           {"", {{"title", "Named"}, {"name", "named"}}}}) {
    const HttpAnswer refused = post(query, body);
    EXPECT_EQ(refused.status, 400) << refused.body;
    EXPECT_THAT(refused.body, HasSubstr("project.name"));
  }
  const HttpAnswer late =
      post("?effectiveDate=2011-07-01", {{"title", "Named"}, {"effectiveFrom", "2011-06-30"}});
  EXPECT_EQ(late.status, 400) << late.body;
  EXPECT_THAT(late.body, HasSubstr("project.effective_from"));
  const HttpAnswer set = post("", {{"title", "Named"}, {"uid", "u"}, {"etag", "7"}});
  EXPECT_EQ(set.status, 400);
  EXPECT_THAT(set.body, testing::AllOf(HasSubstr("project.uid"), HasSubstr("project.etag")));
}

TEST_F(GivenTest, AMaskNamesWhatThereIs) {
  const json record = RecordOf(Concat(test::kPartnership, "/projects"));
  for (const char* path : {"bogusTime", "source.bogusTime", "title.x", "createTime"}) {
    const HttpAnswer answer = house_->Write(
        "PATCH", Concat("/v1/", Text(record, "name"), "?validateOnly=true&updateMask=", path),
        R"({"title":"x"})", Concat("\"", Text(record, "etag"), "\""));
    EXPECT_EQ(answer.status, 400) << path << answer.body;
  }
}

}  // namespace
}  // namespace concordat
