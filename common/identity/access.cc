#include "common/identity/access.h"

#include <algorithm>
#include <array>

#include "common/base/errors.h"
#include "common/base/message_fields.h"
#include "common/base/text.h"
#include "common/identity/assertion.h"
#include "common/resource/field_rules.h"
#include "common/resource/resource_type.h"

namespace concordat {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// Whose records a role writes.
enum class Councils { kNone, kOwn, kAll };

struct RoleRights {
  Role role;
  bool read;
  // Records of a partnership; of those that are a council's, whose.
  Councils write;
  bool import;
  // Councils and partnerships, which no one partnership owns.
  bool global_write;
  // What is exempt under Schedule 12A.
  bool exempt;
  // Signs what councils hand in; whose.
  Councils sign;
  // Decides for the partnership on what councils hand in.
  bool decide;
  // Sees and ends the long-running operations that others began.
  bool operations;
};

// The roles of a partnership and what they may do within it.
constexpr std::array<RoleRights, 7> kRoleRights = {{
    {Role::kReader, true, Councils::kNone, false, false, false, Councils::kNone, false, false},
    {Role::kAuditor, true, Councils::kNone, false, false, true, Councils::kNone, false, false},
    {Role::kCouncilEditor, true, Councils::kOwn, false, false, true, Councils::kNone, false, false},
    {Role::kCouncilApprover, true, Councils::kOwn, false, false, true, Councils::kOwn, false,
     false},
    {Role::kPartnershipOffice, true, Councils::kAll, true, true, true, Councils::kNone, true, true},
    {Role::kIntegration, true, Councils::kAll, true, false, true, Councils::kNone, false, false},
    {Role::kOperator, true, Councils::kNone, false, true, false, Councils::kNone, false, true},
}};

struct PeerRights {
  std::string_view peer;
  // For a caller whose assertion it forwards.
  bool on_behalf;
  // Reading the ledger for itself: feed, positions, references, findings.
  bool ledger_read;
  bool ledger_import;
};

constexpr std::array<PeerRights, 4> kPeerRights = {{
    {"gateway", true, true, true},
    {"programme-service", true, true, false},
    {"benefits-service", true, true, false},
    {"risk-service", true, true, false},
}};

bool Holds(const Caller& caller, const RoleRights& rights) {
  return std::ranges::count(caller.roles, rights.role) > 0;
}

// A role of a council writes and signs nothing for a caller that names none.
bool Covers(Councils councils, const Caller& caller) {
  return councils == Councils::kAll || (councils == Councils::kOwn && !caller.council.empty());
}

bool Allows(const RoleRights& rights, const Caller& caller, Access access, bool global) {
  switch (access) {
    case type::v1::ACCESS_READ:
    case type::v1::ACCESS_LEDGER_READ:
      return rights.read;
    case type::v1::ACCESS_WRITE:
      return global ? rights.global_write : Covers(rights.write, caller);
    case type::v1::ACCESS_IMPORT:
    case type::v1::ACCESS_LEDGER_IMPORT:
      return global ? rights.global_write : rights.import;
    case type::v1::ACCESS_SIGN:
      return !global && Covers(rights.sign, caller);
    case type::v1::ACCESS_DECIDE:
      return !global && rights.decide;
    default:
      return false;
  }
}

const char* Mark(bool allowed) { return allowed ? "yes" : "–"; }

const char* Mark(Councils councils) {
  if (councils == Councils::kOwn) return "its own, or of no council by their kind";
  return Mark(councils == Councils::kAll);
}

bool Has(const google::protobuf::Descriptor& message, const char* field) {
  return message.FindFieldByName(field) != nullptr;
}

bool HasText(const google::protobuf::Descriptor& message, const char* name) {
  const FieldDescriptor* field = message.FindFieldByName(name);
  return field != nullptr && field->type() == FieldDescriptor::TYPE_STRING && !field->is_repeated();
}

// Of an update: the resource within it.
const FieldDescriptor* ResourceToUpdate(const google::protobuf::Descriptor& request) {
  if (!Has(request, "update_mask")) return nullptr;
  for (int i = 0; i < request.field_count(); ++i) {
    const FieldDescriptor* field = request.field(i);
    const bool resource = field->message_type() != nullptr && !field->is_repeated() &&
                          Has(*field->message_type(), "etag");
    if (resource) return field;
  }
  return nullptr;
}

}  // namespace

bool Changes(Access access) {
  return access != type::v1::ACCESS_READ && access != type::v1::ACCESS_LEDGER_READ;
}

bool SeesPartnership(const Caller& caller, std::string_view partnership) {
  return std::ranges::any_of(caller.partnerships, [partnership](const std::string& own) {
    return own == "*" || own == partnership;
  });
}

std::string NameOfSubject(const Message& request) {
  const auto& descriptor = *request.GetDescriptor();
  for (const char* field : {"parent", "name"}) {
    if (HasText(descriptor, field)) return TextField(request, field);
  }
  if (HasText(descriptor, "partnership")) {
    const std::string partnership = TextField(request, "partnership");
    return partnership.empty() ? "" : Concat("partnerships/", partnership);
  }
  const FieldDescriptor* resource = ResourceToUpdate(descriptor);
  if (resource == nullptr) return "";
  return TextField(request.GetReflection()->GetMessage(request, resource), "name");
}

absl::Status CheckCouncil(const Caller& caller, const Message& resource) {
  // A service that works for itself has no roles.
  if (caller.roles.empty() && caller.assertion.empty()) return absl::OkStatus();
  const bool all = std::ranges::any_of(kRoleRights, [&caller](const RoleRights& rights) {
    return rights.write == Councils::kAll && Holds(caller, rights);
  });
  if (all) return absl::OkStatus();
  const auto& descriptor = *resource.GetDescriptor();
  for (int i = 0; i < descriptor.field_count(); ++i) {
    const FieldDescriptor* field = descriptor.field(i);
    if (!RulesOf(*field).council) continue;
    const std::string council = resource.GetReflection()->GetString(resource, field);
    if (!caller.council.empty() && council == Concat("councils/", caller.council)) continue;
    return ErrorWithReason(absl::StatusCode::kPermissionDenied, "NOT_OF_YOUR_COUNCIL",
                           "your roles write records of your own council alone");
  }
  return absl::OkStatus();
}

bool IsService(std::string_view peer) {
  const auto found = std::ranges::find(kPeerRights, peer, &PeerRights::peer);
  return found != kPeerRights.end() && !found->ledger_import;
}

absl::Status CheckPeer(std::string_view peer, const MethodRules& rules, bool has_assertion) {
  const auto found = std::ranges::find(kPeerRights, peer, &PeerRights::peer);
  const Access access = rules.access;
  const bool for_itself =
      access == type::v1::ACCESS_READ && rules.internal && rules.for_peers && IsService(peer);
  bool allowed = found != kPeerRights.end() && access != type::v1::ACCESS_UNSPECIFIED;
  if (allowed) {
    allowed = access == type::v1::ACCESS_LEDGER_READ ? found->ledger_read
              : access == type::v1::ACCESS_LEDGER_IMPORT
                  ? found->ledger_import && has_assertion
                  : found->on_behalf && (has_assertion || for_itself);
  }
  if (allowed) return absl::OkStatus();
  if (found != kPeerRights.end() && !has_assertion) {
    return absl::UnauthenticatedError("the call says nothing of who makes it");
  }
  return absl::PermissionDeniedError(Concat("\"", peer, "\" may not call this method"));
}

bool SeesExempt(const Caller& caller) {
  // A service that asks for itself has no roles.
  if (caller.roles.empty()) return caller.assertion.empty();
  return std::ranges::any_of(kRoleRights, [&caller](const RoleRights& rights) {
    return rights.exempt && Holds(caller, rights);
  });
}

bool SeesAllOperations(const Caller& caller) {
  return std::ranges::any_of(kRoleRights, [&caller](const RoleRights& rights) {
    return rights.operations && Holds(caller, rights);
  });
}

absl::Status CheckCaller(const Caller& caller, Access access, const Message& request) {
  const std::string subject = NameOfSubject(request);
  const std::string_view partnership = ResourceType::PartnershipOf(subject);
  const bool itself = subject == Concat("partnerships/", partnership);
  const bool changes = Changes(access);
  // The partnership's own record is global to write, but its parent is not.
  const bool global = partnership.empty() || (itself && access == type::v1::ACCESS_WRITE &&
                                              TextField(request, "parent").empty());
  if (!partnership.empty() && !SeesPartnership(caller, partnership))
    return ResourceNotFound(subject);
  // What no partnership owns is changed by those who answer for all of them.
  const bool in_scope = !changes || !partnership.empty() || SeesPartnership(caller, "*");
  const bool allowed = std::ranges::any_of(kRoleRights, [&](const RoleRights& rights) {
    return Holds(caller, rights) && Allows(rights, caller, access, global);
  });
  if (allowed && in_scope) return absl::OkStatus();
  return ErrorWithReason(
      absl::StatusCode::kPermissionDenied, "ROLE_NOT_ALLOWED",
      changes ? "none of your roles may change this" : "none of your roles may read this");
}

std::string RenderAccessTables() {
  std::string text =
      "| role | read | write records of councils | import | councils and partnerships | exempt | "
      "sign | decide | operations of others |\n"
      "| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n";
  for (const RoleRights& r : kRoleRights) {
    text += Concat("| ", RoleName(r.role), " | ", Mark(r.read), " | ", Mark(r.write), " | ",
                   Mark(r.import), " | ", Mark(r.global_write), " | ", Mark(r.exempt), " | ",
                   Mark(r.sign), " | ", Mark(r.decide), " | ", Mark(r.operations), " |\n");
  }
  text +=
      "\n| peer | for a caller | reads the ledger for itself | imports for a caller |\n"
      "| --- | --- | --- | --- |\n";
  for (const PeerRights& p : kPeerRights) {
    text += Concat("| ", p.peer, " | ", Mark(p.on_behalf), " | ", Mark(p.ledger_read), " | ",
                   Mark(p.ledger_import), " |\n");
  }
  return text;
}

}  // namespace concordat
