// What was read at one moment, and what of it may be told.
#ifndef CONCORDAT_COMMON_SERVICE_READING_H_
#define CONCORDAT_COMMON_SERVICE_READING_H_

#include <absl/status/statusor.h>

#include <optional>
#include <utility>

#include "common/ledger/read_at.h"

namespace concordat {

// For whoever sees what is exempt, all may be told. For others two readings stand
// side by side: what is composed of the records that are open to them must also be
// true of all records. A sum that an exempt record is part of is not, and would
// give its amount away; nor is "no issue is recorded" where the issue is exempt. So
// only what comes out the same of both is told.
template <typename Facts>
class Reading {
 public:
  // For rules that are tried on facts made by hand.
  explicit Reading(Facts told) : told_(std::move(told)) {}
  Reading(Facts told, Facts all) : told_(std::move(told)), all_(std::move(all)) {}

  // `read` answers the facts as at a ReadAt.
  template <typename Read>
  static absl::StatusOr<Reading> Of(const ReadAt& at, const Read& read) {
    auto told = read(at);
    if (!told.ok()) return told.status();
    if (!at.public_only) return Reading(*std::move(told));
    ReadAt everything = at;
    everything.public_only = false;
    auto all = read(everything);
    if (!all.ok()) return all.status();
    return Reading(*std::move(told), *std::move(all));
  }

  const Facts& told() const { return told_; }
  const Facts& all() const { return all_.has_value() ? *all_ : told_; }
  // True when there are two.
  bool is_narrowed() const { return all_.has_value(); }

  // Changes both in the same way.
  template <typename Change>
  void Apply(const Change& change) {
    change(&told_);
    if (all_.has_value()) change(&*all_);
  }

 private:
  Facts told_;
  std::optional<Facts> all_;
};

}  // namespace concordat

#endif  // CONCORDAT_COMMON_SERVICE_READING_H_
