// What the caller of a write means by the resource in its request.
#ifndef CONCORDAT_COMMON_LEDGER_MEANT_H_
#define CONCORDAT_COMMON_LEDGER_MEANT_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <google/protobuf/message.h>

#include <string>
#include <vector>

#include "common/resource/resource_type.h"

namespace concordat {

struct MeantPaths {
  // Fields to take from the resource, as in a field mask.
  std::vector<std::string> paths;
  // What only the service sets: given, it may only repeat what is held (ADR 0025).
  std::vector<std::string> repeated;
};

// The fields that an update means: those of `update_mask`; those that are set in the
// resource, down to the leaves, where there is none; all of them for `*`.
// INVALID_ARGUMENT names a path that is none.
absl::StatusOr<MeantPaths> PathsOfUpdate(const ResourceType& type,
                                         const google::protobuf::Message& request,
                                         const google::protobuf::Message& resource);

// INVALID_ARGUMENT naming each path whose value in `given` is not that in `held`.
absl::Status CheckRepeats(const ResourceType& type, const std::vector<std::string>& paths,
                          const google::protobuf::Message& given,
                          const google::protobuf::Message& held);

// The name of a new resource: of its parent and the id of the request, or as the
// resource itself says; else of a new id. INVALID_ARGUMENT where they say two things.
absl::StatusOr<std::string> NameOfNew(const ResourceType& type,
                                      const google::protobuf::Message& request,
                                      const google::protobuf::Message& resource);

// The day on which a new resource begins, empty for today: `effective_date` of the
// request or `effective_from` of the resource.
absl::StatusOr<std::string> StartOfNew(const ResourceType& type,
                                       const google::protobuf::Message& request,
                                       const google::protobuf::Message& resource);

// INVALID_ARGUMENT for fields that a caller gave and only the service sets.
absl::Status SetByService(const std::vector<std::string>& fields);

// The same for those of a new resource that hold something.
absl::Status CheckSetByCaller(const ResourceType& type, const google::protobuf::Message& resource);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_LEDGER_MEANT_H_
