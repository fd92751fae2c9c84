// The tables in which papers price regional tasks, and what their lines say of one another.
// Pure.
#ifndef CONCORDAT_BENEFITS_SERVICE_REGIONAL_TABLE_H_
#define CONCORDAT_BENEFITS_SERVICE_REGIONAL_TABLE_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "benefits-service/src/regional_saving.h"
#include "concordat/benefits/v1/regional_task.pb.h"

namespace concordat::benefits {

// The tasks that one paper prices in one programme for the same time.
struct RegionalTable {
  std::string document;
  std::string financial_year;
  std::string from;
  std::string to;
  RegionalSums sums;

  bool IsOf(const v1::RegionalTask& task) const;
  // Of the year, or of a span that it lies in; of every year where it names none.
  bool IsOfYear(std::string_view year) const;
};

// How many councils the lines of each paper reckon with: what is saved and spent, divided by
// the cost alone, is the same whole number in at least three lines and at least half of
// those that have a cost alone.
using CouncilsByDocument = std::map<std::string, int64_t, std::less<>>;

class CouncilVotes {
 public:
  // Lines of a paper that give a number, or none that is whole and from 1 to 100,000.
  void Add(const std::string& document, std::optional<int64_t> councils, int64_t lines);
  CouncilsByDocument Done() const;

  // What a line gives; nothing where it has no cost alone or prints no saving.
  static std::optional<std::optional<int64_t>> Of(const v1::RegionalTask& task);

 private:
  struct Votes {
    int64_t lines = 0;
    std::map<int64_t, int64_t> by_number;
  };
  std::map<std::string, Votes> votes_;
};

// What the rules on regional tasks look at.
struct RegionalFacts {
  std::vector<RegionalTable> tables;
  CouncilsByDocument councils;
  // Printed totals, and tasks whose printed saving may be another, in the order of their names.
  std::vector<v1::RegionalTask> tasks;
};

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_REGIONAL_TABLE_H_
