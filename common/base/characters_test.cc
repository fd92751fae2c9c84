#include "common/base/characters.h"

#include <gtest/gtest.h>

#include <string>

namespace concordat {
namespace {

TEST(CharacterCount, CountsCodePoints) {
  EXPECT_EQ(CharacterCount(""), 0U);
  EXPECT_EQ(CharacterCount("£5 — café"), 9U);
  EXPECT_EQ(CharacterCount("\U0001F9EE"), 1U);
}

TEST(IsBlank, IsTrueOfWhatShowsNothing) {
  for (const std::string text :
       {"",       " ",      "\t\r\n", "\u00a0", "\u0085",     "\u1680",        "\u2003",
        "\u2028", "\u202f", "\u205f", "\u3000", "\u200b",     "\u200d",        "\u2060",
        "\ufeff", "\u00ad", "\u3164", "\u2800", "\U000e0020", " \u00a0\u200b "}) {
    EXPECT_TRUE(IsBlank(text)) << testing::PrintToString(text);
  }
}

TEST(IsBlank, IsFalseOfWhatShowsAnything) {
  for (const std::string text : {"a", " - ", "\u200b.", "\u00a1", "\u2010", "\u3001", "\u4e00",
                                 "\U0001F9EE", "\u00e9", "\U000f0000"}) {
    EXPECT_FALSE(IsBlank(text)) << testing::PrintToString(text);
  }
}

}  // namespace
}  // namespace concordat
