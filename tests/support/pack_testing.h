// Board packs of partnership `p` made from parts that a test fills by hand.
#ifndef CONCORDAT_TESTS_SUPPORT_PACK_TESTING_H_
#define CONCORDAT_TESTS_SUPPORT_PACK_TESTING_H_

#include <gmock/gmock.h>

#include <string>

#include "gateway/src/board_pack/board_pack_page.h"
#include "gateway/src/board_pack/sections.h"
#include "tests/support/places.h"
#include "tests/support/status_matchers.h"

namespace concordat::gateway {

inline PackParts PartsOfP() {
  PackParts parts;
  parts.request.set_name("partnerships/p");
  parts.request.set_as_at("2011-06-30");
  return parts;
}

inline v1::BoardPack Taken(PackParts parts) {
  v1::BoardPack pack;
  for (const Section* section : kSections) section->take(&parts, &pack);
  return pack;
}

inline std::string PageOf(const v1::BoardPack& pack) {
  auto page = BoardPackPage::Load(test::InSources("gateway/console"));
  EXPECT_THAT(page, test::IsOk());
  auto html = (*page)->Render(pack);
  EXPECT_THAT(html, test::IsOk());
  return *html;
}

}  // namespace concordat::gateway

#endif  // CONCORDAT_TESTS_SUPPORT_PACK_TESTING_H_
