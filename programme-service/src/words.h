// The words of a text, alike where they differ in case or number alone. Pure.
#ifndef CONCORDAT_PROGRAMME_SERVICE_SRC_WORDS_H_
#define CONCORDAT_PROGRAMME_SERVICE_SRC_WORDS_H_

#include <string>
#include <string_view>
#include <vector>

namespace concordat::programme {

// The words in their order, each as often as it stands there: runs of letters and figures,
// in small letters, without the s of a plural. Apostrophes are left out, marks and symbols
// part words, and a single character is none. Only ASCII: other letters as `%c3%a9`, the
// bytes of UTF-8, whose case stays as it is.
std::vector<std::string> WordsOf(std::string_view text);

// A word in small letters without the s of a plural, by the S stemmer of Harman, How
// effective is suffixing? (1991): `authorities` is `authority`, `services` is `service`;
// `business`, `us` and what is shorter than four letters stay.
std::string WithoutPlural(std::string word);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_SRC_WORDS_H_
