// Reads facts about pieces of work: those that are shown, and those that a rule may find
// something in.
#ifndef CONCORDAT_PROGRAMME_SERVICE_FACTS_READING_H_
#define CONCORDAT_PROGRAMME_SERVICE_FACTS_READING_H_

#include <absl/status/statusor.h>

#include <string>
#include <utility>
#include <vector>

#include "common/ledger/ledger.h"
#include "common/ledger/records.h"
#include "common/service/reading.h"
#include "concordat/benefits/v1/report.pb.h"
#include "programme-service/src/cited_risks.h"
#include "programme-service/src/facts.h"
#include "programme-service/src/newest_reports.h"

namespace concordat::programme {

struct WorkNames {
  std::vector<std::string> projects;
  std::vector<std::string> live_services;

  // A name of either type; `project` is that of projects.
  void Add(const ResourceType& project, std::string name) {
    (project.Matches(name) ? projects : live_services).push_back(std::move(name));
  }
};

// The work of those names with its open issues, its newest highlight reports, the councils
// that take part in it and the papers that speak of its dates; and the same for whoever
// may be told all or what is public. With `newest` these are not asked for again.
absl::StatusOr<Facts> ReadAbout(const Records& records, const WorkNames& names,
                                const NewestReports* newest = nullptr);
absl::StatusOr<Reading<Facts>> ReadAboutToTell(const Records& records, const WorkNames& names,
                                               const Reading<NewestReports>* newest = nullptr);

// All in which a rule may find something, of this service alone or against the benefits
// of the work in figures; with what was said of findings.
absl::StatusOr<Facts> ReadCandidates(const Records& records, const NewestReports& newest,
                                     const benefits::v1::BenefitsPosition& positions,
                                     const std::vector<NumberedSection>& elsewhere = {},
                                     const std::vector<UnscoredRisk>& unscored = {});
absl::StatusOr<Reading<Facts>> ReadCandidatesToTell(
    const Records& records, const Reading<NewestReports>& newest,
    const benefits::v1::BenefitsPosition& positions,
    const std::vector<NumberedSection>& elsewhere = {},
    const std::vector<UnscoredRisk>& unscored = {});

// The same without benefits, for MakeFindings.
absl::StatusOr<Facts> ReadCandidatesOf(Connection& connection, const Ledger& ledger,
                                       const std::string& parent, const ReadAt& at);

// Names of the work that a rule may find something in.
absl::StatusOr<WorkNames> FindWorkCandidates(const Records& records, const NewestReports& newest,
                                             const benefits::v1::BenefitsPosition& positions);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_FACTS_READING_H_
