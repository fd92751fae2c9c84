#include "programme-service/src/words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "common/base/text.h"

namespace concordat::programme {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(WordsTest, LeavesTheSOfAPluralAway) {
  EXPECT_EQ(WithoutPlural("services"), "service");
  EXPECT_EQ(WithoutPlural("authorities"), "authority");
  EXPECT_EQ(WithoutPlural("contacts"), "contact");
  EXPECT_EQ(WithoutPlural("centres"), "centre");
  for (const char* stays :
       {"business", "bus", "us", "census", "access", "gas", "employees", "it"}) {
    EXPECT_EQ(WithoutPlural(stays), stays);
  }
}

TEST(WordsTest, PartsTextAtMarksAndSymbols) {
  EXPECT_THAT(WordsOf("Customer Contact – Stage 2a: £1.3m/year (people's views)"),
              ElementsAre("customer", "contact", "stage", "2a", "3m", "year", "people", "view"));
  EXPECT_THAT(WordsOf("Council\u2019s \u201cone-stop\u201d"),
              ElementsAre("council", "one", "stop"));
  EXPECT_THAT(WordsOf(""), IsEmpty());
  EXPECT_THAT(WordsOf(" – , a £ 1"), IsEmpty());
}

TEST(WordsTest, WritesOtherLettersAsTheirBytes) {
  EXPECT_THAT(WordsOf("Ynys Môn"), ElementsAre("yny", "m%c3%b4n"));
}

// Whatever the bytes, terms of it can be kept: ASCII, no comma, not too long.
TEST(WordsTest, MakesTermsOfAnyBytes) {
  std::mt19937 random(11);
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (unsigned length = random() % 200; length > 0; --length) {
      text += static_cast<char>(random() % 4 == 0 ? 'a' + random() % 26 : random() % 256);
    }
    for (const std::string& word : WordsOf(text)) {
      EXPECT_TRUE(IsAscii(word) && word.find(',') == std::string::npos && word.size() <= 60)
          << word;
      EXPECT_FALSE(word.empty());
    }
  }
}

}  // namespace
}  // namespace concordat::programme
