#include "common/resource/field_rules.h"

#include <gtest/gtest.h>

#include "common/resource/resource_type.h"
#include "concordat/benefits/v1/share.pb.h"
#include "concordat/gateway/v1/import.pb.h"
#include "concordat/ledger/v1/ledger.pb.h"
#include "concordat/programme/v1/issue.pb.h"
#include "concordat/programme/v1/project.pb.h"
#include "concordat/risk/v1/matrix.pb.h"
#include "concordat/risk/v1/risk.pb.h"
#include "concordat/risk/v1/treatment.pb.h"

namespace concordat {
namespace {

using programme::v1::Issue;
using programme::v1::Project;

const FieldRules& RulesOf(const google::protobuf::Descriptor* message, const char* field) {
  return concordat::RulesOf(*message->FindFieldByName(field));
}

TEST(FieldRules, HaveTheDefaultsOnce) {
  EXPECT_EQ(RulesOf(Project::descriptor(), "title").max_length, 200);
  EXPECT_EQ(RulesOf(Project::descriptor(), "programme").max_length, kMaxNameLength);
  EXPECT_EQ(RulesOf(Project::descriptor(), "stated_dates").max_items, 100);
  EXPECT_EQ(RulesOf(ledger::v1::ImportResourcesRequest::descriptor(), "rows").max_items, 2000);
}

// The longest: a treatment in a risk in a register in a partnership.
TEST(FieldRules, ANameMayBeAsLongWhereverItStands) {
  EXPECT_EQ(RulesOf(risk::v1::Treatment::descriptor(), "name").max_length, kMaxNameLength);
  using Names = ledger::v1::ResolveReferencesRequest;
  EXPECT_EQ(RulesOf(Names::descriptor(), "names").max_length, kMaxNameLength);
  using Findings = ledger::v1::ListServiceFindingsRequest;
  EXPECT_EQ(RulesOf(Findings::descriptor(), "scope").max_length, kMaxNameLength);
  EXPECT_EQ(RulesOf(Findings::descriptor(), "exempt").max_length, kMaxNameLength);
  using Import = gateway::v1::ImportResourcesRequest;
  EXPECT_EQ(RulesOf(Import::descriptor(), "parent").max_length, kMaxNameLength);
  EXPECT_LT(RulesOf(risk::v1::Level::descriptor(), "name").max_length, kMaxNameLength)
      << "what is no resource has a name of its own";
}

TEST(FieldRules, SayWhatIsStatedBesideTheField) {
  EXPECT_TRUE(RulesOf(Project::descriptor(), "title").required);
  EXPECT_TRUE(RulesOf(Project::descriptor(), "uid").output_only);
  EXPECT_TRUE(RulesOf(Project::descriptor(), "narrative").free_text);
  EXPECT_EQ(RulesOf(Project::descriptor(), "programme").refers_to, "concordat.dev/Programme");
  EXPECT_TRUE(RulesOf(Issue::descriptor(), "project").belongs);
  EXPECT_FALSE(RulesOf(Project::descriptor(), "programme").belongs);
  EXPECT_TRUE(RulesOf(risk::v1::Assessment::descriptor(), "likelihood").bounded);
  EXPECT_EQ(RulesOf(Project::descriptor(), "current_end").format, type::v1::FORMAT_PARTIAL_DATE);
}

TEST(FieldRules, KnowTheEnginesOwnFields) {
  EXPECT_TRUE(IsEngineField(*Project::descriptor()->FindFieldByName("name")));
  EXPECT_TRUE(IsEngineField(*Project::descriptor()->FindFieldByName("effective_from")));
  EXPECT_FALSE(IsEngineField(*Project::descriptor()->FindFieldByName("title")));
  EXPECT_FALSE(IsEngineField(*risk::v1::Level::descriptor()->FindFieldByName("name")))
      << "the name of what is no resource is its own";
}

TEST(SameField, ComparesWhatIsKept) {
  benefits::v1::Share a, b;
  a.add_lines()->set_amount_pence(5);
  b.add_lines()->set_amount_pence(5);
  const auto& lines = *benefits::v1::Share::descriptor()->FindFieldByName("lines");
  EXPECT_TRUE(SameField(a, b, lines));
  EXPECT_TRUE(SameValues(a, b));
  b.mutable_lines(0)->set_amount_pence(6);
  EXPECT_FALSE(SameField(a, b, lines));
  b.add_lines();
  EXPECT_FALSE(SameField(a, b, lines));
}

TEST(UseOf, TellsUnknownFromIgnored) {
  const ResourceType type = *ResourceType::FromDescriptor(Project::descriptor());
  using Use = ResourceType::PathUse;
  EXPECT_EQ(type.UseOf("title"), Use::kWritable);
  EXPECT_EQ(type.UseOf("source.document"), Use::kWritable);
  EXPECT_EQ(type.UseOf("source"), Use::kWritable);
  EXPECT_EQ(type.UseOf("stated_dates"), Use::kWritable);
  EXPECT_EQ(type.UseOf("effective_from"), Use::kWritable);
  EXPECT_EQ(type.UseOf("uid"), Use::kIgnored);
  EXPECT_EQ(type.UseOf("create_time"), Use::kIgnored);
  EXPECT_EQ(type.UseOf("bogus_time"), Use::kUnknown);
  EXPECT_EQ(type.UseOf("source.bogus"), Use::kUnknown);
  EXPECT_EQ(type.UseOf("title.more"), Use::kUnknown);
  EXPECT_EQ(type.UseOf(""), Use::kUnknown);
}

}  // namespace
}  // namespace concordat
