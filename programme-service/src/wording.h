// How lights and money are written in sentences for the board.
#ifndef CONCORDAT_PROGRAMME_SERVICE_WORDING_H_
#define CONCORDAT_PROGRAMME_SERVICE_WORDING_H_

#include <cstdint>
#include <string>

#include "concordat/type/v1/rag.pb.h"

namespace concordat::programme {

// `red`, `amber`, `green` or `no status`.
std::string Light(type::v1::Rag status);

// `£27,000` of 2,700,000 pence; pence are shown where they are not nought.
std::string FormatPounds(int64_t pence);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_WORDING_H_
