// The board pack's page of made-up packs: whatever stands in a partnership's records,
// it stays a page that can be read.
#include <gmock/gmock.h>
#include <google/protobuf/message.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "common/base/text.h"
#include "tests/support/browser.h"
#include "tests/support/pack_testing.h"

namespace concordat::gateway {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;
using nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

// Gives every text the same words, every list two entries and every choice its turn.
class Filler {
 public:
  explicit Filler(std::string text) : text_(std::move(text)) {}

  void Fill(Message* message) {
    const google::protobuf::Descriptor& type = *message->GetDescriptor();
    ++turn_;
    for (int i = 0; i < type.field_count(); ++i) {
      const FieldDescriptor& field = *type.field(i);
      const auto* choice = field.real_containing_oneof();
      if (choice != nullptr && choice->field(turn_ % choice->field_count()) != &field) continue;
      if (field.is_repeated()) {
        FillList(field, message);
      } else {
        FillOne(field, message);
      }
    }
  }

 private:
  // What is checked to be a year or a number when it is written is one.
  const std::string& TextOf(const FieldDescriptor& field) const {
    static const auto& year = *new std::string("2010-11");
    static const auto& number = *new std::string("123456.78");
    return field.name() == "financial_year" ? year : field.name() == "amount" ? number : text_;
  }

  int NextOf(const FieldDescriptor& field) {
    return field.enum_type()->value(++turn_ % field.enum_type()->value_count())->number();
  }

  void FillOne(const FieldDescriptor& field, Message* message) {
    const Reflection& reflection = *message->GetReflection();
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_STRING:
        return reflection.SetString(message, &field, TextOf(field));
      case FieldDescriptor::CPPTYPE_MESSAGE:
        return Fill(reflection.MutableMessage(message, &field));
      case FieldDescriptor::CPPTYPE_ENUM:
        return reflection.SetEnumValue(message, &field, NextOf(field));
      case FieldDescriptor::CPPTYPE_BOOL:
        return reflection.SetBool(message, &field, true);
      case FieldDescriptor::CPPTYPE_INT32:
        return reflection.SetInt32(message, &field, 3);
      case FieldDescriptor::CPPTYPE_INT64:
        return reflection.SetInt64(message, &field, -123'456'789);
      default:
        return;
    }
  }

  void FillList(const FieldDescriptor& field, Message* message) {
    const Reflection& reflection = *message->GetReflection();
    // Keys of a map are all the same here.
    for (int i = 0; i < (field.is_map() ? 1 : 2); ++i) {
      if (field.cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
        reflection.AddString(message, &field, text_);
      } else if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
        Fill(reflection.AddMessage(message, &field));
      } else if (field.cpp_type() == FieldDescriptor::CPPTYPE_INT64) {
        reflection.AddInt64(message, &field, 98'765'432'100);
      } else if (field.cpp_type() == FieldDescriptor::CPPTYPE_ENUM) {
        reflection.AddEnumValue(message, &field, NextOf(field));
      }
    }
  }

  const std::string text_;
  int turn_ = 0;
};

std::string PageFilledWith(const std::string& text) {
  PackParts parts = PartsOfP();
  Filler(text).Fill(&parts.part);
  parts.part.mutable_partnership()->set_title(text);
  return PageOf(Taken(parts));
}

// Unfolds all that is folded.
std::string Unfolded(std::string page) {
  constexpr std::string_view kFolded = "<details";
  for (size_t at = page.find(kFolded); at != std::string::npos;
       at = page.find(kFolded, at + kFolded.size())) {
    page.insert(at + kFolded.size(), " open");
  }
  return page;
}

void ExpectReadable(const std::string& page, const std::string& may_break = "") {
  for (const int width : {400, 768, 1100}) {
    const json measures = test::MeasurePage(Unfolded(page), width);
    EXPECT_THAT(measures["wide"], IsEmpty()) << width << ": " << measures["wide"];
    EXPECT_LE(measures["width"], width);
    for (const std::string word : measures["broken"]) {
      // A path has no other place to be parted at.
      if (word.find("?asAt=") != std::string::npos) continue;
      EXPECT_FALSE(may_break.empty()) << width << ": " << word;
      EXPECT_THAT(word, HasSubstr(may_break)) << width;
    }
  }
}

TEST(OtherPages, WhatIsWrittenAsMarkupIsShownAsWritten) {
  const std::string page =
      PageFilledWith("\"'><script>alert(1)</script><img src=x onerror=alert(2)>{{TITLE}}&amp;");
  EXPECT_THAT(page, HasSubstr("&lt;script&gt;alert(1)"));
  EXPECT_THAT(page, HasSubstr("{{TITLE}}&amp;amp;"));
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_THAT(page, Not(HasSubstr("<img")));
  EXPECT_THAT(page, Not(HasSubstr("\"'>")));
}

TEST(OtherPages, AWordThatFitsNowhereIsBrokenAndNothingElse) {
  ExpectReadable(PageFilledWith(std::string(200, 'W')), "WWW");
}

TEST(OtherPages, WordsThatAreWrittenFromRightToLeftFit) {
  ExpectReadable(PageFilledWith("שירותים משותפים (2011) בברומסגרוב ורדיץ'"));
}

TEST(OtherPages, ATableOfManyCouncilsFits) {
  PackParts parts = PartsOfP();
  benefits::v1::FinancialSummary* money = parts.part.mutable_benefits()->mutable_finances();
  money->set_financial_year("2010-11");
  for (int i = 0; i < 20; ++i) {
    const std::string name = Concat("councils/c", i);
    money->add_councils(name);
    (*parts.part.mutable_titles())[name] = Concat("Wolverhampton Metropolitan Council ", i);
  }
  for (const char* label : {"Payroll", "Everything else"}) {
    auto* row = money->add_rows();
    row->set_label(label);
    row->set_kind(benefits::v1::FinancialRow::KIND_LINE);
    for (int i = 0; i < 20; ++i) row->add_budget_pence(123'456'789'01);
    row->set_actual_pence(123'456'789'01);
  }
  const std::string page = PageOf(Taken(parts));
  ExpectReadable(page);
  for (const std::string& printed : test::PrintPage(page)) {
    if (printed.find("Payroll") == std::string::npos) continue;
    EXPECT_THAT(printed, HasSubstr("Variance"));
  }
}

TEST(OtherPages, AGreatMatrixFits) {
  PackParts parts = PartsOfP();
  risk::v1::RegisterSection* section = parts.part.mutable_risk()->add_registers();
  for (int i = 1; i <= 10; ++i) {
    for (auto* level :
         {section->mutable_matrix()->add_likelihoods(), section->mutable_matrix()->add_impacts()}) {
      level->set_rank(i);
      level->set_name("Catastrophic");
    }
    risk::v1::HeatMapCell* cell = section->add_heat_map();
    cell->set_likelihood(i);
    cell->set_impact(i);
    for (int r = 0; r < 40; ++r) cell->add_references(Concat("R", i, ".", r));
  }
  ExpectReadable(PageOf(Taken(parts)));
}

TEST(OtherPages, ThreeHundredWorksAreShownInPart) {
  PackParts parts = PartsOfP();
  for (auto* works :
       {parts.part.mutable_red(), parts.part.mutable_amber(), parts.part.mutable_rest()}) {
    for (int i = 0; i < 100; ++i) {
      auto* project = works->Add()->mutable_project()->mutable_project();
      project->set_name(Concat("partnerships/p/projects/x", i));
      project->set_title(Concat("Shared service of a long name, number ", i));
      project->set_narrative("All of this goes on.");
    }
  }
  parts.part.mutable_counts()->set_red(150);
  parts.part.mutable_counts()->set_red_left_out(50);
  const std::string page = PageOf(Taken(parts));
  ExpectReadable(page);
  EXPECT_THAT(page, HasSubstr("50 more are left out here"));
}

TEST(OtherPages, APartnershipOfNothingSaysSo) {
  PackParts parts = PartsOfP();
  parts.part.mutable_partnership()->set_title("Nothing yet");
  const std::string page = PageOf(Taken(parts));
  ExpectReadable(page);
  EXPECT_THAT(page, HasSubstr("Nothing was held"));
}

TEST(OtherPages, OfOneKindOnlySayOfTheOthersThatNoneIsHeld) {
  PackParts parts = PartsOfP();
  parts.part.add_rest()->mutable_project()->mutable_project()->set_title("Alone");
  const std::string page = PageOf(Taken(parts));
  for (const char* said :
       {"No figures are recorded", "No register is recorded", "None is recorded"}) {
    EXPECT_THAT(page, HasSubstr(said));
  }
  ExpectReadable(page);
}

}  // namespace
}  // namespace concordat::gateway
