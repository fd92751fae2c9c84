#include "common/service/ledger_service.h"

#include <algorithm>
#include <iterator>
#include <map>

#include "common/base/errors.h"
#include "common/base/text.h"
#include "common/identity/access.h"
#include "common/ledger/import_rows.h"
#include "common/ledger/temporal_store.h"
#include "common/resource/resource_index.h"
#include "concordat/ledger/v1/ledger.pb.h"

namespace concordat {
namespace {

namespace v1 = ledger::v1;

constexpr char kService[] = "concordat.ledger.v1.Ledger.";

const ResourceType* TypeOf(const Ledger& ledger, const std::string& name) {
  for (const ResourceType* type : ledger.registry().All()) {
    if (type->Matches(name)) return type;
  }
  return nullptr;
}

absl::StatusOr<v1::ResolveReferencesResponse> Resolve(const Ledger& ledger, const Caller& caller,
                                                      const v1::ResolveReferencesRequest& request) {
  std::vector<std::string> names;
  // What the caller may not see does not exist for it.
  std::ranges::copy_if(request.names(), std::back_inserter(names), [&](const std::string& name) {
    const std::string_view partnership = ResourceType::PartnershipOf(name);
    return partnership.empty() || SeesPartnership(caller, partnership);
  });
  v1::ResolveReferencesResponse response;
  absl::Status status = ledger.database().Read(caller.limits(), [&](Connection& connection) {
    response.Clear();
    auto existing = ExistingNames(ledger, connection, names);
    if (!existing.ok()) return existing.status();
    for (std::string& name : *existing) response.add_existing(std::move(name));
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return response;
}

absl::StatusOr<v1::FindLiveBelowResponse> FindLiveBelow(const Ledger& ledger, const Caller& caller,
                                                        const v1::FindLiveBelowRequest& request) {
  const ResourceType* parent = TypeOfName(request.parent());
  if (parent == nullptr) return InvalidField("parent", "is no name of a record");
  v1::FindLiveBelowResponse response;
  absl::Status status =
      ledger.database().Read(caller.limits(), [&](Connection& connection) -> absl::Status {
        response.Clear();
        for (const ResourceType* child : ledger.registry().ChildrenOf(*parent)) {
          auto found = LiveChildBelow(connection, *child, request.parent());
          if (!found.ok()) return found.status();
          if (!found->has_value()) continue;
          response.set_name(**found);
          break;
        }
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  return response;
}

}  // namespace

absl::StatusOr<std::vector<std::string>> ExistingNames(const Ledger& ledger, Connection& connection,
                                                       const std::vector<std::string>& names) {
  std::map<const ResourceType*, std::vector<std::string>> by_type;
  for (const std::string& name : names) {
    const ResourceType* type = TypeOf(ledger, name);
    if (type != nullptr) by_type[type].push_back(name);
  }
  std::vector<std::string> existing;
  for (const auto& [type, of_type] : by_type) {
    auto live = LiveNames(connection, *type, of_type);
    if (!live.ok()) return live.status();
    existing.insert(existing.end(), live->begin(), live->end());
  }
  std::ranges::sort(existing);
  existing.erase(std::ranges::unique(existing).begin(), existing.end());
  return existing;
}

void BindLedgerService(const Ledger& ledger, const Feed& feed, MethodTable* methods) {
  methods->Bind<v1::PinPositionRequest, v1::PinPositionResponse>(
      Concat(kService, "PinPosition"),
      [&feed](const Caller& caller, const v1::PinPositionRequest& request) {
        return feed.Place(request, caller.limits());
      });
  methods->Bind<v1::ListChangesRequest, v1::ListChangesResponse>(
      Concat(kService, "ListChanges"),
      [&feed](const Caller& caller, const v1::ListChangesRequest& request) {
        return feed.List(request, caller);
      });
  methods->Bind<v1::ResolveReferencesRequest, v1::ResolveReferencesResponse>(
      Concat(kService, "ResolveReferences"),
      [&ledger](const Caller& caller, const v1::ResolveReferencesRequest& request) {
        return Resolve(ledger, caller, request);
      });
  methods->Bind<v1::FindLiveBelowRequest, v1::FindLiveBelowResponse>(
      Concat(kService, "FindLiveBelow"),
      [&ledger](const Caller& caller, const v1::FindLiveBelowRequest& request) {
        return FindLiveBelow(ledger, caller, request);
      });
  methods->Bind<v1::ImportResourcesRequest, v1::ImportResourcesResponse>(
      Concat(kService, "ImportResources"),
      [&ledger](const Caller& caller, const v1::ImportResourcesRequest& request) {
        return ImportResources(ledger, caller, request);
      });
}

}  // namespace concordat
