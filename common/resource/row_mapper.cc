#include "common/resource/row_mapper.h"

#include <google/protobuf/timestamp.pb.h>

#include "common/base/date.h"
#include "common/base/text.h"

namespace concordat {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;
using google::protobuf::Timestamp;

constexpr int64_t kMicros = 1'000'000;

// The message that holds the last field of a path, made on the way where absent.
Message* MutableHolder(const FieldPath& path, Message* message) {
  for (size_t i = 0; i + 1 < path.size(); ++i) {
    message = message->GetReflection()->MutableMessage(message, path[i]);
  }
  return message;
}

const Message& Holder(const FieldPath& path, const Message& resource) {
  const Message* message = &resource;
  for (size_t i = 0; i + 1 < path.size(); ++i) {
    message = &message->GetReflection()->GetMessage(*message, path[i]);
  }
  return *message;
}

void SetNumber(int64_t number, const FieldDescriptor* field, Message* holder) {
  const Reflection* reflection = holder->GetReflection();
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32:
      return reflection->SetInt32(holder, field, static_cast<int32_t>(number));
    case FieldDescriptor::CPPTYPE_UINT32:
      return reflection->SetUInt32(holder, field, static_cast<uint32_t>(number));
    case FieldDescriptor::CPPTYPE_BOOL:
      return reflection->SetBool(holder, field, number != 0);
    case FieldDescriptor::CPPTYPE_ENUM:
      return reflection->SetEnumValue(holder, field, static_cast<int>(number));
    default:
      return reflection->SetInt64(holder, field, number);
  }
}

int64_t GetNumber(const FieldDescriptor* field, const Message& holder) {
  const Reflection* reflection = holder.GetReflection();
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32:
      return reflection->GetInt32(holder, field);
    case FieldDescriptor::CPPTYPE_UINT32:
      return reflection->GetUInt32(holder, field);
    case FieldDescriptor::CPPTYPE_BOOL:
      return reflection->GetBool(holder, field) ? 1 : 0;
    case FieldDescriptor::CPPTYPE_ENUM:
      return reflection->GetEnumValue(holder, field);
    default:
      return reflection->GetInt64(holder, field);
  }
}

// The wire bytes of one field alone: the holder with nothing else set.
std::string WireOf(const FieldDescriptor* field, const Message& holder) {
  std::unique_ptr<Message> all(holder.New());
  all->CopyFrom(holder);
  std::unique_ptr<Message> alone(holder.New());
  alone->GetReflection()->SwapFields(alone.get(), all.get(), {field});
  return alone->SerializeAsString();
}

bool IsSet(const FieldDescriptor* field, const Message& holder) {
  if (field->is_repeated()) return holder.GetReflection()->FieldSize(holder, field) > 0;
  return holder.GetReflection()->HasField(holder, field);
}

SqlValue DayOrNull(const std::string& text, absl::CivilDay PartialDate::* end) {
  auto date = ParsePartialDate(text);
  if (!date.ok()) return std::monostate();
  return FormatDay((*date).*end);
}

absl::Status ReadCell(const Row& row, size_t cell, const Column& column, Message* resource) {
  // What is empty in the row is left unset, so that no empty sub-messages appear.
  const bool present = column.path.back()->has_presence() && !row.IsNull(cell);
  switch (column.kind) {
    case ColumnKind::kText:
    case ColumnKind::kPartialDate:
      if (present || !row.Text(cell).empty()) {
        Message* holder = MutableHolder(column.path, resource);
        holder->GetReflection()->SetString(holder, column.path.back(), std::string(row.Text(cell)));
      }
      return absl::OkStatus();
    case ColumnKind::kInteger:
      if (present || row.Int(cell) != 0) {
        SetNumber(row.Int(cell), column.path.back(), MutableHolder(column.path, resource));
      }
      return absl::OkStatus();
    case ColumnKind::kTimestamp:
      if (!row.IsNull(cell)) {
        Message* holder = MutableHolder(column.path, resource);
        SetTimestamp(row.Int(cell), holder, column.path.back()->name().c_str());
      }
      return absl::OkStatus();
    case ColumnKind::kWire:
      if (row.Text(cell).empty()) return absl::OkStatus();
      if (!MutableHolder(column.path, resource)->MergeFromString(std::string(row.Text(cell)))) {
        return absl::DataLossError(Concat("column ", column.name, " cannot be read"));
      }
      return absl::OkStatus();
  }
  return absl::InternalError("unknown kind of column");
}

}  // namespace

absl::Status ReadColumns(const Row& row, size_t first_cell, const std::vector<Column>& columns,
                         Message* message) {
  size_t cell = first_cell;
  for (const Column& column : columns) {
    absl::Status status = ReadCell(row, cell++, column, message);
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

SqlValue ColumnValue(const Column& column, const Message& message) {
  const FieldDescriptor* field = column.path.back();
  const Message& holder = Holder(column.path, message);
  const bool set = IsSet(field, holder);
  if (!set && field->has_presence() && column.kind != ColumnKind::kWire) return std::monostate();
  switch (column.kind) {
    case ColumnKind::kText:
    case ColumnKind::kPartialDate:
      return holder.GetReflection()->GetString(holder, field);
    case ColumnKind::kInteger:
      return GetNumber(field, holder);
    case ColumnKind::kTimestamp: {
      const auto& time =
          static_cast<const Timestamp&>(holder.GetReflection()->GetMessage(holder, field));
      return time.seconds() * kMicros + time.nanos() / 1000;
    }
    case ColumnKind::kWire:
      return SqlBytes{set ? WireOf(field, holder) : std::string()};
  }
  return std::monostate();
}

void AppendColumns(const std::vector<Column>& columns, const Message& message, SqlValues* values) {
  for (const Column& column : columns) {
    values->push_back(ColumnValue(column, message));
    if (column.kind != ColumnKind::kPartialDate) continue;
    const auto* text = std::get_if<std::string>(&values->back());
    const std::string date = text == nullptr ? "" : *text;
    values->push_back(DayOrNull(date, &PartialDate::first));
    values->push_back(DayOrNull(date, &PartialDate::last));
  }
}

std::vector<std::string> WrittenColumns(const std::vector<Column>& columns) {
  std::vector<std::string> names;
  for (const Column& column : columns) {
    names.push_back(column.name);
    if (column.kind == ColumnKind::kPartialDate) {
      names.push_back(column.name + "_first");
      names.push_back(column.name + "_last");
    }
  }
  return names;
}

void DropEmptyMessages(Message* message) {
  const Reflection& reflection = *message->GetReflection();
  std::vector<const FieldDescriptor*> fields, inner_fields;
  reflection.ListFields(*message, &fields);
  for (const FieldDescriptor* field : fields) {
    // A timestamp in which nothing is set is the beginning of 1970.
    if (field->message_type() == nullptr || field->message_type() == Timestamp::descriptor()) {
      continue;
    }
    if (field->is_repeated()) {
      for (int i = 0; i < reflection.FieldSize(*message, field); ++i) {
        DropEmptyMessages(reflection.MutableRepeatedMessage(message, field, i));
      }
      continue;
    }
    Message* inner = reflection.MutableMessage(message, field);
    DropEmptyMessages(inner);
    inner->GetReflection()->ListFields(*inner, &inner_fields);
    if (inner_fields.empty()) reflection.ClearField(message, field);
  }
}

void SetTimestamp(int64_t micros, Message* resource, const char* field) {
  auto* time = static_cast<Timestamp*>(resource->GetReflection()->MutableMessage(
      resource, resource->GetDescriptor()->FindFieldByName(field)));
  time->set_seconds(micros / kMicros);
  time->set_nanos(static_cast<int32_t>(micros % kMicros) * 1000);
}

}  // namespace concordat
