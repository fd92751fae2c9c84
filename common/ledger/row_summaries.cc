#include "common/ledger/row_summaries.h"

#include <algorithm>
#include <set>
#include <span>
#include <utility>

#include "common/base/message_fields.h"
#include "common/base/text.h"
#include "common/resource/child_rows.h"
#include "common/resource/row_mapper.h"
#include "common/resource/term_table.h"
#include "common/sql/bulk.h"
#include "common/sql/sql_part.h"
#include "common/sql/transaction.h"

namespace concordat {
namespace {

// Slices that are read at a time.
constexpr int64_t kChunk = 100;

constexpr char kSelectColumns[] =
    "SELECT column_name FROM information_schema.columns"
    " WHERE table_schema = DATABASE() AND table_name = ?";
// In the order of the key, after the last one read.
constexpr char kAfter[] =
    " t.name >= ? AND (t.name > ? OR t.valid_from > ? OR (t.valid_from = ? AND t.recorded_by > ?))"
    " ORDER BY t.name, t.valid_from, t.recorded_by LIMIT ?";

struct SummarisedSlice {
  SliceKey key;
  std::string kept;
  MessagePtr value;
};
using SummarisedSlices = std::vector<SummarisedSlice>;

// The slices of a table that has summaries.
class SummaryTable {
 public:
  SummaryTable(Connection& connection, const ResourceType& type)
      : connection_(connection),
        type_(type),
        columns_(type.columns()),
        children_(type.children()) {}

  // Before all else: a field that came later has no column yet.
  absl::Status KeepPresentColumns() {
    absl::Status status = KeepPresent(type_.table(), &columns_);
    for (ChildTable& child : children_) {
      if (status.ok()) status = KeepPresent(child.name, &child.columns);
    }
    return status;
  }

  // The next ones of which a condition over `t` is true.
  absl::StatusOr<SummarisedSlices> ReadAfter(const SliceKey& after, std::string_view condition) {
    // Before any day there is.
    const std::string day = after.valid_from.empty() ? "1000-01-01" : after.valid_from;
    SummarisedSlices slices;
    absl::Status status = connection_.Query(
        Concat("SELECT t.name, t.valid_from, t.recorded_by, t.`", column(), "`",
               columns_.empty() ? "" : ", ", SelectList(columns_, "t"), " FROM `", type_.table(),
               "` t WHERE t.`", column(), "` ", condition, " AND", kAfter),
        {after.name, after.name, day, day, after.recorded_by, kChunk}, [&](const Row& row) {
          slices.push_back(
              {{std::string(row.Text(0)), std::string(row.Text(1)), std::string(row.Text(2))},
               std::string(row.Text(3)),
               type_.NewMessage()});
          SetTextField(slices.back().value.get(), "name", slices.back().key.name);
          return ReadColumns(row, 4, columns_, slices.back().value.get());
        });
    std::vector<KeyedSlice> keyed;
    for (const SummarisedSlice& slice : slices) keyed.push_back({slice.key, slice.value.get()});
    if (status.ok()) status = ReadChildren(connection_, children_, keyed);
    if (!status.ok()) return status;
    return slices;
  }

  absl::Status Fill(const SummarisedSlices& slices) {
    Transaction transaction(connection_, Transaction::Kind::kReadCommitted);
    absl::Status status = transaction.status();
    SqlValues terms;
    for (const SummarisedSlice& slice : slices) {
      if (!status.ok()) return status;
      std::string summary = SummaryOf(slice);
      for (std::string& term : SplitTerms(HasTerms(type_) ? summary : "")) {
        terms.insert(terms.end(), {std::move(term), slice.key.name});
      }
      status = connection_
                   .Execute(Concat("UPDATE `", type_.table(), "` SET `", column(),
                                   "` = ? WHERE name = ? AND valid_from = ? AND recorded_by = ?"),
                            {std::move(summary), slice.key.name, slice.key.valid_from,
                             slice.key.recorded_by})
                   .status();
    }
    if (status.ok() && !terms.empty()) {
      status = ExecuteRows(connection_, InsertTerms(type_), std::move(terms)).status();
    }
    return status.ok() ? transaction.Commit() : status;
  }

  std::string SummaryOf(const SummarisedSlice& slice) const {
    return type_.summary()->of(*slice.value);
  }

  // Those of the terms of a row that lead nowhere.
  absl::StatusOr<std::set<std::string>> LostTerms(const SummarisedSlice& slice) {
    const std::vector<std::string> terms = SplitTerms(slice.kept);
    std::set<std::string> lost(terms.begin(), terms.end());
    absl::Status status =
        ForEachPart(std::span<const std::string>(terms), [&](const std::vector<std::string>& part) {
          SqlPart query = {Concat("SELECT i.term FROM `", TermTableOf(type_), "` i WHERE "), {}};
          query.Add(IsAmong("i.term", part)).Add(" AND i.name = ?", {slice.key.name});
          return connection_.Query(query.text, query.values, [&lost](const Row& row) {
            lost.erase(std::string(row.Text(0)));
            return absl::OkStatus();
          });
        });
    if (!status.ok()) return status;
    return lost;
  }

 private:
  // What came later has no column yet.
  absl::Status KeepPresent(const std::string& table, std::vector<Column>* columns) {
    std::set<std::string, std::less<>> present;
    absl::Status status = connection_.Query(kSelectColumns, {table}, [&present](const Row& row) {
      present.emplace(row.Text(0));
      return absl::OkStatus();
    });
    std::erase_if(*columns,
                  [&present](const Column& column) { return !present.contains(column.name); });
    return status;
  }

  const std::string& column() const { return type_.summary()->column; }

  Connection& connection_;
  const ResourceType& type_;
  std::vector<Column> columns_;
  std::vector<ChildTable> children_;
};

absl::Status FillTable(Connection& connection, const ResourceType& type) {
  SummaryTable table(connection, type);
  absl::Status status = table.KeepPresentColumns();
  for (SliceKey after; status.ok();) {
    auto slices = table.ReadAfter(after, "IS NULL");
    if (!slices.ok()) return slices.status();
    if (slices->empty()) break;
    after = slices->back().key;
    status = table.Fill(*slices);
  }
  return status;
}

absl::Status CheckSlice(const ResourceType& type, SummaryTable& table, const SummarisedSlice& slice,
                        std::vector<std::string>* problems) {
  const std::string row = Concat("the row of ", slice.key.name, " from ", slice.key.valid_from);
  if (slice.kept != table.SummaryOf(slice)) {
    problems->push_back(Concat(row, HasTerms(type) ? " keeps terms that are not those of its text"
                                                   : " keeps a sum that is not that of its list"));
  }
  if (!HasTerms(type)) return absl::OkStatus();
  auto lost = table.LostTerms(slice);
  if (!lost.ok()) return lost.status();
  for (const std::string& term : *lost) {
    problems->push_back(Concat(row, " is not to be found by its term ", term));
  }
  return absl::OkStatus();
}

absl::Status CheckTable(Connection& connection, const ResourceType& type,
                        std::vector<std::string>* problems) {
  SummaryTable table(connection, type);
  for (SliceKey after;;) {
    auto slices = table.ReadAfter(after, "IS NOT NULL");
    if (!slices.ok()) return slices.status();
    for (const SummarisedSlice& slice : *slices) {
      absl::Status status = CheckSlice(type, table, slice, problems);
      if (!status.ok()) return status;
    }
    if (slices->empty()) return absl::OkStatus();
    after = slices->back().key;
  }
}

}  // namespace

absl::Status FillSummaries(Connection& connection, const std::vector<const ResourceType*>& types,
                           const std::vector<std::string>& tables) {
  for (const std::string& table : tables) {
    const auto type = std::ranges::find_if(types, [&table](const ResourceType* one) {
      return one->table() == table && one->summary().has_value();
    });
    if (type == types.end()) {
      return absl::FailedPreconditionError(Concat(table, " keeps no summaries in this program"));
    }
    absl::Status status = FillTable(connection, **type);
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

MigrationSteps FillSummariesStep(std::vector<const ResourceType*> types) {
  return {{"fill_summaries", [types = std::move(types)](Connection& connection,
                                                        const std::vector<std::string>& tables) {
             return FillSummaries(connection, types, tables);
           }}};
}

absl::Status CheckSummaries(Connection& connection, const std::vector<const ResourceType*>& types,
                            std::vector<std::string>* problems) {
  for (const ResourceType* type : types) {
    if (!type->summary().has_value()) continue;
    absl::Status status = CheckTable(connection, *type, problems);
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

}  // namespace concordat
