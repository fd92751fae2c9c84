// Goes through the lines of all shares, which are far more than anything else that is
// held, once for all that a report asks about them.
#ifndef CONCORDAT_BENEFITS_SERVICE_SHARE_READING_H_
#define CONCORDAT_BENEFITS_SERVICE_SHARE_READING_H_

#include <absl/functional/function_ref.h>
#include <absl/status/status.h>

#include <string>
#include <string_view>
#include <vector>

#include "benefits-service/src/amount_sums.h"
#include "benefits-service/src/tables.h"
#include "concordat/benefits/v1/benefit.pb.h"
#include "concordat/benefits/v1/share.pb.h"

namespace concordat::benefits {

// What a share has in a financial year.
struct ShareYear {
  std::string year;
  ShareAmounts amounts;
  // A bit for each kind of its lines.
  int kinds = 0;
  // An actual that is not nought, whatever the others come to.
  bool has_actual = false;

  bool Has(v1::ShareLine::Kind kind) const { return (kinds & 1 << kind) != 0; }
  // More than a forecast or a target.
  bool is_counted() const {
    return Has(v1::ShareLine::KIND_BUDGET) || Has(v1::ShareLine::KIND_ACTUAL);
  }
};

// What a share comes to.
struct ShareOutline {
  // Name, kind, recurrence, groups, place, work, programme, unit, whether it is a cost, no more.
  v1::Benefit benefit;
  std::string name;
  std::string council;
  // The stricter one of the benefit's and its own.
  type::v1::Marking marking = type::v1::MARKING_UNSPECIFIED;
  // Those that it has lines of, in their order.
  std::vector<ShareYear> years;
  // An actual that is counted to a day to come, or that lacks a day or evidence.
  bool may_lack = false;

  // Null for one that it has no lines of.
  const ShareYear* Of(std::string_view year) const;
};

// True of a line with an actual that may be none yet, over `l`.
SqlPart MayLack(const Records& records);

// Gives all shares with a benefit and lines to `on_share`, in the order of their names.
// Few are held at a time.
absl::Status ReadShares(const Records& records,
                        absl::FunctionRef<void(const ShareOutline&)> on_share);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_SHARE_READING_H_
