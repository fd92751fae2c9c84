// Lists the numbers of a paper with the record of a bundle that holds each, for
// tests/data: concordat-paper-numbers SAMPLE PAPER > tests/data/SAMPLE-numbers.csv.
// Where it finds no record, what the list says by hand stays: a record or a reason;
// what has neither is told.
#include <absl/strings/ascii.h>
#include <absl/strings/str_replace.h>
#include <absl/strings/str_split.h>

#include <algorithm>
#include <exception>
#include <filesystem>
#include <iostream>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/text.h"
#include "tests/papers/bundle.h"
#include "tests/papers/paper_numbers.h"
#include "tests/support/places.h"
#include "tests/support/temporary_directory.h"

namespace concordat::test {
namespace {

// How many lines above a number the head of its row may stand.
constexpr int kRowReaches = 12;
// Shorter words head many a row.
constexpr size_t kTells = 12;

struct Place {
  std::string record;
  std::string column;
  size_t row = 0;

  auto operator<=>(const Place&) const = default;
};

// A line or a locator as words with single blanks.
std::string Plain(std::string_view text) {
  std::string plain = absl::StrReplaceAll(ToAbsl(text), {{"<p>", " "}, {"</p>", " "}, {"\t", " "}});
  absl::RemoveExtraAsciiWhitespace(&plain);
  return plain;
}

class Holders {
 public:
  Holders(const Bundle& bundle, const std::string& paper)
      : bundle_(bundle), lines_(absl::StrSplit(paper, '\n')) {
    for (std::string& line : lines_) line = Plain(line);
  }

  // The place that most likely was transcribed from the number, the head of its row
  // at most `reach` lines above; an empty record when none holds it. A figure is taken once.
  Place Find(const PaperNumber& number, int reach) {
    Place best;
    size_t best_score = 0;
    for (const auto& [name, record] : bundle_.records) {
      for (size_t row = 0; row < record.rows.size(); ++row) {
        for (const auto& [column, cell] : record.rows[row]) {
          if (!HoldsNumber(column, cell, number)) continue;
          const Place place{name, column, row};
          const size_t score = Score(place, cell, number, reach);
          if (score > best_score) {
            best = place;
            best_score = score;
          }
        }
      }
    }
    if (best_score >= kFigure) taken_.insert(best);
    return best;
  }

 private:
  // More than any text shares.
  static constexpr size_t kFigure = 1000;

  size_t Score(const Place& place, const std::string& cell, const PaperNumber& number,
               int reach) const {
    const Record& record = bundle_.records.at(place.record);
    const bool figure = IsFigure(place.column, cell);
    const bool whole = cell.size() <= number.printed.size() + 1;
    if (!figure && !whole) return HeldInWords(cell, number);
    const size_t near = Near(record, place, number, figure ? reach : 0);
    return near == 0 || taken_.contains(place) ? 0 : kFigure + near;
  }

  // How near above the line the head of a record's row stands; nought when it does not.
  size_t Near(const Record& record, const Place& place, const PaperNumber& number,
              int reach) const {
    // A section's number stands for the heading alone.
    if (place.column == "source.section") {
      return number.before.find_first_not_of(" -") == std::string::npos ? 1 : 0;
    }
    for (int up = 0; up <= reach && up < number.line; ++up) {
      if (Heads(lines_[number.line - up - 1], record, place.row, up)) return kRowReaches - up + 1;
    }
    return 0;
  }

  // True when a line names the row of a record: by the row's own locator, by what
  // else the row says, or, for a record of a whole section, by the section's number.
  static bool Heads(const std::string& line, const Record& record, size_t row, int up) {
    const Cells& cells = record.rows[row];
    const std::string own = Cell(cells, "source.row");
    std::string locator = Plain(own.empty() ? record.row() : own);
    if (locator.empty()) locator = Plain(record.table());
    if (locator.empty()) return line.find(record.section() + " ") < 3;
    if (locator.size() >= kTells && Has(line, locator)) return true;
    if ((absl::ascii_isalpha(locator[0]) || locator.size() > 3) && line.starts_with(locator + " "))
      return true;
    return std::ranges::any_of(cells, [&](const auto& column_cell) {
      const auto& [column, cell] = column_cell;
      if (IsOwn(column) || column.find("source.") != std::string::npos) return false;
      const bool name = up == 0 && cell.size() > 2 && absl::ascii_isupper(cell[0]);
      return (name || cell.size() >= kTells) && !IsFigure(column, cell) &&
             cell.find('/') == std::string::npos && Has(line, Plain(cell));
    });
  }

  static bool Has(const std::string& line, const std::string& text) {
    return line.find(text.substr(0, 40)) != std::string::npos;
  }

  const Bundle& bundle_;
  std::vector<std::string> lines_;
  std::set<Place> taken_;
};

std::string Quoted(std::string_view text) {
  return Concat("\"", absl::StrReplaceAll(ToAbsl(text), {{"\"", "\"\""}}), "\"");
}

// What the list that is there says of each number, by line, number and what stands before it.
std::map<std::string, Cells> ListedBefore(const std::string& list) {
  std::map<std::string, Cells> before;
  if (!std::filesystem::exists(InSources(list))) return before;
  for (const Cells& listed : ReadTable(list)) {
    before[Concat(listed.at("line"), " ", listed.at("printed"), " ", listed.at("before"))] = listed;
  }
  return before;
}

bool IsFigureOf(const Bundle& bundle, const Place& place) {
  if (place.record.empty()) return false;
  const Cells& cells = bundle.records.at(place.record).rows[place.row];
  return IsFigure(place.column, cells.at(place.column));
}

// How many numbers have neither a record nor a reason.
int List(const std::string& sample, const std::string& paper_path) {
  const std::string paper = ReadFile(paper_path);
  const Bundle bundle = ReadBundle(sample);
  const auto listed = ListedBefore(Concat("tests/data/", sample, "-numbers.csv"));
  Holders holders(bundle, paper);
  int open = 0;
  std::cout << "line,printed,before,after,record,column,reason\n";
  const std::vector<PaperNumber> numbers = NumbersOf(paper);
  std::vector<Place> places;
  // What stands in the row itself comes before what its head stands above.
  for (const PaperNumber& number : numbers) places.push_back(holders.Find(number, 0));
  for (size_t i = 0; i < numbers.size(); ++i) {
    const PaperNumber& number = numbers[i];
    if (!IsFigureOf(bundle, places[i])) {
      const Place further = holders.Find(number, kRowReaches);
      if (places[i].record.empty() || IsFigureOf(bundle, further)) places[i] = further;
    }
    Place& place = places[i];
    std::string why;
    const auto said = listed.find(Concat(number.line, " ", number.printed, " ", number.before));
    if (place.record.empty() && said != listed.end()) {
      place = {said->second.at("record"), said->second.at("column")};
      why = said->second.at("reason");
    }
    std::cout << number.line << ',' << Quoted(number.printed) << ',' << Quoted(number.before) << ','
              << Quoted(number.after) << ',' << place.record << ',' << place.column << ','
              << (why.empty() ? "" : Quoted(why)) << '\n';
    if (!place.record.empty() || !why.empty()) continue;
    ++open;
    std::cerr << "line " << number.line << ": " << number.before << '[' << number.printed << ']'
              << number.after << '\n';
  }
  return open;
}

}  // namespace
}  // namespace concordat::test

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "Usage: concordat-paper-numbers SAMPLE PAPER\n";
    return 2;
  }
  try {
    const int open = concordat::test::List(argv[1], argv[2]);
    if (open > 0) std::cerr << open << " numbers have neither a record nor a reason.\n";
    return open > 0 ? 1 : 0;
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 2;
  }
}
