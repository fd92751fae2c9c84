#include "gateway/src/openapi/proto_comments.h"

#include <absl/strings/ascii.h>
#include <absl/strings/str_split.h>

namespace concordat::gateway {
namespace {

// Lines of a paragraph are joined; an empty line ends it.
std::string Paragraphs(const std::string& comment) {
  std::string text;
  bool joined = false;
  for (const absl::string_view line : absl::StrSplit(comment, '\n')) {
    const absl::string_view words = absl::StripAsciiWhitespace(line);
    if (words.empty()) {
      joined = false;
      continue;
    }
    if (!text.empty()) text += joined ? " " : "\n\n";
    text.append(words.data(), words.size());
    joined = true;
  }
  return text;
}

template <typename Descriptor>
std::string CommentOf(const Descriptor* descriptor) {
  google::protobuf::SourceLocation location;
  if (descriptor == nullptr || !descriptor->GetSourceLocation(&location)) return "";
  return Paragraphs(location.leading_comments);
}

}  // namespace

ProtoComments::ProtoComments(std::string_view descriptor_set) {
  google::protobuf::FileDescriptorSet files;
  if (!files.ParseFromArray(descriptor_set.data(), static_cast<int>(descriptor_set.size()))) return;
  // Imports stand before the files that need them.
  for (const auto& file : files.file()) pool_.BuildFile(file);
}

std::string ProtoComments::Of(const google::protobuf::Descriptor& message) const {
  return CommentOf(pool_.FindMessageTypeByName(message.full_name()));
}
std::string ProtoComments::Of(const google::protobuf::FieldDescriptor& field) const {
  return CommentOf(pool_.FindFieldByName(field.full_name()));
}
std::string ProtoComments::Of(const google::protobuf::EnumDescriptor& values) const {
  return CommentOf(pool_.FindEnumTypeByName(values.full_name()));
}
std::string ProtoComments::Of(const google::protobuf::EnumValueDescriptor& value) const {
  return CommentOf(pool_.FindEnumValueByName(value.full_name()));
}
std::string ProtoComments::Of(const google::protobuf::ServiceDescriptor& service) const {
  return CommentOf(pool_.FindServiceByName(service.full_name()));
}
std::string ProtoComments::Of(const google::protobuf::MethodDescriptor& method) const {
  return CommentOf(pool_.FindMethodByName(method.full_name()));
}

}  // namespace concordat::gateway
