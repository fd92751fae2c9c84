// What registers come to together: rating words, and places in the order of each matrix.
// Scores of different matrices never meet. Pure.
#ifndef CONCORDAT_RISK_SERVICE_ROLL_UP_H_
#define CONCORDAT_RISK_SERVICE_ROLL_UP_H_

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "concordat/risk/v1/risk_roll_up.pb.h"
#include "risk-service/src/facts.h"

namespace concordat::risk {

// A register with the one that it reports into.
struct RegisterNode {
  std::string name;
  std::string title;
  std::string parent;
};

// The registers below one another as they report; one whose parent is not there stands at the
// top.
class RegisterTree {
 public:
  explicit RegisterTree(std::vector<RegisterNode> nodes);

  // Those directly below a register, or at the top where it is empty, by name.
  const std::vector<std::string>& Below(const std::string& name) const;
  // The register and all below it; all where it is empty.
  std::set<std::string> AllOf(const std::string& name) const;
  const std::string& TitleOf(const std::string& name) const;

 private:
  std::map<std::string, RegisterNode, std::less<>> nodes_;
  std::map<std::string, std::vector<std::string>, std::less<>> below_;
};

// The most registers that an answer has.
inline constexpr size_t kMostRegisters = 500;

// Counts the standings of the register that is asked about and all below it. What is above
// appetite and what has moved is counted elsewhere.
v1::RiskRollUp ComposeRollUp(const RegisterTree& tree, const std::string& asked,
                             const StandingsByRegister& standings, const Matrices& matrices);

// Counts what became of risks.
class MovementCounts {
 public:
  explicit MovementCounts(const Matrices& matrices) : matrices_(matrices) {}
  void Add(const RiskOnTwoDays& risk);
  void AddTo(v1::RiskRollUp* roll_up) const;

 private:
  const Matrices& matrices_;
  std::map<v1::MovementKind, int64_t> kinds_;
  // By matrix and the words before and after.
  std::map<std::tuple<std::string, std::string, std::string>, int64_t> moves_;
};

// Every cell of a matrix with what stands in it.
v1::HeatMap ComposeHeatMap(const v1::Matrix& matrix, const std::vector<Standing>& standings);

}  // namespace concordat::risk

#endif  // CONCORDAT_RISK_SERVICE_ROLL_UP_H_
