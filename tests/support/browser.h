// A page as a browser shows and prints it.
#ifndef CONCORDAT_TESTS_SUPPORT_BROWSER_H_
#define CONCORDAT_TESTS_SUPPORT_BROWSER_H_

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace concordat::test {

// What tests/data/page_measures.js finds in a page of some width in CSS pixels:
// `broken` words, `wide` elements that have to be scrolled sideways, `width` and
// `length` in pixels. Throws std::runtime_error when the browser tells nothing.
nlohmann::json MeasurePage(const std::string& html, int width);

// The text of each page of paper that a page is printed on, laid out as printed.
std::vector<std::string> PrintPage(const std::string& html);

}  // namespace concordat::test

#endif  // CONCORDAT_TESTS_SUPPORT_BROWSER_H_
