#include "programme-service/src/council_number.h"

#include <algorithm>
#include <utility>

#include "common/base/date.h"

namespace concordat::programme {
namespace {

// For certain: a body abolished in a month is there until the month has ended.
bool HasCeased(const v1::Council& council, absl::CivilDay day) {
  const auto abolished = ParsePartialDate(council.abolished());
  return abolished.ok() && abolished->last <= day;
}

// Those that exist on the day in place of a council that does not. A council that follows
// on itself through others is gone round once.
void AddLiving(const std::string& name, const CouncilsByName& councils, absl::CivilDay day,
               std::set<std::string>* seen, std::set<std::string>* living) {
  std::vector<std::string> open = {name};
  while (!open.empty()) {
    const std::string next = std::move(open.back());
    open.pop_back();
    if (!seen->insert(next).second) continue;
    const auto council = councils.find(next);
    if (council == councils.end() || !HasCeased(council->second, day)) {
      living->insert(next);
    } else {
      const auto& successors = council->second.successors();
      open.insert(open.end(), successors.begin(), successors.end());
    }
  }
}

bool IsOfKinds(const std::string& name, const CouncilsByName& councils, const CouncilKinds& kinds) {
  if (kinds.empty()) return true;
  const auto council = councils.find(name);
  return council != councils.end() && kinds.contains(council->second.kind());
}

// What tells one line of a paper's count from another: kinds in words too.
std::pair<std::string, std::string> LineOf(const v1::CouncilCount& count) {
  std::string kinds;
  for (const int kind : count.kinds()) kinds += static_cast<char>('0' + kind);
  return {kinds, count.kind_text()};
}

// Whether all that the line counts is of the kinds that are asked for.
bool IsAsked(const v1::CouncilCount& count, const CouncilKinds& kinds) {
  if (kinds.empty()) return true;
  return !count.kinds().empty() &&
         std::ranges::all_of(count.kinds(), [&kinds](int kind) { return kinds.contains(kind); });
}

}  // namespace

v1::CouncilNumber CountMembers(const std::set<std::string>& members, const CouncilsByName& councils,
                               const CouncilKinds& kinds, absl::CivilDay day) {
  v1::CouncilNumber number;
  std::set<std::string> counted;
  for (const std::string& member : members) {
    std::set<std::string> seen, living;
    AddLiving(member, councils, day, &seen, &living);
    counted.insert(living.begin(), living.end());
    if (living.contains(member)) continue;
    v1::Reorganised* reorganised = number.add_reorganised();
    reorganised->set_council(member);
    reorganised->set_abolished(councils.at(member).abolished());
    reorganised->mutable_successors()->Assign(living.begin(), living.end());
  }
  for (const std::string& council : counted) {
    if (IsOfKinds(council, councils, kinds)) number.add_councils(council);
  }
  number.set_number(number.councils_size());
  return number;
}

v1::CouncilNumber AddCounts(const std::vector<v1::CouncilCount>& counts, const CouncilKinds& kinds,
                            absl::CivilDay day) {
  std::map<std::pair<std::string, std::string>, std::pair<absl::CivilDay, const v1::CouncilCount*>>
      newest;
  for (const v1::CouncilCount& count : counts) {
    if (!count.has_count() || !IsAsked(count, kinds)) continue;
    const auto as_of = ParsePartialDate(count.as_of().date());
    // Without a date it counts from the day on which the record exists.
    const absl::CivilDay from = as_of.ok() ? as_of->first : absl::CivilDay::min();
    if (from > day) continue;
    auto& kept = newest[LineOf(count)];
    if (kept.second == nullptr || from >= kept.first) kept = {from, &count};
  }
  v1::CouncilNumber number;
  int high = 0;
  bool has_range = false;
  for (const auto& [line, kept] : newest) {
    const v1::CouncilCount& count = *kept.second;
    number.set_number(number.number() + count.count());
    high += count.has_count_high() ? count.count_high() : count.count();
    has_range |= count.has_count_high();
    number.add_counts(count.name());
  }
  if (has_range) number.set_number_high(high);
  std::ranges::sort(*number.mutable_counts());
  return number;
}

}  // namespace concordat::programme
