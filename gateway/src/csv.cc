#include "gateway/src/csv.h"

#include <utility>

#include "common/errors.h"
#include "common/text.h"
#include "gateway/src/percent.h"

namespace concordat::gateway {
namespace {

class Reader {
 public:
  Reader(std::string_view text, const CsvLimits& limits) : text_(text), limits_(limits) {}

  absl::StatusOr<std::vector<CsvRecord>> ReadAll() {
    std::vector<CsvRecord> records;
    while (at_ < text_.size()) {
      CsvRecord record{line_, {}};
      absl::Status status = ReadRecord(&record);
      if (!status.ok()) return status;
      const bool blank = record.cells.size() == 1 && record.cells[0].empty();
      if (blank) continue;
      if (!records.empty() && record.cells.size() != records[0].cells.size()) {
        return Wrong(record.line, Concat("has ", record.cells.size(), " cells; the header has ",
                                         records[0].cells.size()));
      }
      if (records.size() > limits_.records) {
        return Wrong(record.line, Concat("a file has at most ", limits_.records, " records"));
      }
      records.push_back(std::move(record));
    }
    return records;
  }

 private:
  static absl::Status Wrong(int line, std::string_view what) {
    return InvalidField(Concat("line ", line), what);
  }

  bool AtLineEnd() const { return at_ == text_.size() || text_[at_] == '\n' || text_[at_] == '\r'; }

  void PassLineEnd() {
    if (at_ < text_.size() && text_[at_] == '\r') ++at_;
    if (at_ < text_.size() && text_[at_] == '\n') ++at_;
    ++line_;
  }

  absl::Status ReadRecord(CsvRecord* record) {
    for (;;) {
      std::string cell;
      const bool quoted = at_ < text_.size() && text_[at_] == '"';
      absl::Status status = quoted ? ReadQuoted(&cell) : ReadPlain(&cell);
      if (!status.ok()) return status;
      if (cell.size() > limits_.cell_bytes) {
        return Wrong(line_, Concat("a cell has at most ", limits_.cell_bytes, " bytes"));
      }
      record->cells.push_back(std::move(cell));
      if (record->cells.size() > limits_.columns) {
        return Wrong(line_, Concat("a record has at most ", limits_.columns, " cells"));
      }
      if (AtLineEnd()) break;
      if (text_[at_] != ',') return Wrong(line_, "text follows a closing quote");
      ++at_;
    }
    PassLineEnd();
    return absl::OkStatus();
  }

  absl::Status ReadPlain(std::string* cell) {
    while (!AtLineEnd() && text_[at_] != ',') {
      if (text_[at_] == '"') return Wrong(line_, "a quote stands within a cell without quotes");
      *cell += text_[at_++];
    }
    return absl::OkStatus();
  }

  absl::Status ReadQuoted(std::string* cell) {
    const int begin = line_;
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] == '"') {
        if (at_ + 1 == text_.size() || text_[at_ + 1] != '"') {
          ++at_;
          return absl::OkStatus();
        }
        ++at_;
      }
      if (text_[at_] == '\n') ++line_;
      *cell += text_[at_];
    }
    return Wrong(begin, "a quote does not end");
  }

  std::string_view text_;
  const CsvLimits limits_;
  size_t at_ = 0;
  int line_ = 1;
};

// Line of the first byte that is no part of UTF-8 text.
int LineOfBrokenText(std::string_view text) {
  int line = 1;
  for (size_t begin = 0; begin < text.size(); ++line) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    if (!IsUtf8(text.substr(begin, end - begin))) return line;
    begin = end + 1;
  }
  return line;
}

}  // namespace

absl::StatusOr<std::vector<CsvRecord>> ParseCsv(std::string_view text, const CsvLimits& limits) {
  if (!IsUtf8(text)) {
    return InvalidField(Concat("line ", LineOfBrokenText(text)), "the text is not UTF-8");
  }
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  return Reader(text, limits).ReadAll();
}

}  // namespace concordat::gateway
