#include "programme-service/src/wording.h"

#include "common/base/text.h"

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
  const std::string digits = Concat(amount / 100);
  std::string pounds = negative ? "-£" : "£";
  for (size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) pounds += ',';
    pounds += digits[i];
  }
  const uint64_t rest = amount % 100;
  return rest == 0 ? pounds : Concat(pounds, rest < 10 ? ".0" : ".", rest);
}

}  // namespace concordat::programme
