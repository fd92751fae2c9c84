#include "common/resource/filter.h"

#include <absl/strings/ascii.h>
#include <absl/time/time.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "common/base/date.h"
#include "common/base/errors.h"
#include "common/base/text.h"
#include "common/resource/enum_names.h"
#include "common/resource/filter_lexer.h"
#include "common/resource/list_condition.h"

namespace concordat {
namespace {

using google::protobuf::FieldDescriptor;

constexpr int kMaxDepth = 20;
constexpr int kMostWalks = 10;

std::string SnakeCase(std::string_view field) {
  std::string snake;
  for (const char c : field) {
    if (absl::ascii_isupper(static_cast<unsigned char>(c))) snake += '_';
    snake += absl::ascii_tolower(static_cast<unsigned char>(c));
  }
  return snake;
}

const Column* ColumnOf(const std::vector<Column>& columns, std::string_view path) {
  const auto found = std::ranges::find(columns, path, &Column::field);
  return found == columns.end() ? nullptr : &*found;
}

// expression: term {AND term}; term: factor {OR factor}; factor: [NOT] (…) |
// comparison. OR binds more tightly than AND, as AIP-160 has it.
class Compiler {
 public:
  Compiler(const ResourceType& type, std::string_view filter, std::string_view partnership)
      : type_(type), partnership_(partnership), lexer_(filter) {}

  absl::StatusOr<CompiledFilter> Compile() {
    absl::Status status = Advance();
    if (!status.ok()) return status;
    auto condition = Expression(0);
    if (!condition.ok()) return condition.status();
    if (token_.kind != FilterToken::kEnd) return Wrong("unexpected");
    compiled_.condition = *std::move(condition);
    return std::move(compiled_);
  }

 private:
  absl::Status Advance() {
    auto next = lexer_.Next();
    if (!next.ok()) return next.status();
    token_ = *std::move(next);
    return absl::OkStatus();
  }

  absl::Status Wrong(std::string_view what) const {
    return InvalidField("filter", Concat(what, " \"", token_.text, "\" at ", token_.at));
  }

  bool IsKeyword(std::string_view word) const {
    return token_.kind == FilterToken::kWord && token_.text == word;
  }

  absl::StatusOr<std::string> Expression(int depth) {
    if (depth > kMaxDepth) return InvalidField("filter", "is nested too deeply");
    return Joined("AND",
                  [this, depth] { return Joined("OR", [this, depth] { return Factor(depth); }); });
  }

  template <typename Part>
  absl::StatusOr<std::string> Joined(std::string_view word, Part part) {
    auto all = part();
    while (all.ok() && IsKeyword(word)) {
      absl::Status status = Advance();
      if (!status.ok()) return status;
      auto next = part();
      if (!next.ok()) return next;
      all = Concat(*all, " ", word, " ", *next);
    }
    if (!all.ok()) return all;
    return word == "OR" ? Concat("(", *all, ")") : *all;
  }

  absl::StatusOr<std::string> Factor(int depth) {
    const bool negated = token_.kind == FilterToken::kMinus || IsKeyword("NOT");
    if (negated) {
      absl::Status status = Advance();
      if (!status.ok()) return status;
    }
    auto inner = token_.kind == FilterToken::kOpen ? Parenthesised(depth) : Comparison();
    if (!inner.ok() || !negated) return inner;
    return Concat("NOT (", *inner, ")");
  }

  absl::StatusOr<std::string> Parenthesised(int depth) {
    absl::Status status = Advance();
    if (!status.ok()) return status;
    auto inner = Expression(depth + 1);
    if (!inner.ok()) return inner;
    if (token_.kind != FilterToken::kClose) return Wrong("expected ) instead of");
    status = Advance();
    if (!status.ok()) return status;
    return inner;
  }

  absl::StatusOr<std::string> Comparison() {
    if (token_.kind != FilterToken::kWord) return Wrong("expected a field instead of");
    const std::string field = token_.text;
    absl::Status status = Advance();
    if (!status.ok()) return status;
    if (token_.kind != FilterToken::kOperator) return Wrong("expected an operator instead of");
    const std::string op = token_.text;
    status = Advance();
    if (!status.ok()) return status;
    if (token_.kind != FilterToken::kWord && token_.kind != FilterToken::kText)
      return Wrong("expected a value instead of");
    // A star in quotes is a text as any other.
    const bool asks_for_any = op == ":" && IsKeyword("*");
    auto condition = asks_for_any ? IsThere(field) : Compare(field, op, token_.text);
    if (!condition.ok()) return condition;
    status = Advance();
    if (!status.ok()) return status;
    return condition;
  }

  absl::StatusOr<std::string> Compare(const std::string& field, const std::string& op,
                                      const std::string& value) {
    const std::string path = SnakeCase(field);
    if (path == "name" || path == "uid") {
      return Decided(op, false, [&](const std::string& sure) {
        return Text(Concat("t.`", path, "`"), true, sure, value);
      });
    }
    if (const Column* column = ColumnOf(type_.times(), path)) {
      return Condition(*column, "t", op, value);
    }
    if (const Column* column = ColumnOf(type_.columns(), path)) {
      return Condition(*column, "t", op, value);
    }
    for (const ChildTable& list : type_.children()) {
      if (path == list.field) return NameAField("a list", field, list.columns.front().field);
      if (!path.starts_with(list.field + ".")) continue;
      const Column* column = ColumnOf(list.columns, path.substr(list.field.size() + 1));
      if (column == nullptr) break;
      auto condition = Condition(*column, "c", op, value);
      if (!condition.ok()) return condition;
      return AnyElement(list, Concat(" AND ", *condition));
    }
    const auto within = std::ranges::find_if(type_.columns(), [&](const Column& column) {
      return column.field.starts_with(path + ".");
    });
    if (within != type_.columns().end()) {
      return NameAField("a message", field, within->field.substr(path.size() + 1));
    }
    return NoField(field);
  }

  absl::Status NoField(const std::string& field) const {
    return InvalidField("filter", Concat("\"", field, "\" is no field of ", type_.noun()));
  }

  static absl::Status NameAField(std::string_view kind, const std::string& field,
                                 const std::string& within) {
    return InvalidField(
        "filter", Concat("\"", field, "\" is ", kind, ": name a field of it, as \"", field, ".",
                         within, "\", or ask whether there is any with \"", field, ":*\""));
  }

  // AIP-160: true where the field holds something beside the value that it has unsaid, a
  // message where one of its fields does, a list where it has an element.
  absl::StatusOr<std::string> IsThere(const std::string& field) const {
    const std::string path = SnakeCase(field);
    if (path == "name" || path == "uid") return std::string("TRUE");
    if (const Column* time = ColumnOf(type_.times(), path)) return HoldsMore(*time, "t");
    std::vector<std::string> any = AnyThere(type_.columns(), path, "t");
    for (const ChildTable& list : type_.children()) {
      if (list.field == path || list.field.starts_with(path + ".")) {
        any.push_back(AnyElement(list, ""));
      } else if (path.starts_with(list.field + ".")) {
        const auto within = AnyThere(list.columns, path.substr(list.field.size() + 1), "c");
        if (!within.empty()) any.push_back(AnyElement(list, Concat(" AND ", EitherOf(within))));
      }
    }
    if (any.empty()) return NoField(field);
    return EitherOf(any);
  }

  // Conditions of the columns of a field, or of the fields of a message.
  static std::vector<std::string> AnyThere(const std::vector<Column>& columns,
                                           const std::string& path, std::string_view alias) {
    std::vector<std::string> any;
    for (const Column& column : columns) {
      if (column.field != path && !column.field.starts_with(path + ".")) continue;
      any.push_back(HoldsMore(column, alias));
    }
    return any;
  }

  static std::string EitherOf(const std::vector<std::string>& conditions) {
    std::string either;
    for (const std::string& one : conditions) either += Concat(either.empty() ? "" : " OR ", one);
    return conditions.size() > 1 ? Concat("(", either, ")") : either;
  }

  static std::string HoldsMore(const Column& column, std::string_view alias) {
    const std::string place = Concat(alias, ".`", column.name, "`");
    // What was given as zero is there where the field can tell.
    if (column.kind == ColumnKind::kTimestamp || column.may_be_null())
      return place + " IS NOT NULL";
    if (column.kind == ColumnKind::kInteger) return place + " <> 0";
    return Concat("OCTET_LENGTH(", place, ") > 0");
  }

  // True of a slice of which an element fulfils the condition.
  static std::string AnyElement(const ChildTable& list, std::string_view condition) {
    return Concat("EXISTS (SELECT 1 FROM `", list.name,
                  "` c WHERE c.resource_name = t.name AND c.valid_from = t.valid_from"
                  " AND c.recorded_by = t.recorded_by",
                  condition, ")");
  }

  // A comparison that is true or false of whatever is kept: what is not there equals
  // nothing and lies nowhere, where SQL would say neither and NOT of it neither.
  template <typename Make>
  static absl::StatusOr<std::string> Decided(const std::string& op, bool may_be_absent, Make make) {
    const bool unequal = op == "!=";
    absl::StatusOr<std::string> holds = make(unequal ? "=" : op);
    if (!holds.ok()) return holds;
    const std::string sure = may_be_absent ? Concat("COALESCE(", *holds, ", FALSE)") : *holds;
    return unequal ? Concat("NOT (", sure, ")") : sure;
  }

  absl::StatusOr<std::string> Condition(const Column& column, std::string_view alias,
                                        const std::string& op, const std::string& value) {
    const std::string place = Concat(alias, ".`", column.name, "`");
    // The first and last day of a date that is not given are NULL.
    const bool absent = column.kind == ColumnKind::kPartialDate || column.may_be_null();
    return Decided(op, absent, [&](const std::string& sure) -> absl::StatusOr<std::string> {
      switch (column.kind) {
        case ColumnKind::kText:
          return Text(place, column.is_ascii(), sure, value);
        case ColumnKind::kPartialDate:
          return Date(Concat(alias, ".`", column.name), sure, value);
        case ColumnKind::kInteger:
          return Number(*column.path.back(), place, sure, value);
        case ColumnKind::kTimestamp:
          return Moment(place, sure, value);
        case ColumnKind::kWire:
          return IsHeld(column, alias, sure, value);
      }
      return absl::InternalError("unknown kind of column");
    });
  }

  // AIP-160: true of a list that has the value among its elements.
  absl::StatusOr<std::string> IsHeld(const Column& column, std::string_view alias,
                                     const std::string& op, const std::string& value) {
    if (!IsListOfTexts(column) || alias != "t") {
      return InvalidField("filter", Concat("\"", column.field, "\" cannot be filtered by"));
    }
    if (op != ":") {
      return InvalidField(
          "filter", Concat("\"", column.field, "\" is a list: ask whether it has a value with \"",
                           column.field, ":value\", or any with \"", column.field, ":*\""));
    }
    if (MayStandWithin(value) && ++walks_ > kMostWalks) {
      return InvalidField(
          "filter", Concat("asks lists for too many values of such lengths; at most ", kMostWalks));
    }
    const SqlPart held = HasElement(type_, column, value, partnership_);
    compiled_.values.insert(compiled_.values.end(), held.values.begin(), held.values.end());
    return held.text;
  }

  // Collations of both kinds of server fill the shorter of two texts with blanks, so that
  // lengths and bytes are compared beside them or instead.
  std::string Text(const std::string& place, bool ascii, const std::string& op,
                   const std::string& value) {
    const bool beyond_ascii = ascii && !IsAscii(value);
    if (op == ":") {
      // A substring, whatever its case; never a pattern.
      compiled_.values.push_back(value);
      const std::string text = beyond_ascii ? Concat("CONVERT(", place, " USING utf8mb4)") : place;
      return Concat("LOCATE(LOWER(?), LOWER(", text, ")) > 0");
    }
    if (op != "=") {
      compiled_.values.emplace_back(SqlBytes{value});
      return Concat("CAST(", place, " AS BINARY) ", op, " ?");
    }
    if (beyond_ascii) return "FALSE";
    compiled_.values.push_back(value);
    compiled_.values.emplace_back(static_cast<int64_t>(value.size()));
    return Concat("(", place, " = ? AND OCTET_LENGTH(", place, ") = ?)");
  }

  absl::StatusOr<std::string> Moment(const std::string& place, const std::string& op,
                                     const std::string& value) {
    absl::Time time;
    std::string error;
    const bool dated = !value.empty() && absl::ascii_isdigit(value.front());
    if (!dated || !absl::ParseTime(absl::RFC3339_full, value, &time, &error)) {
      return InvalidField("filter",
                          Concat("\"", value, "\" is no moment such as 2011-06-30T12:00:00Z"));
    }
    const int64_t micros = absl::ToUnixMicros(time);
    if (absl::FromUnixMicros(micros) != time) {
      return InvalidField("filter", Concat("\"", value, "\" is finer than a microsecond"));
    }
    compiled_.values.push_back(micros);
    return Concat(place, " ", op == ":" ? "=" : op, " ?");
  }

  // `stem` is the place of the date without the end of its name.
  absl::StatusOr<std::string> Date(const std::string& stem, const std::string& op,
                                   const std::string& value) {
    auto date = ParsePartialDate(value);
    if (!date.ok()) return InvalidField("filter", ToStd(date.status().message()));
    const std::string first = stem + "_first`", last = stem + "_last`";
    const auto bind = [this](absl::CivilDay day) { compiled_.values.push_back(FormatDay(day)); };
    if (op == "<" || op == ">=") bind(date->first);
    if (op == ">" || op == "<=") bind(date->last);
    if (op == "<") return last + " < ?";
    if (op == "<=") return last + " <= ?";
    if (op == ">") return first + " > ?";
    if (op == ">=") return first + " >= ?";
    bind(date->first);
    bind(date->last);
    return Concat("(", first, " >= ? AND ", last, " <= ?)");
  }

  absl::StatusOr<std::string> Number(const FieldDescriptor& field, const std::string& place,
                                     const std::string& op, const std::string& value) {
    int64_t number = 0;
    if (field.cpp_type() == FieldDescriptor::CPPTYPE_ENUM) {
      const auto* named = FindEnumValue(*field.enum_type(), value);
      if (named == nullptr) return InvalidField("filter", NoEnumValue(*field.enum_type(), value));
      number = named->number();
    } else if (field.cpp_type() == FieldDescriptor::CPPTYPE_BOOL) {
      if (value != "true" && value != "false") {
        return InvalidField("filter", Concat("\"", value, "\" is neither true nor false"));
      }
      number = value == "true";
    } else {
      const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
      if (error != std::errc() || end != value.data() + value.size()) {
        return InvalidField("filter", Concat("\"", value, "\" is no whole number"));
      }
    }
    compiled_.values.push_back(number);
    return Concat(place, " ", op == ":" ? "=" : op, " ?");
  }

  const ResourceType& type_;
  const std::string_view partnership_;
  int walks_ = 0;
  FilterLexer lexer_;
  FilterToken token_;
  CompiledFilter compiled_;
};

}  // namespace

const Column* FindColumn(const ResourceType& type, std::string_view field) {
  const Column* time = ColumnOf(type.times(), SnakeCase(field));
  return time != nullptr ? time : ColumnOf(type.columns(), SnakeCase(field));
}

absl::StatusOr<CompiledFilter> CompileFilter(const ResourceType& type, std::string_view filter,
                                             std::string_view partnership) {
  if (absl::StripAsciiWhitespace(ToAbsl(filter)).empty()) return CompiledFilter();
  return Compiler(type, filter, partnership).Compile();
}

}  // namespace concordat
