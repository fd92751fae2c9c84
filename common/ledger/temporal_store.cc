#include "common/ledger/temporal_store.h"

#include <utility>

#include "common/base/date.h"
#include "common/base/errors.h"
#include "common/base/text.h"
#include "common/ledger/exempt.h"
#include "common/ledger/in_force.h"
#include "common/resource/child_rows.h"
#include "common/resource/row_mapper.h"
#include "common/sql/bulk.h"

namespace concordat {
namespace {

using google::protobuf::Message;

// What exists now and is to go on existing.
constexpr char kLive[] = "superseded_by IS NULL AND deleted = 0 AND valid_to = '9999-12-31'";

void SetText(Message* message, const char* field, std::string text) {
  message->GetReflection()->SetString(message, message->GetDescriptor()->FindFieldByName(field),
                                      std::move(text));
}

absl::Status FillResource(const Row& row, const ResourceType& type, bool now, Message* resource) {
  SetText(resource, "name", std::string(row.Text(kNameCell)));
  SetText(resource, "uid", std::string(row.Text(kUidCell)));
  SetText(resource, "effective_from", std::string(row.Text(kEffectiveFromCell)));
  if (now) SetText(resource, "etag", Concat(row.Int(kRevisionCell)));
  SetTimestamp(row.Int(kCreateTimeCell), resource, "create_time");
  SetTimestamp(row.Int(kRecordTimeCell), resource, "update_time");
  if (row.Int(kDeletedCell) != 0) SetTimestamp(row.Int(kRecordTimeCell), resource, "delete_time");
  return ReadColumns(row, kFirstColumn, type.columns(), resource);
}

SliceKey KeyOf(const Row& row) {
  return {std::string(row.Text(kNameCell)), std::string(row.Text(kValidFromCell)),
          std::string(row.Text(kRecordedByCell))};
}

}  // namespace

absl::StatusOr<MessagePtr> ReadOne(Connection& connection, const ResourceType& type,
                                   std::string_view name, const ReadAt& at) {
  MessagePtr resource = type.NewMessage();
  absl::Status status = ReadOneInto(connection, type, name, at, resource.get());
  if (!status.ok()) return status;
  return resource;
}

absl::Status ReadOneInto(Connection& connection, const ResourceType& type, std::string_view name,
                         const ReadAt& at, Message* resource) {
  const auto sql = OneStatement(connection, type, at, {"t.name = ?", {std::string(name)}});
  if (!sql.ok()) return sql.status();
  std::vector<KeyedSlice> slice;
  absl::Status status = connection.Query(sql->text, sql->values, [&](const Row& row) {
    slice = {{KeyOf(row), resource}};
    return FillResource(row, type, !at.position.has_value(), resource);
  });
  if (status.ok() && slice.empty()) return ResourceNotFound(name);
  if (status.ok()) status = ReadChildren(connection, type.children(), slice);
  if (!status.ok() || !at.public_only) return status;
  if (at.exempt_elsewhere != nullptr && IsOfAny(*at.exempt_elsewhere, *resource)) {
    return ResourceNotFound(name);
  }
  return LeaveOutExemptMentions(connection, type, at, {&resource, 1});
}

namespace {

// The one statement of a list, over the resource's own table alone.
absl::Status QueryMany(Connection& connection, const ResourceType& type, const ListQuery& query,
                       const ReadAt& at,
                       absl::FunctionRef<absl::Status(const Row&, MessagePtr)> on_row) {
  const auto sql = ListStatement(connection, type, query, at);
  if (!sql.ok()) return sql.status();
  return connection.Query(sql->text, sql->values, [&](const Row& row) {
    MessagePtr resource = type.NewMessage();
    absl::Status status = FillResource(row, type, !at.position.has_value(), resource.get());
    return status.ok() ? on_row(row, std::move(resource)) : status;
  });
}

// What is exempt below the parent of a list that is read to its end in parts: asked
// for once, instead of by each part.
absl::Status AddExemptBelow(Connection& connection, const ResourceType& type,
                            std::string_view parent, const ReadAt& at,
                            std::set<std::string>* names) {
  SqlPart sql = {Concat("SELECT DISTINCT t.name FROM `", type.table(), "` t WHERE "), {}};
  sql.Add(BelowParent(type, parent)).Add(" AND ").Add(ExemptCondition(type, "t.name", at.day));
  return connection.Query(sql.text, sql.values, [names](const Row& row) {
    names->emplace(row.Text(0));
    return absl::OkStatus();
  });
}

// Of resources that were read for the public: those that are of something exempt go,
// and so do mentions of what is exempt.
absl::Status LeaveOutOf(Connection& connection, const ResourceType& type, const ReadAt& at,
                        const std::set<std::string>& exempt, std::vector<MessagePtr>* resources) {
  if (!exempt.empty()) {
    std::erase_if(*resources,
                  [&exempt](const MessagePtr& resource) { return IsOfAny(exempt, *resource); });
  }
  std::vector<Message*> held;
  for (const MessagePtr& resource : *resources) held.push_back(resource.get());
  return LeaveOutExemptMentions(connection, type, at, held);
}

}  // namespace

absl::Status ReadMany(Connection& connection, const ResourceType& type, const ListQuery& query,
                      const ReadAt& at,
                      absl::FunctionRef<absl::Status(MessagePtr resource)> on_resource) {
  if (type.children().empty() && !at.public_only) {
    return QueryMany(connection, type, query, at, [&](const Row&, MessagePtr resource) {
      return on_resource(std::move(resource));
    });
  }
  // The lists are read for many slices at once. A list without limit goes on name
  // after name, so that what is held at a time is bounded.
  const bool in_parts = query.limit == 0 && query.order_column.empty();
  ListQuery part = query;
  ReadAt part_at = at;
  std::set<std::string> exempt;
  if (at.exempt_elsewhere != nullptr) exempt = *at.exempt_elsewhere;
  if (in_parts) {
    part.limit = static_cast<int>(kMaxKeys);
    part_at.public_only = false;
    absl::Status status = at.public_only
                              ? AddExemptBelow(connection, type, query.parent, at, &exempt)
                              : absl::OkStatus();
    if (!status.ok()) return status;
  }
  for (bool more = true; more;) {
    std::vector<MessagePtr> resources;
    std::vector<KeyedSlice> slices;
    absl::Status status =
        QueryMany(connection, type, part, part_at, [&](const Row& row, MessagePtr resource) {
          slices.push_back({KeyOf(row), resource.get()});
          resources.push_back(std::move(resource));
          return absl::OkStatus();
        });
    if (status.ok()) status = ReadChildren(connection, type.children(), slices);
    if (status.ok() && at.public_only) {
      status = LeaveOutOf(connection, type, at, exempt, &resources);
    }
    for (size_t i = 0; status.ok() && i < resources.size(); ++i) {
      status = on_resource(std::move(resources[i]));
    }
    if (!status.ok()) return status;
    more = in_parts && slices.size() == kMaxKeys;
    if (more) part.after_name = slices.back().key.name;
  }
  return absl::OkStatus();
}

absl::StatusOr<std::set<std::string>> LiveNames(Connection& connection, const ResourceType& type,
                                                const std::vector<std::string>& names) {
  std::set<std::string> live;
  absl::Status status =
      QueryIn(connection, Concat("SELECT name FROM `", type.table(), "` WHERE name IN "), names,
              Concat(" AND ", kLive), [&live](const Row& row) {
                live.emplace(row.Text(0));
                return absl::OkStatus();
              });
  if (!status.ok()) return status;
  return live;
}

absl::StatusOr<std::optional<std::string>> LiveChildBelow(Connection& connection,
                                                          const ResourceType& type,
                                                          std::string_view parent) {
  const std::string first = Concat(parent, "/", type.collection(), "/");
  std::optional<std::string> found;
  // `0` comes after `/`.
  absl::Status status =
      connection.Query(Concat("SELECT name FROM `", type.table(), "` WHERE name >= ? AND name < ?",
                              " AND ", kLive, " LIMIT 1"),
                       {first, first.substr(0, first.size() - 1) + "0"}, [&found](const Row& row) {
                         found = std::string(row.Text(0));
                         return absl::OkStatus();
                       });
  if (!status.ok()) return status;
  return found;
}

}  // namespace concordat
