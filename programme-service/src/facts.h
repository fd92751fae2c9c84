// What programme-service holds of one partnership at one moment: what its rules
// and reports work on.
#ifndef CONCORDAT_PROGRAMME_SERVICE_FACTS_H_
#define CONCORDAT_PROGRAMME_SERVICE_FACTS_H_

#include <absl/status/statusor.h>
#include <absl/time/civil_time.h>

#include <map>
#include <string>
#include <vector>

#include "common/ledger/ledger.h"
#include "common/ledger/temporal_store.h"
#include "concordat/benefits/v1/report.pb.h"
#include "concordat/programme/v1/board.pb.h"
#include "concordat/programme/v1/highlight_report.pb.h"
#include "concordat/programme/v1/issue.pb.h"
#include "concordat/programme/v1/live_service.pb.h"
#include "concordat/programme/v1/participation.pb.h"
#include "concordat/programme/v1/programme.pb.h"
#include "concordat/programme/v1/project.pb.h"
#include "concordat/programme/v1/source_document.pb.h"

namespace concordat::programme {

struct Facts {
  absl::CivilDay day;
  // In the order of their places in the paper.
  std::vector<v1::Programme> programmes;
  std::vector<v1::Project> projects;
  std::vector<v1::LiveService> live_services;
  std::vector<v1::Issue> issues;
  std::vector<v1::HighlightReport> highlights;
  std::vector<v1::Participation> participations;
  std::vector<v1::SourceDocument> documents;
  // Of every council of the ledger, by name.
  std::map<std::string, std::string> council_titles;
};

absl::StatusOr<Facts> ReadFacts(Connection& connection, const Ledger& ledger,
                                const std::string& parent, const ReadAt& at);

// What a board steers: its own name, its programmes, their projects and live
// services. Empty, which is everything, for one that names no programmes.
google::protobuf::RepeatedPtrField<std::string> ScopeOf(const Facts& facts, const v1::Board& board);

// The work that each record belongs to, by name.
std::map<std::string, std::string> WorkByRecord(const Facts& facts);

// The open issues of a piece of work on the day.
std::vector<v1::Issue> OpenIssues(const Facts& facts, const std::string& work);

// Its newest submitted report up to the day; nullptr without one.
const v1::HighlightReport* NewestHighlight(const Facts& facts, const std::string& work);

// The same for a project; for a live service without a report of its own, that
// of the project which changes it.
const v1::HighlightReport* HighlightOf(const Facts& facts, const v1::Project& project);
const v1::HighlightReport* HighlightOf(const Facts& facts, const v1::LiveService& service);

// Its benefits in figures; nullptr without any.
const benefits::v1::WorkPosition* PositionOf(const benefits::v1::BenefitsPosition& positions,
                                             const std::string& work);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_FACTS_H_
