// The resources that one service keeps, with the rules that each has of its own.
#ifndef CONCORDAT_COMMON_CATALOGUE_H_
#define CONCORDAT_COMMON_CATALOGUE_H_

#include <absl/status/status.h>
#include <google/protobuf/message.h>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/caller.h"
#include "common/database.h"
#include "common/resource_type.h"

namespace concordat {

// A pure rule on one resource: fills what is computed, names what is wrong.
// `before` is null for a new resource. Runs on every slice that a write makes.
using CheckRule = std::function<absl::Status(const google::protobuf::Message* before,
                                             google::protobuf::Message* after)>;

// One resource that a service keeps.
struct ResourceRegistration {
  const google::protobuf::Descriptor* descriptor = nullptr;
  CheckRule check;  // may be empty
};

// Registers a rule over the resource's own message type.
template <typename Resource>
ResourceRegistration Keep(absl::Status (*check)(const Resource* before,
                                                Resource* after) = nullptr) {
  ResourceRegistration registration{Resource::descriptor(), nullptr};
  if (check != nullptr) {
    registration.check = [check](const google::protobuf::Message* before,
                                 google::protobuf::Message* after) {
      return check(static_cast<const Resource*>(before), static_cast<Resource*>(after));
    };
  }
  return registration;
}

// Says whether a resource that another service owns exists: from the local
// projection, and on a miss by one bounded call.
using PeerReferences =
    std::function<absl::Status(const Caller&, Connection&, const std::vector<std::string>& names)>;

// The resources of one service with all that their methods need.
class Catalogue {
 public:
  Catalogue(Database* database, std::string service,
            const std::vector<ResourceRegistration>& registrations);

  // nullptr when this service does not keep the type.
  const ResourceType* Find(std::string_view type) const;
  template <typename Resource>
  const ResourceType& TypeOf() const {
    return *FindByDescriptor(Resource::descriptor());
  }
  const ResourceType* FindByDescriptor(const google::protobuf::Descriptor* descriptor) const;
  const CheckRule& RuleOf(const ResourceType& type) const;
  std::vector<const ResourceType*> All() const;

  Database& database() const { return *database_; }
  const std::string& service() const { return service_; }

  // Set once by main; absent in a service that refers to no other.
  void set_peer_references(PeerReferences references) { peer_references_ = std::move(references); }
  const PeerReferences& peer_references() const { return peer_references_; }

  // Called after a transaction with changes has committed; main sets what wakes
  // the sequencer.
  void set_on_commit(std::function<void()> on_commit) { on_commit_ = std::move(on_commit); }
  void NotifyCommitted() const {
    if (on_commit_) on_commit_();
  }

 private:
  struct Entry {
    ResourceType type;
    CheckRule check;
  };
  Database* database_;
  std::string service_;
  std::vector<std::unique_ptr<Entry>> entries_;
  PeerReferences peer_references_;
  std::function<void()> on_commit_;
};

}  // namespace concordat

#endif  // CONCORDAT_COMMON_CATALOGUE_H_
