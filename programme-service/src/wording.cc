#include "programme-service/src/wording.h"

#include "common/text.h"

namespace concordat::programme {

std::string Light(type::v1::Rag status) {
  switch (status) {
    case type::v1::RAG_RED:
      return "red";
    case type::v1::RAG_AMBER:
      return "amber";
    case type::v1::RAG_GREEN:
      return "green";
    default:
      return "no status";
  }
}

std::string FormatPounds(int64_t pence) {
  const bool negative = pence < 0;
  // Unsigned, so that the least int64 has a positive too.
  const uint64_t amount =
      negative ? uint64_t{0} - static_cast<uint64_t>(pence) : static_cast<uint64_t>(pence);
  std::string pounds = Concat(amount / 100);
  for (int at = static_cast<int>(pounds.size()) - 3; at > 0; at -= 3) pounds.insert(at, 1, ',');
  const std::string cents = Concat(amount % 100);
  return Concat(negative ? "-" : "", "£", pounds,
                amount % 100 == 0 ? "" : Concat(".", cents.size() == 1 ? "0" : "", cents));
}

}  // namespace concordat::programme
