#include "gateway/src/http/media_type.h"

#include <gmock/gmock.h>

#include "tests/support/status_matchers.h"

namespace concordat::gateway {
namespace {

using test::IsOk;
using testing::Not;

TEST(CheckMediaType, AFileNamesItsColumns) {
  for (const char* right : {"", "text/csv", "Text/CSV; Header=present",
                            "text/csv; charset=utf-8; header=\"present\""}) {
    EXPECT_THAT(CheckMediaType(right, "text/csv"), IsOk()) << right;
  }
  for (const char* wrong : {"text/csv; header=absent", "text/csv;header=\"Absent\"",
                            "text/csv; charset=windows-1252", "text/plain"}) {
    EXPECT_THAT(CheckMediaType(wrong, "text/csv"), Not(IsOk())) << wrong;
  }
}

}  // namespace
}  // namespace concordat::gateway
