// Reads CSV strictly by RFC 4180.
#ifndef CONCORDAT_GATEWAY_CSV_H_
#define CONCORDAT_GATEWAY_CSV_H_

#include <absl/status/statusor.h>

#include <string>
#include <string_view>
#include <vector>

namespace concordat::gateway {

struct CsvRecord {
  // Line of the file on which it begins, from 1.
  int line = 0;
  std::vector<std::string> cells;
};

struct CsvLimits {
  size_t records = 50'000;
  size_t columns = 200;
  size_t cell_bytes = 64 << 10;
};

// All records, the header first. INVALID_ARGUMENT names the line of what is
// wrong: a quote that does not end, text after a quote, a record with more or
// fewer cells than the header, text that is not UTF-8. A byte order mark is
// passed over, and so are blank lines.
absl::StatusOr<std::vector<CsvRecord>> ParseCsv(std::string_view text,
                                                const CsvLimits& limits = {});

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_CSV_H_
