#include "common/method_table.h"

#include <cstdio>
#include <cstdlib>

#include "common/text.h"

namespace concordat {

void MethodTable::BindDynamic(std::string_view full_name, DynamicHandler handler, Lane lane) {
  const auto* descriptor = google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(
      std::string(full_name));
  if (descriptor == nullptr || methods_.contains(full_name)) {
    std::fprintf(stderr, "The method %s is unknown or bound twice.\n",
                 std::string(full_name).c_str());
    std::abort();
  }
  methods_.emplace(std::string(full_name), Method{descriptor, std::move(handler), lane});
}

const MethodTable::Method* MethodTable::Find(std::string_view full_name) const {
  const auto found = methods_.find(full_name);
  return found == methods_.end() ? nullptr : &found->second;
}

std::vector<const MethodTable::Method*> MethodTable::All() const {
  std::vector<const Method*> all;
  for (const auto& [name, method] : methods_) all.push_back(&method);
  return all;
}

}  // namespace concordat
