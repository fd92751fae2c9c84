// Rules on dependencies: on each alone, and on all of a partnership together.
#ifndef CONCORDAT_PROGRAMME_SERVICE_DEPENDENCY_RULES_H_
#define CONCORDAT_PROGRAMME_SERVICE_DEPENDENCY_RULES_H_

#include <absl/status/status.h>
#include <absl/time/civil_time.h>

#include <map>
#include <string>
#include <vector>

#include "concordat/programme/v1/dependency.pb.h"

namespace concordat::programme {

// Reasons of the errors.
inline constexpr char kDependencyRing[] = "RING";
inline constexpr char kDependencyTwice[] = "DEPENDENCY_EXISTS";

// What comes first and what waits are projects or milestones, and not the same.
absl::Status CheckDependency(const v1::Dependency* before, v1::Dependency* after);

// A dependency as it is on some days, from the first up to and without the last.
struct Tied {
  std::string name, predecessor, successor;
  int kind = 0;
  absl::CivilDay from, to;
};

// For each of the names, which stand among `all`: OK; FAILED_PRECONDITION naming the ring in
// order where on some day what waits would come before itself; ALREADY_EXISTS where on some
// day another dependency of the kind ties the same two. `all` has whatever a way from what
// waits on them leads over.
std::map<std::string, absl::Status> CheckGraph(const std::vector<Tied>& all,
                                               const std::vector<std::string>& names);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_DEPENDENCY_RULES_H_
