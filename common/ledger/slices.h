// The rules of valid time, as pure functions over a resource's slices: what a
// patch, a deletion or a new first day does to the values held over the days.
#ifndef CONCORDAT_COMMON_LEDGER_SLICES_H_
#define CONCORDAT_COMMON_LEDGER_SLICES_H_

#include <absl/time/civil_time.h>
#include <google/protobuf/message.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace concordat {

// No last day.
inline constexpr absl::CivilDay kEndOfTime = absl::CivilDay(9999, 12, 31);

// The values of a resource from `valid_from` up to but not on `valid_to`.
struct Slice {
  absl::CivilDay valid_from;
  absl::CivilDay valid_to = kEndOfTime;
  bool deleted = false;
  std::shared_ptr<const google::protobuf::Message> value;
};

// Slices of one resource, in the order of their days, without gaps, the last
// one without end, no two neighbours alike.
using Slices = std::vector<Slice>;

// The same values, or the same deletion, whatever the days.
bool SameValue(const Slice& a, const Slice& b);
bool SameSlice(const Slice& a, const Slice& b);

// One thing that a write says from a day on: a patch of some fields, or that
// the resource is deleted or is not.
struct Edit {
  absl::CivilDay effective;
  // Values to take, and the field paths (`title`, `source.document`) to take them from.
  const google::protobuf::Message* patch = nullptr;
  std::vector<std::string> paths;
  std::optional<bool> deleted;
};

// Applies an edit: each path, and the deletion, is set in the slice valid at the
// effective day and on through later slices for as long as they still hold the
// value it replaced there. Needs a slice on that day.
Slices ApplyEdit(const Slices& slices, const Edit& edit);

// Moves the first day: earlier, the first slice reaches back; later, what was
// before it is cut off. Answers no slices when nothing would be left.
Slices MoveStart(const Slices& slices, absl::CivilDay first_day);

// The slice valid on a day, nullptr before the first.
const Slice* SliceAt(const Slices& slices, absl::CivilDay day);

// Copies, clears or compares one field by its path.
void CopyPath(const google::protobuf::Message& from, std::string_view path,
              google::protobuf::Message* to);
bool SamePath(const google::protobuf::Message& a, const google::protobuf::Message& b,
              std::string_view path);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_LEDGER_SLICES_H_
