// The rows of a resource's lists of messages. They are written with the slice
// they belong to and never change, so a slice's key finds the same elements
// whatever has been written since.
#ifndef CONCORDAT_COMMON_RESOURCE_CHILD_ROWS_H_
#define CONCORDAT_COMMON_RESOURCE_CHILD_ROWS_H_

#include <absl/status/status.h>
#include <google/protobuf/message.h>

#include <span>
#include <string>
#include <vector>

#include "common/resource/resource_type.h"
#include "common/sql/bulk.h"
#include "common/sql/mysql.h"

namespace concordat {

// The primary key of a slice in its resource's table.
struct SliceKey {
  std::string name;
  // `YYYY-MM-DD`
  std::string valid_from;
  std::string recorded_by;
  auto operator<=>(const SliceKey&) const = default;
};

// A slice whose lists are to be filled; its message has none yet.
struct KeyedSlice {
  SliceKey key;
  google::protobuf::Message* message = nullptr;
};

// Reads the lists of all slices, kMaxKeys slices in one statement for each child table.
inline constexpr size_t kMaxKeys = 512;
absl::Status ReadChildren(Connection& connection, const std::vector<ChildTable>& children,
                          std::span<const KeyedSlice> slices);

int ElementCount(const ChildTable& child, const google::protobuf::Message& resource);

// `INSERT INTO share_lines (…) VALUES `, and the values of a row for each element.
RowStatement InsertChildren(const ChildTable& child);
void AppendChildRows(const ChildTable& child, const SliceKey& key,
                     const google::protobuf::Message& resource, SqlValues* values);

// Sets the elements of a slice to those that the message has now, as many as are held.
absl::Status UpdateChildren(Connection& connection, const ChildTable& child, const SliceKey& key,
                            const google::protobuf::Message& resource);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_RESOURCE_CHILD_ROWS_H_
