#include "common/feed/redact.h"

#include <absl/time/clock.h>

#include <optional>
#include <set>
#include <span>
#include <utility>

#include "common/base/message_fields.h"
#include "common/base/text.h"
#include "common/ledger/change_record.h"
#include "common/resource/child_rows.h"
#include "common/resource/field_rules.h"
#include "common/resource/resource_index.h"
#include "common/resource/row_mapper.h"
#include "common/resource/term_table.h"
#include "common/sql/bulk.h"
#include "common/sql/clock.h"
#include "common/sql/sql_part.h"

namespace concordat {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr absl::Duration kPatience = absl::Minutes(1);

constexpr char kInsertRedaction[] =
    "INSERT INTO redaction (change_id, redacted_by, reason, redact_time)"
    " VALUES (?, ?, ?, " CONCORDAT_DATABASE_NOW ")";
// The head, which every writer of the resource writes: one that has read the text is
// waited for, and its change is among the others; one that comes later reads what is left.
constexpr char kTakeHead[] = "UPDATE resource SET redactions = redactions + 1 WHERE name = ?";
constexpr char kDeletePayload[] = "DELETE FROM change_payload WHERE change_id = ?";
constexpr char kDeleteAnswer[] = "DELETE FROM idempotency WHERE subject = ? AND request_id = ?";
constexpr char kHasTerms[] =
    "SELECT COUNT(*) FROM information_schema.columns"
    " WHERE table_schema = DATABASE() AND table_name = ? AND column_name = 'term'";
constexpr char kSelectOthers[] =
    "SELECT c.change_id FROM changes c LEFT JOIN redaction r ON r.change_id = c.change_id"
    " WHERE c.name = ? AND c.change_id <> ? AND r.change_id IS NULL ORDER BY c.revision";

bool IsBlanked(const FieldDescriptor& field, bool all_text) {
  const FieldRules& rules = RulesOf(field);
  if (rules.free_text || !all_text) return rules.free_text;
  return !rules.output_only && !IsEngineField(field) &&
         rules.format == type::v1::FORMAT_UNSPECIFIED && !rules.is_reference();
}

void BlankField(const FieldDescriptor& field, Message* message, bool all_text) {
  const auto& reflection = *message->GetReflection();
  const int count = field.is_repeated() ? reflection.FieldSize(*message, &field) : 1;
  const bool text = field.type() == FieldDescriptor::TYPE_STRING && IsBlanked(field, all_text);
  const bool inner = field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
  for (int i = 0; i < count; ++i) {
    if (text && field.is_repeated()) {
      reflection.SetRepeatedString(message, &field, i, kRedactedText);
    } else if (text) {
      reflection.SetString(message, &field, kRedactedText);
    } else if (inner) {
      BlankText(field.is_repeated() ? reflection.MutableRepeatedMessage(message, &field, i)
                                    : reflection.MutableMessage(message, &field),
                all_text);
    }
  }
}

absl::StatusOr<ChangeRecord> FindChange(Connection& connection, const std::string& change_id) {
  std::optional<ChangeRecord> change;
  absl::Status status =
      connection.Query(Concat("SELECT ", kChangeCells, " FROM changes c WHERE c.change_id = ?"),
                       {change_id}, [&change](const Row& row) {
                         change = ReadChangeRecord(row, 0);
                         return absl::OkStatus();
                       });
  if (!status.ok()) return status;
  if (!change.has_value()) return absl::NotFoundError(Concat("no change ", change_id));
  return *std::move(change);
}

// The rows' values by their first day, with the text blanked.
absl::StatusOr<std::vector<std::pair<std::string, MessagePtr>>> BlankedRows(
    Connection& connection, const ResourceType& type, const ChangeRecord& change, bool all_text) {
  std::vector<std::pair<std::string, MessagePtr>> rows;
  std::vector<KeyedSlice> slices;
  absl::Status status = connection.Query(
      Concat("SELECT t.valid_from, ", type.select_list(), " FROM `", type.table(),
             "` t WHERE t.name = ? AND t.recorded_by = ?"),
      {change.name, change.change_id}, [&](const Row& row) {
        MessagePtr value = type.NewMessage();
        absl::Status read = ReadColumns(row, 1, type.columns(), value.get());
        slices.push_back({{change.name, std::string(row.Text(0)), change.change_id}, value.get()});
        rows.emplace_back(row.Text(0), std::move(value));
        return read;
      });
  if (status.ok()) status = ReadChildren(connection, type.children(), slices);
  if (!status.ok()) return status;
  for (auto& [first_day, value] : rows) BlankText(value.get(), all_text);
  return rows;
}

// Sets the columns of one row, where the resource has any of its own.
absl::Status UpdateRow(Connection& connection, const ResourceType& type, const SliceKey& key,
                       const Message& value) {
  std::string sets;
  for (const std::string& column : WrittenColumns(type.columns())) {
    sets += Concat(sets.empty() ? "`" : ", `", column, "` = ?");
  }
  if (sets.empty()) return absl::OkStatus();
  SqlValues values;
  AppendColumns(type.columns(), value, &values);
  values.insert(values.end(), {key.name, key.valid_from, key.recorded_by});
  return connection
      .Execute(Concat("UPDATE `", type.table(), "` SET ", sets,
                      " WHERE name = ? AND valid_from = ? AND recorded_by = ?"),
               values)
      .status();
}

// What the rows of a change keep of their text to be found by is not found any more, but
// for what other rows of the name have too.
absl::Status ForgetTerms(Connection& connection, const ResourceType& type,
                         const ChangeRecord& change) {
  bool has_terms = false;
  absl::Status status =
      connection.Query(kHasTerms, {TermTableOf(type)}, [&has_terms](const Row& row) {
        has_terms = row.Int(0) > 0;
        return absl::OkStatus();
      });
  if (!status.ok() || !has_terms) return status;
  std::set<std::string> terms;
  status = connection.Query(
      Concat("SELECT t.terms FROM `", type.table(), "` t WHERE t.name = ? AND t.recorded_by = ?"),
      {change.name, change.change_id}, [&terms](const Row& row) {
        for (std::string& term : SplitTerms(row.Text(0))) {
          terms.insert(std::move(term));
        }
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  status = connection
               .Execute(Concat("UPDATE `", type.table(),
                               "` SET terms = NULL WHERE name = ? AND recorded_by = ?"),
                        {change.name, change.change_id})
               .status();
  const std::vector<std::string> all(terms.begin(), terms.end());
  return ForEachPart(std::span<const std::string>(all), [&](const std::vector<std::string>& part) {
    if (!status.ok()) return status;
    SqlPart sql = {Concat("DELETE FROM i USING `", TermTableOf(type), "` i WHERE "), {}};
    sql.Add(IsAmong("i.term", part)).Add(" AND i.name = ?", {change.name});
    sql.Add(Concat(" AND NOT EXISTS (SELECT 1 FROM `", type.table(),
                   "` t WHERE t.name = i.name AND FIND_IN_SET(i.term, t.terms) > 0)"));
    return connection.Execute(sql.text, sql.values).status();
  });
}

absl::Status BlankRows(Connection& connection, const ChangeRecord& change, bool all_text) {
  const ResourceType* type = FindLinkedType(change.type);
  if (type == nullptr) return absl::NotFoundError(Concat(change.type, " is not kept here"));
  absl::Status forgotten = ForgetTerms(connection, *type, change);
  if (!forgotten.ok()) return forgotten;
  auto rows = BlankedRows(connection, *type, change, all_text);
  if (!rows.ok()) return rows.status();
  for (const auto& [first_day, value] : *rows) {
    const SliceKey key{change.name, first_day, change.change_id};
    absl::Status status = UpdateRow(connection, *type, key, *value);
    for (const ChildTable& child : type->children()) {
      if (status.ok()) status = UpdateChildren(connection, child, key, *value);
    }
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

absl::Status RedactInTransaction(Connection& connection, const Redaction& redaction,
                                 std::vector<std::string>* others) {
  auto change = FindChange(connection, redaction.change_id);
  if (!change.ok()) return change.status();
  absl::Status status = connection.Execute(kTakeHead, {change->name}).status();
  if (!status.ok()) return status;
  status =
      connection
          .Execute(kInsertRedaction, {redaction.change_id, redaction.redacted_by, redaction.reason})
          .status();
  if (absl::IsAlreadyExists(status)) {
    return absl::AlreadyExistsError(Concat("change ", redaction.change_id, " is redacted already"));
  }
  if (status.ok()) status = connection.Execute(kDeletePayload, {redaction.change_id}).status();
  if (status.ok()) status = BlankRows(connection, *change, redaction.all_text);
  if (status.ok()) {
    status = connection.Execute(kDeleteAnswer, {change->subject, change->request_id}).status();
  }
  if (!status.ok()) return status;
  others->clear();
  return connection.Query(kSelectOthers, {change->name, change->change_id}, [&](const Row& row) {
    others->emplace_back(row.Text(0));
    return absl::OkStatus();
  });
}

absl::StatusOr<Redaction> ParseArguments(const std::vector<std::string>& arguments) {
  Redaction redaction;
  bool known = true;
  for (size_t i = 0; i < arguments.size() && known; ++i) {
    const std::string& option = arguments[i];
    if (option == "--all-text") {
      redaction.all_text = true;
      continue;
    }
    std::string* value = option == "--change" ? &redaction.change_id
                         : option == "--by"   ? &redaction.redacted_by
                         : option == "--why"  ? &redaction.reason
                                              : nullptr;
    known = value != nullptr && ++i < arguments.size();
    if (known) *value = arguments[i];
  }
  if (!known || redaction.change_id.empty() || redaction.redacted_by.empty() ||
      redaction.reason.empty()) {
    return absl::InvalidArgumentError("usage: redact --change ID --by WHO --why TEXT [--all-text]");
  }
  return redaction;
}

}  // namespace

void BlankText(Message* message, bool all_text) {
  std::vector<const FieldDescriptor*> fields;
  message->GetReflection()->ListFields(*message, &fields);
  for (const FieldDescriptor* field : fields) BlankField(*field, message, all_text);
}

absl::StatusOr<std::vector<std::string>> Redact(Database& database, const Redaction& redaction) {
  std::vector<std::string> others;
  absl::Status status = database.Transact(absl::Now() + kPatience, [&](Connection& connection) {
    return RedactInTransaction(connection, redaction, &others);
  });
  if (!status.ok()) return status;
  return others;
}

int RedactCommand(Database& database, const std::vector<std::string>& arguments,
                  std::ostream& out) {
  auto redaction = ParseArguments(arguments);
  if (!redaction.ok()) {
    out << ToStd(redaction.status().message()) << "\n";
    return 2;
  }
  auto others = Redact(database, *redaction);
  if (!others.ok()) {
    out << "Nothing was redacted: " << ToStd(others.status().message()) << "\n";
    return 1;
  }
  out << "Change " << redaction->change_id << " is redacted.\n";
  if (others->empty()) return 0;
  out << "The same text may stand in these changes of the same resource:\n";
  for (const std::string& other : *others) out << "  " << other << "\n";
  return 0;
}

}  // namespace concordat
