#include "gateway/src/imports/csv_reader.h"

#include <set>
#include <utility>

#include "common/base/errors.h"
#include "common/base/text.h"
#include "common/base/utf8.h"

namespace concordat::gateway {
namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  bool AtEnd() const { return at_ == text_.size(); }

  // Reads one record. `columns` names the cells; empty for the header itself.
  absl::Status Record(const std::vector<std::string>& columns, CsvRow* row) {
    row->line = line_;
    for (;;) {
      const std::string column = ColumnName(columns, row->cells.size());
      const int line = line_;
      std::string cell;
      absl::Status status = Cell(column, &cell);
      if (!status.ok()) return status;
      if (cell.size() > kMaxCsvCell) return WrongCell(line, column, "is longer than 64 KiB");
      if (!IsUtf8(cell)) return WrongCell(line, column, "is not UTF-8");
      row->cells.push_back(std::move(cell));
      row->cell_lines.push_back(line);
      if (row->cells.size() > kMaxCsvColumns) {
        return WrongCell(line, Concat(row->cells.size()), "at most 100 columns are read");
      }
      if (TakeLineEnd()) return absl::OkStatus();
      ++at_;  // the comma
    }
  }

  // True for a line with nothing on it, which is no record.
  bool TakeEmptyLine() { return (Ahead('\n') || AheadCrlf()) && TakeLineEnd(); }

 private:
  static std::string ColumnName(const std::vector<std::string>& columns, size_t index) {
    return index < columns.size() ? columns[index] : Concat(index + 1);
  }

  bool Ahead(char c) const { return at_ < text_.size() && text_[at_] == c; }
  bool AheadCrlf() const { return text_.substr(at_).starts_with("\r\n"); }
  bool AtCellEnd() const { return AtEnd() || Ahead(',') || Ahead('\n') || AheadCrlf(); }

  bool TakeLineEnd() {
    if (AtEnd()) return true;
    if (Ahead(',')) return false;
    at_ += Ahead('\n') ? 1 : 2;
    ++line_;
    return true;
  }

  absl::Status Cell(const std::string& column, std::string* cell) {
    if (Ahead('"')) return Quoted(column, cell);
    while (!AtCellEnd()) {
      const char c = text_[at_++];
      if (c == '"') return WrongCell(line_, column, "a quote stands in a cell without quotes");
      if (c == '\r') return WrongCell(line_, column, "a carriage return stands alone");
      *cell += c;
    }
    return absl::OkStatus();
  }

  absl::Status Quoted(const std::string& column, std::string* cell) {
    const int begin = line_;
    for (++at_;; ++at_) {
      if (AtEnd()) return WrongCell(begin, column, "a quote is not closed");
      const char c = text_[at_];
      if (c == '"') {
        ++at_;
        if (!Ahead('"')) break;
      }
      if (c == '\n') ++line_;
      *cell += c;
      if (cell->size() > kMaxCsvCell) {
        return WrongCell(begin, column, "is longer than 64 KiB, or its quote is not closed");
      }
    }
    if (AtCellEnd()) return absl::OkStatus();
    return WrongCell(line_, column, "something follows the closing quote");
  }

  const std::string_view text_;
  size_t at_ = 0;
  int line_ = 1;
};

absl::Status CheckHeader(const std::vector<std::string>& columns) {
  std::set<std::string_view> seen;
  for (size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].empty()) return WrongCell(1, Concat(i + 1), "the column has no name");
    if (!seen.insert(columns[i]).second) return WrongCell(1, columns[i], "the column stands twice");
  }
  return absl::OkStatus();
}

absl::Status CheckWidth(const CsvTable& table, const CsvRow& row) {
  const size_t wanted = table.columns.size();
  if (row.cells.size() == wanted) return absl::OkStatus();
  const bool fewer = row.cells.size() < wanted;
  return WrongCell(row.line, fewer ? table.columns[row.cells.size()] : Concat(wanted + 1),
                   Concat("the row has ", row.cells.size(), " cells, the header ", wanted));
}

}  // namespace

absl::Status WrongCell(int line, std::string_view column, std::string_view description) {
  return InvalidField(Concat("line ", line, ", column ", column), description);
}

absl::StatusOr<CsvTable> ReadCsv(std::string_view text) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  if (text.empty()) return InvalidField("line 1", "the header line is missing");
  Reader reader(text);
  CsvTable table;
  CsvRow header;
  absl::Status status = reader.Record({}, &header);
  if (!status.ok()) return status;
  table.columns = std::move(header.cells);
  status = CheckHeader(table.columns);
  if (!status.ok()) return status;
  while (!reader.AtEnd()) {
    if (reader.TakeEmptyLine()) continue;
    CsvRow row;
    status = reader.Record(table.columns, &row);
    if (status.ok()) status = CheckWidth(table, row);
    if (!status.ok()) return status;
    if (table.rows.size() == kMaxCsvRows) {
      return InvalidField(Concat("line ", row.line), "at most 20000 rows are read");
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace concordat::gateway
