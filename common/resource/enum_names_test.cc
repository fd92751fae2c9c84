#include "common/resource/enum_names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "concordat/programme/v1/project.pb.h"

namespace concordat {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

const google::protobuf::EnumDescriptor& Values() {
  return *programme::v1::Project::descriptor()->FindFieldByName("lifecycle")->enum_type();
}

TEST(EnumNames, MayLeaveOutWhatAllBeginWith) {
  const std::string& whole = Values().value(1)->name();
  const std::string& zero = Values().value(0)->name();
  const std::string part = whole.substr(zero.rfind("UNSPECIFIED"));
  std::string small = part;
  for (char& c : small) c = c == '_' ? '-' : static_cast<char>(std::tolower(c));
  EXPECT_EQ(FindEnumValue(Values(), whole), Values().value(1));
  EXPECT_EQ(FindEnumValue(Values(), part), Values().value(1));
  EXPECT_EQ(FindEnumValue(Values(), small), Values().value(1));
  EXPECT_EQ(FindEnumValue(Values(), ""), nullptr);
  EXPECT_EQ(FindEnumValue(Values(), "blue"), nullptr);
}

TEST(EnumNames, AnErrorListsThem) {
  const std::string error = NoEnumValue(Values(), "blue");
  EXPECT_THAT(error, StartsWith("\"blue\" is no "));
  for (int i = 0; i < Values().value_count(); ++i) {
    EXPECT_THAT(error, HasSubstr(Values().value(i)->name()));
  }
  // 99 bytes, then a character of two: it is left out, not cut.
  EXPECT_THAT(NoEnumValue(Values(), std::string(99, 'x') + "\xc3\xa9"),
              StartsWith("\"" + std::string(99, 'x') + "\" is no"));
}

}  // namespace
}  // namespace concordat
