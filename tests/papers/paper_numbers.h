// The numbers that a paper prints, and whether a record's cell holds one of them.
#ifndef CONCORDAT_TESTS_PAPERS_PAPER_NUMBERS_H_
#define CONCORDAT_TESTS_PAPERS_PAPER_NUMBERS_H_

#include <string>
#include <string_view>
#include <vector>

namespace concordat::test {

// One number of a paper, with what it is printed together with: `£13.2k`, `-65`,
// `26%`, `2010/11`, `21/06/11`, `NI185`; or a word: `seven`, `thirds`.
struct PaperNumber {
  // From 1.
  int line = 0;
  std::string printed;
  // What the line says beside it, at most kBeside bytes each way, cut between characters.
  std::string before;
  std::string after;

  static constexpr size_t kBeside = 40;
};

// In the order of the paper.
std::vector<PaperNumber> NumbersOf(std::string_view paper);

// True for a column that the bundle adds to what the paper says: a record's id, its
// place among others, where it stands in the paper.
bool IsOwn(std::string_view column);

// True when the cell is a figure or date, not words.
bool IsFigure(std::string_view column, std::string_view cell);

// How well a cell of words holds a number: how many bytes around it are the same
// in both, at best. Nought when they are too few to tell, unless the number is all
// that the cell says.
size_t HeldInWords(std::string_view cell, const PaperNumber& number);

// True when a cell of a bundle holds a printed number: within its words, or as the
// figure that its column writes it as: pence for pounds and thousands of them,
// `2010-11` for `2010/11`, `2011-06-21` for `21/06/11`, a day or year within a date.
bool HoldsNumber(std::string_view column, std::string_view cell, const PaperNumber& number);

}  // namespace concordat::test

#endif  // CONCORDAT_TESTS_PAPERS_PAPER_NUMBERS_H_
