// Which records have a value among the elements of a list of texts. Such a list is kept as
// its wire bytes, one element after another, each behind its field's number and its length.
#ifndef CONCORDAT_COMMON_RESOURCE_LIST_CONDITION_H_
#define CONCORDAT_COMMON_RESOURCE_LIST_CONDITION_H_

#include <string_view>

#include "common/resource/resource_type.h"
#include "common/sql/sql_part.h"

namespace concordat {

// True for a column that holds a list of texts.
bool IsListOfTexts(const Column& column);

// True where the bytes of such an element may also stand within the text of another, so
// that whatever holds them has to be gone through element by element.
bool MayStandWithin(std::string_view value);

// A condition over the table alias `t`, by bytes. Only records of the partnership are gone
// through, all where it is empty.
SqlPart HasElement(const ResourceType& type, const Column& column, std::string_view value,
                   std::string_view partnership);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_RESOURCE_LIST_CONDITION_H_
