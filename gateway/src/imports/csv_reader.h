// Reads CSV after RFC 4180, strictly: what is not well formed is refused at its
// line and column, never guessed at.
#ifndef CONCORDAT_GATEWAY_IMPORTS_CSV_READER_H_
#define CONCORDAT_GATEWAY_IMPORTS_CSV_READER_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>

#include <string>
#include <string_view>
#include <vector>

namespace concordat::gateway {

inline constexpr size_t kMaxCsvColumns = 100;
inline constexpr size_t kMaxCsvCell = 64 << 10;
inline constexpr size_t kMaxCsvRows = 20'000;

struct CsvRow {
  // Line of the file where the row begins; the header stands on line 1.
  int line = 0;
  // As many as there are columns.
  std::vector<std::string> cells;
  // Where each cell begins, as an editor counts: those before may have several lines.
  std::vector<int> cell_lines;
};

struct CsvTable {
  std::vector<std::string> columns;
  std::vector<CsvRow> rows;
};

// Takes commas, quotes doubled within quotes, line breaks within quotes, LF or
// CRLF, and a byte order mark. INVALID_ARGUMENT names `line N, column X`.
absl::StatusOr<CsvTable> ReadCsv(std::string_view text);

// INVALID_ARGUMENT at a place of the file: `line 3, column title`.
absl::Status WrongCell(int line, std::string_view column, std::string_view description);

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_IMPORTS_CSV_READER_H_
