#include "common/operations/operation_name.h"

#include <algorithm>

#include "common/base/services.h"
#include "common/base/text.h"
#include "common/base/uuid.h"
#include "common/resource/resource_type.h"

namespace concordat {
namespace {

constexpr std::string_view kCollection = "/operations/";

}  // namespace

std::string NewOperationName(std::string_view service, std::string_view partnership) {
  return Concat("partnerships/", partnership, kCollection, service, "-", NewUuid());
}

std::string_view ServiceOfOperation(std::string_view name) {
  const std::string_view partnership = ResourceType::PartnershipOf(name);
  if (partnership.empty()) return {};
  name.remove_prefix(std::string_view("partnerships/").size() + partnership.size());
  if (!name.starts_with(kCollection)) return {};
  name.remove_prefix(kCollection.size());
  const auto found = std::ranges::find(kServices, name.substr(0, name.find('-')));
  return found == kServices.end() || name.size() <= found->size() + 1 ? std::string_view() : *found;
}

}  // namespace concordat
