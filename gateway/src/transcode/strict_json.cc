#include "gateway/src/transcode/strict_json.h"

#include <charconv>
#include <cstdint>
#include <limits>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "common/base/cut.h"
#include "common/base/errors.h"
#include "common/base/text.h"
#include "common/base/utf8.h"
#include "common/resource/enum_names.h"

namespace concordat::gateway {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;

constexpr size_t kMaxSegment = 100;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// How a well-known type stands in JSON.
enum class Form { kObject, kText, kAnything, kWrapper };

Form FormOf(const Descriptor& message) {
  const std::string& name = message.full_name();
  if (name == "google.protobuf.Timestamp" || name == "google.protobuf.Duration" ||
      name == "google.protobuf.FieldMask") {
    return Form::kText;
  }
  if (name == "google.protobuf.Struct" || name == "google.protobuf.Value" ||
      name == "google.protobuf.ListValue" || name == "google.protobuf.Any") {
    return Form::kAnything;
  }
  const bool wrapper = message.file()->name() == "google/protobuf/wrappers.proto";
  return wrapper ? Form::kWrapper : Form::kObject;
}

class Scanner {
 public:
  explicit Scanner(std::string_view json) : json_(json) {}

  CheckedJson Checked() && { return {Concat(in_full_, json_.substr(copied_)), std::move(given_)}; }

  absl::Status Document(const Descriptor& message) {
    at_ = ValidUtf8(json_);
    if (at_ < json_.size()) return Wrong("the text is not UTF-8");
    at_ = 0;
    absl::Status status = MessageValue(message);
    if (!status.ok()) return status;
    Blank();
    return at_ == json_.size() ? absl::OkStatus() : Wrong("something follows the value");
  }

 private:
  // A path segment that is part of the path while the object lives; what a client
  // made longer than any field's name is cut, since it comes back in the error.
  class Step {
   public:
    Step(std::string* path, std::string_view segment) : path_(path), length_(path->size()) {
      const bool joined = !path->empty() && !segment.starts_with('[');
      path->append(joined ? "." : "").append(CutTo(kMaxSegment, segment));
    }
    ~Step() { path_->resize(length_); }

   private:
    std::string* path_;
    size_t length_;
  };

  absl::Status Wrong(std::string_view what) const {
    return InvalidField(path_.empty() ? "body" : path_, Concat(what, ", at byte ", at_));
  }

  void Blank() {
    while (at_ < json_.size() &&
           (json_[at_] == ' ' || json_[at_] == '\n' || json_[at_] == '\t' || json_[at_] == '\r')) {
      ++at_;
    }
  }
  bool Peek(char c) {
    Blank();
    return at_ < json_.size() && json_[at_] == c;
  }
  bool Take(char c) {
    if (!Peek(c)) return false;
    ++at_;
    return true;
  }
  bool TakeWord(std::string_view word) {
    Blank();
    if (!json_.substr(at_).starts_with(word)) return false;
    at_ += word.size();
    return true;
  }

  absl::Status Text(std::string* text) {
    if (!Take('"')) return Wrong("text in double quotes is expected");
    while (at_ < json_.size() && json_[at_] != '"') {
      const auto c = static_cast<unsigned char>(json_[at_]);
      if (c < 0x20) return Wrong("a control character stands in a text");
      if (c != '\\') {
        *text += json_[at_++];
        continue;
      }
      absl::Status status = Escape(text);
      if (!status.ok()) return status;
    }
    if (at_ == json_.size()) return Wrong("a text does not end");
    ++at_;
    return absl::OkStatus();
  }

  absl::Status Escape(std::string* text) {
    constexpr std::string_view kPlain = "\"\\/bfnrt";
    const char kind = ++at_ < json_.size() ? json_[at_] : '\0';
    if (kPlain.find(kind) != std::string_view::npos && kind != '\0') {
      constexpr std::string_view kMeaning = "\"\\/\b\f\n\r\t";
      *text += kMeaning[kPlain.find(kind)];
      ++at_;
      return absl::OkStatus();
    }
    if (kind != 'u') return Wrong("an unknown escape stands in a text");
    ++at_;
    uint32_t code = 0;
    if (!Hex(&code)) return Wrong("\\u needs four hexadecimal digits");
    if (code >= 0xd800 && code <= 0xdfff) {
      constexpr std::string_view kAlone = "half a surrogate pair stands alone";
      uint32_t low = 0;
      if (code >= 0xdc00 || !json_.substr(at_).starts_with("\\u")) return Wrong(kAlone);
      at_ += 2;
      if (!Hex(&low) || low < 0xdc00 || low > 0xdfff) return Wrong(kAlone);
      code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
    }
    AppendUtf8(code, text);
    return absl::OkStatus();
  }

  bool Hex(uint32_t* code) {
    if (at_ + 4 > json_.size()) return false;
    const auto [end, error] =
        std::from_chars(json_.data() + at_, json_.data() + at_ + 4, *code, 16);
    if (error != std::errc() || end != json_.data() + at_ + 4) return false;
    at_ += 4;
    return true;
  }

  // The number as written, or empty.
  std::string_view Number() {
    Blank();
    size_t end = at_;
    const auto digits = [this, &end] {
      const size_t begin = end;
      while (end < json_.size() && IsDigit(json_[end])) ++end;
      return end > begin;
    };
    if (end < json_.size() && json_[end] == '-') ++end;
    const size_t first = end;
    if (!digits() || (json_[first] == '0' && end - first > 1)) return {};
    if (end < json_.size() && json_[end] == '.') {
      ++end;
      if (!digits()) return {};
    }
    if (end < json_.size() && (json_[end] == 'e' || json_[end] == 'E')) {
      ++end;
      if (end < json_.size() && (json_[end] == '+' || json_[end] == '-')) ++end;
      if (!digits()) return {};
    }
    const std::string_view number = json_.substr(at_, end - at_);
    at_ = end;
    return number;
  }

  template <typename Item>
  absl::Status List(Item item) {
    if (!Take('[')) return Wrong("a list is expected");
    if (++depth_ > kMaxJsonDepth) return Wrong("the value is nested too deeply");
    for (int i = 0; !Take(']'); ++i) {
      if (i > 0 && !Take(',')) return Wrong("a comma or the end of the list is expected");
      const Step step(&path_, Concat("[", i, "]"));
      absl::Status status = item();
      if (!status.ok()) return status;
    }
    --depth_;
    return absl::OkStatus();
  }

  // `member` gets each key and reads its value.
  template <typename Member>
  absl::Status Object(Member member) {
    if (!Take('{')) return Wrong("an object is expected");
    if (++depth_ > kMaxJsonDepth) return Wrong("the value is nested too deeply");
    std::set<std::string> keys;
    while (!Take('}')) {
      if (!keys.empty() && !Take(',')) return Wrong("a comma or the end of the object is expected");
      std::string key;
      absl::Status status = Text(&key);
      if (!status.ok()) return status;
      const Step step(&path_, key);
      if (!keys.insert(key).second) return Wrong("the key stands twice");
      if (!Take(':')) return Wrong("a colon is expected");
      status = member(key);
      if (!status.ok()) return status;
    }
    --depth_;
    return absl::OkStatus();
  }

  absl::Status MessageValue(const Descriptor& message) {
    switch (FormOf(message)) {
      case Form::kText: {
        std::string text;
        return Text(&text);
      }
      case Form::kAnything:
        return Anything();
      case Form::kWrapper:
        return TakeWord("null") ? absl::OkStatus() : Single(*message.field(0));
      case Form::kObject:
        break;
    }
    std::set<const FieldDescriptor*> seen;
    return Object([&](const std::string& key) -> absl::Status {
      const FieldDescriptor* field = message.FindFieldByCamelcaseName(key);
      if (field == nullptr) field = message.FindFieldByName(key);
      if (field == nullptr) return Wrong(Concat(message.name(), " has no such field"));
      // The same field under its other name is a duplicate too.
      if (!seen.insert(field).second) return Wrong("the field stands twice");
      const Step step(&field_path_, field->name());
      return Value(*field);
    });
  }

  // Notes the field that is being read, unless it is one of an element of a list.
  void Give() {
    if (lists_ == 0) given_.push_back(field_path_);
  }

  absl::Status Value(const FieldDescriptor& field) {
    const bool has_parts = !field.is_repeated() && field.message_type() != nullptr &&
                           FormOf(*field.message_type()) == Form::kObject;
    if (!has_parts) Give();
    if (!field.is_repeated()) return Single(field);
    ++lists_;
    absl::Status status = Elements(field);
    --lists_;
    return status;
  }

  absl::Status Elements(const FieldDescriptor& field) {
    if (!field.is_map()) return List([&] { return Single(field); });
    const FieldDescriptor& value = *field.message_type()->map_value();
    return Object([&](const std::string&) { return Single(value); });
  }

  absl::Status Single(const FieldDescriptor& field) {
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_MESSAGE:
        return MessageValue(*field.message_type());
      case FieldDescriptor::CPPTYPE_STRING: {
        std::string text;
        return Text(&text);
      }
      case FieldDescriptor::CPPTYPE_BOOL:
        return TakeWord("true") || TakeWord("false") ? absl::OkStatus()
                                                     : Wrong("true or false is expected");
      case FieldDescriptor::CPPTYPE_ENUM:
        return Enum(*field.enum_type());
      case FieldDescriptor::CPPTYPE_INT32:
        return Whole<int32_t>();
      case FieldDescriptor::CPPTYPE_UINT32:
        return Whole<uint32_t>();
      case FieldDescriptor::CPPTYPE_INT64:
        return Whole<int64_t>();
      case FieldDescriptor::CPPTYPE_UINT64:
        return Whole<uint64_t>();
      default:
        return Real();
    }
  }

  absl::Status Real() {
    const std::string_view number = Number();
    if (number.empty()) return Wrong("a number is expected");
    double value = 0;
    const auto result = std::from_chars(number.data(), number.data() + number.size(), value);
    if (result.ec != std::errc()) return Wrong("the number is beyond what a double can hold");
    return absl::OkStatus();
  }

  // A whole number, as a number or in quotes, within the type's bounds.
  template <typename Integer>
  absl::Status Whole() {
    std::string quoted;
    std::string_view number;
    if (Peek('"')) {
      absl::Status status = Text(&quoted);
      if (!status.ok()) return status;
      number = quoted;
    } else {
      number = Number();
    }
    Integer value = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
    if (error == std::errc::result_out_of_range) {
      return Wrong(Concat("the number is not between ", std::numeric_limits<Integer>::min(),
                          " and ", std::numeric_limits<Integer>::max()));
    }
    if (number.empty() || error != std::errc() || end != number.data() + number.size()) {
      return Wrong("a whole number is expected, without comma, point or exponent");
    }
    return absl::OkStatus();
  }

  absl::Status Enum(const EnumDescriptor& values) {
    if (!Peek('"')) return Whole<int32_t>();
    const size_t begin = at_;
    std::string name;
    absl::Status status = Text(&name);
    if (!status.ok()) return status;
    const auto* value = FindEnumValue(values, name);
    if (value == nullptr) return Wrong(NoEnumValue(values, name));
    // The library reads names in full alone.
    in_full_ += Concat(json_.substr(copied_, begin - copied_), "\"", value->name(), "\"");
    copied_ = at_;
    return absl::OkStatus();
  }

  absl::Status Anything() {
    if (Peek('{')) return Object([this](const std::string&) { return Anything(); });
    if (Peek('[')) return List([this] { return Anything(); });
    if (Peek('"')) {
      std::string text;
      return Text(&text);
    }
    if (TakeWord("true") || TakeWord("false") || TakeWord("null")) return absl::OkStatus();
    return Number().empty() ? Wrong("a value is expected") : absl::OkStatus();
  }

  const std::string_view json_;
  size_t at_ = 0;
  int depth_ = 0;
  // As the client wrote it, and by the names of the fields.
  std::string path_, field_path_;
  std::vector<std::string> given_;
  // Lists and maps around the place.
  int lists_ = 0;
  // What has been read up to `copied_`, with the names of enums in full.
  std::string in_full_;
  size_t copied_ = 0;
};

}  // namespace

absl::Status CheckJson(std::string_view json, const Descriptor& message, CheckedJson* checked) {
  Scanner scanner(json);
  absl::Status status = scanner.Document(message);
  if (status.ok() && checked != nullptr) *checked = std::move(scanner).Checked();
  return status;
}

}  // namespace concordat::gateway
