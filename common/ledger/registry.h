// The resources that one service keeps, with the rules that each has of its own.
#ifndef CONCORDAT_COMMON_LEDGER_REGISTRY_H_
#define CONCORDAT_COMMON_LEDGER_REGISTRY_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <google/protobuf/message.h>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/resource/resource_type.h"
#include "common/sql/mysql.h"

namespace concordat {

// A pure rule on one resource: fills what is computed, names what is wrong.
// `before` is null for a new resource. Runs on every slice that a write makes.
using CheckRule = std::function<absl::Status(const google::protobuf::Message* before,
                                             google::protobuf::Message* after)>;

// A rule on records together with others, asked of those that were written before their
// transaction commits: what is wrong with each of the names, by name. An error of the whole is
// one of the database.
using WholeRule = std::function<absl::StatusOr<std::map<std::string, absl::Status>>(
    Connection&, const std::vector<std::string>& names)>;

// Whether writes of a type below one parent exclude one another, since a rule holds over all.
enum class Writers { kMany, kOneAtATime };

// One resource that a service keeps.
struct ResourceRegistration {
  const google::protobuf::Descriptor* descriptor = nullptr;
  CheckRule check;  // may be empty
  std::optional<RowSummary> summary = std::nullopt;
  WholeRule whole = nullptr;
  Writers writers = Writers::kMany;

  // The same with a summary of its lists in each row.
  template <typename Resource>
  ResourceRegistration Summed(std::string column, std::string (*of)(const Resource&)) && {
    summary = {std::move(column), [of](const google::protobuf::Message& resource) {
                 return of(static_cast<const Resource&>(resource));
               }};
    return std::move(*this);
  }

  // Adds a rule on records together with others.
  ResourceRegistration&& With(WholeRule rule, Writers how) && {
    whole = std::move(rule);
    writers = how;
    return std::move(*this);
  }
};

// Registers a rule over the resource's own message type.
template <typename Resource>
ResourceRegistration Keep(absl::Status (*check)(const Resource* before,
                                                Resource* after) = nullptr) {
  ResourceRegistration registration{Resource::descriptor(), nullptr, std::nullopt, nullptr,
                                    Writers::kMany};
  if (check != nullptr) {
    registration.check = [check](const google::protobuf::Message* before,
                                 google::protobuf::Message* after) {
      return check(static_cast<const Resource*>(before), static_cast<Resource*>(after));
    };
  }
  return registration;
}

// Filled by main, then read only.
class Registry {
 public:
  explicit Registry(const std::vector<ResourceRegistration>& registrations);

  // nullptr when this service does not keep the type.
  const ResourceType* Find(std::string_view type) const;
  const ResourceType* FindByDescriptor(const google::protobuf::Descriptor* descriptor) const;
  template <typename Resource>
  const ResourceType& TypeOf() const {
    return *FindByDescriptor(Resource::descriptor());
  }
  const CheckRule& RuleOf(const ResourceType& type) const;
  // Empty where there is none.
  const WholeRule& WholeRuleOf(const ResourceType& type) const;
  Writers WritersOf(const ResourceType& type) const;
  std::vector<const ResourceType*> All() const;
  // True when the parents of the type's names are kept here too.
  bool KeepsParentOf(const ResourceType& type) const;
  // Those of them whose names are directly below names of the type, which may be kept
  // elsewhere.
  std::vector<const ResourceType*> ChildrenOf(const ResourceType& type) const;

 private:
  struct Entry {
    ResourceType type;
    ResourceRegistration registration;
  };
  const Entry* EntryOf(const ResourceType& type) const;
  std::vector<std::unique_ptr<Entry>> entries_;
};

}  // namespace concordat

#endif  // CONCORDAT_COMMON_LEDGER_REGISTRY_H_
