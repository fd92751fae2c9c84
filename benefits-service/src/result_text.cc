#include "benefits-service/src/result_text.h"

#include "common/base/cut.h"
#include "common/base/text.h"

namespace concordat::benefits {

constexpr size_t kMostQuoted = 120;

std::string Quoted(const v1::ExpectedResult& result) {
  const std::string& text = result.expected();
  if (text.size() <= kMostQuoted) return Concat("\"", text, "\"");
  // At a blank where there is one.
  const size_t blank = text.rfind(' ', kMostQuoted);
  return Concat("\"", CutTo(blank == std::string::npos ? kMostQuoted : blank, text), " …\"");
}

}  // namespace concordat::benefits
