#include "programme-service/src/facts_reading.h"

#include <utility>

#include "common/base/text.h"
#include "programme-service/src/facts_reader.h"
#include "programme-service/src/numbering.h"
#include "programme-service/src/plan_reading.h"
#include "programme-service/src/plan_tables.h"
#include "programme-service/src/wide_facts.h"

namespace concordat::programme {
namespace {

// `read` answers what is to be told, and then all.
template <typename Read>
absl::StatusOr<Reading<Facts>> ToTell(const Records& records, const Read& read) {
  auto told = read(records, false);
  if (!told.ok()) return told.status();
  if (!records.at().public_only) return Reading<Facts>(*std::move(told));
  auto all = read(records.OfAll(), true);
  if (!all.ok()) return all.status();
  return Reading<Facts>(*std::move(told), *std::move(all));
}

}  // namespace

absl::StatusOr<Facts> ReadAbout(const Records& records, const WorkNames& names,
                                const NewestReports* newest) {
  FactsReader reader(records);
  reader.ReadWork(names);
  reader.ReadOpenIssues();
  reader.ReadNewestHighlights(newest);
  reader.ReadParticipations();
  reader.ReadDocuments();
  return reader.Take();
}

absl::StatusOr<Reading<Facts>> ReadAboutToTell(const Records& records, const WorkNames& names,
                                               const Reading<NewestReports>* newest) {
  return ToTell(records, [&](const Records& which, bool all) {
    return ReadAbout(which, names,
                     newest == nullptr ? nullptr : &(all ? newest->all() : newest->told()));
  });
}

absl::StatusOr<Facts> ReadCandidates(const Records& records, const NewestReports& newest,
                                     const benefits::v1::BenefitsPosition& positions,
                                     const std::vector<NumberedSection>& elsewhere,
                                     const std::vector<UnscoredRisk>& unscored) {
  auto wide = ReadWideFacts(records, newest);
  if (!wide.ok()) return wide.status();
  wide->numbering = WithElsewhere(wide->numbering, elsewhere);
  absl::Status tables = ReadPlanTables(records, &*wide);
  if (!tables.ok()) return tables;
  auto plans = ReadPlanFacts(records);
  if (!plans.ok()) return plans.status();
  wide->plans = *std::move(plans);
  auto cited = ReadCited(records, unscored);
  if (!cited.ok()) return cited.status();
  wide->cited_risks = *std::move(cited);
  auto names = FindWorkCandidates(records, newest, positions);
  if (!names.ok()) return names.status();
  for (const NumberGap& gap : GapsIn(wide->numbering)) {
    for (const std::string& work : {gap.before.work, gap.after.work}) {
      names->Add(records.TypeOf<v1::Project>(), work);
    }
  }
  SqlPart incomplete = {"SELECT k.name FROM ", {}};
  incomplete.Add(records.InForce<v1::HighlightReport>());
  incomplete.Add(" k WHERE k.submitted = 1 AND LENGTH(k.planned_next) = 0");
  auto reports = records.Names(incomplete);
  if (!reports.ok()) return reports.status();
  for (const RepeatedText& text : wide->repeated_texts) {
    reports->insert(reports->end(), text.reports.begin(), text.reports.end());
  }
  FactsReader reader(records, *std::move(wide));
  reader.ReadWork(*names);
  reader.ReadOpenIssues();
  reader.ReadHighlights(newest, *std::move(reports));
  reader.ReadDocuments();
  reader.ReadWhere(&Facts::programmes, {"LENGTH(k.source_section) > 0 AND k.description = ''", {}});
  reader.ReadWhere(&Facts::participations,
                   {Concat("k.engagement = ", int{v1::Participation::ENGAGEMENT_WITHDRAWN}), {}});
  reader.ReadCouncils();
  reader.ReadWhere(&Facts::explanations, {"TRUE", {}});
  reader.ReadWhere(&Facts::suppressions, {"TRUE", {}});
  return reader.Take();
}

absl::StatusOr<Reading<Facts>> ReadCandidatesToTell(const Records& records,
                                                    const Reading<NewestReports>& newest,
                                                    const benefits::v1::BenefitsPosition& positions,
                                                    const std::vector<NumberedSection>& elsewhere,
                                                    const std::vector<UnscoredRisk>& unscored) {
  return ToTell(records, [&](const Records& which, bool all) {
    return ReadCandidates(which, all ? newest.all() : newest.told(), positions, elsewhere,
                          unscored);
  });
}

absl::StatusOr<Facts> ReadCandidatesOf(Connection& connection, const Ledger& ledger,
                                       const std::string& parent, const ReadAt& at) {
  const Records records(connection, ledger.registry(), parent, at);
  const auto newest = ReadNewestReports(records);
  if (!newest.ok()) return newest.status();
  return ReadCandidates(records, *newest, {});
}

}  // namespace concordat::programme
