#include "common/resource/text_format.h"

#include <algorithm>
#include <map>

#include "common/base/date.h"
#include "common/base/text.h"

namespace concordat {
namespace {

// What a parser of the house says of the text.
template <auto Parse>
std::string SayOf(const std::string& text) {
  const auto parsed = Parse(text);
  return parsed.ok() ? std::string() : std::string(ToStd(parsed.status().message()));
}

// Optional sign, digits, and at most one point with digits on both sides.
bool IsDecimal(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  const auto digits = [](std::string_view part) {
    return !part.empty() && std::ranges::all_of(part, [](char c) { return c >= '0' && c <= '9'; });
  };
  const size_t point = text.find('.');
  return point == std::string_view::npos
             ? digits(text)
             : digits(text.substr(0, point)) && digits(text.substr(point + 1));
}

std::string WrongDecimal(const std::string& text) {
  return IsDecimal(text) ? "" : "is not a decimal number such as 20.00; write no comma and no unit";
}

std::string WrongSha256(const std::string& text) {
  const bool right = text.size() == 64 && std::ranges::all_of(text, [](char c) {
                       return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
                     });
  return right ? "" : "is not 64 lower-case hexadecimal digits";
}

std::string WrongUri(const std::string& text) {
  const bool right = text.starts_with("https://") || text.starts_with("http://");
  return right ? "" : "is not an http or https address";
}

// Printable ASCII without blanks at either end.
std::string WrongRequestId(const std::string& text) {
  const bool printable = std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7f; });
  if (!printable) return "is not printable ASCII";
  return text.front() == ' ' || text.back() == ' ' ? "begins or ends with a blank" : "";
}

std::string WrongText(const std::string& text) {
  const bool control = std::ranges::any_of(text, [](unsigned char c) {
    return (c < 0x20 && c != '\n' && c != '\t' && c != '\r') || c == 0x7f;
  });
  return control ? "has a control character" : "";
}

}  // namespace

const TextFormat& TextFormatOf(type::v1::Format format) {
  static const auto& formats = *new std::map<type::v1::Format, TextFormat>{
      {type::v1::FORMAT_UNSPECIFIED, {"", "", &WrongText}},
      {type::v1::FORMAT_PARTIAL_DATE,
       {"", "^\\d{4}(-\\d{2}(-\\d{2})?)?$", &SayOf<ParsePartialDate>}},
      {type::v1::FORMAT_DAY, {"date", "", &SayOf<ParseDay>}},
      {type::v1::FORMAT_FINANCIAL_YEAR, {"", "^\\d{4}-\\d{2}$", &SayOf<ParseFinancialYear>}},
      {type::v1::FORMAT_DECIMAL, {"", "^[-+]?\\d+(\\.\\d+)?$", &WrongDecimal}},
      {type::v1::FORMAT_SHA256, {"", "^[0-9a-f]{64}$", &WrongSha256}},
      {type::v1::FORMAT_URI, {"uri", "", &WrongUri}},
      {type::v1::FORMAT_REQUEST_ID, {"", "^[!-~]([ -~]*[!-~])?$", &WrongRequestId}},
  };
  return formats.at(format);
}

}  // namespace concordat
