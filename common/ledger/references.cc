#include "common/ledger/references.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "common/base/errors.h"
#include "common/base/text.h"
#include "common/ledger/temporal_store.h"
#include "common/resource/resource_index.h"
#include "google/api/resource.pb.h"

namespace concordat {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

void CollectText(const Message& message, const FieldDescriptor& field, const std::string& path,
                 std::vector<Reference>* references) {
  const std::string& type = field.options().GetExtension(google::api::resource_reference).type();
  if (type.empty()) return;
  const auto& reflection = *message.GetReflection();
  if (!field.is_repeated()) {
    references->push_back({path, type, reflection.GetString(message, &field)});
    return;
  }
  for (int i = 0; i < reflection.FieldSize(message, &field); ++i) {
    references->push_back(
        {Concat(path, "[", i, "]"), type, reflection.GetRepeatedString(message, &field, i)});
  }
}

constexpr char kEverHeld[] = "SELECT 1 FROM resource WHERE name = ?";
constexpr char kEverHeldByPeer[] = "SELECT 1 FROM peer_resource WHERE name = ? LIMIT 1";

absl::StatusOr<bool> HasRow(Connection& connection, const std::string& sql,
                            const std::string& name) {
  bool found = false;
  absl::Status status = connection.Query(sql, {name}, [&found](const Row&) {
    found = true;
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return found;
}

absl::Status WrongForm(const Reference& reference) {
  const ResourceType* type = FindLinkedType(reference.type);
  return InvalidField(reference.field,
                      type == nullptr
                          ? Concat("\"", reference.name, "\" is not the name of a resource")
                          : Concat("\"", reference.name, "\" is not the name of ", type->singular(),
                                   ": ", type->collection(), "/… in its partnership"));
}

}  // namespace

std::vector<Reference> CollectReferences(const Message& message, const std::string& prefix) {
  std::vector<Reference> references;
  std::vector<const FieldDescriptor*> fields;
  message.GetReflection()->ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    const std::string path = prefix.empty() ? field->name() : Concat(prefix, ".", field->name());
    if (field->cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
      CollectText(message, *field, path, &references);
    } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
      const auto& reflection = *message.GetReflection();
      const int count = field->is_repeated() ? reflection.FieldSize(message, field) : 1;
      for (int i = 0; i < count; ++i) {
        const Message& inner = field->is_repeated()
                                   ? reflection.GetRepeatedMessage(message, field, i)
                                   : reflection.GetMessage(message, field);
        const std::string at = field->is_repeated() ? Concat(path, "[", i, "]") : path;
        for (Reference& reference : CollectReferences(inner, at)) {
          references.push_back(std::move(reference));
        }
      }
    }
  }
  return references;
}

absl::Status ReferenceNotFound(std::string_view field, std::string_view name) {
  absl::Status status = ErrorWithReason(absl::StatusCode::kFailedPrecondition, kReferenceNotFound,
                                        Concat(name, " does not exist"));
  return WithFields(std::move(status),
                    {{std::string(field), Concat("\"", name, "\" does not exist")}});
}

absl::Status CheckReadable(const Ledger& ledger, const Caller& caller, Connection& connection,
                           const std::string& parent) {
  const ResourceType* type = TypeOfName(parent);
  if (type == nullptr) return WrongForm({"parent", "*", parent});
  const bool own = ledger.registry().Find(type->type()) != nullptr;
  auto held = HasRow(connection, own ? kEverHeld : kEverHeldByPeer, parent);
  if (!held.ok()) return held.status();
  if (*held) return absl::OkStatus();
  if (own) return ResourceNotFound(parent);
  // It may be too new for the projection.
  auto missing = MissingReferences(ledger, caller, connection, {parent});
  if (!missing.ok()) return missing.status();
  return missing->empty() ? absl::OkStatus() : ResourceNotFound(parent);
}

absl::StatusOr<std::set<std::string>> MissingReferences(const Ledger& ledger, const Caller& caller,
                                                        Connection& connection,
                                                        const std::set<std::string>& names) {
  std::map<const ResourceType*, std::vector<std::string>> own;
  std::vector<std::string> with_peers;
  for (const std::string& name : names) {
    const ResourceType* type = TypeOfName(name);
    if (type == nullptr) continue;
    const bool kept = ledger.registry().Find(type->type()) != nullptr;
    (kept ? own[type] : with_peers).push_back(name);
  }
  std::set<std::string> missing;
  for (const auto& [type, of_type] : own) {
    auto live = LiveNames(connection, *type, of_type);
    if (!live.ok()) return live.status();
    std::ranges::set_difference(of_type, *live, std::inserter(missing, missing.end()));
  }
  if (with_peers.empty() || !ledger.peer_references()) return missing;
  auto absent = ledger.peer_references()(caller, connection, with_peers);
  if (!absent.ok()) return absent.status();
  missing.insert(absent->begin(), absent->end());
  return missing;
}

absl::Status CheckReferences(const std::vector<Reference>& references,
                             const std::set<std::string>& missing) {
  for (const Reference& reference : references) {
    const ResourceType* type = TypeOfName(reference.name);
    if (type == nullptr || (reference.type != "*" && reference.type != type->type())) {
      return WrongForm(reference);
    }
    if (missing.contains(reference.name)) {
      return ReferenceNotFound(reference.field, reference.name);
    }
  }
  return absl::OkStatus();
}

}  // namespace concordat
