// Where the records of one list were stated, and what of them was inferred: a reader meets
// a number at the place of each, and under the list what it stands for, each text once.
#ifndef CONCORDAT_GATEWAY_BOARD_PACK_INFERENCES_H_
#define CONCORDAT_GATEWAY_BOARD_PACK_INFERENCES_H_

#include <ctemplate/template.h>

#include <string>
#include <string_view>
#include <vector>

#include "concordat/type/v1/locator.pb.h"

namespace concordat::gateway {

class Inferences {
 public:
  // Where it was stated, with the number of its note: `16.5, inferred (2)`.
  std::string Place(const type::v1::Locator& source);

  // The same in a table whose head says where `table` is, beside a label that begins with
  // the row where that is as printed: no more than these do not say.
  std::string PlaceIn(const type::v1::Locator& table, std::string_view label,
                      const type::v1::Locator& source);

  // Shows INFERRED with the notes, if there are any.
  void Fill(ctemplate::TemplateDictionary* shown) const;

 private:
  std::vector<std::string> notes_;
};

// The section and the table of a place.
type::v1::Locator TableOf(const type::v1::Locator& source);

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_BOARD_PACK_INFERENCES_H_
