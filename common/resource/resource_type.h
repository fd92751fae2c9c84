// What the descriptor of a resource says about it: its names, its table and
// columns, what it refers to. Built once at start for each resource.
#ifndef CONCORDAT_COMMON_RESOURCE_RESOURCE_TYPE_H_
#define CONCORDAT_COMMON_RESOURCE_RESOURCE_TYPE_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace concordat {

using FieldPath = std::vector<const google::protobuf::FieldDescriptor*>;

// How a field is held in SQL.
enum class ColumnKind {
  kText,         // string, VARCHAR or TEXT by its bound
  kPartialDate,  // string beside <name>_first and <name>_last, both DATE
  kInteger,      // int32, int64, uint32, bool, enum: BIGINT
  kTimestamp,    // google.protobuf.Timestamp: microseconds, BIGINT
  kWire,         // bytes, lists of scalars: the wire bytes of the field alone, MEDIUMBLOB
};

struct Column {
  std::string name;
  ColumnKind kind;
  // From the message of the row, the resource or an element of a list, down to the field.
  FieldPath path;
  // Field path as in a field mask: `source.document`.
  std::string field;
  // Definition in SQL without the name: `VARCHAR(200) NOT NULL`.
  std::string definition;

  // Holds ASCII alone, which SQL does not compare with other text as it is.
  bool is_ascii() const { return definition.find("CHARACTER SET ascii") != std::string::npos; }
  bool may_be_null() const { return !definition.ends_with(" NOT NULL"); }
  // Short and never NULL, so that an index can hold it whole.
  bool has_order() const;
};

// A list of messages: a table of its own with a row for each element in each
// slice of the resource. A row belongs to the slice whose key it carries.
struct ChildTable {
  // Table and field path joined: `share_lines`.
  std::string name;
  // From the resource's message down to the list.
  FieldPath path;
  // Field path as in a field mask: `lines`.
  std::string field;
  // Of one element.
  std::vector<Column> columns;
};

// What a row of a child table has before its columns: the key of its slice in
// the resource's table, and its place in the list, from 0.
inline constexpr std::array<std::string_view, 4> kChildKey = {"resource_name", "valid_from",
                                                              "recorded_by", "ordinal"};

// What the lists of a record come to, kept in the record's row, so that who asks for
// nothing else of them need not go through the lists.
struct RowSummary {
  // NULL in the rows of a program that did not know it.
  std::string column;
  // Pure; in ASCII.
  std::function<std::string(const google::protobuf::Message&)> of;
};
inline constexpr char kSummaryDefinition[] =
    "MEDIUMTEXT CHARACTER SET ascii COLLATE ascii_bin NULL";

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
  const std::vector<ChildTable>& children() const { return children_; }
  // When the record was made and last changed: columns that the engine has for every type.
  const std::vector<Column>& times() const { return times_; }
  // The columns that lists can be ordered by, besides the name: what the type's own
  // proto names, and the times.
  const std::vector<std::string>& orders() const { return orders_; }
  const Column& OrderColumn(std::string_view name) const;

  // The paths of all that is kept: of the columns and of the lists of messages.
  std::vector<std::string> KeptFields() const;
  // True for such a path and for the path of a message that holds one.
  bool Keeps(std::string_view path) const;

  // What becomes of a field path that a caller gives: in a mask, as a column of a file.
  enum class PathUse {
    kUnknown,   // there is no such field
    kIgnored,   // only the service sets it (ADR 0025)
    kWritable,  // kept as given
  };
  PathUse UseOf(std::string_view path) const;

  // Nothing for most; what the program keeps gives it (Registry).
  const std::optional<RowSummary>& summary() const { return summary_; }
  void set_summary(RowSummary summary) { summary_ = std::move(summary); }

  // The columns as a select list over the table alias `t`.
  const std::string& select_list() const { return select_list_; }

  // True when names of this type lie directly below names of the other.
  bool IsDirectlyBelow(const ResourceType& parent) const;

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
  std::vector<Column> columns_, times_;
  std::vector<ChildTable> children_;
  std::vector<std::string> orders_;
  std::optional<RowSummary> summary_;
};

// The columns as a select list over a table alias.
std::string SelectList(const std::vector<Column>& columns, std::string_view alias);

// True for 1 to 63 lower-case letters, digits and inner hyphens.
bool IsResourceId(std::string_view id);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_RESOURCE_RESOURCE_TYPE_H_
