#include "common/base/utf8.h"

#include <gtest/gtest.h>

namespace concordat {
namespace {

TEST(Utf8, NamesWhereTextBreaks) {
  EXPECT_EQ(ValidUtf8(""), 0u);
  EXPECT_EQ(ValidUtf8("abc"), 3u);
  EXPECT_EQ(ValidUtf8("a\xff"), 1u);
  EXPECT_EQ(ValidUtf8("\xc2\xa3\xe2\x82\xac\x80"), 5u);
  EXPECT_EQ(ValidUtf8("ab\xe2\x82"), 2u);    // cut short
  EXPECT_EQ(ValidUtf8("a\xc2(b"), 1u);       // the second byte is none
  EXPECT_EQ(ValidUtf8("a\xc0\xaf"), 1u);     // overlong
  EXPECT_EQ(ValidUtf8("\xe0\x80\xaf"), 0u);  // overlong
  EXPECT_EQ(ValidUtf8("\xed\xa0\x80"), 0u);  // a surrogate
  EXPECT_EQ(ValidUtf8("\xf4\x90\x80\x80"), 0u);
  EXPECT_TRUE(IsUtf8("\xf0\x9f\x98\x80 \xed\x9f\xbf"));
}

TEST(Utf8, WritesWhatItReads) {
  for (const uint32_t code : {0x41u, 0x7fu, 0x80u, 0x7ffu, 0x800u, 0xffffu, 0x10000u, 0x10ffffu}) {
    std::string text;
    AppendUtf8(code, &text);
    EXPECT_TRUE(IsUtf8(text)) << code;
    EXPECT_FALSE(IsUtf8(text.substr(0, text.size() - 1)) && text.size() > 1) << code;
  }
}

TEST(Utf8, AReadableTextHasAMarkForWhatIsNone) {
  EXPECT_EQ(Readable("£1"), "£1");
  EXPECT_EQ(Readable("a\xffz\xe2\x82"), "a?z??");
  EXPECT_EQ(Readable(""), "");
}

}  // namespace
}  // namespace concordat
