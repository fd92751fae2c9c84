#include "common/ledger/references.h"

#include "common/base/errors.h"
#include "common/base/text.h"
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

absl::StatusOr<bool> ExistsLive(Connection& connection, const ResourceType& type,
                                std::string_view name) {
  return HasRow(connection,
                Concat("SELECT 1 FROM `", type.table(),
                       "` WHERE name = ? AND superseded_by IS NULL AND deleted = 0"
                       " AND valid_to = '9999-12-31' LIMIT 1"),
                std::string(name));
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
  absl::Status status = CheckReferences(ledger, caller, connection, {{"parent", "*", parent}});
  return absl::IsFailedPrecondition(status) ? ResourceNotFound(parent) : status;
}

absl::Status CheckReferences(const Ledger& ledger, const Caller& caller, Connection& connection,
                             const std::vector<Reference>& references) {
  std::vector<std::string> with_peers;
  for (const Reference& reference : references) {
    const ResourceType* type = TypeOfName(reference.name);
    if (type == nullptr || (reference.type != "*" && reference.type != type->type())) {
      return WrongForm(reference);
    }
    if (ledger.registry().Find(type->type()) == nullptr) {
      with_peers.push_back(reference.name);
      continue;
    }
    auto live = ExistsLive(connection, *type, reference.name);
    if (!live.ok()) return live.status();
    if (!*live) return ReferenceNotFound(reference.field, reference.name);
  }
  if (with_peers.empty() || !ledger.peer_references()) return absl::OkStatus();
  absl::Status status = ledger.peer_references()(caller, connection, with_peers);
  if (ReasonOf(status) != kReferenceNotFound) return status;
  // The peer says which name; only we know which field holds it.
  for (const Reference& reference : references) {
    if (ToStd(status.message()).starts_with(Concat(reference.name, " "))) {
      return ReferenceNotFound(reference.field, reference.name);
    }
  }
  return status;
}

}  // namespace concordat
