#include "common/rpc/request_check.h"

#include <google/protobuf/unknown_field_set.h>

#include "common/base/text.h"
#include "common/identity/access.h"
#include "common/resource/validate.h"

namespace concordat {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr size_t kMostTold = 10;

class UnknownFields {
 public:
  std::vector<FieldViolation> found;

  // `path` is the way to the message; it is as it was afterwards.
  void Find(const Message& message, std::string* path) {
    const auto& reflection = *message.GetReflection();
    const auto& unknown = reflection.GetUnknownFields(message);
    for (int i = 0; i < unknown.field_count() && found.size() < kMostTold; ++i) {
      found.push_back({path->empty() ? message.GetDescriptor()->name() : *path,
                       Concat("has no field ", unknown.field(i).number())});
    }
    const auto& descriptor = *message.GetDescriptor();
    for (int i = 0; i < descriptor.field_count() && found.size() < kMostTold; ++i) {
      const FieldDescriptor* field = descriptor.field(i);
      if (field->message_type() == nullptr) continue;
      if (!field->is_repeated()) {
        if (reflection.HasField(message, field)) {
          FindIn(reflection.GetMessage(message, field), *field, -1, path);
        }
        continue;
      }
      const int size = reflection.FieldSize(message, field);
      for (int element = 0; element < size && found.size() < kMostTold; ++element) {
        FindIn(reflection.GetRepeatedMessage(message, field, element), *field, element, path);
      }
    }
  }

 private:
  void FindIn(const Message& message, const FieldDescriptor& field, int element,
              std::string* path) {
    const size_t before = path->size();
    if (before > 0) *path += '.';
    *path += field.name();
    if (element >= 0) *path += Concat("[", element, "]");
    Find(message, path);
    path->resize(before);
  }
};

}  // namespace

std::vector<FieldViolation> FindUnknownFields(const Message& message) {
  UnknownFields unknown;
  std::string path;
  unknown.Find(message, &path);
  return std::move(unknown.found);
}

absl::Status CheckRequest(Access access, const Message& request) {
  if (Changes(access)) {
    const auto unknown = FindUnknownFields(request);
    if (!unknown.empty()) return InvalidFields(unknown);
  }
  return Validate(request);
}

}  // namespace concordat
