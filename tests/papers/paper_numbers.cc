#include "tests/papers/paper_numbers.h"

#include <absl/strings/ascii.h>
#include <absl/strings/numbers.h>
#include <absl/strings/str_replace.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <regex>
#include <utility>

#include "common/base/cut.h"
#include "common/base/text.h"

namespace concordat::test {
namespace {

bool IsDigit(char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); }
bool IsLetter(char c) { return absl::ascii_isalpha(static_cast<unsigned char>(c)); }

constexpr std::string_view kPound = "£";

// Numbers that are printed as words. `single` and `both` are said of what there is,
// `first` and `second` of its order; those are not read.
std::optional<double> ValueOfWord(std::string_view word) {
  static const auto& values = *new std::map<std::string, double, std::less<>>{
      {"nil", 0},          {"zero", 0},        {"half", 0.5},      {"third", 1.0 / 3},
      {"thirds", 1.0 / 3}, {"quarter", 0.25},  {"quarters", 0.25}, {"one", 1},
      {"once", 1},         {"two", 2},         {"twice", 2},       {"couple", 2},
      {"three", 3},        {"four", 4},        {"five", 5},        {"six", 6},
      {"seven", 7},        {"eight", 8},       {"nine", 9},        {"ten", 10},
      {"eleven", 11},      {"twelve", 12},     {"dozen", 12},      {"thirteen", 13},
      {"fourteen", 14},    {"fifteen", 15},    {"sixteen", 16},    {"seventeen", 17},
      {"eighteen", 18},    {"nineteen", 19},   {"twenty", 20},     {"thirty", 30},
      {"forty", 40},       {"fifty", 50},      {"sixty", 60},      {"seventy", 70},
      {"eighty", 80},      {"ninety", 90},     {"hundred", 100},   {"hundreds", 100},
      {"thousand", 1e3},   {"thousands", 1e3}, {"million", 1e6},   {"millions", 1e6},
      {"billion", 1e9}};
  const auto found = values.find(absl::AsciiStrToLower(ToAbsl(word)));
  if (found == values.end()) return std::nullopt;
  return found->second;
}

// Where the letters that a line has from here end.
size_t EndOfWord(std::string_view line, size_t begin) {
  size_t end = begin;
  while (end < line.size() && IsLetter(line[end])) ++end;
  return end;
}

// The end of a number that is printed as a word and begins here; `begin` where none does.
size_t EndOfNumberWord(std::string_view line, size_t begin) {
  if (!IsLetter(line[begin]) ||
      (begin > 0 && (IsLetter(line[begin - 1]) || line[begin - 1] == '\''))) {
    return begin;
  }
  const size_t end = EndOfWord(line, begin);
  return ValueOfWord(line.substr(begin, end - begin)).has_value() ? end : begin;
}

// Where the number around a digit begins: letters, a pound sign or a minus that
// stand against it are printed as one with it.
size_t BeginOf(std::string_view line, size_t digit) {
  size_t begin = digit;
  while (begin > 0 && IsLetter(line[begin - 1])) --begin;
  if (line.substr(0, begin).ends_with(kPound)) begin -= kPound.size();
  const bool minus = begin > 0 && line[begin - 1] == '-';
  const bool alone = begin < 2 || absl::ascii_isspace(static_cast<unsigned char>(line[begin - 2]));
  return minus && alone ? begin - 1 : begin;
}

size_t EndOf(std::string_view line, size_t digit) {
  size_t end = digit;
  while (end < line.size()) {
    const char c = line[end];
    const bool joins = (c == ',' || c == '.' || c == '/') && end + 1 < line.size() &&
                       IsDigit(line[end + 1]) && IsDigit(line[end - 1]);
    if (!IsDigit(c) && !IsLetter(c) && !joins) break;
    ++end;
  }
  return end < line.size() && line[end] == '%' ? end + 1 : end;
}

std::string_view EndCut(std::string_view text) {
  size_t begin = text.size() > PaperNumber::kBeside ? text.size() - PaperNumber::kBeside : 0;
  while (begin < text.size() && (static_cast<unsigned char>(text[begin]) & 0xc0) == 0x80) ++begin;
  return text.substr(begin);
}

// Fewer bytes in common around a number may be chance.
constexpr size_t kEnoughAround = 8;

size_t SharedEnd(std::string_view a, std::string_view b) {
  return std::mismatch(a.rbegin(), a.rend(), b.rbegin(), b.rend()).first - a.rbegin();
}

size_t SharedBegin(std::string_view a, std::string_view b) {
  return std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin();
}

// True when the text before or after a number makes it a part of a longer one.
bool Joins(std::string_view before, std::string_view after) {
  const auto point = [](char c) { return c == '.' || c == ','; };
  const auto sign = [](char c) { return IsDigit(c) || IsLetter(c); };
  const size_t b = before.size();
  return (b > 0 && sign(before[b - 1])) ||
         (b > 1 && point(before[b - 1]) && IsDigit(before[b - 2])) ||
         (!after.empty() && sign(after[0])) ||
         (after.size() > 1 && point(after[0]) && IsDigit(after[1]));
}

struct Figure {
  double value = 0;
  // What it is printed in: thousands, millions.
  double scale = 1;
};

// `£13.2k` is 13.2 thousands, `£2m` and `£2Million` 2 millions, `3months` are 3 and `seven` 7;
// nothing for what is no figure, such as `NI185`.
std::optional<Figure> FigureOf(std::string_view printed) {
  if (const auto word = ValueOfWord(printed); word.has_value()) return Figure{*word, 1};
  std::string text = absl::StrReplaceAll(ToAbsl(printed), {{"£", ""}, {",", ""}, {"%", ""}});
  for (const std::string_view unit : {"months", "weeks", "days", "years", "secs"}) {
    if (text.ends_with(unit)) text.resize(text.size() - unit.size());
  }
  Figure figure;
  for (const auto& [sign, scale] : {std::pair("k", 1e3),
                                    {"K", 1e3},
                                    {"m", 1e6},
                                    {"M", 1e6},
                                    {"million", 1e6},
                                    {"Million", 1e6}}) {
    if (!text.ends_with(sign)) continue;
    figure.scale = scale;
    text.resize(text.size() - std::string_view(sign).size());
  }
  if (!absl::SimpleAtod(text, &figure.value)) return std::nullopt;
  return figure;
}

bool SameAmount(std::string_view column, double cell, const Figure& printed) {
  const double value = printed.value * printed.scale;
  const auto is = [cell](double amount) { return std::abs(cell - amount) < 1e-6; };
  if (column.ends_with("_pence")) return is(value * 100) || is(value * 100'000);
  // The words say which way: `decreased by 60.7%` is -60.7.
  if (column == "change") return std::abs(std::abs(cell) - value) < 1e-6;
  return is(value) || is(printed.value);
}

std::string TwoDigits(const std::string& number) {
  return number.size() < 2 ? "0" + number : number;
}

// What a date or year of a bundle may have been printed as.
bool SameDate(std::string_view cell, std::string_view printed) {
  static const auto& date = *new std::regex(R"((\d{4})-(\d\d)(?:-(\d\d))?)");
  static const auto& slashes = *new std::regex(R"((\d{1,2})[/.](\d{1,2})[/.](?:20)?(\d\d))");
  static const auto& ordinal = *new std::regex(R"((\d{1,2})(?:st|nd|rd|th)?)");
  const std::string held(cell);
  const std::string text(printed);
  std::smatch at;
  std::smatch of;
  if (!std::regex_match(held, at, date)) return false;
  if (at[1] == text) return true;
  if (std::regex_match(text, of, slashes)) {
    return held.substr(2) ==
           Concat(of[3].str(), "-", TwoDigits(of[2].str()), "-", TwoDigits(of[1].str()));
  }
  // A financial year: `2010-11` is also a month, and which one the column says.
  if (text.size() > 5 && text[4] == '/') {
    return held == Concat(text.substr(0, 4), "-", TwoDigits(text.substr(5)));
  }
  if (text.size() == 5 && text[2] == '/' && held.size() == 7) {
    return held.substr(2) == Concat(text.substr(0, 2), "-", text.substr(3));
  }
  return at[3].matched && std::regex_match(text, of, ordinal) &&
         std::stoi(of[1].str()) == std::stoi(at[3].str());
}

// `'09` and `Sep 09` are years of two digits; `9.09` and `of 09` are not.
bool IsShortYear(const PaperNumber& number) {
  static const auto& after_month =
      *new std::regex(R"(\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* ?'?$)");
  return number.printed.size() == 2 && std::ranges::all_of(number.printed, IsDigit) &&
         std::regex_search(number.before, after_month);
}

}  // namespace

std::vector<PaperNumber> NumbersOf(std::string_view paper) {
  std::vector<PaperNumber> numbers;
  int line_number = 0;
  while (!paper.empty()) {
    const size_t length = std::min(paper.find('\n'), paper.size());
    const std::string_view line = paper.substr(0, length);
    paper.remove_prefix(std::min(length + 1, paper.size()));
    ++line_number;
    for (size_t i = 0; i < line.size(); ++i) {
      const size_t word = EndOfNumberWord(line, i);
      if (!IsDigit(line[i]) && word == i) continue;
      const size_t begin = word > i ? i : BeginOf(line, i);
      const size_t end = word > i ? word : EndOf(line, i);
      numbers.push_back({line_number, std::string(line.substr(begin, end - begin)),
                         std::string(EndCut(line.substr(0, begin))),
                         std::string(CutTo(PaperNumber::kBeside, line.substr(end)))});
      i = end;
    }
  }
  return numbers;
}

bool IsOwn(std::string_view column) {
  return column == "id" || column == "name" || column == "parent" || column == "position" ||
         column == "version" || column == "effective_date" ||
         (column.find("source.") != std::string_view::npos && column != "source.section" &&
          column != "source.table" && column != "source.column");
}

bool IsFigure(std::string_view column, std::string_view cell) {
  if (column.find("source.") != std::string_view::npos) return false;
  double value = 0;
  return absl::SimpleAtod(ToAbsl(cell), &value) || SameDate(cell, cell.substr(0, 4));
}

size_t HeldInWords(std::string_view cell, const PaperNumber& number) {
  const std::string_view printed = number.printed;
  if (cell == printed || cell == Concat(printed, ".")) return kEnoughAround;
  size_t best = 0;
  for (size_t at = cell.find(printed); at != std::string_view::npos;
       at = cell.find(printed, at + 1)) {
    const std::string_view before = cell.substr(0, at);
    const std::string_view after = cell.substr(at + printed.size());
    if (Joins(before, after)) continue;
    const size_t shared_before = SharedEnd(before, number.before);
    const size_t shared = shared_before + SharedBegin(after, number.after);
    // A short cell that the paper prints whole: `Stage 1`.
    const bool whole = shared_before > 0 && shared + printed.size() == cell.size();
    best = std::max(best, whole ? std::max(shared, kEnoughAround) : shared);
  }
  return best < kEnoughAround ? 0 : best;
}

bool HoldsNumber(std::string_view column, std::string_view cell, const PaperNumber& number) {
  if (IsOwn(column)) return false;
  if (!IsFigure(column, cell)) return HeldInWords(cell, number) > 0;
  if (SameDate(cell, IsShortYear(number) ? Concat("20", number.printed) : number.printed)) {
    return true;
  }
  double value = 0;
  const std::optional<Figure> figure = FigureOf(number.printed);
  return figure.has_value() && absl::SimpleAtod(ToAbsl(cell), &value) &&
         SameAmount(column, value, *figure);
}

}  // namespace concordat::test
