#include "common/ledger/guard.h"

#include <cstdint>
#include <utility>

#include "common/resource/resource_type.h"
#include "common/sql/bulk.h"

namespace concordat {
namespace {

constexpr char kTouch[] = "INSERT INTO guard (name, slot, touched) VALUES ";
constexpr char kAgain[] = " ON DUPLICATE KEY UPDATE touched = touched + 1";

constexpr int64_t kSlots = 8;

// In the order of the rows, so that two writers never wait for one another in a ring.
absl::Status Touch(Connection& connection, const std::set<std::pair<std::string, int64_t>>& rows) {
  SqlValues values;
  for (const auto& [name, slot] : rows) values.insert(values.end(), {name, slot, int64_t{1}});
  return ExecuteRows(connection, {kTouch, 3, kAgain}, std::move(values)).status();
}

// The same for a name wherever it is asked.
int64_t SlotOf(const std::string& name) {
  uint32_t hash = 2166136261;
  for (const unsigned char letter : name) hash = (hash ^ letter) * 16777619;
  return hash % kSlots;
}

}  // namespace

absl::Status GuardParents(Connection& connection, const std::set<std::string>& children) {
  std::set<std::pair<std::string, int64_t>> rows;
  for (const std::string& child : children) {
    const std::string_view parent = ResourceType::ParentOf(child);
    if (!parent.empty()) rows.emplace(parent, SlotOf(child));
  }
  return Touch(connection, rows);
}

absl::Status GuardWhole(Connection& connection, const std::string& name) {
  std::set<std::pair<std::string, int64_t>> rows;
  for (int64_t slot = 0; slot < kSlots; ++slot) rows.emplace(name, slot);
  return Touch(connection, rows);
}

}  // namespace concordat
