#include "common/ledger/exempt.h"

#include <google/protobuf/reflection.h>

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "common/base/date.h"
#include "common/base/message_fields.h"
#include "common/base/text.h"
#include "common/ledger/references.h"
#include "common/resource/field_rules.h"
#include "common/resource/resource_index.h"
#include "common/sql/bulk.h"
#include "concordat/type/v1/marking.pb.h"

namespace concordat {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr int kExempt = type::v1::MARKING_EXEMPT;

// A service keeps the types of its own package.
bool IsOfOneService(const ResourceType& a, const ResourceType& b) {
  return a.descriptor()->file()->package() == b.descriptor()->file()->package();
}

bool IsMarked(const ResourceType& type) {
  return type.descriptor()->FindFieldByName("marking") != nullptr;
}

// The fields that name what a record of the type belongs to.
std::vector<const FieldDescriptor*> OwnerFields(const Descriptor& message) {
  std::vector<const FieldDescriptor*> fields;
  for (int i = 0; i < message.field_count(); ++i) {
    if (RulesOf(*message.field(i)).belongs) fields.push_back(message.field(i));
  }
  return fields;
}

// The type of what records of a type lie below; nullptr for none.
const ResourceType* ParentTypeOf(const ResourceType& type) {
  const std::vector<std::string> pattern(type.pattern().begin(), type.pattern().end() - 2);
  const auto found = std::ranges::find(LinkedResourceTypes(), pattern, &ResourceType::pattern);
  return found == LinkedResourceTypes().end() ? nullptr : &*found;
}

// Makes the conditions of ExemptCondition, a query within a query for each step from
// a record to what it is exempt with.
class ConditionMaker {
 public:
  ConditionMaker(const ResourceType& of, absl::CivilDay day, SqlValues* values)
      : of_(of), day_(FormatDay(day)), values_(*values) {}

  // `type` is nullptr where the name may be of any type.
  std::string IsExempt(const ResourceType* type, std::string_view name) {
    if (type == nullptr || !IsOfOneService(of_, *type)) return IsExemptPeer(name);
    const std::string alias = Concat("x", ++depth_);
    const std::string query = Concat("EXISTS (SELECT 1 FROM `", type->table(), "` ", alias,
                                     " WHERE ", alias, ".name = ", name, " AND ", alias,
                                     ".superseded_by IS NULL AND ", alias, ".valid_to > ? AND (");
    values_.emplace_back(day_);
    return Concat(query, Grounds(*type, alias), "))");
  }

 private:
  std::string Grounds(const ResourceType& type, const std::string& alias) {
    std::string grounds =
        IsMarked(type) ? Concat(alias, ".marking = ", kExempt) : std::string("FALSE");
    if (const ResourceType* parent = ParentTypeOf(type); parent != nullptr) {
      grounds += Concat(" OR ", IsExempt(parent, Concat("SUBSTRING_INDEX(", alias, ".name, '/', ",
                                                        parent->pattern().size(), ")")));
    }
    for (const FieldDescriptor* field : OwnerFields(*type.descriptor())) {
      grounds += Concat(" OR ", IsExempt(FindLinkedType(RulesOf(*field).refers_to),
                                         Concat(alias, ".`", field->name(), "`")));
    }
    return grounds;
  }

  std::string IsExemptPeer(std::string_view name) {
    const std::string alias = Concat("x", ++depth_);
    values_.emplace_back(day_);
    return Concat("EXISTS (SELECT 1 FROM peer_resource ", alias, " WHERE ", alias, ".name = ", name,
                  " AND ", alias, ".superseded_position IS NULL AND ", alias, ".valid_to > ? AND ",
                  alias, ".exempt = 1)");
  }

  const ResourceType& of_;
  const std::string day_;
  SqlValues& values_;
  int depth_ = 0;
};

// What is not a name of a type is left out.
std::map<const ResourceType*, std::vector<std::string>> ByType(const std::set<std::string>& names) {
  std::map<const ResourceType*, std::vector<std::string>> by_type;
  for (const std::string& name : names) {
    const ResourceType* type = TypeOfName(name);
    if (type != nullptr) by_type[type].push_back(name);
  }
  return by_type;
}

// Takes the names out of one field.
void LeaveOut(const std::set<std::string>& names, const FieldDescriptor& field, Message* message) {
  const auto& reflection = *message->GetReflection();
  if (!field.is_repeated()) {
    if (names.contains(reflection.GetString(*message, &field))) {
      reflection.ClearField(message, &field);
    }
    return;
  }
  auto list = reflection.GetMutableRepeatedFieldRef<std::string>(message, &field);
  int kept = 0;
  for (int i = 0; i < list.size(); ++i) {
    if (names.contains(list.Get(i))) continue;
    if (kept != i) list.SwapElements(kept, i);
    ++kept;
  }
  while (list.size() > kept) list.RemoveLast();
}

}  // namespace

SqlPart ExemptCondition(const ResourceType& type, std::string_view name, absl::CivilDay day) {
  SqlPart part;
  part.text = ConditionMaker(type, day, &part.values).IsExempt(&type, name);
  return part;
}

absl::StatusOr<std::set<std::string>> ExemptAmong(Connection& connection, const ResourceType& of,
                                                  const std::set<std::string>& names,
                                                  absl::CivilDay day) {
  std::set<std::string> exempt;
  for (const auto& [type, of_type] : ByType(names)) {
    const bool own = IsOfOneService(of, *type);
    SqlValues day_values;
    const std::string condition = ConditionMaker(of, day, &day_values).IsExempt(type, "n.name");
    const std::string select = Concat("SELECT DISTINCT n.name FROM `",
                                      own ? type->table() : "peer_resource", "` n WHERE ");
    absl::Status status =
        ForEachPart(std::span<const std::string>(of_type), [&](std::vector<std::string> part) {
          SqlPart query = {select, {}};
          query.Add(IsAmong("n.name", part)).Add(Concat(" AND ", condition), day_values);
          return connection.Query(query.text, query.values, [&exempt](const Row& row) {
            exempt.emplace(row.Text(0));
            return absl::OkStatus();
          });
        });
    if (!status.ok()) return status;
  }
  return exempt;
}

bool IsOfAny(const std::set<std::string>& names, const Message& resource) {
  const std::string name = TextField(resource, "name");
  for (std::string_view above = name; !above.empty(); above = ResourceType::ParentOf(above)) {
    if (names.contains(std::string(above))) return true;
  }
  const auto owners = OwnerFields(*resource.GetDescriptor());
  return std::ranges::any_of(owners, [&](const FieldDescriptor* field) {
    return names.contains(resource.GetReflection()->GetString(resource, field));
  });
}

SqlPart IsOfAnyCondition(const ResourceType& type, const std::set<std::string>& names) {
  if (names.empty()) return {"FALSE", {}};
  const std::vector<std::string> values(names.begin(), names.end());
  SqlPart part = {"(FALSE", {}};
  const size_t own = type.pattern().size();
  // What it is and lies below: `partnerships/p`, `partnerships/p/registers/r`.
  for (size_t length = 2; length <= own; length += 2) {
    part.Add(" OR ").Add(IsAmong(Concat("SUBSTRING_INDEX(t.name, '/', ", length, ")"), values));
  }
  for (const FieldDescriptor* field : OwnerFields(*type.descriptor())) {
    part.Add(" OR ").Add(IsAmong(Concat("t.`", field->name(), "`"), values));
  }
  return part.Add(")");
}

void LeaveOutMentions(const std::set<std::string>& names, Message* message) {
  const auto& reflection = *message->GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection.ListFields(*message, &fields);
  for (const FieldDescriptor* field : fields) {
    if (RulesOf(*field).is_reference()) {
      LeaveOut(names, *field, message);
    } else if (field->message_type() != nullptr && !field->is_map()) {
      const int size = field->is_repeated() ? reflection.FieldSize(*message, field) : 1;
      for (int i = 0; i < size; ++i) {
        LeaveOutMentions(names, field->is_repeated()
                                    ? reflection.MutableRepeatedMessage(message, field, i)
                                    : reflection.MutableMessage(message, field));
      }
    }
  }
}

absl::Status LeaveOutExemptMentions(Connection& connection, const ResourceType& type,
                                    const ReadAt& at, std::span<Message* const> resources) {
  std::set<std::string> names;
  for (const Message* resource : resources) {
    for (Reference& reference : CollectReferences(*resource, "")) {
      names.insert(std::move(reference.name));
    }
  }
  auto exempt = ExemptAmong(connection, type, names, at.day);
  if (!exempt.ok()) return exempt.status();
  if (at.exempt_elsewhere != nullptr) {
    exempt->insert(at.exempt_elsewhere->begin(), at.exempt_elsewhere->end());
  }
  if (exempt->empty()) return absl::OkStatus();
  for (Message* resource : resources) LeaveOutMentions(*exempt, resource);
  return absl::OkStatus();
}

bool IsMarkedExempt(const ledger::v1::ChangePayload& payload, const ledger::v1::Slice& slice) {
  const ResourceType* type = FindLinkedType(payload.type());
  if (type == nullptr || !slice.has_resource()) return true;
  const FieldDescriptor* marking = type->descriptor()->FindFieldByName("marking");
  const MessagePtr resource = type->NewMessage();
  if (!slice.resource().UnpackTo(resource.get())) return true;
  return marking != nullptr &&
         resource->GetReflection()->GetEnumValue(*resource, marking) == kExempt;
}

absl::StatusOr<bool> MayBeExempt(Connection& connection, const Registry& registry,
                                 const std::string& parent, const ReadAt& at) {
  if (at.exempt_elsewhere != nullptr && !at.exempt_elsewhere->empty()) return true;
  // `0` comes after `/`.
  constexpr char kBelow[] = " AND (name = ? OR (name > ? AND name < ?))";
  std::string sql = Concat(
      "SELECT EXISTS (SELECT 1 FROM peer_resource WHERE superseded_position IS NULL AND exempt = 1",
      kBelow, ")");
  SqlValues values = {parent, parent + "/", parent + "0"};
  for (const ResourceType* type : registry.All()) {
    if (!IsMarked(*type)) continue;
    const bool global = type->pattern()[0] != "partnerships";
    sql +=
        Concat(" OR EXISTS (SELECT 1 FROM `", type->table(),
               "` WHERE superseded_by IS NULL AND marking = ", kExempt, global ? "" : kBelow, ")");
    if (!global) values.insert(values.end(), {parent, parent + "/", parent + "0"});
  }
  bool found = false;
  absl::Status status = connection.Query(sql, values, [&found](const Row& row) {
    found = row.Int(0) != 0;
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return found;
}

}  // namespace concordat
