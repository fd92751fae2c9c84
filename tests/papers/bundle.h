// A sample bundle as its files say, before any service has read it.
#ifndef CONCORDAT_TESTS_PAPERS_BUNDLE_H_
#define CONCORDAT_TESTS_PAPERS_BUNDLE_H_

#include <map>
#include <set>
#include <string>
#include <vector>

namespace concordat::test {

// By the names of the columns.
using Cells = std::map<std::string, std::string>;

// Empty for a column that is not there.
std::string Cell(const Cells& cells, const std::string& column);

// A CSV file of the checkout, `tests/data/x.csv`; throws std::runtime_error with
// the place when it is not well formed.
std::vector<Cells> ReadTable(const std::string& path);

// A record of the bundle: its first row, and those that add list elements to it.
struct Record {
  std::vector<Cells> rows;

  std::string section() const { return Cell(rows[0], "source.section"); }
  std::string table() const { return Cell(rows[0], "source.table"); }
  std::string row() const { return Cell(rows[0], "source.row"); }
  bool Holds(const std::string& text) const;
};

struct Bundle {
  std::string partnership;
  // The day of the paper.
  std::string as_at;
  // `projects`, `risks`.
  std::set<std::string> collections;
  // By their names within the partnership, `registers/programme/risks/risk-01`.
  std::map<std::string, Record> records;

  // The name within the partnership of the record that a row of a collection's file gives.
  std::string NameOf(const Cells& cells, const std::string& collection) const;
};

// What a test of a sample is called: its name without hyphens.
template <typename Info>
std::string SampleName(const Info& sample) {
  std::string name = sample.param;
  std::erase(name, '-');
  return name;
}

// The bundle `samples/NAME`; throws std::runtime_error when a file is not well formed.
Bundle ReadBundle(const std::string& name);

}  // namespace concordat::test

#endif  // CONCORDAT_TESTS_PAPERS_BUNDLE_H_
