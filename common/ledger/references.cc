#include "common/ledger/references.h"

#include <absl/time/clock.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <unordered_map>
#include <utility>

#include "common/base/date.h"
#include "common/base/errors.h"
#include "common/base/text.h"
#include "common/identity/access.h"
#include "common/ledger/exempt.h"
#include "common/ledger/temporal_store.h"
#include "common/resource/field_rules.h"
#include "common/resource/resource_index.h"

namespace concordat {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

// By message: the fields, in the order of their numbers, that hold references or
// messages in which some are.
using ReferenceFields = std::unordered_map<const Descriptor*, std::vector<const FieldDescriptor*>>;

bool HoldsReferences(const Descriptor& message, ReferenceFields* all) {
  const auto [known, is_new] = all->try_emplace(&message);
  if (!is_new) return !known->second.empty();
  std::vector<const FieldDescriptor*> fields;
  for (int i = 0; i < message.field_count(); ++i) {
    const FieldDescriptor* field = message.field(i);
    const bool holds = field->message_type() == nullptr
                           ? RulesOf(*field).is_reference()
                           : HoldsReferences(*field->message_type(), all);
    if (holds) fields.push_back(field);
  }
  std::ranges::sort(fields, {}, &FieldDescriptor::number);
  return !((*all)[&message] = std::move(fields)).empty();
}

// Of all linked-in resources and what they are made of.
const ReferenceFields& AllReferenceFields() {
  static const auto& all = *new ReferenceFields([] {
    ReferenceFields fields;
    for (const ResourceType& type : LinkedResourceTypes()) {
      HoldsReferences(*type.descriptor(), &fields);
    }
    return fields;
  }());
  return all;
}

void Collect(const Message& message, const std::string& prefix,
             std::vector<Reference>* references) {
  const auto found = AllReferenceFields().find(message.GetDescriptor());
  if (found == AllReferenceFields().end()) return;
  const Reflection& reflection = *message.GetReflection();
  for (const FieldDescriptor* field : found->second) {
    const bool list = field->is_repeated(), text = field->message_type() == nullptr;
    if (!list && !reflection.HasField(message, field)) continue;
    const int count = list ? reflection.FieldSize(message, field) : 1;
    for (int i = 0; i < count; ++i) {
      const std::string path = Concat(prefix, prefix.empty() ? "" : ".", field->name(),
                                      list ? Concat("[", i, "]") : std::string());
      if (text) {
        references->push_back({path, RulesOf(*field).refers_to,
                               list ? reflection.GetRepeatedString(message, field, i)
                                    : reflection.GetString(message, field)});
      } else {
        Collect(list ? reflection.GetRepeatedMessage(message, field, i)
                     : reflection.GetMessage(message, field),
                path, references);
      }
    }
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

absl::Status NobodyTells(const std::string& name) {
  return ErrorWithReason(absl::StatusCode::kUnavailable, "PEER_UNAVAILABLE",
                         Concat("no service can say whether ", name, " exists"));
}

absl::Status WrongForm(const Reference& reference) {
  const ResourceType* type = FindLinkedType(reference.type);
  std::string wanted = "a resource";
  if (type != nullptr) {
    const char* where = type->pattern().size() > 2 ? "/… in its partnership" : "/…";
    wanted = Concat(type->singular(), ": ", type->collection(), where);
  }
  return InvalidField(reference.field,
                      Concat("\"", reference.name, "\" is not the name of ", wanted));
}

absl::Status CheckReference(const Reference& reference, const std::set<std::string>& missing) {
  const ResourceType* type = TypeOfName(reference.name);
  if (type == nullptr || (reference.type != "*" && reference.type != type->type())) {
    return WrongForm(reference);
  }
  return missing.contains(reference.name) ? ReferenceNotFound(reference.field, reference.name)
                                          : absl::OkStatus();
}

}  // namespace

std::vector<Reference> CollectReferences(const Message& resource, const std::string& prefix) {
  std::vector<Reference> references;
  Collect(resource, prefix, &references);
  return references;
}

std::set<std::string> NamesNeeded(const std::string& name, const Message& resource) {
  std::set<std::string> names;
  const std::string_view parent = ResourceType::ParentOf(name);
  if (!parent.empty()) names.emplace(parent);
  for (Reference& reference : CollectReferences(resource, "")) {
    if (!IsForeign(name, reference.name)) names.insert(std::move(reference.name));
  }
  return names;
}

bool IsForeign(std::string_view record, std::string_view referred) {
  const std::string_view own = ResourceType::PartnershipOf(record);
  const std::string_view other = ResourceType::PartnershipOf(referred);
  return !own.empty() && !other.empty() && own != other;
}

absl::Status ReferenceNotFound(std::string_view field, std::string_view name) {
  absl::Status status = ErrorWithReason(absl::StatusCode::kFailedPrecondition, kReferenceNotFound,
                                        Concat(name, " does not exist"));
  return WithFields(std::move(status),
                    {{std::string(field), Concat("\"", name, "\" does not exist")}});
}

absl::Status CheckEverHeld(Connection& connection, const Caller& caller, const std::string& name) {
  auto held = HasRow(connection, kEverHeld, name);
  if (!held.ok()) return held.status();
  if (!*held) return ResourceNotFound(name);
  if (SeesExempt(caller)) return absl::OkStatus();
  auto exempt = ExemptAmong(connection, *TypeOfName(name), {name}, LondonDay(absl::Now()));
  if (!exempt.ok()) return exempt.status();
  return exempt->empty() ? absl::OkStatus() : ResourceNotFound(name);
}

absl::Status CheckReadable(const Ledger& ledger, const Caller& caller, const std::string& parent) {
  const ResourceType* type = TypeOfName(parent);
  if (type == nullptr) return WrongForm({"parent", "*", parent});
  const bool own = ledger.registry().Find(type->type()) != nullptr;
  bool held = false;
  absl::Status status =
      ledger.database().Read(caller.limits(), [&](Connection& connection) -> absl::Status {
        if (own) return CheckEverHeld(connection, caller, parent);
        auto found = HasRow(connection, kEverHeldByPeer, parent);
        held = found.ok() && *found;
        return found.status();
      });
  if (!status.ok() || own || held || !ledger.peer_references()) return status;
  // It may be too new for the projection.
  auto answers = ledger.peer_references()(caller, ledger.database(), {parent});
  if (!answers.ok()) return answers.status();
  if (answers->missing.contains(parent)) return ResourceNotFound(parent);
  return answers->existing.contains(parent) ? absl::OkStatus() : NobodyTells(parent);
}

absl::StatusOr<PeerAnswers> AskPeers(const Ledger& ledger, const Caller& caller,
                                     const std::set<std::string>& names) {
  std::vector<std::string> with_peers;
  std::ranges::copy_if(names, std::back_inserter(with_peers), [&ledger](const std::string& name) {
    const ResourceType* type = TypeOfName(name);
    return type != nullptr && ledger.registry().Find(type->type()) == nullptr;
  });
  if (with_peers.empty() || !ledger.peer_references()) return PeerAnswers();
  return ledger.peer_references()(caller, ledger.database(), with_peers);
}

absl::StatusOr<std::set<std::string>> MissingReferences(const Ledger& ledger,
                                                        Connection& connection,
                                                        const std::set<std::string>& names,
                                                        const PeerAnswers& answers) {
  std::map<const ResourceType*, std::vector<std::string>> own;
  std::set<std::string> missing;
  for (const std::string& name : names) {
    const ResourceType* type = TypeOfName(name);
    if (type == nullptr) continue;
    if (ledger.registry().Find(type->type()) != nullptr) {
      own[type].push_back(name);
    } else if (answers.missing.contains(name)) {
      missing.insert(name);
    } else if (ledger.peer_references() && !answers.existing.contains(name)) {
      return NobodyTells(name);
    }
  }
  for (const auto& [type, of_type] : own) {
    auto live = LiveNames(connection, *type, of_type);
    if (!live.ok()) return live.status();
    std::ranges::set_difference(of_type, *live, std::inserter(missing, missing.end()));
  }
  return missing;
}

absl::Status CheckReferences(const std::vector<Reference>& references,
                             const std::set<std::string>& missing) {
  absl::Status first;
  std::vector<FieldViolation> wrong;
  for (const Reference& reference : references) {
    const absl::Status status = CheckReference(reference, missing);
    if (status.ok()) continue;
    if (wrong.empty()) first = status;
    for (FieldViolation& violation : ViolationsOf(status)) wrong.push_back(std::move(violation));
  }
  return wrong.empty() ? first : WithFields(first, wrong);
}

}  // namespace concordat
