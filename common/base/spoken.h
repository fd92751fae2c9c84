// How the house says dates, money, lights and places in sentences and tables:
// one way, whoever speaks.
#ifndef CONCORDAT_COMMON_BASE_SPOKEN_H_
#define CONCORDAT_COMMON_BASE_SPOKEN_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "concordat/type/v1/locator.pb.h"
#include "concordat/type/v1/rag.pb.h"

namespace concordat {

// A true minus sign, as wide as a figure.
inline constexpr char kMinus[] = "−";

// `30 June 2011`, `June 2011` or `2011`: no more than the date says. What is no
// date is said as it stands.
std::string SpokenDate(std::string_view date);

// The same with its word before it: `on 30 June 2011`, `in June 2011`.
std::string SpokenWhen(std::string_view date);

// How much, whatever the sign; the least int64 too.
uint64_t Magnitude(int64_t number);

// `1,106,000`.
std::string Grouped(uint64_t number);

// `£1,106,000`, `−£65,000`, `£4.50`: pence only where there are some.
std::string Pounds(int64_t pence);

// `1,106`, `−65`: whole thousands of pounds, for a table headed £000.
std::string Thousands(int64_t pence);

// `red`, `amber`, `green` or `no status`.
std::string_view Light(type::v1::Rag status);

// `Appendix B, Risks, row 10.`; empty when nothing is stated.
std::string Place(const type::v1::Locator& source);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_BASE_SPOKEN_H_
