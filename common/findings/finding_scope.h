// What findings are of, and how they are narrowed to what concerns one board.
#ifndef CONCORDAT_COMMON_FINDINGS_FINDING_SCOPE_H_
#define CONCORDAT_COMMON_FINDINGS_FINDING_SCOPE_H_

#include <google/protobuf/repeated_ptr_field.h>

#include <map>
#include <set>
#include <string>

#include "common/findings/findings.h"

namespace concordat {

// Names of the board, its programmes, and their projects and live services;
// empty for everything.
class Scope {
 public:
  Scope() = default;
  explicit Scope(const google::protobuf::RepeatedPtrField<std::string>& names)
      : names_(names.begin(), names.end()) {}

  bool everything() const { return names_.empty(); }
  bool Holds(const std::string& name) const { return everything() || names_.contains(name); }

 private:
  std::set<std::string> names_;
};

// Most works that a finding names.
inline constexpr int kMostWorks = 10;

// Names the projects and live services that each finding is of, in their order: those that
// own a record of it. `owners` gives what a record belongs to; what is neither a project
// nor a live service is left out.
void SetWorks(const std::map<std::string, std::string>& owners, Findings* findings);

// Of one finding, those of the works.
void SetWorks(const std::set<std::string>& works, ledger::v1::Finding* finding);

// Keeps the findings of which a record is in the scope, or is owned by what is.
// `owners` gives what a record belongs to: a live service, a register's subject.
void KeepInScope(const Scope& scope, const std::map<std::string, std::string>& owners,
                 Findings* findings);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_FINDINGS_FINDING_SCOPE_H_
