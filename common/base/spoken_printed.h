// How the house says dates that papers print with words around them.
#ifndef CONCORDAT_COMMON_BASE_SPOKEN_PRINTED_H_
#define CONCORDAT_COMMON_BASE_SPOKEN_PRINTED_H_

#include <string>

#include "concordat/type/v1/printed_date.pb.h"

namespace concordat {

// `31 March 2010`, `late January 2010`, `by 18 December 2009`, `March 2010 and beyond`: to stand
// in a table. The words as printed where there is no date; empty where there is nothing.
std::string SpokenPrinted(const type::v1::PrintedDate& printed);

// The same after a verb: `on 31 March 2010`, `in March 2010`, `late in January 2010`.
std::string SpokenWhen(const type::v1::PrintedDate& printed);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_BASE_SPOKEN_PRINTED_H_
