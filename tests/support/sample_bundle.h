// For tests: the records of a folder of samples/, read without a database.
#ifndef CONCORDAT_TESTS_SUPPORT_SAMPLE_BUNDLE_H_
#define CONCORDAT_TESTS_SUPPORT_SAMPLE_BUNDLE_H_

#include <absl/strings/ascii.h>
#include <absl/strings/str_replace.h>
#include <absl/strings/str_split.h>
#include <google/api/resource.pb.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "common/base/date.h"
#include "common/base/text.h"
#include "common/resource/field_rules.h"
#include "common/resource/resource_index.h"
#include "tests/support/places.h"

namespace concordat::test {

// The cells of well-formed CSV, row by row.
inline std::vector<std::vector<std::string>> CellsOf(const std::string& text) {
  std::vector<std::vector<std::string>> rows{{""}};
  bool quoted = false;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    std::string& cell = rows.back().back();
    if (quoted && c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
      cell += text[++i];
    } else if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && c == ',') {
      rows.back().emplace_back();
    } else if (!quoted && c == '\n') {
      rows.push_back({""});
    } else {
      cell += c;
    }
  }
  rows.pop_back();
  return rows;
}

// `KIND_NON_CASHABLE` for `non-cashable`.
inline const google::protobuf::EnumValueDescriptor* EnumOf(
    const google::protobuf::EnumDescriptor& values, const std::string& text) {
  const std::string& zero = values.value(0)->name();
  const std::string word = absl::StrReplaceAll(absl::AsciiStrToUpper(text), {{"-", "_"}});
  return values.FindValueByName(zero.substr(0, zero.rfind("UNSPECIFIED")) + word);
}

class SampleBundle {
 public:
  explicit SampleBundle(std::string name) : name_(std::move(name)) {}

  std::string partnership() const { return Concat("partnerships/", name_); }
  // The day of the paper.
  absl::CivilDay day() const {
    const auto day =
        ParseDay(nlohmann::json::parse(TextOf("manifest.json")).at("as_at").get<std::string>());
    EXPECT_TRUE(day.ok()) << name_;
    return day.ok() ? *day : absl::CivilDay();
  }

  // The records of a file; rows of the same id make one record, each with one more element
  // of its list. None where the sample has no such file.
  template <typename Record>
  std::vector<Record> Read(const std::string& file) const {
    std::vector<Record> records;
    if (!std::filesystem::exists(PathOf(file))) return records;
    const auto& resource = Record::descriptor()->options().GetExtension(google::api::resource);
    const std::string collection = FindLinkedType(resource.type())->collection();
    const auto rows = CellsOf(TextOf(file));
    for (size_t row = 1; row < rows.size(); ++row) {
      EXPECT_EQ(rows[row].size(), rows[0].size()) << file << " row " << row;
      std::string id, parent;
      for (size_t i = 0; i < rows[0].size(); ++i) {
        if (rows[0][i] == "id") id = rows[row][i];
        if (rows[0][i] == "parent") parent = "/" + rows[row][i];
      }
      const std::string name = Concat(partnership(), parent, "/", collection, "/", id);
      if (records.empty() || records.back().name() != name) {
        records.emplace_back().set_name(name);
      }
      std::string element;
      for (size_t i = 0; i < rows[0].size(); ++i) {
        const std::string &column = rows[0][i], &cell = rows[row][i];
        if (column == "id" || column == "parent" || column == "effective_date") continue;
        if (!cell.empty()) Set(column, cell, &element, &records.back());
      }
    }
    return records;
  }

 private:
  std::string PathOf(const std::string& file) const {
    return InSources(Concat("samples/", name_, "/", file));
  }

  std::string TextOf(const std::string& file) const {
    std::ifstream in(PathOf(file));
    EXPECT_TRUE(in.good()) << file;
    return {std::istreambuf_iterator<char>(in), {}};
  }

  // Sets the field that a column names; `element` is the list that the row has begun one of.
  void Set(const std::string& column, const std::string& text, std::string* element,
           google::protobuf::Message* message) const {
    using google::protobuf::FieldDescriptor;
    const size_t point = column.find('.');
    const FieldDescriptor* field =
        message->GetDescriptor()->FindFieldByName(column.substr(0, point));
    ASSERT_NE(field, nullptr) << column;
    const auto* reflection = message->GetReflection();
    if (point != std::string::npos) {
      google::protobuf::Message* inner = nullptr;
      if (!field->is_repeated()) {
        inner = reflection->MutableMessage(message, field);
      } else if (*element != field->name()) {
        *element = field->name();
        inner = reflection->AddMessage(message, field);
      } else {
        inner = reflection->MutableRepeatedMessage(message, field,
                                                   reflection->FieldSize(*message, field) - 1);
      }
      return Set(column.substr(point + 1), text, element, inner);
    }
    switch (field->cpp_type()) {
      case FieldDescriptor::CPPTYPE_ENUM: {
        const auto* value = EnumOf(*field->enum_type(), text);
        ASSERT_NE(value, nullptr) << column << " " << text;
        return reflection->SetEnum(message, field, value);
      }
      case FieldDescriptor::CPPTYPE_INT64:
        return reflection->SetInt64(message, field, std::stoll(text));
      case FieldDescriptor::CPPTYPE_INT32:
        return reflection->SetInt32(message, field, std::stoi(text));
      case FieldDescriptor::CPPTYPE_BOOL:
        return reflection->SetBool(message, field, text == "true");
      default:
        if (!field->is_repeated()) {
          return reflection->SetString(message, field, Whole(*field, text));
        }
        for (const auto part : absl::StrSplit(text, '|')) {
          reflection->AddString(message, field, Whole(*field, std::string(part)));
        }
    }
  }

  // A reference is written as it stands below the partnership, but to what no partnership
  // owns.
  std::string Whole(const google::protobuf::FieldDescriptor& field, const std::string& text) const {
    const bool global = text.starts_with("councils/") || text.starts_with("partnerships/");
    return RulesOf(field).is_reference() && !global ? Concat(partnership(), "/", text) : text;
  }

  const std::string name_;
};

}  // namespace concordat::test

#endif  // CONCORDAT_TESTS_SUPPORT_SAMPLE_BUNDLE_H_
