// What programme-service holds of one partnership at one moment: what its rules
// and reports work on.
#ifndef CONCORDAT_PROGRAMME_SERVICE_FACTS_H_
#define CONCORDAT_PROGRAMME_SERVICE_FACTS_H_

#include <string>
#include <vector>

#include <absl/status/statusor.h>
#include <absl/time/civil_time.h>

#include "common/catalogue.h"
#include "common/temporal_store.h"
#include "concordat/benefits/v1/report.pb.h"
#include "concordat/programme/v1/highlight_report.pb.h"
#include "concordat/programme/v1/issue.pb.h"
#include "concordat/programme/v1/live_service.pb.h"
#include "concordat/programme/v1/project.pb.h"

namespace concordat::programme {

struct Facts {
  absl::CivilDay day;
  // In the order of their places in the paper.
  std::vector<v1::Project> projects;
  std::vector<v1::LiveService> live_services;
  std::vector<v1::Issue> issues;
  std::vector<v1::HighlightReport> highlights;
};

absl::StatusOr<Facts> ReadFacts(Connection& connection, const Catalogue& catalogue,
                                const std::string& parent, const ReadAt& at);

// The open issues of a piece of work on the day.
std::vector<v1::Issue> OpenIssues(const Facts& facts, const std::string& work);

// Its newest submitted report up to the day; nullptr without one.
const v1::HighlightReport* NewestHighlight(const Facts& facts, const std::string& work);

// Its benefits in figures; nullptr without any.
const benefits::v1::WorkPosition* PositionOf(const benefits::v1::BenefitsPosition& positions,
                                             const std::string& work);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_FACTS_H_
