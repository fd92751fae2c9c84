#include "common/identity/access.h"

#include <algorithm>
#include <array>

#include "common/base/errors.h"
#include "common/base/message_fields.h"
#include "common/base/text.h"
#include "common/identity/assertion.h"
#include "common/resource/resource_type.h"

namespace concordat {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

struct RoleRights {
  Role role;
  bool read;
  bool write;
  bool import;
  // Councils and partnerships, which no one partnership owns.
  bool global_write;
  // What is exempt under Schedule 12A.
  bool exempt;
};

// The roles of a partnership and what they may do within it.
constexpr std::array<RoleRights, 7> kRoleRights = {{
    {Role::kReader, true, false, false, false, false},
    {Role::kAuditor, true, false, false, false, true},
    {Role::kCouncilEditor, true, true, false, false, true},
    {Role::kCouncilApprover, true, true, false, false, true},
    {Role::kPartnershipOffice, true, true, true, true, true},
    {Role::kIntegration, true, true, true, false, true},
    {Role::kOperator, true, false, false, true, false},
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

bool Allows(const RoleRights& rights, Access access, bool global) {
  switch (access) {
    case type::v1::ACCESS_READ:
    case type::v1::ACCESS_LEDGER_READ:
      return rights.read;
    case type::v1::ACCESS_WRITE:
      return global ? rights.global_write : rights.write;
    case type::v1::ACCESS_IMPORT:
    case type::v1::ACCESS_LEDGER_IMPORT:
      return global ? rights.global_write : rights.import;
    default:
      return false;
  }
}

bool Sees(const Caller& caller, std::string_view partnership) {
  return std::ranges::any_of(caller.partnerships, [partnership](const std::string& own) {
    return own == "*" || own == partnership;
  });
}

const char* Mark(bool allowed) { return allowed ? "yes" : "–"; }

}  // namespace

bool Changes(Access access) {
  return access != type::v1::ACCESS_READ && access != type::v1::ACCESS_LEDGER_READ;
}

std::string NameOfSubject(const Message& request) {
  for (const char* field : {"name", "parent"}) {
    std::string name = TextField(request, field);
    if (!name.empty()) return name;
  }
  const std::string partnership = TextField(request, "partnership");
  if (!partnership.empty()) return Concat("partnerships/", partnership);
  const auto* descriptor = request.GetDescriptor();
  for (int i = 0; i < descriptor->field_count(); ++i) {
    const FieldDescriptor* field = descriptor->field(i);
    const bool resource = field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE &&
                          !field->is_repeated() &&
                          field->message_type()->FindFieldByName("etag") != nullptr;
    if (!resource) continue;
    const std::string name = TextField(request.GetReflection()->GetMessage(request, field), "name");
    if (!name.empty()) return name;
  }
  return "";
}

absl::Status CheckPeer(std::string_view peer, Access access, bool has_assertion) {
  const auto found = std::ranges::find(kPeerRights, peer, &PeerRights::peer);
  bool allowed = found != kPeerRights.end() && access != type::v1::ACCESS_UNSPECIFIED;
  if (allowed) {
    allowed = access == type::v1::ACCESS_LEDGER_READ     ? found->ledger_read
              : access == type::v1::ACCESS_LEDGER_IMPORT ? found->ledger_import && has_assertion
                                                         : found->on_behalf && has_assertion;
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
    return rights.exempt && std::ranges::count(caller.roles, rights.role) > 0;
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
  if (!partnership.empty() && !Sees(caller, partnership)) return ResourceNotFound(subject);
  // What no partnership owns is changed by those who answer for all of them.
  const bool in_scope = !changes || !partnership.empty() || Sees(caller, "*");
  const bool allowed = std::ranges::any_of(kRoleRights, [&](const RoleRights& rights) {
    return std::ranges::count(caller.roles, rights.role) > 0 && Allows(rights, access, global);
  });
  if (allowed && in_scope) return absl::OkStatus();
  return ErrorWithReason(
      absl::StatusCode::kPermissionDenied, "ROLE_NOT_ALLOWED",
      changes ? "none of your roles may change this" : "none of your roles may read this");
}

std::string RenderAccessTables() {
  std::string text =
      "| role | read | write | import | councils and partnerships | exempt |\n"
      "| --- | --- | --- | --- | --- | --- |\n";
  for (const RoleRights& r : kRoleRights) {
    text += Concat("| ", RoleName(r.role), " | ", Mark(r.read), " | ", Mark(r.write), " | ",
                   Mark(r.import), " | ", Mark(r.global_write), " | ", Mark(r.exempt), " |\n");
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
