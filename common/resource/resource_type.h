// What the descriptor of a resource says about it: its names, its table and
// columns, what it refers to. Built once at start for each resource.
#ifndef CONCORDAT_COMMON_RESOURCE_RESOURCE_TYPE_H_
#define CONCORDAT_COMMON_RESOURCE_RESOURCE_TYPE_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace concordat {

using FieldPath = std::vector<const google::protobuf::FieldDescriptor*>;

// How a field is held in SQL.
enum class ColumnKind {
  kText,         // string, VARCHAR or TEXT by its bound
  kPartialDate,  // string beside <name>_first and <name>_last, both DATE
  kInteger,      // int32, int64, uint32, bool, enum: BIGINT
  kTimestamp,    // google.protobuf.Timestamp: microseconds, BIGINT
  kWire,         // repeated fields, maps: the wire bytes of the field alone, MEDIUMBLOB
};

struct Column {
  std::string name;
  ColumnKind kind;
  // From the resource's message down to the field.
  FieldPath path;
  // Field path as in a field mask: `source.document`.
  std::string field;
  // Definition in SQL without the name: `VARCHAR(200) NOT NULL`.
  std::string definition;
};

class ResourceType {
 public:
  // INVALID_ARGUMENT when the message is not a resource that can be kept.
  static absl::StatusOr<ResourceType> FromDescriptor(
      const google::protobuf::Descriptor* descriptor);

  const google::protobuf::Descriptor* descriptor() const { return descriptor_; }
  // `concordat.dev/Project`
  const std::string& type() const { return type_; }
  // `Project`, `project`, `projects`, `project` (table and field)
  const std::string& noun() const { return descriptor_->name(); }
  const std::string& singular() const { return singular_; }
  const std::string& collection() const { return collection_; }
  const std::string& table() const { return table_; }
  // Segments of the pattern: `partnerships`, `{partnership}`, `projects`, `{project}`.
  const std::vector<std::string>& pattern() const { return pattern_; }
  const std::vector<Column>& columns() const { return columns_; }

  // The columns as a select list over the table alias `t`.
  const std::string& select_list() const { return select_list_; }

  // True when `name` has the form of the pattern with well-formed ids.
  bool Matches(std::string_view name) const;
  // Parent of a name of this type: everything before the last two segments.
  static std::string_view ParentOf(std::string_view name);
  static std::string_view IdOf(std::string_view name);
  // `bromsgrove-redditch` of `partnerships/bromsgrove-redditch/…`; empty for global resources.
  static std::string_view PartnershipOf(std::string_view name);

  std::unique_ptr<google::protobuf::Message> NewMessage() const;

 private:
  const google::protobuf::Descriptor* descriptor_ = nullptr;
  std::string type_, singular_, collection_, table_, select_list_;
  std::vector<std::string> pattern_;
  std::vector<Column> columns_;
};

// True for 1 to 63 lower-case letters, digits and inner hyphens.
bool IsResourceId(std::string_view id);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_RESOURCE_RESOURCE_TYPE_H_
