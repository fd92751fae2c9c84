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
#include "programme-service/src/figures_tables.h"
#include "programme-service/src/reports.h"

namespace concordat::programme {
namespace {

constexpr char kWorks[] = "concordat.works";
constexpr char kDue[] = "concordat.projects.due";
constexpr char kRisks[] = "concordat.risks";
constexpr char kSavings[] = "concordat.savings";
constexpr char kFindings[] = "concordat.findings";

constexpr char kPackPart[] = "concordat.programme.v1.PackParts.GetPackPart";

// Beyond so many the series would be too many for one dashboard.
constexpr int64_t kMaxPartnerships = 200;

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

// Works of the same labels are counted together, projects and live services.
absl::Status AddWorks(const Records& records, Figures* figures) {
  const auto counts = CountWorksByStatus(records);
  if (!counts.ok()) return counts.status();
  std::map<Labels, double> works;
  for (const WorkCount& count : *counts) {
    Labels labels = Of(records.parent());
    labels.emplace("concordat.programme", std::string(ResourceType::IdOf(count.programme)));
    labels.emplace("concordat.status", Light(count.status));
    works[labels] += static_cast<double>(count.count);
  }
  for (const auto& [labels, count] : works) Add(kWorks, labels, count, figures);
  return absl::OkStatus();
}

absl::Status AddDue(const Records& records, Figures* figures) {
  const auto counts = CountWorksDue(records);
  if (!counts.ok()) return counts.status();
  const auto add = [&](const char* when, int64_t count) {
    Add(kDue, With(Of(records.parent()), "concordat.due", when), static_cast<double>(count),
        figures);
  };
  add("overdue", counts->overdue);
  add("within 30 days", counts->within_30_days);
  add("within 90 days", counts->within_90_days);
  return absl::OkStatus();
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
                         absl::Status read = AddWorks(records, &own);
                         if (read.ok()) read = AddDue(records, &own);
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
  const auto partnerships = PublicPartnerships(parts.ledger, caller, today, kMaxPartnerships);
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
