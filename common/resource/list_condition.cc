#include "common/resource/list_condition.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <google/protobuf/wire_format_lite.h>

#include <string>

#include "common/base/text.h"

namespace concordat {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::internal::WireFormatLite;
using google::protobuf::io::CodedOutputStream;

uint32_t TagOf(const Column& column) {
  return WireFormatLite::MakeTag(column.path.back()->number(),
                                 WireFormatLite::WIRETYPE_LENGTH_DELIMITED);
}

std::string ElementOf(const Column& column, std::string_view value) {
  std::string element;
  google::protobuf::io::StringOutputStream stream(&element);
  CodedOutputStream out(&stream);
  out.WriteVarint32(TagOf(column));
  out.WriteVarint32(static_cast<uint32_t>(value.size()));
  out.WriteRaw(value.data(), static_cast<int>(value.size()));
  out.Trim();
  return element;
}

// The slices with the element, found by going from each element to the next. A length has
// two bytes at most: no text of a list has 16 KiB.
SqlPart Walk(const ResourceType& type, const Column& column, const std::string& element,
             std::string_view partnership) {
  constexpr std::string_view kKey = "m.name, m.valid_from, m.recorded_by";
  const std::string list = Concat("m.`", column.name, "`");
  const std::string records = Concat("`", type.table(), "` m");
  const std::string walked = Concat("walk w STRAIGHT_JOIN ", records,
                                    " ON m.name = w.name AND m.valid_from = w.valid_from"
                                    " AND m.recorded_by = w.recorded_by");
  const size_t header = CodedOutputStream::VarintSize32(TagOf(column));
  const auto byte = [&list](size_t at) {
    return Concat("ORD(SUBSTRING(", list, ", w.place + ", at, ", 1))");
  };
  const std::string low = byte(header), high = byte(header + 1);
  SqlPart walk = {Concat("WITH RECURSIVE walk (name, valid_from, recorded_by, place) AS (SELECT ",
                         kKey, ", 1 FROM ", records, " WHERE LOCATE(?, ", list, ") > 0"),
                  {SqlBytes{element}}};
  if (!partnership.empty() && partnership != "-") {
    walk.Add(" AND m.name >= ? AND m.name < ?", {Concat("partnerships/", partnership, "/"),
                                                 Concat("partnerships/", partnership, "0")});
  }
  walk.Add(Concat(" UNION ALL SELECT ", kKey, ", w.place + ", header, " + IF(", low, " < 128, 1 + ",
                  low, ", ", low, " - 126 + 128 * ", high, ") FROM ", walked,
                  " WHERE w.place < OCTET_LENGTH(", list, ")) SELECT ", kKey, " FROM ", walked,
                  " WHERE SUBSTRING(", list, ", w.place, ?) = ?"),
           {static_cast<int64_t>(element.size()), SqlBytes{element}});
  return walk;
}

}  // namespace

bool IsListOfTexts(const Column& column) {
  const FieldDescriptor& field = *column.path.back();
  return field.is_repeated() && field.type() == FieldDescriptor::TYPE_STRING;
}

// No text has a control character other than these, which as a length are 9, 10 and 13.
bool MayStandWithin(std::string_view value) {
  const size_t length = value.size();
  return length >= 0x20 || length == '\t' || length == '\n' || length == '\r';
}

SqlPart HasElement(const ResourceType& type, const Column& column, std::string_view value,
                   std::string_view partnership) {
  const std::string element = ElementOf(column, value);
  SqlPart has = {Concat("LOCATE(?, t.`", column.name, "`) > 0"), {SqlBytes{element}}};
  if (!MayStandWithin(value)) return has;
  // IF keeps the optimiser from weighing each of many such against all others.
  SqlPart held = {"IF(", {}};
  held.Add(has).Add(", (t.name, t.valid_from, t.recorded_by) IN (");
  return held.Add(Walk(type, column, element, partnership)).Add("), FALSE)");
}

}  // namespace concordat
