// What a filter finds in the tables, held against the same filter worked out over the
// records themselves: each comparison is true or false, whatever is absent.
#include <gmock/gmock.h>

#include <functional>
#include <random>

#include "common/base/date.h"
#include "common/resource/field_rules.h"
#include "concordat/benefits/v1/expected_result_service.pb.h"
#include "concordat/programme/v1/project_service.pb.h"
#include "tests/support/resource_testing.h"
#include "tests/support/status_matchers.h"

namespace concordat {
namespace {

using benefits::v1::ExpectedResult;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Timestamp;
using programme::v1::Project;
using test::IsOk;

constexpr char kParent[] = "partnerships/p";

bool Related(int order, const std::string& op) {
  if (op == "=" || op == ":") return order == 0;
  if (op == "<") return order < 0;
  if (op == "<=") return order <= 0;
  return op == ">" ? order > 0 : order >= 0;
}

std::string Lower(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  return text;
}

int Order(auto a, auto b) { return a < b ? -1 : (a == b ? 0 : 1); }

bool TextHolds(const std::string& held, const std::string& op, const std::string& value) {
  if (op == ":") return Lower(held).find(Lower(value)) != std::string::npos;
  // By bytes, as unsigned ones.
  return Related(Order(held.compare(value), 0), op);
}

bool DateHolds(const std::string& held, const std::string& op, const std::string& value) {
  const auto date = ParsePartialDate(held), asked = ParsePartialDate(value);
  if (!date.ok()) return false;
  if (op == "<") return date->last < asked->first;
  if (op == "<=") return date->last <= asked->last;
  if (op == ">") return date->first > asked->last;
  if (op == ">=") return date->first >= asked->first;
  return date->first >= asked->first && date->last <= asked->last;
}

bool FieldHolds(const Message& message, const FieldDescriptor& field, const std::string& op,
                const std::string& value) {
  const auto& r = *message.GetReflection();
  if (field.has_presence() && !r.HasField(message, &field)) return false;
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return RulesOf(field).format == type::v1::FORMAT_PARTIAL_DATE
                 ? DateHolds(r.GetString(message, &field), op, value)
                 : TextHolds(r.GetString(message, &field), op, value);
    case FieldDescriptor::CPPTYPE_BOOL:
      return Related(Order(r.GetBool(message, &field), value == "true"), op);
    case FieldDescriptor::CPPTYPE_ENUM:
      return Related(Order(r.GetEnumValue(message, &field),
                           field.enum_type()->FindValueByName(value)->number()),
                     op);
    case FieldDescriptor::CPPTYPE_INT64:
      return Related(Order(r.GetInt64(message, &field), int64_t{std::stoll(value)}), op);
    default:
      return Related(Order(r.GetInt32(message, &field), std::stoi(value)), op);
  }
}

bool Holds(const Message& message, const std::string& path, const std::string& op,
           const std::string& value) {
  const size_t dot = path.find('.');
  const FieldDescriptor& field = *message.GetDescriptor()->FindFieldByName(path.substr(0, dot));
  const auto& r = *message.GetReflection();
  if (field.message_type() == Timestamp::descriptor()) {
    const auto& time = static_cast<const Timestamp&>(r.GetMessage(message, &field));
    absl::Time asked;
    EXPECT_TRUE(absl::ParseTime(absl::RFC3339_full, value, &asked, nullptr));
    return Related(
        Order(absl::FromUnixSeconds(time.seconds()) + absl::Nanoseconds(time.nanos()), asked), op);
  }
  if (!field.is_repeated()) {
    if (op == "!=") return !Holds(message, path, "=", value);
    return dot == std::string::npos
               ? FieldHolds(message, field, op, value)
               : Holds(r.GetMessage(message, &field), path.substr(dot + 1), op, value);
  }
  for (int i = 0; i < r.FieldSize(message, &field); ++i) {
    if (field.message_type() == nullptr) {
      if (r.GetRepeatedString(message, &field, i) == value) return true;
    } else if (Holds(r.GetRepeatedMessage(message, &field, i), path.substr(dot + 1), op, value)) {
      return true;
    }
  }
  return false;
}

// True where the record holds more than nothing there, in any element of a list.
bool IsThere(const Message& message, const std::string& path) {
  const size_t dot = path.find('.');
  const FieldDescriptor& field = *message.GetDescriptor()->FindFieldByName(path.substr(0, dot));
  const auto& r = *message.GetReflection();
  if (dot == std::string::npos) {
    return field.is_repeated() ? r.FieldSize(message, &field) > 0 : r.HasField(message, &field);
  }
  const std::string rest = path.substr(dot + 1);
  if (!field.is_repeated()) return IsThere(r.GetMessage(message, &field), rest);
  bool any = false;
  for (int i = 0; i < r.FieldSize(message, &field); ++i) {
    any |= IsThere(r.GetRepeatedMessage(message, &field, i), rest);
  }
  return any;
}

// A filter as it is written and as it is meant.
struct Filter {
  std::string text;
  std::function<bool(const Message&)> holds;
};

class FilterRowsTest : public test::ResourcesTest {
 protected:
  using Values = std::vector<std::pair<std::string, std::vector<std::string>>>;

  FilterRowsTest(const std::string& service, const ResourceRegistration& resource, Values values)
      : ResourcesTest(service, {resource}), values_(std::move(values)), random_(seed_) {}

  int Draw(size_t n) { return static_cast<int>(random_() % n); }
  const std::string& Any(const std::vector<std::string>& of) { return of[Draw(of.size())]; }

  // Quoted, with what would end it escaped.
  static std::string Quoted(const std::string& value) {
    std::string quoted = "\"";
    for (const char c : value) {
      if (c == '"' || c == '\\') quoted += '\\';
      quoted += c;
    }
    return quoted + '"';
  }

  Filter Comparison() {
    const auto& [path, values] = values_[Draw(values_.size())];
    if (values.empty() || Draw(4) == 0) {
      return {path + ":*", [path](const Message& m) { return IsThere(m, path); }};
    }
    static const std::vector<std::string> ops = {"=", "!=", "<", "<=", ">", ">=", ":"};
    // A list has a value or has it not.
    const std::string op = path == "tags" ? ":" : Any(ops), value = Any(values);
    return {Concat(path, " ", op, " ", Quoted(value)), [path, op, value](const Message& m) {
              return path.ends_with("_time") && op == "!=" ? !Holds(m, path, "=", value)
                                                           : Holds(m, path, op, value);
            }};
  }

  Filter Drawn(int depth) {
    const int kind = depth == 0 ? 0 : Draw(5);
    if (kind == 0) return Comparison();
    Filter a = Drawn(depth - 1);
    if (kind <= 2) {
      return {Concat(Draw(2) == 0 ? "NOT (" : "-(", a.text, ")"),
              [a](const Message& m) { return !a.holds(m); }};
    }
    Filter b = Drawn(depth - 1);
    const bool both = kind == 3;
    return {Concat("(", a.text, ") ", both ? "AND" : "OR", " (", b.text, ")"),
            [a, b, both](const Message& m) {
              return both ? a.holds(m) && b.holds(m) : a.holds(m) || b.holds(m);
            }};
  }

  // Asks for `filters` filters of all that is kept.
  template <typename Response, typename Request>
  void ExpectAgreement(const std::string& method, int filters) {
    Request request;
    request.set_parent(kParent);
    request.set_page_size(1000);
    const auto all = CallMethod<Response>(method, request);
    ASSERT_THAT(all, IsOk());
    const auto names = [](const Response& response, const auto& keep) {
      std::vector<std::string> kept;
      const auto* field = Response::descriptor()->field(0);
      const auto& r = *response.GetReflection();
      for (int i = 0; i < r.FieldSize(response, field); ++i) {
        const Message& record = r.GetRepeatedMessage(response, field, i);
        if (keep(record))
          kept.push_back(record.GetReflection()->GetString(
              record, record.GetDescriptor()->FindFieldByName("name")));
      }
      return kept;
    };
    for (const char* time : {"create_time", "update_time"}) AddTimes<Response>(*all, time);
    int some = 0;
    for (int i = 0; i < filters; ++i) {
      const Filter filter = Drawn(3);
      request.set_filter(filter.text);
      const auto found = CallMethod<Response>(method, request);
      ASSERT_THAT(found, IsOk()) << filter.text;
      const auto expected = names(*all, filter.holds);
      ASSERT_EQ(names(*found, [](const Message&) { return true; }), expected)
          << filter.text << ", seed " << seed_;
      some += !expected.empty() && expected.size() < names(*all, [](auto&) { return true; }).size();
    }
    EXPECT_GT(some, filters / 10) << "the filters tell nothing apart";
  }

  // The moments at which some of the records were made, and one beside.
  template <typename Response>
  void AddTimes(const Response& all, const char* field) {
    const auto& record =
        all.GetReflection()->GetRepeatedMessage(all, Response::descriptor()->field(0), Draw(10));
    const auto& time = static_cast<const Timestamp&>(
        record.GetReflection()->GetMessage(record, record.GetDescriptor()->FindFieldByName(field)));
    const absl::Time moment =
        absl::FromUnixSeconds(time.seconds()) + absl::Nanoseconds(time.nanos());
    values_.push_back({field,
                       {absl::FormatTime(absl::RFC3339_full, moment, absl::UTCTimeZone()),
                        absl::FormatTime(absl::RFC3339_full, moment + absl::Microseconds(1),
                                         absl::FixedTimeZone(5400))}});
  }

  Values values_;
  const unsigned seed_ = std::random_device()();
  std::mt19937 random_;
};

const std::vector<std::string>& Texts() {
  static const auto& texts = *new std::vector<std::string>{
      "Alpha",       "Alpha ",    "alpha", "Alph", "Alpha\tb", "Alpha  ",   " Alpha",
      "Alpha\u00a0", "B\u00e9ta", "B\"\\", "100%", "a_c",      "\U0001F9EE"};
  return texts;
}
// The last hold, as they are kept in a list, the bytes that the one before is kept as.
const std::vector<std::string>& Tags() {
  static const auto& tags =
      *new std::vector<std::string>{"shared",
                                    "Shared",
                                    "share",
                                    "shared services",
                                    "caf\u00e9",
                                    std::string(65, 'b'),
                                    Concat("A", std::string(65, 'b'), std::string(128, 'c')),
                                    Concat("\n", "ten letter", std::string(183, 'c')),
                                    "ten letter"};
  return tags;
}
const std::vector<std::string>& Dates() {
  static const auto& dates =
      *new std::vector<std::string>{"2009", "2009-03", "2009-03-31", "2009-04", "2010-01-01"};
  return dates;
}

class ProjectFiltersTest : public FilterRowsTest {
 protected:
  ProjectFiltersTest()
      : FilterRowsTest("programme", Keep<Project>(),
                       {{"title", Texts()},
                        {"lead_role", Texts()},
                        {"source.section", Texts()},
                        {"start", Dates()},
                        {"current_end", Dates()},
                        {"percent_complete", {"0", "5", "50"}},
                        {"lifecycle", {"LIFECYCLE_PROPOSED", "LIFECYCLE_UNSPECIFIED"}},
                        {"source", {}},
                        {"tags", Tags()},
                        {"stated_dates", {}},
                        {"stated_dates.source", {}},
                        {"stated_dates.what", Texts()},
                        {"stated_dates.date", Dates()},
                        {"stated_dates.still_to_come", {"true", "false"}}}) {}

  void Create(int number) {
    programme::v1::CreateProjectRequest request;
    request.set_parent(kParent);
    request.set_project_id(Concat("p", 100 + number));
    Project& project = *request.mutable_project();
    const auto draw_date = [this] { return Draw(3) == 0 ? "" : Any(Dates()); };
    project.set_title(Any(Texts()));
    if (Draw(2) == 0) project.set_lead_role(Any(Texts()));
    if (Draw(2) == 0) project.mutable_source()->set_section(Any(Texts()));
    project.set_start(draw_date());
    project.set_current_end(draw_date());
    project.set_percent_complete(std::vector<int>{0, 5, 50}[Draw(3)]);
    project.set_lifecycle(static_cast<Project::Lifecycle>(Draw(3)));
    for (const std::string& tag : Tags()) {
      if (Draw(4) == 0) project.add_tags(tag);
    }
    for (int i = Draw(3); i > 0; --i) {
      auto& date = *project.add_stated_dates();
      date.set_what(Draw(3) == 0 ? "" : Any(Texts()));
      date.set_date(draw_date());
      date.set_still_to_come(Draw(2) == 0);
      if (Draw(3) == 0) date.mutable_source()->set_row(Any(Texts()));
      // An element says something.
      if (date.ByteSizeLong() == 0) date.set_date("2009");
    }
    ASSERT_THAT(CallMethod<Project>("Projects.CreateProject", request), IsOk());
  }
};

TEST_F(ProjectFiltersTest, FindWhatTheyMean) {
  for (int i = 0; i < 60; ++i) Create(i);
  ExpectAgreement<programme::v1::ListProjectsResponse, programme::v1::ListProjectsRequest>(
      "Projects.ListProjects", 600);
}

class ResultFiltersTest : public FilterRowsTest {
 protected:
  ResultFiltersTest()
      : FilterRowsTest("benefits", Keep<ExpectedResult>(),
                       {{"expected", Texts()},
                        {"promised_pence", {"0", "-7", "100"}},
                        {"realised_pence", {"0", "-7", "100"}},
                        {"promised_percent", {"20.00", "20.0"}}}) {}
};

TEST_F(ResultFiltersTest, FindWhatTheyMean) {
  for (int i = 0; i < 40; ++i) {
    benefits::v1::CreateExpectedResultRequest request;
    request.set_parent(kParent);
    request.set_expected_result_id(Concat("r", 100 + i));
    ExpectedResult& result = *request.mutable_expected_result();
    result.set_expected(Any(Texts()));
    const int64_t pence[] = {0, -7, 100};
    if (Draw(2) == 0) result.set_promised_pence(pence[Draw(3)]);
    if (Draw(2) == 0) result.set_realised_pence(pence[Draw(3)]);
    if (Draw(2) == 0) result.set_promised_percent("20.00");
    ASSERT_THAT(CallMethod<ExpectedResult>("ExpectedResults.CreateExpectedResult", request),
                IsOk());
  }
  ExpectAgreement<benefits::v1::ListExpectedResultsResponse,
                  benefits::v1::ListExpectedResultsRequest>("ExpectedResults.ListExpectedResults",
                                                            300);
}

}  // namespace
}  // namespace concordat
