#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "benefits-service/src/regional_findings.h"
#include "common/ledger/exempt.h"

namespace concordat::benefits {
namespace {

using v1::RegionalTask;

enum Cell { kDocument, kProgramme, kYear, kFrom, kTo, kTasks, kBudget, kCost, kPrinted, kWith };

// The papers that are not to be told; their tasks read as those of none.
absl::StatusOr<std::vector<std::string>> HiddenDocuments(const Records& records) {
  std::vector<std::string> hidden;
  if (!records.at().public_only) return hidden;
  SqlPart sql = {"SELECT DISTINCT t.source_document FROM ", {}};
  const auto documents = records.Names(sql.Add(records.InForce<RegionalTask>()).Add(" t"));
  if (!documents.ok()) return documents.status();
  const auto exempt = ExemptAmong(records.connection(), records.TypeOf<RegionalTask>(),
                                  {documents->begin(), documents->end()}, records.at().day);
  if (!exempt.ok()) return exempt.status();
  const auto& elsewhere = records.at().exempt_elsewhere;
  std::ranges::copy_if(*documents, std::back_inserter(hidden), [&](const std::string& document) {
    return exempt->contains(document) || (elsewhere != nullptr && elsewhere->contains(document));
  });
  return hidden;
}

class RegionalReader {
 public:
  RegionalReader(const Records& records, const std::vector<std::string>& hidden)
      : records_(records) {
    document_.Add(IsAmong("t.source_document", hidden)).Add(", '', t.source_document)");
  }

  absl::Status ReadTables(RegionalFacts* facts) const {
    SqlPart sql = {"SELECT ", {}};
    sql.Add(document_).Add(
        " AS document, t.programme, t.financial_year, t.period_from, t.period_to, COUNT(*),"
        " SUM(t.budget_pence), SUM(t.cost_alone_pence), SUM(t.printed_saving_pence),"
        " COUNT(t.printed_saving_pence) FROM ");
    sql.Add(records_.InForce<RegionalTask>())
        .Add(
            " t WHERE t.is_total = 0 GROUP BY document, t.programme, t.financial_year,"
            " t.period_from, t.period_to");
    return records_.Query(sql, [facts](const Row& row) {
      RegionalTable& table = facts->tables.emplace_back();
      table.document = row.Text(kDocument);
      table.financial_year = row.Text(kYear);
      table.from = row.Text(kFrom);
      table.to = row.Text(kTo);
      table.sums.programme = row.Text(kProgramme);
      table.sums.tasks = row.Int(kTasks);
      table.sums.budget = PenceIn(row, kBudget);
      table.sums.cost_alone = PenceIn(row, kCost);
      table.sums.printed = PenceIn(row, kPrinted);
      table.sums.with_printed = row.Int(kWith);
      return absl::OkStatus();
    });
  }

  absl::Status ReadCouncils(RegionalFacts* facts) const {
    SqlPart sql = {"SELECT ", {}};
    sql.Add(document_).Add(
        " AS document, IF(MOD(t.printed_saving_pence + t.budget_pence, t.cost_alone_pence) = 0,"
        " (t.printed_saving_pence + t.budget_pence) DIV t.cost_alone_pence, NULL) AS councils,"
        " COUNT(*) FROM ");
    sql.Add(records_.InForce<RegionalTask>())
        .Add(
            " t WHERE t.is_total = 0 AND t.cost_alone_pence <> 0"
            " AND t.printed_saving_pence IS NOT NULL GROUP BY document, councils");
    CouncilVotes votes;
    absl::Status status = records_.Query(sql, [&votes](const Row& row) {
      const auto councils = row.IsNull(1) ? std::nullopt : std::make_optional(row.Int(1));
      votes.Add(std::string(row.Text(0)), councils, row.Int(2));
      return absl::OkStatus();
    });
    facts->councils = votes.Done();
    return status;
  }

  absl::Status ReadDiffering(RegionalFacts* facts) const {
    SqlPart differing = {
        "t.is_total = 1 OR (t.cost_alone_pence = 0 AND t.printed_saving_pence <> -t.budget_pence)",
        {}};
    for (const auto& [document, councils] : facts->councils) {
      differing.Add(" OR (").Add(document_).Add(
          " = ? AND t.cost_alone_pence <> 0"
          " AND t.printed_saving_pence + t.budget_pence <> t.cost_alone_pence * ?)",
          {document, councils});
    }
    auto tasks = records_.Where<RegionalTask>(differing);
    if (!tasks.ok()) return tasks.status();
    facts->tasks = *std::move(tasks);
    return absl::OkStatus();
  }

 private:
  const Records& records_;
  // The paper of a task, over `t`.
  SqlPart document_ = {"IF(", {}};
};

}  // namespace

absl::StatusOr<RegionalFacts> ReadRegionalFacts(const Records& records) {
  const auto hidden = HiddenDocuments(records);
  if (!hidden.ok()) return hidden.status();
  const RegionalReader reader(records, *hidden);
  RegionalFacts facts;
  absl::Status status = reader.ReadTables(&facts);
  if (status.ok() && !facts.tables.empty()) {
    status = reader.ReadCouncils(&facts);
    if (status.ok()) status = reader.ReadDiffering(&facts);
  }
  if (!status.ok()) return status;
  return facts;
}

}  // namespace concordat::benefits
