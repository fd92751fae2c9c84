#include "common/identity/method_rules.h"

#include <google/protobuf/descriptor_database.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace concordat {
namespace {

using google::protobuf::DescriptorPool;
using google::protobuf::MethodDescriptor;

MethodRules Of(const std::string& method) {
  return RulesOf(
      *DescriptorPool::generated_pool()->FindMethodByName(std::string("concordat.") + method));
}

// Every method of our packages that is linked in.
std::vector<const MethodDescriptor*> AllMethods() {
  std::vector<std::string> files;
  DescriptorPool::internal_generated_database()->FindAllFileNames(&files);
  std::vector<const MethodDescriptor*> methods;
  for (const std::string& name : files) {
    const auto* file = DescriptorPool::generated_pool()->FindFileByName(name);
    if (!file->package().starts_with("concordat.")) continue;
    for (int i = 0; i < file->service_count(); ++i) {
      for (int j = 0; j < file->service(i)->method_count(); ++j) {
        methods.push_back(file->service(i)->method(j));
      }
    }
  }
  return methods;
}

TEST(MethodRules, FillsInWhatAMethodDoesNotState) {
  const MethodRules read = Of("programme.v1.Projects.GetProject");
  EXPECT_EQ(read.access, type::v1::ACCESS_READ);
  EXPECT_EQ(read.deadline, absl::Seconds(30));
  EXPECT_EQ(read.max_body, 1U << 20);
  EXPECT_EQ(read.max_message, 4U << 20);
  EXPECT_TRUE(read.is_public());
  EXPECT_FALSE(read.open);
  EXPECT_FALSE(read.for_peers);
}

TEST(MethodRules, ReadsWhatAMethodStates) {
  const MethodRules file = Of("gateway.v1.Imports.ImportResources");
  EXPECT_EQ(file.access, type::v1::ACCESS_IMPORT);
  EXPECT_EQ(file.deadline, absl::Seconds(120));
  EXPECT_EQ(file.max_body, 32U << 20);
  EXPECT_EQ(file.max_message, 64U << 20);
  const MethodRules rows = Of("ledger.v1.Ledger.ImportResources");
  EXPECT_EQ(rows.access, type::v1::ACCESS_LEDGER_IMPORT);
  EXPECT_EQ(rows.max_message, 64U << 20);
  EXPECT_FALSE(rows.is_public());
  EXPECT_FALSE(rows.for_peers);
  EXPECT_TRUE(Of("ledger.v1.Ledger.ListChanges").for_peers);
  EXPECT_TRUE(Of("gateway.v1.Descriptions.GetOpenApi").open);
}

TEST(MethodRules, AreStatedForEveryMethod) {
  const auto methods = AllMethods();
  EXPECT_GT(methods.size(), 100U);
  for (const MethodDescriptor* method : methods) {
    const MethodRules rules = RulesOf(*method);
    EXPECT_NE(rules.access, type::v1::ACCESS_UNSPECIFIED) << method->full_name();
    EXPECT_GT(rules.deadline, absl::ZeroDuration()) << method->full_name();
    EXPECT_GE(rules.max_message, rules.max_body) << method->full_name();
    // What needs no token reads; what no front serves is open to nobody.
    const bool reads_in_public = rules.access == type::v1::ACCESS_READ && rules.is_public();
    EXPECT_TRUE(!rules.open || reads_in_public) << method->full_name();
  }
}

// The standard methods of the AIPs promise by their names what they do.
TEST(MethodRules, AgreeWithStandardNames) {
  for (const MethodDescriptor* method : AllMethods()) {
    const Access access = RulesOf(*method).access;
    const std::string& name = method->name();
    // Operations are no records: whoever may read may forget what they began.
    const bool of_records = method->service()->full_name() != "concordat.ledger.v1.Operations";
    if (name.starts_with("Get") || name.starts_with("List")) {
      EXPECT_TRUE(access == type::v1::ACCESS_READ || access == type::v1::ACCESS_LEDGER_READ)
          << method->full_name();
    }
    for (const char* verb : {"Create", "Update", "Delete", "Undelete"}) {
      if (of_records && name.starts_with(verb)) {
        EXPECT_EQ(access, type::v1::ACCESS_WRITE) << method->full_name();
      }
    }
  }
}

}  // namespace
}  // namespace concordat
