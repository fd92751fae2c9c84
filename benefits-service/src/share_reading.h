// Goes through the lines of all shares in SQL, which are far more than anything else
// that is held: once for what each share has lines of, once for its sums in the years
// that somebody asks about.
#ifndef CONCORDAT_BENEFITS_SERVICE_SHARE_READING_H_
#define CONCORDAT_BENEFITS_SERVICE_SHARE_READING_H_

#include <absl/functional/function_ref.h>
#include <absl/status/status.h>
#include <absl/status/statusor.h>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "benefits-service/src/amount_sums.h"
#include "benefits-service/src/tables.h"
#include "common/findings/finding_scope.h"
#include "concordat/benefits/v1/benefit.pb.h"

namespace concordat::benefits {

// What a share has lines of.
struct ShareOutline {
  std::string name;
  std::string council;
  // The work of its benefit.
  std::string work;
  // The years with more than a forecast, a comma between them, and the first with an
  // actual that is not nought; empty without one.
  std::string years, first_actual_year;
  // A bit for each kind of its lines, and the financial years that they are of.
  int64_t kinds = 0;
  std::string first_year, last_year;
  // Places of the first actuals that are counted to a day to come, and that lack a day
  // or evidence.
  std::optional<int64_t> future, bare;

  std::string_view benefit() const { return ResourceType::ParentOf(name); }
};

// What is asked of them; the rest is left empty.
enum class Outlines {
  kForAll,
  // Not the years, nor the first with an actual.
  kForFindings,
  // Names, works and the first year with an actual.
  kForFirstActuals,
};

// Of all shares with a benefit, in the order of their names.
absl::StatusOr<std::vector<ShareOutline>> ReadShareOutlines(const Records& records, Outlines which);

// The first year with an actual of each piece of work of the scope.
std::map<std::string, std::string> FirstActualYears(const std::vector<ShareOutline>& shares,
                                                    const Scope& scope);

// What a share comes to in each of the years asked about.
struct ShareSums {
  // Name, kind, groups, work and whether it is a cost, no more.
  v1::Benefit benefit;
  std::string share;
  std::string council;
  std::map<std::string, ShareAmounts> years;
};

// Gives the sums of all shares to `on_share`, in the order of the paper; the empty year
// stands for all. Years beyond a few are given in a round of their own.
absl::Status ReadShareSums(const Records& records, const std::set<std::string>& years,
                           absl::FunctionRef<void(const ShareSums&)> on_share);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_SHARE_READING_H_
