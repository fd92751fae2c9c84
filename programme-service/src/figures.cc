#include "programme-service/src/figures.h"

#include <absl/time/clock.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>
#include <vector>

#include "common/base/date.h"
#include "common/base/spoken.h"
#include "common/base/text.h"
#include "common/identity/service_caller.h"
#include "common/ledger/in_force.h"
#include "concordat/programme/v1/live_service.pb.h"
#include "concordat/programme/v1/partnership.pb.h"
#include "concordat/programme/v1/project.pb.h"
#include "programme-service/src/reports.h"
#include "programme-service/src/work_tables.h"

namespace concordat::programme {
namespace {

constexpr char kWorks[] = "concordat.works";
constexpr char kDue[] = "concordat.projects.due";
constexpr char kRisks[] = "concordat.risks";
constexpr char kSavings[] = "concordat.savings";
constexpr char kFindings[] = "concordat.findings";

constexpr char kPackPart[] = "concordat.programme.v1.PackParts.GetPackPart";

// Beyond so many the series would be too many for one dashboard.
constexpr int kMaxPartnerships = 200;

using Labels = std::map<std::string, std::string>;

Labels Of(const std::string& partnership) {
  return {{"concordat.partnership", std::string(ResourceType::IdOf(partnership))}};
}

Labels With(Labels labels, const char* key, std::string value) {
  labels.emplace(key, std::move(value));
  return labels;
}

void Add(const char* metric, Labels labels, double value, Figures* figures) {
  (*figures)[metric].push_back({std::move(labels), value});
}

const char* WordOf(ledger::v1::Severity severity) {
  switch (severity) {
    case ledger::v1::SEVERITY_ERROR:
      return "error";
    case ledger::v1::SEVERITY_WARNING:
      return "warning";
    default:
      return "information";
  }
}

void AddFindings(const std::string& partnership, const v1::PackPart& part, Figures* figures) {
  std::map<std::string, double> counts = {{"error", 0}, {"warning", 0}, {"information", 0}};
  for (const v1::FindingCount& count : part.finding_counts()) {
    counts[WordOf(count.severity())] += count.count();
  }
  for (const auto& [severity, count] : counts) {
    Add(kFindings, With(Of(partnership), "concordat.severity", severity), count, figures);
  }
}

// By the words of the matrices; of the registers that a pack shows.
void AddRisks(const std::string& partnership, const v1::PackPart& part, Figures* figures) {
  std::map<std::string, double> counts;
  for (const auto& section : part.risk().registers()) {
    for (const auto& cell : section.heat_map()) {
      counts[cell.rating().empty() ? "no band" : cell.rating()] += cell.count();
    }
    if (section.not_scored() > 0) counts["not scored"] += section.not_scored();
  }
  for (const auto& [band, count] : counts) {
    Add(kRisks, With(Of(partnership), "concordat.band", band), count, figures);
  }
}

// The sums of all, in pounds, of the year that a pack shows.
void AddSavings(const std::string& partnership, const v1::PackPart& part, Figures* figures) {
  const auto& finances = part.benefits().finances();
  for (const auto& row : finances.rows()) {
    if (row.kind() != benefits::v1::FinancialRow::KIND_TOTAL) continue;
    const Labels labels = With(Of(partnership), "concordat.year", finances.financial_year());
    const auto pounds = [](int64_t pence) { return static_cast<double>(pence) / 100; };
    Add(kSavings, With(labels, "concordat.money", "planned"), pounds(row.total_budget_pence()),
        figures);
    Add(kSavings, With(labels, "concordat.money", "actual"), pounds(row.actual_pence()), figures);
  }
}

template <typename Work>
absl::Status CountWorks(const Records& records, std::map<Labels, double>* counts) {
  SqlPart query = {"SELECT w.programme, w.reported_status, COUNT(*) FROM ", {}};
  query.Add(records.InForce<Work>()).Add(" w GROUP BY w.programme, w.reported_status");
  return records.Query(query, [&](const Row& row) {
    Labels labels = Of(records.parent());
    labels.emplace("concordat.programme", std::string(ResourceType::IdOf(row.Text(0))));
    labels.emplace("concordat.status", Light(static_cast<type::v1::Rag>(row.Int(1))));
    (*counts)[labels] += static_cast<double>(row.Int(2));
    return absl::OkStatus();
  });
}

// Projects that have not ended, by when they are due.
absl::Status CountDue(const Records& records, Figures* figures) {
  const absl::CivilDay day = records.at().day;
  const std::string due = WorkTable<v1::Project>::LastDue("w");
  SqlPart query = {
      Concat("SELECT COALESCE(SUM(", due, " < ?), 0), COALESCE(SUM(", due,
             " BETWEEN ? AND ?), 0), COALESCE(SUM(", due, " BETWEEN ? AND ?), 0) FROM "),
      {FormatDay(day), FormatDay(day), FormatDay(day + 30), FormatDay(day + 31),
       FormatDay(day + 90)}};
  query.Add(records.InForce<v1::Project>());
  query.Add(" w WHERE w.actual_end = '' AND w.lifecycle NOT IN (?, ?, ?)",
            {int64_t{v1::Project::LIFECYCLE_LIVE}, int64_t{v1::Project::LIFECYCLE_CLOSED},
             int64_t{v1::Project::LIFECYCLE_WITHDRAWN}});
  return records.Query(query, [&](const Row& row) {
    constexpr const char* kWhen[] = {"overdue", "within 30 days", "within 90 days"};
    for (int i = 0; i < 3; ++i) {
      Add(kDue, With(Of(records.parent()), "concordat.due", kWhen[i]),
          static_cast<double>(row.Int(i)), figures);
    }
    return absl::OkStatus();
  });
}

absl::StatusOr<std::vector<std::string>> Partnerships(const Ledger& ledger, const Caller& caller,
                                                      absl::CivilDay day) {
  ReadAt at;
  at.day = day;
  at.public_only = true;
  SqlPart query = {"SELECT name FROM (", {}};
  query.Add(RowsInForce(ledger.registry().TypeOf<v1::Partnership>(), "", at));
  query.Add(") p ORDER BY name LIMIT ?", {int64_t{kMaxPartnerships}});
  std::vector<std::string> names;
  absl::Status status = ledger.database().Snapshot(caller.limits(), [&](Connection& connection) {
    names.clear();
    return connection.Query(query.text, query.values, [&names](const Row& row) {
      names.emplace_back(row.Text(0));
      return absl::OkStatus();
    });
  });
  if (!status.ok()) return status;
  return names;
}

absl::Status AddPartnership(const ServiceParts& parts, const MethodTable& methods,
                            const Caller& caller, const v1::GetPackPartRequest& request,
                            Figures* figures) {
  v1::PackPart part;
  absl::Status status = methods.Find(kPackPart)->handler(caller, request, &part);
  if (!status.ok()) return status;
  AddFiguresOf(request.parent(), part, figures);
  Figures own;
  status = ReadRecords(parts.ledger, caller, request, ParentCheck::kTrusted,
                       [&](const Records& records) {
                         own.clear();
                         std::map<Labels, double> works;
                         absl::Status read = CountWorks<v1::Project>(records, &works);
                         if (read.ok()) read = CountWorks<v1::LiveService>(records, &works);
                         for (const auto& [labels, count] : works) Add(kWorks, labels, count, &own);
                         if (read.ok()) read = CountDue(records, &own);
                         return read;
                       });
  for (auto& [metric, values] : own) {
    std::ranges::move(values, std::back_inserter((*figures)[metric]));
  }
  return status;
}

absl::StatusOr<Figures> ReadFigures(const ServiceParts& parts, const MethodTable& methods,
                                    absl::Time limit) {
  const Caller caller = ServiceCaller(parts.ledger.service(), limit);
  const absl::CivilDay today = LondonDay(absl::Now());
  const auto partnerships = Partnerships(parts.ledger, caller, today);
  if (!partnerships.ok()) return partnerships.status();
  Figures figures;
  for (const std::string& partnership : *partnerships) {
    v1::GetPackPartRequest request;
    request.set_parent(partnership);
    request.set_as_at(FormatDay(today));
    request.set_marking(type::v1::MARKING_PUBLIC);
    absl::Status status = AddPartnership(parts, methods, caller, request, &figures);
    if (!status.ok()) return status;
  }
  return figures;
}

}  // namespace

void AddFiguresOf(const std::string& partnership, const v1::PackPart& part, Figures* figures) {
  AddFindings(partnership, part, figures);
  AddRisks(partnership, part, figures);
  AddSavings(partnership, part, figures);
}

FiguresDefinition ProgrammeFigures() {
  return {{{kWorks, "{work}"},
           {kDue, "{project}"},
           {kRisks, "{risk}"},
           {kSavings, "{GBP}"},
           {kFindings, "{finding}"}},
          &ReadFigures};
}

}  // namespace concordat::programme
