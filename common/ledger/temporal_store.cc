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

// The engine's own cells, before those of the resource's columns.
constexpr char kEngineCells[] =
    "t.name, t.uid, t.deleted, t.create_time, t.record_time, t.effective_from, t.valid_from,"
    " t.recorded_by, ";
enum EngineCell {
  kName,
  kUid,
  kDeleted,
  kCreateTime,
  kRecordTime,
  kEffectiveFrom,
  kValidFrom,
  kRecordedBy,
  kRevision,
};
constexpr size_t kFirstColumn = 9;

// The revision that an edit of what is in force now must name.
constexpr char kJoinRevision[] = " JOIN resource r ON r.name = t.name";

// What exists now and is to go on existing.
constexpr char kLive[] = "superseded_by IS NULL AND deleted = 0 AND valid_to = '9999-12-31'";

SqlPart SelectAt(const ResourceType& type, const ReadAt& at, const SqlPart& condition) {
  const bool now = !at.position.has_value();
  SqlPart select = {
      Concat("SELECT ", kEngineCells, now ? "r.revision, " : "0, ", type.select_list(), " FROM `",
             type.table(), "` t", now ? kJoinRevision : "", InForceJoins(at), " WHERE "),
      {}};
  return select.Add(condition).Add(" AND ").Add(InForce(type, at));
}

void SetText(Message* message, const char* field, std::string text) {
  message->GetReflection()->SetString(message, message->GetDescriptor()->FindFieldByName(field),
                                      std::move(text));
}

absl::Status FillResource(const Row& row, const ResourceType& type, bool now, Message* resource) {
  SetText(resource, "name", std::string(row.Text(kName)));
  SetText(resource, "uid", std::string(row.Text(kUid)));
  SetText(resource, "effective_from", std::string(row.Text(kEffectiveFrom)));
  if (now) SetText(resource, "etag", Concat(row.Int(kRevision)));
  SetTimestamp(row.Int(kCreateTime), resource, "create_time");
  SetTimestamp(row.Int(kRecordTime), resource, "update_time");
  if (row.Int(kDeleted) != 0) SetTimestamp(row.Int(kRecordTime), resource, "delete_time");
  return ReadColumns(row, kFirstColumn, type.columns(), resource);
}

SliceKey KeyOf(const Row& row) {
  return {std::string(row.Text(kName)), std::string(row.Text(kValidFrom)),
          std::string(row.Text(kRecordedBy))};
}

// Where the next page begins: after the last name, within the order asked.
SqlPart AfterLast(const ListQuery& query) {
  if (query.after_name.empty()) return {};
  if (query.order_column.empty()) return {" AND t.name > ?", {query.after_name}};
  const std::string column = Concat("t.`", query.order_column, "`");
  const char* beyond = query.descending ? " < ?" : " > ?";
  return {Concat(" AND (", column, beyond, " OR (", column, " = ? AND t.name > ?))"),
          {*query.after_value, *query.after_value, query.after_name}};
}

std::string Order(const ListQuery& query) {
  if (query.order_column.empty()) return " ORDER BY t.name";
  return Concat(" ORDER BY t.`", query.order_column, query.descending ? "` DESC" : "`", ", t.name");
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
  const SqlPart sql = SelectAt(type, at, {"t.name = ?", {std::string(name)}});
  std::vector<KeyedSlice> slice;
  absl::Status status = connection.Query(sql.text, sql.values, [&](const Row& row) {
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

SqlPart Among(const ResourceType& type, const ListQuery& query) {
  if (query.names.empty()) return BelowParent(type, query.parent);
  return {Concat("t.name IN (", Repeat("?", query.names.size()), ")"),
          SqlValues(query.names.begin(), query.names.end())};
}

// The one statement of a list, over the resource's own table alone.
absl::Status QueryMany(Connection& connection, const ResourceType& type, const ListQuery& query,
                       const ReadAt& at,
                       absl::FunctionRef<absl::Status(const Row&, MessagePtr)> on_row) {
  SqlPart sql = SelectAt(type, at, Among(type, query));
  if (!query.show_deleted) sql.Add(" AND t.deleted = 0");
  if (!query.condition.empty()) {
    sql.Add(Concat(" AND (", query.condition, ")"), query.condition_values);
  }
  sql.Add(AfterLast(query)).Add(Order(query));
  if (query.limit > 0) sql.Add(" LIMIT ?", {int64_t{query.limit}});
  return connection.Query(sql.text, sql.values, [&](const Row& row) {
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
