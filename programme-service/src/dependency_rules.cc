#include "programme-service/src/dependency_rules.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "common/base/date.h"
#include "common/base/errors.h"
#include "common/base/text.h"
#include "common/resource/resource_index.h"

namespace concordat::programme {
namespace {

using absl::CivilDay;
using v1::Dependency;

bool CanBeTied(const std::string& name) {
  const ResourceType* type = TypeOfName(name);
  return type != nullptr &&
         (type->type() == "concordat.dev/Project" || type->type() == "concordat.dev/Milestone");
}

// Where each waits for the other nothing comes first.
bool IsOrdered(const Tied& tied) { return tied.kind != Dependency::KIND_MUTUAL; }

// Papers say in several places that two things depend on one another; which ends are tied, and
// how far apart, is said once.
bool TiesEnds(const Tied& tied) {
  return IsOrdered(tied) && tied.kind != Dependency::KIND_UNSPECIFIED;
}

bool Overlap(const Tied& a, const Tied& b) { return a.from < b.to && b.from < a.to; }

// The dependencies of a partnership by what comes first.
class Graph {
 public:
  explicit Graph(const std::vector<Tied>& all) {
    size_t count = 0;
    for (const Tied& tied : all) {
      if (!IsOrdered(tied)) continue;
      ++count;
      from_[tied.predecessor].push_back(&tied);
      of_[tied.name].push_back(&tied);
    }
    has_ring_ = count > Ordered(all);
  }

  absl::Status Check(const std::string& name) const {
    const auto found = of_.find(name);
    if (found == of_.end()) return absl::OkStatus();
    for (const Tied* tied : found->second) {
      absl::Status status = CheckOnce(*tied);
      if (status.ok() && has_ring_) status = CheckNoRing(*tied);
      if (!status.ok()) return status;
    }
    return absl::OkStatus();
  }

 private:
  using Edges = std::vector<const Tied*>;

  // How many of them lie on no way that leads into a ring of any days: mostly all.
  size_t Ordered(const std::vector<Tied>& all) const {
    std::unordered_map<std::string_view, int> awaited;
    for (const Tied& tied : all) {
      if (!IsOrdered(tied)) continue;
      awaited.try_emplace(tied.predecessor);
      ++awaited[tied.successor];
    }
    std::vector<std::string_view> free;
    for (const auto& [name, count] : awaited) {
      if (count == 0) free.push_back(name);
    }
    size_t ordered = 0;
    for (size_t next = 0; next < free.size(); ++next) {
      for (const Tied* tied : From(free[next])) {
        ++ordered;
        if (--awaited[tied->successor] == 0) free.push_back(tied->successor);
      }
    }
    return ordered;
  }

  const Edges& From(std::string_view name) const {
    static const Edges& none = *new Edges();
    const auto found = from_.find(name);
    return found == from_.end() ? none : found->second;
  }

  absl::Status CheckOnce(const Tied& tied) const {
    if (!TiesEnds(tied)) return absl::OkStatus();
    for (const Tied* other : From(tied.predecessor)) {
      if (other->name == tied.name || other->successor != tied.successor) continue;
      if (other->kind != tied.kind || !Overlap(*other, tied)) continue;
      return WithFields(
          ErrorWithReason(absl::StatusCode::kAlreadyExists, kDependencyTwice,
                          Concat(other->name, " ties the same two in the same way")),
          {{"dependency.kind", Concat("is that of ", other->name, ", which ties the same two")}});
    }
    return absl::OkStatus();
  }

  // What is in force changes on first days alone.
  absl::Status CheckNoRing(const Tied& tied) const {
    std::set<CivilDay> days;
    if (Way(tied, nullptr, &days).empty()) return absl::OkStatus();
    days.insert(tied.from);
    for (const CivilDay day : days) {
      if (day < tied.from || day >= tied.to) continue;
      const Edges way = Way(tied, &day, nullptr);
      if (!way.empty()) return Refuse(tied, way, day);
    }
    return absl::OkStatus();
  }

  // The dependencies that lead from what waits on this one back to what comes first, on a
  // day or on any; none where there is no such way. Collects the first days of what is met.
  Edges Way(const Tied& tied, const CivilDay* day, std::set<CivilDay>* days) const {
    std::unordered_map<std::string_view, const Tied*> came;
    std::vector<std::string_view> at = {tied.successor};
    for (size_t next = 0; next < at.size(); ++next) {
      for (const Tied* edge : From(at[next])) {
        if (day != nullptr && (*day < edge->from || *day >= edge->to)) continue;
        if (days != nullptr) days->insert(edge->from);
        if (came.emplace(edge->successor, edge).second) at.push_back(edge->successor);
      }
    }
    Edges way;
    if (!came.contains(tied.predecessor)) return way;
    for (std::string_view name = tied.predecessor; name != tied.successor;) {
      way.push_back(came.at(name));
      name = way.back()->predecessor;
    }
    std::ranges::reverse(way);
    return way;
  }

  static absl::Status Refuse(const Tied& tied, const Edges& way, CivilDay day) {
    std::string ring = Concat(tied.predecessor, " → ", tied.successor);
    for (const Tied* edge : way) ring += Concat(" → ", edge->successor);
    const absl::Status status = ErrorWithReason(
        absl::StatusCode::kFailedPrecondition, kDependencyRing,
        Concat(tied.predecessor, " would wait for itself on ", FormatDay(day), ": ", ring));
    return WithFields(status, {{"dependency.successor", ring}});
  }

  std::unordered_map<std::string_view, Edges> from_, of_;
  bool has_ring_ = false;
};

}  // namespace

absl::Status CheckDependency(const Dependency*, Dependency* after) {
  std::vector<FieldViolation> violations;
  constexpr char kWanted[] = "is not the name of a project or of a milestone";
  if (!CanBeTied(after->predecessor())) violations.push_back({"dependency.predecessor", kWanted});
  if (!CanBeTied(after->successor())) violations.push_back({"dependency.successor", kWanted});
  if (violations.empty() && after->predecessor() == after->successor()) {
    violations.push_back({"dependency.successor", "is what it would wait for"});
  }
  return violations.empty() ? absl::OkStatus() : InvalidFields(violations);
}

std::map<std::string, absl::Status> CheckGraph(const std::vector<Tied>& all,
                                               const std::vector<std::string>& names) {
  const Graph graph(all);
  std::map<std::string, absl::Status> found;
  for (const std::string& name : names) found[name] = graph.Check(name);
  return found;
}

}  // namespace concordat::programme
