#include "common/resource/resource_type.h"

#include <absl/strings/ascii.h>
#include <absl/strings/str_split.h>
#include <google/protobuf/timestamp.pb.h>

#include <algorithm>
#include <array>
#include <utility>

#include "common/base/text.h"
#include "common/resource/field_rules.h"
#include "google/api/resource.pb.h"

namespace concordat {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

constexpr int kMaxVarchar = 255;
constexpr int kMaxTextBytes = 65535;
constexpr int kMaxCharacterBytes = 4;
constexpr int kMaxNesting = 2;
constexpr size_t kMaxTableName = 64;

std::string TextDefinition(const FieldDescriptor& field) {
  const FieldRules& rules = RulesOf(field);
  const char* null = field.has_presence() ? " NULL" : " NOT NULL";
  if (rules.is_reference()) {
    return Concat("VARCHAR(", kMaxNameLength, ") CHARACTER SET ascii COLLATE ascii_bin", null);
  }
  const int length = rules.max_length;
  if (length <= kMaxVarchar) return Concat("VARCHAR(", length, ")", null);
  return Concat(length <= kMaxTextBytes / kMaxCharacterBytes ? "TEXT" : "MEDIUMTEXT", null);
}

std::string Joined(const FieldPath& path, char separator) {
  std::string joined;
  for (const FieldDescriptor* field : path) {
    if (!joined.empty()) joined += separator;
    joined += field->name();
  }
  return joined;
}

// Makes the columns of a message and, where it may have them, the child tables of its lists.
class TableMaker {
 public:
  TableMaker(std::string table, std::vector<Column>* columns, std::vector<ChildTable>* children)
      : table_(std::move(table)), columns_(columns), children_(children) {}

  absl::Status AddMessage(const Descriptor& message, const FieldPath& prefix) {
    for (int i = 0; i < message.field_count(); ++i) {
      const FieldDescriptor& field = *message.field(i);
      // An element of a list has fields of its own alone.
      const bool engine = children_ != nullptr && prefix.empty() && IsEngineField(field);
      if (engine || !RulesOf(field).kept) continue;
      absl::Status status = AddField(field, prefix);
      if (!status.ok()) return status;
    }
    return absl::OkStatus();
  }

 private:
  absl::Status AddField(const FieldDescriptor& field, const FieldPath& prefix) {
    FieldPath path = prefix;
    path.push_back(&field);
    if (field.is_map()) return Refuse(field, "a map has no order; use a list of messages");
    if (field.is_repeated()) {
      return field.message_type() == nullptr ? Add(ColumnKind::kWire, path, "MEDIUMBLOB NOT NULL")
                                             : AddChild(field, path);
    }
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_STRING:
        return AddText(field, path);
      case FieldDescriptor::CPPTYPE_INT32:
      case FieldDescriptor::CPPTYPE_INT64:
      case FieldDescriptor::CPPTYPE_UINT32:
      case FieldDescriptor::CPPTYPE_BOOL:
      case FieldDescriptor::CPPTYPE_ENUM:
        return Add(ColumnKind::kInteger, path,
                   field.has_presence() ? "BIGINT NULL" : "BIGINT NOT NULL");
      case FieldDescriptor::CPPTYPE_MESSAGE:
        if (field.message_type() == google::protobuf::Timestamp::descriptor()) {
          return Add(ColumnKind::kTimestamp, path, "BIGINT NULL");
        }
        if (path.size() > kMaxNesting) return Refuse(field, "is nested too deeply for columns");
        return AddMessage(*field.message_type(), path);
      default:
        return Refuse(field, "no column can hold this type exactly");
    }
  }

  absl::Status AddText(const FieldDescriptor& field, const FieldPath& path) {
    if (field.type() == FieldDescriptor::TYPE_BYTES) {
      return Add(ColumnKind::kWire, path, "MEDIUMBLOB NOT NULL");
    }
    const bool dated = RulesOf(field).format == type::v1::FORMAT_PARTIAL_DATE;
    return Add(dated ? ColumnKind::kPartialDate : ColumnKind::kText, path, TextDefinition(field));
  }

  absl::Status Add(ColumnKind kind, const FieldPath& path, std::string definition) {
    Column column{Joined(path, '_'), kind, path, Joined(path, '.'), std::move(definition)};
    if (children_ == nullptr && std::ranges::count(kChildKey, column.name) > 0) {
      return Refuse(*path.back(), "has the name of a key column of its table");
    }
    columns_->push_back(std::move(column));
    return absl::OkStatus();
  }

  absl::Status AddChild(const FieldDescriptor& field, const FieldPath& path) {
    if (children_ == nullptr) return Refuse(field, "is a list of messages within another");
    ChildTable child{Concat(table_, "_", Joined(path, '_')), path, Joined(path, '.'), {}};
    if (child.name.size() > kMaxTableName) return Refuse(field, "its table's name is too long");
    absl::Status status =
        TableMaker(child.name, &child.columns, nullptr).AddMessage(*field.message_type(), {});
    if (!status.ok()) return status;
    if (child.columns.empty()) return Refuse(field, "its elements have no fields");
    children_->push_back(std::move(child));
    return absl::OkStatus();
  }

  static absl::Status Refuse(const FieldDescriptor& field, std::string_view why) {
    return absl::InvalidArgumentError(Concat(field.full_name(), ": ", why));
  }

  const std::string table_;
  std::vector<Column>* columns_;
  // nullptr for an element of a list, which has no tables below it.
  std::vector<ChildTable>* children_;
};

std::string SnakeCase(std::string_view noun) {
  std::string snake;
  for (char c : noun) {
    if (absl::ascii_isupper(c) && !snake.empty()) snake += '_';
    snake += absl::ascii_tolower(c);
  }
  return snake;
}

std::vector<Column> Times(const Descriptor& message) {
  std::vector<Column> times;
  const auto add = [&](std::string column, const char* field) {
    const FieldDescriptor* time = message.FindFieldByName(field);
    if (time == nullptr) return;
    times.push_back({std::move(column), ColumnKind::kTimestamp, {time}, field, "BIGINT NOT NULL"});
  };
  add("create_time", "create_time");
  add("record_time", "update_time");
  return times;
}

// The columns of the fields that lists can be ordered by.
absl::StatusOr<std::vector<std::string>> Orders(const ResourceType& type) {
  std::vector<std::string> orders;
  const type::v1::ListRules& rules = type.descriptor()->options().GetExtension(type::v1::list);
  for (const std::string& field : rules.order_by()) {
    const auto column = std::ranges::find(type.columns(), field, &Column::field);
    if (column == type.columns().end() || !column->has_order()) {
      return absl::InvalidArgumentError(Concat(type.noun(), " is not ordered by ", field,
                                               ": no short column that is always there"));
    }
    orders.push_back(column->name);
  }
  for (const Column& time : type.times()) orders.push_back(time.name);
  return orders;
}

}  // namespace

bool Column::has_order() const {
  return definition.ends_with(" NOT NULL") &&
         (definition.starts_with("VARCHAR") || definition.starts_with("BIGINT"));
}

std::string SelectList(const std::vector<Column>& columns, std::string_view alias) {
  std::string list;
  for (const Column& column : columns) {
    list += Concat(list.empty() ? "" : ", ", alias, ".`", column.name, "`");
  }
  return list;
}

bool IsResourceId(std::string_view id) {
  const auto plain = [](char c) { return absl::ascii_islower(c) || absl::ascii_isdigit(c); };
  return !id.empty() && id.size() <= 63 && plain(id.front()) && plain(id.back()) &&
         std::ranges::all_of(id, [&](char c) { return plain(c) || c == '-'; });
}

absl::StatusOr<ResourceType> ResourceType::FromDescriptor(const Descriptor* descriptor) {
  const google::api::ResourceDescriptor& resource =
      descriptor->options().GetExtension(google::api::resource);
  if (resource.pattern_size() != 1) {
    return absl::InvalidArgumentError(
        Concat(descriptor->full_name(), " is not a resource with one pattern"));
  }
  ResourceType type;
  type.descriptor_ = descriptor;
  type.type_ = resource.type();
  type.singular_ = resource.singular();
  type.collection_ = resource.plural();
  type.table_ = SnakeCase(descriptor->name());
  type.pattern_ = absl::StrSplit(resource.pattern(0), '/');
  absl::Status status =
      TableMaker(type.table_, &type.columns_, &type.children_).AddMessage(*descriptor, {});
  if (!status.ok()) return status;
  type.times_ = Times(*descriptor);
  auto orders = Orders(type);
  if (!orders.ok()) return orders.status();
  type.orders_ = *std::move(orders);
  type.select_list_ = SelectList(type.columns_, "t");
  return type;
}

const Column& ResourceType::OrderColumn(std::string_view name) const {
  const auto time = std::ranges::find(times_, name, &Column::name);
  return time != times_.end() ? *time : *std::ranges::find(columns_, name, &Column::name);
}

std::vector<std::string> ResourceType::KeptFields() const {
  std::vector<std::string> fields;
  for (const Column& column : columns_) fields.push_back(column.field);
  for (const ChildTable& child : children_) fields.push_back(child.field);
  return fields;
}

bool ResourceType::Keeps(std::string_view path) const {
  const auto within = [path](const auto& kept) {
    const std::string_view field = kept.field;
    return field.starts_with(path) && (field.size() == path.size() || field[path.size()] == '.');
  };
  return std::ranges::any_of(columns_, within) || std::ranges::any_of(children_, within);
}

ResourceType::PathUse ResourceType::UseOf(std::string_view path) const {
  if (path == kEffectiveFrom) return PathUse::kWritable;
  const google::protobuf::Descriptor* message = descriptor_;
  for (const auto part : absl::StrSplit(ToAbsl(path), '.')) {
    const auto* field = message == nullptr ? nullptr : message->FindFieldByName(std::string(part));
    if (field == nullptr) return PathUse::kUnknown;
    if (IsEngineField(*field) || RulesOf(*field).output_only) return PathUse::kIgnored;
    message = field->message_type();
  }
  return Keeps(path) ? PathUse::kWritable : PathUse::kUnknown;
}

bool ResourceType::IsDirectlyBelow(const ResourceType& parent) const {
  const size_t length = parent.pattern_.size();
  return pattern_.size() == length + 2 &&
         std::equal(parent.pattern_.begin(), parent.pattern_.end(), pattern_.begin());
}

bool ResourceType::Matches(std::string_view name) const {
  if (name.size() > kMaxNameLength) return false;
  for (size_t i = 0; i < pattern_.size(); ++i) {
    const size_t slash = name.find('/');
    const bool last = i + 1 == pattern_.size();
    if (last != (slash == std::string_view::npos)) return false;
    const std::string_view segment = name.substr(0, slash);
    const bool variable = pattern_[i].starts_with('{');
    if (variable ? !IsResourceId(segment) : segment != pattern_[i]) return false;
    if (!last) name.remove_prefix(slash + 1);
  }
  return true;
}

std::string_view ResourceType::ParentOf(std::string_view name) {
  const size_t last = name.rfind('/');
  if (last == std::string_view::npos || last == 0) return {};
  const size_t before = name.rfind('/', last - 1);
  return before == std::string_view::npos ? std::string_view() : name.substr(0, before);
}

std::string_view ResourceType::IdOf(std::string_view name) {
  return name.substr(name.rfind('/') + 1);
}

std::string_view ResourceType::PartnershipOf(std::string_view name) {
  constexpr std::string_view kPrefix = "partnerships/";
  if (!name.starts_with(kPrefix)) return {};
  name.remove_prefix(kPrefix.size());
  return name.substr(0, name.find('/'));
}

std::unique_ptr<google::protobuf::Message> ResourceType::NewMessage() const {
  return std::unique_ptr<google::protobuf::Message>(
      google::protobuf::MessageFactory::generated_factory()->GetPrototype(descriptor_)->New());
}

}  // namespace concordat
