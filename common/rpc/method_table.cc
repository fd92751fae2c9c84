#include "common/rpc/method_table.h"

#include <cstdio>
#include <cstdlib>

namespace concordat {
namespace {

const google::protobuf::MethodDescriptor* Describe(std::string_view full_name) {
  return google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(
      std::string(full_name));
}

[[noreturn]] void Die(std::string_view full_name, const char* why) {
  std::fprintf(stderr, "The method %s %s.\n", std::string(full_name).c_str(), why);
  std::abort();
}

}  // namespace

void MethodTable::CheckTypes(std::string_view full_name,
                             const google::protobuf::Descriptor* request,
                             const google::protobuf::Descriptor* response) {
  const auto* method = Describe(full_name);
  const bool other =
      method != nullptr && (method->input_type() != request || method->output_type() != response);
  if (other) Die(full_name, "is bound to a function of other messages");
}

void MethodTable::BindDynamic(std::string_view full_name, DynamicHandler handler) {
  const auto* descriptor = Describe(full_name);
  if (descriptor == nullptr) Die(full_name, "is unknown");
  if (methods_.contains(full_name)) Die(full_name, "is bound twice");
  const MethodRules rules = RulesOf(*descriptor);
  if (rules.access == type::v1::ACCESS_UNSPECIFIED) Die(full_name, "does not state its access");
  methods_.emplace(std::string(full_name), Method{descriptor, rules, std::move(handler)});
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
