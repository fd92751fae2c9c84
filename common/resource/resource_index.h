// Every resource message that is linked in, by its type: what a reference to
// another service's resource is held against.
#ifndef CONCORDAT_COMMON_RESOURCE_RESOURCE_INDEX_H_
#define CONCORDAT_COMMON_RESOURCE_RESOURCE_INDEX_H_

#include <string_view>
#include <vector>

#include "common/resource/resource_type.h"

namespace concordat {

// All resource types, in the order of their type names. Built at first use.
const std::vector<ResourceType>& LinkedResourceTypes();

// nullptr when no linked-in message has the type.
const ResourceType* FindLinkedType(std::string_view type);

// The type that a resource name has the form of; nullptr when none.
const ResourceType* TypeOfName(std::string_view name);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_RESOURCE_RESOURCE_INDEX_H_
