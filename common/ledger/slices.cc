#include "common/ledger/slices.h"

#include <google/protobuf/descriptor.h>

#include <algorithm>
#include <utility>

#include "common/resource/field_rules.h"

namespace concordat {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

std::shared_ptr<Message> Clone(const Message& message) {
  std::shared_ptr<Message> copy(message.New());
  copy->MergeFrom(message);
  return copy;
}

// Makes a slice begin on the day and answers with its place.
size_t SplitAt(Slices& slices, absl::CivilDay day) {
  const auto found =
      std::ranges::find_if(slices, [day](const Slice& s) { return day < s.valid_to; });
  const size_t place = found - slices.begin();
  if (found->valid_from == day) return place;
  Slice second = *found;
  second.valid_from = day;
  found->valid_to = day;
  slices.insert(found + 1, std::move(second));
  return place + 1;
}

void JoinEqualNeighbours(Slices& slices) {
  Slices joined;
  for (Slice& slice : slices) {
    if (!joined.empty() && SameValue(joined.back(), slice)) {
      joined.back().valid_to = slice.valid_to;
    } else {
      joined.push_back(std::move(slice));
    }
  }
  slices = std::move(joined);
}

// The field a path ends in and the two messages that hold it; null where the
// message on the way is absent.
struct Place {
  const FieldDescriptor* field = nullptr;
  const Message* holder = nullptr;
};

Place Find(const Message& message, std::string_view path) {
  const Message* holder = &message;
  for (;;) {
    const size_t dot = path.find('.');
    const FieldDescriptor* field =
        holder->GetDescriptor()->FindFieldByName(std::string(path.substr(0, dot)));
    if (field == nullptr || dot == std::string_view::npos) return {field, holder};
    // An absent message reads as its default instance.
    holder = &holder->GetReflection()->GetMessage(*holder, field);
    path.remove_prefix(dot + 1);
  }
}

Message* MutableHolder(Message* message, std::string_view path) {
  for (size_t dot; (dot = path.find('.')) != std::string_view::npos; path.remove_prefix(dot + 1)) {
    const FieldDescriptor* field =
        message->GetDescriptor()->FindFieldByName(std::string(path.substr(0, dot)));
    message = message->GetReflection()->MutableMessage(message, field);
  }
  return message;
}

}  // namespace

bool SameValue(const Slice& a, const Slice& b) {
  return a.deleted == b.deleted && (a.value == b.value || SameValues(*a.value, *b.value));
}

bool SameSlice(const Slice& a, const Slice& b) {
  return a.valid_from == b.valid_from && a.valid_to == b.valid_to && SameValue(a, b);
}

void CopyPath(const Message& from, std::string_view path, Message* to) {
  const Place source = Find(from, path);
  if (source.field == nullptr) return;
  // Reflection swaps or merges whole messages, so the one field travels in a
  // message of its own.
  std::unique_ptr<Message> carrier(source.holder->New());
  carrier->MergeFrom(*source.holder);
  Message* holder = MutableHolder(to, path);
  holder->GetReflection()->SwapFields(holder, carrier.get(), {source.field});
}

bool SamePath(const Message& a, const Message& b, std::string_view path) {
  const Place left = Find(a, path);
  const Place right = Find(b, path);
  if (left.field == nullptr) return true;
  return SameField(*left.holder, *right.holder, *left.field);
}

Slices ApplyEdit(const Slices& slices, const Edit& edit) {
  Slices next = slices;
  const size_t first = SplitAt(next, edit.effective);
  const Slice replaced = next[first];
  if (edit.deleted.has_value()) {
    for (size_t i = first; i < next.size() && next[i].deleted == replaced.deleted; ++i) {
      next[i].deleted = *edit.deleted;
    }
  }
  std::vector<std::shared_ptr<Message>> changed(next.size());
  for (const std::string& path : edit.paths) {
    for (size_t i = first; i < next.size(); ++i) {
      if (!SamePath(*next[i].value, *replaced.value, path)) break;
      if (SamePath(*next[i].value, *edit.patch, path)) continue;
      if (changed[i] == nullptr) changed[i] = Clone(*next[i].value);
      CopyPath(*edit.patch, path, changed[i].get());
    }
  }
  for (size_t i = first; i < next.size(); ++i) {
    if (changed[i] != nullptr) next[i].value = std::move(changed[i]);
  }
  JoinEqualNeighbours(next);
  return next;
}

Slices MoveStart(const Slices& slices, absl::CivilDay first_day) {
  Slices next;
  for (const Slice& slice : slices) {
    if (slice.valid_to > first_day) next.push_back(slice);
  }
  if (!next.empty()) next.front().valid_from = first_day;
  return next;
}

const Slice* SliceAt(const Slices& slices, absl::CivilDay day) {
  const auto found = std::ranges::find_if(
      slices, [day](const Slice& s) { return s.valid_from <= day && day < s.valid_to; });
  return found == slices.end() ? nullptr : &*found;
}

}  // namespace concordat
