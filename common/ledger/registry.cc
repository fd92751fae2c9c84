#include "common/ledger/registry.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace concordat {

Registry::Registry(const std::vector<ResourceRegistration>& registrations) {
  for (const ResourceRegistration& registration : registrations) {
    auto type = ResourceType::FromDescriptor(registration.descriptor);
    if (!type.ok()) {
      // An error of wiring: the program could not keep what it says it keeps.
      std::fprintf(stderr, "%s\n", std::string(type.status().message()).c_str());
      std::abort();
    }
    if (registration.summary.has_value()) type->set_summary(*registration.summary);
    entries_.push_back(std::make_unique<Entry>(Entry{*std::move(type), registration}));
  }
}

const ResourceType* Registry::Find(std::string_view type) const {
  const auto found = std::ranges::find_if(
      entries_, [type](const auto& entry) { return entry->type.type() == type; });
  return found == entries_.end() ? nullptr : &(*found)->type;
}

const ResourceType* Registry::FindByDescriptor(
    const google::protobuf::Descriptor* descriptor) const {
  const auto found = std::ranges::find_if(
      entries_, [descriptor](const auto& entry) { return entry->type.descriptor() == descriptor; });
  return found == entries_.end() ? nullptr : &(*found)->type;
}

const Registry::Entry* Registry::EntryOf(const ResourceType& type) const {
  const auto found = std::ranges::find_if(entries_, [&type](const auto& entry) {
    return entry->type.descriptor() == type.descriptor();
  });
  return found == entries_.end() ? nullptr : found->get();
}

const CheckRule& Registry::RuleOf(const ResourceType& type) const {
  static const CheckRule& none = *new CheckRule();
  const Entry* entry = EntryOf(type);
  return entry == nullptr ? none : entry->registration.check;
}

const WholeRule& Registry::WholeRuleOf(const ResourceType& type) const {
  static const WholeRule& none = *new WholeRule();
  const Entry* entry = EntryOf(type);
  return entry == nullptr ? none : entry->registration.whole;
}

Writers Registry::WritersOf(const ResourceType& type) const {
  const Entry* entry = EntryOf(type);
  return entry == nullptr ? Writers::kMany : entry->registration.writers;
}

std::vector<const ResourceType*> Registry::All() const {
  std::vector<const ResourceType*> all;
  for (const auto& entry : entries_) all.push_back(&entry->type);
  return all;
}

bool Registry::KeepsParentOf(const ResourceType& type) const {
  return std::ranges::any_of(
      entries_, [&type](const auto& entry) { return type.IsDirectlyBelow(entry->type); });
}

std::vector<const ResourceType*> Registry::ChildrenOf(const ResourceType& type) const {
  std::vector<const ResourceType*> children = All();
  std::erase_if(children,
                [&type](const ResourceType* child) { return !child->IsDirectlyBelow(type); });
  return children;
}

}  // namespace concordat
