// What is held about names that are to be written: their heads, locked, and the
// slices in force. Read in sets; one name is a set of one.
#ifndef CONCORDAT_COMMON_LEDGER_HELD_H_
#define CONCORDAT_COMMON_LEDGER_HELD_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <absl/time/civil_time.h>

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "common/ledger/slices.h"
#include "common/resource/resource_type.h"
#include "common/sql/mysql.h"

namespace concordat {

struct Held {
  bool exists = false;
  std::string uid;
  int64_t revision = 0;
  // Microseconds since 1970.
  int64_t create_time = 0;
  // Slices in force now; of the newest resource of that name.
  Slices slices;
  // Up to this day the name belonged to resources before it.
  absl::CivilDay former_end = absl::CivilDay::min();
};

// Only names that are held stand in it.
using HeldByName = std::map<std::string, Held, std::less<>>;

// Locks the heads of the names, in the order of the names so that two writers never
// wait for one another in a ring. Without slices.
absl::StatusOr<HeldByName> LockHeads(Connection& connection, std::vector<std::string> names);

// Fills in the slices of those of the names that are held, all of the type, with one
// query and one for each list of messages, a bounded number of names at a time.
absl::Status ReadHeldSlices(Connection& connection, const ResourceType& type,
                            const std::vector<std::string>& names, HeldByName* held);

// Both for one name.
absl::StatusOr<Held> LockAndRead(Connection& connection, const ResourceType& type,
                                 const std::string& name);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_LEDGER_HELD_H_
