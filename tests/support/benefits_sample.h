// For tests: the benefits of samples/bromsgrove-redditch as facts, read without
// a database.
#ifndef CONCORDAT_TESTS_SUPPORT_BENEFITS_SAMPLE_H_
#define CONCORDAT_TESTS_SUPPORT_BENEFITS_SAMPLE_H_

#include <absl/strings/ascii.h>
#include <absl/strings/str_replace.h>
#include <absl/strings/str_split.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "benefits-service/src/facts.h"
#include "tests/support/benefits_oracle.h"
#include "tests/support/places.h"

namespace concordat::benefits {

inline constexpr char kSamplePartnership[] = "partnerships/bromsgrove-redditch";

// The cells of a well-formed CSV file, row by row.
inline std::vector<std::vector<std::string>> ReadCells(const std::string& file) {
  std::ifstream in(test::InSources("samples/bromsgrove-redditch/" + file));
  EXPECT_TRUE(in.good()) << file;
  const std::string text{std::istreambuf_iterator<char>(in), {}};
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

// Sets the field that a column names; an element of a list is the last one.
inline void SetCell(const std::string& column, const std::string& text,
                    google::protobuf::Message* message) {
  using google::protobuf::FieldDescriptor;
  const size_t point = column.find('.');
  const FieldDescriptor* field = message->GetDescriptor()->FindFieldByName(column.substr(0, point));
  ASSERT_NE(field, nullptr) << column;
  const auto* reflection = message->GetReflection();
  if (point != std::string::npos) {
    google::protobuf::Message* inner = !field->is_repeated()
                                           ? reflection->MutableMessage(message, field)
                                       : reflection->FieldSize(*message, field) == 0
                                           ? reflection->AddMessage(message, field)
                                           : reflection->MutableRepeatedMessage(message, field, 0);
    return SetCell(column.substr(point + 1), text, inner);
  }
  const bool within = text.starts_with("liveServices/") || text.starts_with("sourceDocuments/");
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
        const std::string prefix = within ? std::string(kSamplePartnership) + "/" : "";
        return reflection->SetString(message, field, prefix + text);
      }
      for (const auto part : absl::StrSplit(text, '|')) {
        reflection->AddString(message, field, std::string(part));
      }
  }
}

// The records of a file whose rows are one record each.
template <typename Record>
std::vector<Record> ReadSample(const std::string& file, const std::string& collection) {
  std::vector<Record> records;
  const auto rows = ReadCells(file);
  for (size_t row = 1; row < rows.size(); ++row) {
    EXPECT_EQ(rows[row].size(), rows[0].size()) << file << " row " << row;
    Record record;
    std::string id, parent;
    for (size_t i = 0; i < rows[0].size(); ++i) {
      const std::string &column = rows[0][i], &cell = rows[row][i];
      if (column == "id") {
        id = cell;
      } else if (column == "parent") {
        parent = "/" + cell;
      } else if (column != "effective_date" && !cell.empty()) {
        SetCell(column, cell, &record);
      }
    }
    record.set_name(kSamplePartnership + parent + "/" + collection + "/" + id);
    records.push_back(std::move(record));
  }
  return records;
}

inline Facts SampleFacts() {
  Facts facts;
  facts.day = absl::CivilDay(2011, 6, 30);
  const auto shares = ReadSample<v1::Share>("shares.csv", "shares");
  for (v1::Benefit& benefit : ReadSample<v1::Benefit>("benefits.csv", "benefits")) {
    BenefitFacts& held = facts.benefits.emplace_back();
    held.benefit = std::move(benefit);
    std::ranges::copy_if(shares, std::back_inserter(held.shares), [&held](const v1::Share& share) {
      return ResourceType::ParentOf(share.name()) == held.benefit.name();
    });
  }
  const auto returns = ReadSample<v1::MeasureReturn>("measure-returns.csv", "measureReturns");
  for (v1::Measure& measure : ReadSample<v1::Measure>("measures.csv", "measures")) {
    MeasureFacts& held = facts.measures.emplace_back();
    held.measure = std::move(measure);
    std::ranges::copy_if(returns, std::back_inserter(held.returns),
                         [&held](const v1::MeasureReturn& given) {
                           return ResourceType::ParentOf(given.name()) == held.measure.name();
                         });
  }
  facts.results = ReadSample<v1::ExpectedResult>("expected-results.csv", "expectedResults");
  facts.figures = ReadSample<v1::StatedFigure>("stated-figures.csv", "statedFigures");
  return WithSums(std::move(facts));
}

}  // namespace concordat::benefits

#endif  // CONCORDAT_TESTS_SUPPORT_BENEFITS_SAMPLE_H_
