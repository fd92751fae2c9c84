// What holds for the input of each method, tried on all of them by their descriptors:
// what is given is meant, and what cannot be is refused by its name.
#include <gmock/gmock.h>
#include <google/protobuf/field_mask.pb.h>

#include <algorithm>
#include <functional>

#include "common/base/errors.h"
#include "common/base/message_fields.h"
#include "common/base/text.h"
#include "common/resource/field_rules.h"
#include "gateway/src/transcode/transcoder.h"
#include "tests/support/status_matchers.h"

namespace concordat::gateway {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::FieldMask;
using test::IsOk;
using testing::ElementsAre;

const Router& Routes() {
  static const Router router(PublicServices());
  return router;
}

// A path that the route has: `a` for each variable segment.
std::string PathOf(const Route& route) {
  std::string path;
  for (std::string_view rest = route.pattern; !rest.empty();) {
    const size_t open = std::min(rest.find('{'), rest.size());
    path += rest.substr(0, open);
    rest.remove_prefix(open);
    if (rest.empty()) break;
    const size_t close = rest.find('}'), equals = rest.find('=');
    path += equals < close ? rest.substr(equals + 1, close - equals - 1) : std::string_view("*");
    rest.remove_prefix(close + 1);
  }
  std::ranges::replace(path, '*', 'a');
  return path;
}

bool TakesJson(const Route& route) {
  if (route.body.empty()) return false;
  if (route.body == "*") return true;
  const auto* field = route.method->input_type()->FindFieldByName(route.body);
  return field->message_type()->full_name() != "google.api.HttpBody";
}

// What the body is read as.
const Descriptor& BodyOf(const Route& route) {
  const Descriptor& request = *route.method->input_type();
  return route.body == "*" ? request : *request.FindFieldByName(route.body)->message_type();
}

absl::StatusOr<MessagePtr> Build(const Route& route, const std::string& query,
                                 const std::string& body = "") {
  HttpRequest http;
  http.method = route.http_method;
  http.target = Concat(PathOf(route), query.empty() ? "" : "?", query);
  http.body = body.empty() && TakesJson(route) && route.body != "*" ? "{}" : body;
  const auto match = Routes().Find(http.method, http.Path(), AnswersBytes(route));
  EXPECT_EQ(match.route, &route) << http.target;
  return BuildRequest(route, match.bindings, http);
}

// The fields that a refused request is told of.
std::vector<std::string> Wrong(const absl::StatusOr<MessagePtr>& built) {
  std::vector<std::string> fields;
  for (const FieldViolation& wrong : ViolationsOf(built.status())) fields.push_back(wrong.field);
  return fields;
}

bool IsOurMessage(const FieldDescriptor& field) {
  return field.message_type() != nullptr &&
         field.message_type()->file()->package() != "google.protobuf";
}

// What stands in JSON and in a query where a field has the value that it has unsaid.
std::string ZeroInJson(const FieldDescriptor& field) {
  if (field.is_repeated()) return "[]";
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return "\"\"";
    case FieldDescriptor::CPPTYPE_BOOL:
      return "false";
    case FieldDescriptor::CPPTYPE_ENUM:
      return Concat("\"", field.enum_type()->value(0)->name(), "\"");
    case FieldDescriptor::CPPTYPE_MESSAGE:
      if (field.message_type()->name() == "FieldMask") return "\"\"";
      if (field.message_type()->name() == "Duration") return "\"0s\"";
      return IsOurMessage(field) ? "{}" : "\"1970-01-01T00:00:00Z\"";
    default:
      return "0";
  }
}
std::string ZeroInQuery(const FieldDescriptor& field) {
  std::string zero = ZeroInJson(field);
  std::erase(zero, '"');
  return zero;
}

using Visit =
    std::function<void(const FieldDescriptor&, const std::string& path, const std::string& json)>;
// Visits each field, with its path and a body that gives nothing but it.
void ForEachLeaf(const Descriptor& message, const std::string& prefix, const std::string& before,
                 const std::string& after, const Visit& visit) {
  for (int i = 0; i < message.field_count(); ++i) {
    const FieldDescriptor& field = *message.field(i);
    const std::string path = prefix + field.name();
    const std::string opened = Concat(before, "{\"", field.json_name(), "\":");
    if (!field.is_repeated() && IsOurMessage(field)) {
      ForEachLeaf(*field.message_type(), path + ".", opened, "}" + after, visit);
    } else {
      visit(field, path, Concat(opened, ZeroInJson(field), "}", after));
    }
  }
}

std::string JsonPath(const std::string& path) {
  std::string json;
  for (size_t i = 0; i < path.size(); ++i) {
    json += path[i] == '_' ? static_cast<char>(path[++i] - 'a' + 'A') : path[i];
  }
  return json;
}

TEST(EveryRoute, KnowsWhatItIsAsked) {
  for (const Route& route : Routes().routes()) {
    EXPECT_THAT(Build(route, ""), IsOk()) << route.pattern;
    EXPECT_THAT(Wrong(Build(route, "colour=red")), ElementsAre("colour")) << route.pattern;
    EXPECT_THAT(Wrong(Build(route, "colour=")), ElementsAre("colour")) << route.pattern;
    EXPECT_THAT(Wrong(Build(route, "=")), ElementsAre("query")) << route.pattern;
    if (route.body.empty()) {
      EXPECT_THAT(Wrong(Build(route, "", "{}")), ElementsAre("body")) << route.pattern;
    }
    if (!TakesJson(route)) continue;
    EXPECT_THAT(Wrong(Build(route, "", R"({"colour":""})")), ElementsAre("colour"));
  }
}

TEST(EveryRoute, TakesAParameterOnceAndTheBodysInTheBody) {
  int tried = 0;
  for (const Route& route : Routes().routes()) {
    const std::vector<std::string> bound = route.path.fields();
    const Descriptor& request = *route.method->input_type();
    for (int i = 0; i < request.field_count(); ++i) {
      const FieldDescriptor& field = *request.field(i);
      const std::string name = field.json_name();
      const std::string once = Concat(name, "=", ZeroInQuery(field));
      const std::string other = Concat(field.name(), "=", ZeroInQuery(field));
      const std::string told = Concat(route.pattern, "?", once);
      const bool in_body = route.body == "*" || route.body == field.name();
      if (in_body || std::ranges::count(bound, field.name()) > 0) {
        EXPECT_THAT(Wrong(Build(route, once)), ElementsAre(name)) << told;
        continue;
      }
      if (field.is_repeated()) continue;
      ASSERT_FALSE(IsOurMessage(field)) << told;
      ++tried;
      EXPECT_THAT(Build(route, once), IsOk()) << told;
      EXPECT_THAT(Wrong(Build(route, Concat(once, "&", once))), ElementsAre(name)) << told;
      EXPECT_THAT(Wrong(Build(route, Concat(once, "&", other))), ElementsAre(field.name())) << told;
      if (field.message_type() == nullptr) continue;
      // What is one text has no parts.
      const std::string part = Concat(name, ".", field.message_type()->field(0)->name());
      EXPECT_THAT(Wrong(Build(route, Concat(part, "=1"))), ElementsAre(part)) << told;
    }
  }
  EXPECT_GT(tried, 300);
}

TEST(EveryRoute, WhatThePathSaysIsSaidOtherwiseNowhere) {
  int tried = 0;
  for (const Route& route : Routes().routes()) {
    if (!TakesJson(route)) continue;
    for (const std::string& variable : route.path.fields()) {
      const std::string within = route.body == "*" ? "" : route.body + ".";
      if (!variable.starts_with(within) || variable.substr(within.size()).find('.') < 99) continue;
      ++tried;
      for (const char* value : {"", "b", "partnerships/b"}) {
        const std::string body =
            Concat("{\"", variable.substr(within.size()), "\":\"", value, "\"}");
        EXPECT_THAT(Wrong(Build(route, "", body)), ElementsAre(variable)) << route.pattern << body;
      }
    }
  }
  EXPECT_GT(tried, 50);
}

// A new record's body may not even leave empty what only the service sets.
TEST(EveryRoute, WhatTheServiceSetsStandsInNoNewRecord) {
  int tried = 0;
  for (const Route& route : Routes().routes()) {
    if (!TakesJson(route) || route.http_method == "PATCH") continue;
    ForEachLeaf(
        BodyOf(route), "", "", "",
        [&](const FieldDescriptor& field, const std::string& path, const std::string& json) {
          if (!RulesOf(field).output_only) return;
          ++tried;
          EXPECT_THAT(Wrong(Build(route, "", json)), ElementsAre(Concat(route.body, ".", path)))
              << route.pattern << json;
        });
  }
  EXPECT_GT(tried, 100);
}

TEST(EveryRoute, NothingInABodyIsNull) {
  for (const Route& route : Routes().routes()) {
    if (!TakesJson(route)) continue;
    const Descriptor& body = BodyOf(route);
    for (int i = 0; i < body.field_count(); ++i) {
      const std::string name = body.field(i)->json_name();
      EXPECT_THAT(Wrong(Build(route, "", Concat("{\"", name, "\":null}"))), ElementsAre(name))
          << route.pattern;
    }
  }
}

// The mask that a PATCH implies names what the body gives, to the leaves, whatever
// value it gives there.
TEST(EveryRoute, APatchMeansWhatItsBodyGives) {
  int tried = 0;
  for (const Route& route : Routes().routes()) {
    if (route.http_method != "PATCH") continue;
    const auto mask_of = [&](const std::string& query, const std::string& body) {
      const auto built = Build(route, query, body);
      EXPECT_THAT(built, IsOk()) << route.pattern << body;
      if (!built.ok()) return std::vector<std::string>();
      const auto* mask = static_cast<const FieldMask*>(MessageField(**built, "update_mask"));
      return mask == nullptr ? std::vector<std::string>()
                             : std::vector<std::string>(mask->paths().begin(), mask->paths().end());
    };
    EXPECT_THAT(mask_of("", "{}"), testing::IsEmpty());
    EXPECT_THAT(mask_of("", R"({"source":{}})"), testing::IsEmpty()) << "nothing is said of it";
    ForEachLeaf(BodyOf(route), "", "", "",
                [&](const FieldDescriptor&, const std::string& path, const std::string& json) {
                  if (path == "name" || path == "etag") return;
                  ++tried;
                  EXPECT_THAT(mask_of("", json), ElementsAre(path)) << route.pattern << json;
                  EXPECT_THAT(mask_of("updateMask=effectiveFrom", json),
                              ElementsAre("effective_from"));
                  EXPECT_THAT(mask_of("updateMask=" + JsonPath(path), "{}"), ElementsAre(path));
                });
    EXPECT_THAT(mask_of("updateMask=*", "{}"), ElementsAre("*"));
  }
  EXPECT_GT(tried, 400);
}

}  // namespace
}  // namespace concordat::gateway
