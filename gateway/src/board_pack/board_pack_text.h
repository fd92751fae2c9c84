// How a board pack words what it holds: days, money, places in a paper.
#ifndef CONCORDAT_GATEWAY_BOARD_PACK_BOARD_PACK_TEXT_H_
#define CONCORDAT_GATEWAY_BOARD_PACK_BOARD_PACK_TEXT_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "concordat/gateway/v1/board_pack.pb.h"
#include "concordat/type/v1/locator.pb.h"

namespace concordat::gateway {

// `30 June 2011`, `June 2011` or `2011`: no more than the date says.
std::string SpokenDate(std::string_view date);

// `£1,106,000`, `−£65,000`, `£4.50`: pence only where there are some.
std::string Pounds(int64_t pence);

// `1,106`, `−65`: whole thousands of pounds, for a table headed £000.
std::string Thousands(int64_t pence);

// True when every sum of the table is a whole number of thousands of pounds.
bool IsInThousands(const v1::FinancialTable& table);

// `Appendix B, Risks, row 10.`; empty when nothing is stated.
std::string Place(const type::v1::Locator& source);

// `Red`, `Amber`, `Green`, `Not reported`.
std::string_view StatusWord(v1::Status status);

// The word in lower case, for a class of the style sheet.
std::string_view StatusClass(v1::Status status);

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_BOARD_PACK_BOARD_PACK_TEXT_H_
