// What became of risks between two days. Pure.
#ifndef CONCORDAT_RISK_SERVICE_RISK_MOVEMENT_H_
#define CONCORDAT_RISK_SERVICE_RISK_MOVEMENT_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "concordat/risk/v1/register_report.pb.h"
#include "risk-service/src/facts.h"

namespace concordat::risk {

// Unspecified for a risk that stands as it did.
v1::MovementKind KindOf(const RiskOnTwoDays& risk);

// Counts movements by register, and keeps the names of those with the greatest scores
// on either day; of equal ones the first by name.
class MovementChoice {
 public:
  explicit MovementChoice(size_t most) : most_(most) {}

  // One that stands as it did is not counted.
  void Add(const RiskOnTwoDays& risk);

  // The names that are kept, with what became of each.
  std::map<std::string, v1::MovementKind> Chosen() const;
  // How many there are in a register, kept or not.
  int32_t CountOf(const std::string& register_name) const;

 private:
  const size_t most_;
  // By the score, negative, and the name.
  std::set<std::tuple<int32_t, std::string, v1::MovementKind>> kept_;
  std::map<std::string, int32_t> counts_;
};

// `before` and `after` are nullptr where the risk was not open.
v1::RiskMovement ComposeMovement(v1::MovementKind kind, const v1::Risk* before,
                                 const v1::Risk* after);

// Fills in the rating words of a movement.
void SetRatings(const v1::Risk* before, const v1::Risk* after, const Matrices& matrices,
                v1::RiskMovement* movement);

// Puts movements into the order of their references.
void SortMovements(std::vector<v1::RiskMovement>* movements);

}  // namespace concordat::risk

#endif  // CONCORDAT_RISK_SERVICE_RISK_MOVEMENT_H_
