#include "gateway/src/import_target.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include <absl/strings/str_split.h>

#include "common/errors.h"
#include "common/resource_index.h"
#include "common/text.h"

namespace concordat::gateway {
namespace {

std::vector<std::string> Split(const std::string& name) {
  if (name.empty()) return {};
  return absl::StrSplit(name, '/');
}

// True when a collection of the type may lie below the parent.
bool LiesBelow(const ResourceType& type, const std::vector<std::string>& parent) {
  const std::vector<std::string>& pattern = type.pattern();
  if (parent.empty()) return pattern.size() == 2;
  if (parent.size() + 2 > pattern.size()) return false;
  return std::equal(parent.begin(), parent.end(), pattern.begin(),
                    [](const std::string& segment, const std::string& wanted) {
                      return wanted.starts_with('{') ? IsResourceId(segment) : segment == wanted;
                    });
}

}  // namespace

absl::StatusOr<std::string> ImportTarget::NameOf(const std::string& name) const {
  for (const std::string& whole : {name, Concat(partnership, "/", name)}) {
    // The parent that the request names holds every record of the file.
    const bool within = parent.empty() || whole.starts_with(parent + "/");
    if (type->Matches(whole) && within) return whole;
  }
  return absl::InvalidArgumentError(
      Concat("\"", name.substr(0, 100), "\" is not the name of ", type->singular(),
             parent.empty() ? "" : " in ", parent));
}

absl::StatusOr<std::string> ImportTarget::NameOf(const std::string& parent_cell,
                                                 const std::string& id) const {
  if (!IsResourceId(id)) {
    return absl::InvalidArgumentError(
        Concat("\"", id.substr(0, 100), "\" is no id: 1 to 63 lower-case letters, digits and "
               "inner hyphens are expected"));
  }
  const std::string own = Concat(type->collection(), "/", id);
  if (!parent_cell.empty()) return NameOf(Concat(parent_cell, "/", own));
  return NameOf(parent.empty() ? own : Concat(parent, "/", own));
}

absl::StatusOr<ImportTarget> FindTarget(const std::string& parent, const std::string& collection) {
  const std::vector<std::string> segments = Split(parent);
  ImportTarget target;
  target.parent = parent;
  if (segments.size() >= 2) target.partnership = Concat(segments[0], "/", segments[1]);
  for (const ResourceType& type : LinkedResourceTypes()) {
    if (type.collection() != collection || !LiesBelow(type, segments)) continue;
    const bool nearer =
        target.type == nullptr || type.pattern().size() < target.type->pattern().size();
    if (nearer) target.type = &type;
  }
  if (target.type != nullptr) return target;
  return ErrorWithReason(absl::StatusCode::kNotFound, "COLLECTION_NOT_FOUND",
                         Concat("there is no collection ", collection, " in ",
                                parent.empty() ? "the ledger" : parent));
}

}  // namespace concordat::gateway
