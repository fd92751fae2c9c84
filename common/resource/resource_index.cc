#include "common/resource/resource_index.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor_database.h>

#include <algorithm>
#include <string>

namespace concordat {
namespace {

std::vector<ResourceType> Build() {
  std::vector<std::string> files;
  google::protobuf::DescriptorPool::internal_generated_database()->FindAllFileNames(&files);
  std::vector<ResourceType> types;
  for (const std::string& file : files) {
    if (!file.starts_with("concordat/")) continue;
    const auto* descriptor =
        google::protobuf::DescriptorPool::generated_pool()->FindFileByName(file);
    for (int i = 0; i < descriptor->message_type_count(); ++i) {
      auto type = ResourceType::FromDescriptor(descriptor->message_type(i));
      if (type.ok()) types.push_back(*std::move(type));
    }
  }
  std::ranges::sort(types, {}, &ResourceType::type);
  return types;
}

}  // namespace

const std::vector<ResourceType>& LinkedResourceTypes() {
  static const auto& types = *new std::vector<ResourceType>(Build());
  return types;
}

const ResourceType* FindLinkedType(std::string_view type) {
  const auto& types = LinkedResourceTypes();
  const auto found = std::ranges::lower_bound(types, type, {}, &ResourceType::type);
  return found != types.end() && found->type() == type ? &*found : nullptr;
}

const ResourceType* TypeOfName(std::string_view name) {
  const auto& types = LinkedResourceTypes();
  const auto found =
      std::ranges::find_if(types, [name](const ResourceType& type) { return type.Matches(name); });
  return found == types.end() ? nullptr : &*found;
}

}  // namespace concordat
