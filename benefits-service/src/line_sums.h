// What is to be said of the lines of each year, and of works beside their promises: made of
// shares as they come.
#ifndef CONCORDAT_BENEFITS_SERVICE_LINE_SUMS_H_
#define CONCORDAT_BENEFITS_SERVICE_LINE_SUMS_H_

#include <absl/status/status.h>

#include <map>
#include <string>
#include <vector>

#include "benefits-service/src/facts.h"
#include "benefits-service/src/result_sums.h"
#include "benefits-service/src/share_reading.h"
#include "benefits-service/src/tables.h"

namespace concordat::benefits {

class LineSums {
 public:
  // The records must outlive it.
  explicit LineSums(const Records& records) : records_(records) {}

  // Before the first share: what is promised, and of what it is too early to tell.
  void Begin(const std::vector<WorkResults>& results);
  // Shares come benefit by benefit.
  void Add(const ShareOutline& share);
  // Reads the records of which something is to be said.
  absl::Status Read(Facts* facts);

 private:
  // What the benefit that comes has in a year.
  struct Line {
    Pence budget = 0;
    Pence actual = 0;
    int councils_with_budget = 0;
    bool has_joint_budget = false;
    bool has_split_actual = false;
    type::v1::Marking marking = type::v1::MARKING_UNSPECIFIED;
  };
  // What a benefit has in budgets.
  struct Budgets {
    v1::Benefit benefit;
    type::v1::Marking marking = type::v1::MARKING_UNSPECIFIED;
    std::vector<std::pair<std::string, Pence>> years;
  };
  struct Promise {
    Pence promised = 0;
    std::vector<Budgets> budgets;
  };

  void CloseBenefit();
  void AddToYear(const std::string& year, const Line& line);
  void AddToWork(const std::string& work);
  absl::Status ReadYears(Facts* facts);
  absl::Status ReadApart(Facts* facts);
  absl::Status ReadEarly(Facts* facts);

  const Records& records_;
  v1::Benefit open_;
  std::map<std::string, Line> open_years_;
  std::map<std::string, YearLines> years_;
  // By the names of the works.
  std::map<std::string, Promise> promises_;
  std::map<std::string, WorkMoney> early_;
};

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_LINE_SUMS_H_
