#include "common/resource/validate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <set>

#include "common/base/text.h"
#include "common/resource/field_rules.h"
#include "common/resource/resource_index.h"
#include "concordat/programme/v1/project.pb.h"
#include "concordat/programme/v1/project_service.pb.h"
#include "concordat/risk/v1/matrix.pb.h"
#include "concordat/risk/v1/matrix_service.pb.h"

namespace concordat {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using programme::v1::Project;
using MessagePtr = std::unique_ptr<Message>;
using testing::Contains;
using testing::ElementsAre;
using testing::Field;
using testing::FieldsAre;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

TEST(FindViolations, NamesTheFieldThatIsTooLong) {
  Project project;
  project.mutable_source()->set_section(std::string(201, 'x'));
  EXPECT_THAT(FindViolations(project, "project"),
              Contains(Field(&FieldViolation::field, "project.source.section")));
}

TEST(FindViolations, RefusesADayThatIsNone) {
  Project project;
  project.set_effective_from("2011-02-29");
  EXPECT_THAT(FindViolations(project), Contains(Field(&FieldViolation::field, "effective_from")));
}

TEST(FindViolations, RefusesUnknownEnumNumbersAndControlCharacters) {
  Project project;
  project.set_marking(static_cast<type::v1::Marking>(77));
  project.mutable_source()->set_row(std::string("a\0b", 3));
  const auto violations = FindViolations(project);
  EXPECT_THAT(violations, Contains(Field(&FieldViolation::field, "marking")));
  EXPECT_THAT(violations, Contains(Field(&FieldViolation::field, "source.row")));
}

TEST(FindViolations, AsksForWhatIsRequired) {
  EXPECT_THAT(FindViolations(programme::v1::GetProjectRequest()),
              Contains(Field(&FieldViolation::field, "name")));
}

TEST(FindViolations, AMomentIsOne) {
  programme::v1::GetProjectRequest request;
  request.set_name("partnerships/p/projects/a");
  const auto wrong = [&request](int64_t seconds, int nanos) {
    request.mutable_as_known_at()->set_seconds(seconds);
    request.mutable_as_known_at()->set_nanos(nanos);
    return !FindViolations(request).empty();
  };
  EXPECT_FALSE(wrong(0, 0) || wrong(-62'135'596'800, 0) || wrong(253'402'300'799, 999'999'999));
  EXPECT_TRUE(wrong(0, -1) && wrong(0, 1'000'000'000));
  EXPECT_TRUE(wrong(-62'135'596'801, 0) && wrong(253'402'300'800, 0));
}

TEST(FindViolations, AResourceWithinARequestMayStandInPart) {
  programme::v1::UpdateProjectRequest request;
  request.mutable_project()->set_reported_status(type::v1::RAG_RED);
  EXPECT_THAT(FindViolations(request), IsEmpty()) << "a patch need not give the title";
  request.mutable_project()->set_title(std::string(201, 'x'));
  request.mutable_project()->add_stated_dates()->set_date("2011-02-29");
  request.mutable_project()->set_uid(std::string(201, 'x'));
  EXPECT_THAT(FindViolations(request),
              UnorderedElementsAre(Field(&FieldViolation::field, "project.title"),
                                   Field(&FieldViolation::field, "project.stated_dates[0].date")))
      << "what only the service sets is not looked at";
}

TEST(FindViolations, ARequiredListHoldsSomething) {
  risk::v1::Matrix matrix;
  EXPECT_THAT(FindViolations(matrix), Contains(Field(&FieldViolation::field, "likelihoods")));
  matrix.add_likelihoods();
  EXPECT_THAT(FindViolations(matrix), Not(Contains(Field(&FieldViolation::field, "likelihoods"))));
}

TEST(FindViolations, LengthIsCountedInCharacters) {
  Project project;
  project.set_title("A");
  for (const std::string& character : {std::string("x"), std::string("\u00e9"),
                                       std::string("\u2014"), std::string("\U0001F9EE")}) {
    project.mutable_source()->clear_section();
    for (int i = 0; i < 200; ++i) *project.mutable_source()->mutable_section() += character;
    EXPECT_THAT(FindViolations(project), IsEmpty()) << character;
    *project.mutable_source()->mutable_section() += character;
    EXPECT_THAT(FindViolations(project),
                ElementsAre(FieldsAre("source.section", "is 201 characters long; at most 200")));
  }
}

TEST(FindViolations, WhatIsRequiredShowsSomething) {
  for (const char* blank : {" ", "\t\n", "\u00a0", "\u200b\u2003", "\ufeff"}) {
    programme::v1::UpdateProjectRequest request;
    request.mutable_project()->set_title(blank);
    EXPECT_THAT(FindViolations(request),
                ElementsAre(FieldsAre("project.title", "holds nothing but blanks")));
    request.mutable_project()->set_title("A");
    request.mutable_project()->set_narrative(blank);
    EXPECT_THAT(FindViolations(request), IsEmpty()) << "may be absent";
  }
}

TEST(FindViolations, WhatAnElementIsKnownByStandsOnce) {
  risk::v1::UpdateMatrixRequest request;
  risk::v1::Matrix& matrix = *request.mutable_matrix();
  for (const auto& [rank, name] : {std::pair(1, "Low"), {2, "High"}, {1, "High"}}) {
    matrix.add_likelihoods()->set_rank(rank);
    matrix.mutable_likelihoods()->rbegin()->set_name(name);
  }
  for (const int impact : {3, 4, 3}) {
    matrix.add_cells()->set_likelihood(2);
    matrix.mutable_cells()->rbegin()->set_impact(impact);
    matrix.add_bands()->set_rating(impact == 3 ? "Amber" : "Red");
    matrix.add_appetites()->set_category(impact == 3 ? "" : "Finance");
    matrix.mutable_appetites()->rbegin()->set_highest_score(impact);
  }
  EXPECT_THAT(
      FindViolations(request),
      ElementsAre(FieldsAre("matrix.likelihoods[2].rank", "1 stands in likelihoods[0] too"),
                  FieldsAre("matrix.likelihoods[2].name", "\"High\" stands in likelihoods[1] too"),
                  FieldsAre("matrix.bands[2].rating", "\"Amber\" stands in bands[0] too"),
                  FieldsAre("matrix.cells[2]", "likelihood 2, impact 3 stands in cells[0] too"),
                  FieldsAre("matrix.appetites[2].category", "\"\" stands in appetites[0] too")));
}

TEST(FindViolations, AKeyOfARequestIsPrintableAndHasABound) {
  programme::v1::CreateProjectRequest request;
  request.mutable_project();
  request.set_parent("partnerships/p");
  for (const std::string& right : {std::string(100, 'x'), std::string("a b~!")}) {
    request.set_request_id(right);
    EXPECT_THAT(FindViolations(request), IsEmpty()) << right;
  }
  for (const std::string& wrong :
       {std::string(101, 'x'), std::string("a "), std::string(" a"), std::string("\u00e9"),
        std::string("a\tb"), std::string("a\x7f")}) {
    request.set_request_id(wrong);
    EXPECT_THAT(FindViolations(request), ElementsAre(Field(&FieldViolation::field, "request_id")));
  }
}

// Each list in each record, however deep, with a record that it stands in.
using VisitList = std::function<void(const Message& record, const FieldDescriptor& list,
                                     const std::string& path, Message* holder)>;
void ForEachList(const VisitList& visit) {
  for (const ResourceType& type : LinkedResourceTypes()) {
    const std::function<void(const std::string&, const std::function<Message*(Message*)>&,
                             const Descriptor&)>
        within = [&](const std::string& prefix, const std::function<Message*(Message*)>& holder_of,
                     const Descriptor& message) {
          for (int i = 0; i < message.field_count(); ++i) {
            const FieldDescriptor& field = *message.field(i);
            const std::string path = Concat(prefix, prefix.empty() ? "" : ".", field.name());
            const Descriptor* inner = field.message_type();
            if (inner != nullptr && inner->file()->package() == "google.protobuf") continue;
            if (field.is_repeated()) {
              const MessagePtr record = type.NewMessage();
              visit(*record, field, path, holder_of(record.get()));
            } else if (inner != nullptr) {
              within(
                  path,
                  [&](Message* record) {
                    Message* holder = holder_of(record);
                    return holder->GetReflection()->MutableMessage(holder, &field);
                  },
                  *inner);
            }
          }
        };
    within("", [](Message* record) { return record; }, *type.descriptor());
  }
}

std::set<std::string> FieldsOf(const std::vector<FieldViolation>& violations) {
  std::set<std::string> fields;
  for (const FieldViolation& wrong : violations) fields.insert(wrong.field);
  return fields;
}

TEST(FindViolations, EachElementOfAListSaysSomething) {
  int lists = 0;
  ForEachList([&](const Message& record, const FieldDescriptor& list, const std::string& path,
                  Message* holder) {
    if (list.message_type() != nullptr) {
      holder->GetReflection()->AddMessage(holder, &list);
    } else if (list.cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
      holder->GetReflection()->AddString(holder, &list, " ");
    } else if (list.cpp_type() == FieldDescriptor::CPPTYPE_ENUM) {
      holder->GetReflection()->AddEnumValue(holder, &list, 0);
    }
    ++lists;
    bool named = false;
    for (const std::string& field : FieldsOf(FindViolations(record))) {
      named |= field.starts_with(path + "[0]");
    }
    EXPECT_TRUE(named) << record.GetTypeName() << " " << path;
  });
  EXPECT_GT(lists, 10);
  programme::v1::UpdateProjectRequest request;
  request.mutable_project()->add_stated_dates();
  request.mutable_project()->add_stated_dates()->mutable_source();
  request.mutable_project()->add_tags("");
  EXPECT_THAT(FindViolations(request),
              ElementsAre(FieldsAre("project.stated_dates[0]", "says nothing"),
                          FieldsAre("project.stated_dates[1]", "says nothing"),
                          FieldsAre("project.tags[0]", "holds nothing but blanks")));
}

// Sentences may be repeated; what is one of a set stands in it once.
TEST(FindViolations, AListOfValuesHoldsEachOnce) {
  int sets = 0, prose = 0;
  ForEachList([&](const Message& record, const FieldDescriptor& list, const std::string& path,
                  Message* holder) {
    if (list.message_type() != nullptr) return;
    std::string first = "\"a/b\"";
    if (list.cpp_type() == FieldDescriptor::CPPTYPE_ENUM) {
      first = list.enum_type()->FindValueByNumber(1)->name();
      for (const int value : {1, 2, 1}) holder->GetReflection()->AddEnumValue(holder, &list, value);
    } else {
      ASSERT_EQ(list.cpp_type(), FieldDescriptor::CPPTYPE_STRING) << path;
      for (const char* value : {"a/b", "a/c", "a/b"}) {
        holder->GetReflection()->AddString(holder, &list, value);
      }
    }
    const auto violations = FindViolations(record);
    const auto twice =
        FieldsAre(path + "[2]", Concat(first, " stands in ", list.name(), "[0] too"));
    if (RulesOf(list).free_text) {
      EXPECT_THAT(violations, Not(Contains(twice))) << record.GetTypeName();
      ++prose;
    } else {
      EXPECT_THAT(violations, Contains(twice)) << record.GetTypeName();
      ++sets;
    }
  });
  EXPECT_GT(sets, 5);
  EXPECT_GT(prose, 3);
}

// Every field of every record, however deep, that must be given.
void EachRequired(const Descriptor& message, const std::string& prefix,
                  std::vector<std::string>* paths) {
  for (int i = 0; i < message.field_count(); ++i) {
    const FieldDescriptor& field = *message.field(i);
    const std::string path =
        Concat(prefix, prefix.empty() ? "" : ".", field.name(), field.is_repeated() ? "[0]" : "");
    if (RulesOf(field).required) paths->push_back(path);
    const Descriptor* inner = field.message_type();
    if (inner != nullptr && inner->file()->package() != "google.protobuf") {
      EachRequired(*inner, path, paths);
    }
  }
}

// One element in each list and a message in each field that holds one; else nothing.
void AddEmpty(Message* message) {
  const auto& reflection = *message->GetReflection();
  for (int i = 0; i < message->GetDescriptor()->field_count(); ++i) {
    const FieldDescriptor* field = message->GetDescriptor()->field(i);
    if (field->message_type() == nullptr) continue;
    if (field->message_type()->file()->package() == "google.protobuf") continue;
    AddEmpty(field->is_repeated() ? reflection.AddMessage(message, field)
                                  : reflection.MutableMessage(message, field));
  }
}

TEST(FindViolations, AsksForAllThatIsRequiredHoweverDeep) {
  int asked = 0;
  for (const ResourceType& type : LinkedResourceTypes()) {
    const MessagePtr whole = type.NewMessage();
    AddEmpty(whole.get());
    std::set<std::string> named;
    for (const FieldViolation& wrong : FindViolations(*whole)) named.insert(wrong.field);
    std::vector<std::string> required;
    EachRequired(*type.descriptor(), "", &required);
    for (const std::string& path : required) {
      // A list has its one element here; without it is told below.
      if (path.ends_with("[0]")) continue;
      EXPECT_TRUE(named.contains(path)) << type.noun() << " " << path;
      ++asked;
    }
    named.clear();
    for (const FieldViolation& wrong : FindViolations(*type.NewMessage())) {
      named.insert(wrong.field);
    }
    for (std::string path : required) {
      if (path.find('.') != std::string::npos) continue;
      if (path.ends_with("[0]")) path.resize(path.size() - 3);
      EXPECT_TRUE(named.contains(path)) << type.noun() << " " << path;
      ++asked;
    }
  }
  EXPECT_GT(asked, 10);
}

TEST(FieldRules, NamesOfDistinctFieldsAreThere) {
  int lists = 0;
  for (const ResourceType& type : LinkedResourceTypes()) {
    for (const ChildTable& list : type.children()) {
      for (const auto& fields : RulesOf(*list.path.back()).distinct) {
        EXPECT_THAT(fields, Not(Contains(nullptr))) << list.name;
        ++lists;
      }
    }
  }
  EXPECT_GT(lists, 0);
}

TEST(ClearOutputOnly, TakesOutWhatOnlyTheServiceSets) {
  Project project;
  project.set_uid("mine");
  project.mutable_create_time()->set_seconds(1);
  project.mutable_source();
  project.set_marking(type::v1::MARKING_PUBLIC);
  ClearOutputOnly(&project);
  EXPECT_TRUE(project.uid().empty());
  EXPECT_FALSE(project.has_create_time());
  EXPECT_FALSE(project.has_source());
  EXPECT_EQ(project.marking(), type::v1::MARKING_PUBLIC);
}

}  // namespace
}  // namespace concordat
