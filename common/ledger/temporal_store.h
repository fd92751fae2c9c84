// Reads resources of one service in their temporal tables. Now, as
// at a day and as known at a place in the feed are one SQL with other values. Lists
// of messages cost one statement more for each list, however many resources are read.
#ifndef CONCORDAT_COMMON_LEDGER_TEMPORAL_STORE_H_
#define CONCORDAT_COMMON_LEDGER_TEMPORAL_STORE_H_

#include <absl/functional/function_ref.h>
#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <absl/time/civil_time.h>

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/base/message_fields.h"
#include "common/ledger/list_statement.h"
#include "common/ledger/read_at.h"
#include "common/ledger/slices.h"
#include "common/resource/resource_type.h"
#include "common/sql/bulk.h"
#include "common/sql/mysql.h"

namespace concordat {

// Reads one resource; NOT_FOUND when it does not exist on the day. A deleted
// one is answered with its delete_time.
absl::StatusOr<MessagePtr> ReadOne(Connection& connection, const ResourceType& type,
                                   std::string_view name, const ReadAt& at);

// The same into a message of the type that the caller has, which must be empty.
absl::Status ReadOneInto(Connection& connection, const ResourceType& type, std::string_view name,
                         const ReadAt& at, google::protobuf::Message* resource);

// Gives each resource that the query finds to `on_resource`, in order.
absl::Status ReadMany(Connection& connection, const ResourceType& type, const ListQuery& query,
                      const ReadAt& at,
                      absl::FunctionRef<absl::Status(MessagePtr resource)> on_resource);

// All live resources of one type below a parent, for reports and rules.
template <typename Resource>
absl::StatusOr<std::vector<Resource>> ReadAll(Connection& connection, const ResourceType& type,
                                              std::string_view parent, const ReadAt& at) {
  std::vector<Resource> all;
  ListQuery query;
  query.parent = std::string(parent);
  absl::Status status = ReadMany(connection, type, query, at, [&all](MessagePtr resource) {
    all.push_back(std::move(static_cast<Resource&>(*resource)));
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return all;
}

// Those of the names, of one type, that are there and live, in no order.
template <typename Resource>
absl::StatusOr<std::vector<Resource>> ReadNamed(Connection& connection, const ResourceType& type,
                                                std::span<const std::string> names,
                                                const ReadAt& at) {
  std::vector<Resource> found;
  absl::Status status = ForEachPart(names, [&](std::vector<std::string> part) {
    ListQuery query;
    query.limit = static_cast<int>(part.size());
    query.names = std::move(part);
    return ReadMany(connection, type, query, at, [&found](MessagePtr resource) {
      found.push_back(std::move(static_cast<Resource&>(*resource)));
      return absl::OkStatus();
    });
  });
  if (!status.ok()) return status;
  return found;
}

// Those of the names, of one type, that exist now and are not deleted.
absl::StatusOr<std::set<std::string>> LiveNames(Connection& connection, const ResourceType& type,
                                                const std::vector<std::string>& names);

// The name of one such resource of the type directly below a parent.
absl::StatusOr<std::optional<std::string>> LiveChildBelow(Connection& connection,
                                                          const ResourceType& type,
                                                          std::string_view parent);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_LEDGER_TEMPORAL_STORE_H_
