// What reports and findings know of registers: counts of all open risks, as SQL gives
// them, and of the risks themselves only those that are shown or looked into.
#ifndef CONCORDAT_RISK_SERVICE_FACTS_H_
#define CONCORDAT_RISK_SERVICE_FACTS_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "concordat/risk/v1/matrix.pb.h"
#include "concordat/risk/v1/register.pb.h"
#include "concordat/risk/v1/risk.pb.h"
#include "concordat/risk/v1/treatment.pb.h"

namespace concordat::risk {

// Open risks of one register that stand alike.
struct Standing {
  std::string matrix;
  v1::Assessment current;
  int64_t count = 0;
  // The strictest of theirs.
  type::v1::Marking marking = type::v1::MARKING_UNSPECIFIED;
  // Those that have no owner, and the strictest marking of these.
  int64_t without_owner = 0;
  type::v1::Marking without_owner_marking = type::v1::MARKING_UNSPECIFIED;
};

// By the name of the register.
using StandingsByRegister = std::map<std::string, std::vector<Standing>>;

// The most records that a finding of what some of a register lack names.
inline constexpr size_t kMaxNamed = 10;

// What some of a register lack that others have, as SQL counts it.
struct Lacking {
  // Those that have it and those that do not.
  int64_t having = 0;
  int64_t lacking = 0;
  // The strictest of those that do not.
  type::v1::Marking marking = type::v1::MARKING_UNSPECIFIED;
  // The names of the first of them, at most kMaxNamed, in the register's order.
  std::vector<std::string> names;
};

// By the name of the register.
using LackingByRegister = std::map<std::string, Lacking, std::less<>>;

// What a pass of all actions finds of those that are still to be done.
struct PlannedActions {
  // Names of those that are due, or may be.
  std::vector<std::string> due;
  // Names of the registers that have one without a deadline, against whatever risk.
  std::set<std::string> registers_lacking;
};

// What is asked first of every register.
struct RegisterOutline {
  std::string name;
  // What it is kept for.
  std::string subject;
};

// How a risk stands on a day.
struct Stance {
  std::string matrix;
  v1::Assessment current;
};

// An open risk on two days; nothing where it was not open.
struct RiskOnTwoDays {
  std::string risk;
  std::optional<Stance> before, after;
};

// A register with some of its risks.
struct RegisterBook {
  v1::Register record;
  // Every open risk counts in one of them.
  std::vector<Standing> standings;
  // In the order of their references.
  std::vector<v1::Risk> risks;
  // Of those risks, each in the order of their names.
  std::map<std::string, std::vector<v1::Treatment>> treatments;
};

// By name.
using Matrices = std::map<std::string, v1::Matrix>;

Matrices ByName(std::vector<v1::Matrix> matrices);

// Those that the records name.
template <typename Records>
void AddMatricesOf(const Records& records, std::set<std::string>* names) {
  for (const auto& record : records) {
    if (!record.matrix().empty()) names->insert(record.matrix());
  }
}

// nullptr for no name, and for a matrix that is not there on the day.
const v1::Matrix* FindMatrix(const Matrices& matrices, const std::string& name);

// Puts each risk and treatment into the book of its register, in the order of the
// registers' names. The books count nothing yet.
std::vector<RegisterBook> MakeBooks(std::vector<v1::Register> registers,
                                    std::vector<v1::Risk> risks,
                                    std::vector<v1::Treatment> treatments);

// In the order in which a register is read: `2.` before `10.`.
bool InOrder(const v1::Risk& a, const v1::Risk& b);

// True for an action that is still to be done, whatever its deadline.
bool IsPlanned(const v1::Treatment& treatment);

// True for a risk that can still happen: it counts in totals and on the map.
bool IsOpen(const v1::Risk& risk);

}  // namespace concordat::risk

#endif  // CONCORDAT_RISK_SERVICE_FACTS_H_
