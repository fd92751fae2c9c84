// What programme-service holds of one partnership at one moment: what its rules
// and reports work on.
#ifndef CONCORDAT_PROGRAMME_SERVICE_FACTS_H_
#define CONCORDAT_PROGRAMME_SERVICE_FACTS_H_

#include <absl/status/statusor.h>
#include <absl/time/civil_time.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "common/ledger/ledger.h"
#include "common/ledger/temporal_store.h"
#include "common/service/reading.h"
#include "concordat/programme/v1/board.pb.h"
#include "concordat/programme/v1/council.pb.h"
#include "concordat/programme/v1/explanation.pb.h"
#include "concordat/programme/v1/highlight_report.pb.h"
#include "concordat/programme/v1/issue.pb.h"
#include "concordat/programme/v1/live_service.pb.h"
#include "concordat/programme/v1/meeting.pb.h"
#include "concordat/programme/v1/membership.pb.h"
#include "concordat/programme/v1/participation.pb.h"
#include "concordat/programme/v1/partnership.pb.h"
#include "concordat/programme/v1/programme.pb.h"
#include "concordat/programme/v1/project.pb.h"
#include "concordat/programme/v1/rule_suppression.pb.h"
#include "concordat/programme/v1/source_document.pb.h"

namespace concordat::programme {

struct Facts {
  absl::CivilDay day;
  // Nothing where the partnership began later.
  std::optional<v1::Partnership> partnership;
  // In the order of their places in the paper.
  std::vector<v1::Programme> programmes;
  std::vector<v1::Project> projects;
  std::vector<v1::LiveService> live_services;
  std::vector<v1::Issue> issues;
  std::vector<v1::HighlightReport> highlights;
  std::vector<v1::Participation> participations;
  std::vector<v1::SourceDocument> documents;
  // In the order of their names.
  std::vector<v1::Board> boards;
  std::vector<v1::Meeting> meetings;
  std::vector<v1::Membership> memberships;
  // What was said of findings.
  std::vector<v1::Explanation> explanations;
  std::vector<v1::RuleSuppression> suppressions;
  // Every council of the ledger, by name.
  std::map<std::string, v1::Council> councils;
};

absl::StatusOr<Facts> ReadFacts(Connection& connection, const Ledger& ledger,
                                const std::string& parent, const ReadAt& at);

// The same for whoever may be told all or what is public.
absl::StatusOr<Reading<Facts>> ReadFactsToTell(Connection& connection, const Ledger& ledger,
                                               const std::string& parent, const ReadAt& at);

// Projects and live services that may have changed since an earlier day, by name: as
// they were then, or nothing for what was not there. Others are as they were.
struct EarlierWork {
  std::map<std::string, std::optional<v1::Project>> projects;
  std::map<std::string, std::optional<v1::LiveService>> live_services;
};

absl::StatusOr<EarlierWork> ReadEarlierWork(Connection& connection, const Ledger& ledger,
                                            const std::string& parent, const ReadAt& at,
                                            absl::CivilDay earlier);

// The board of that name; NOT_FOUND when it is not there on the day, and nullptr
// for no name.
absl::StatusOr<const v1::Board*> FindBoard(const Facts& facts, const std::string& name);

// What a board steers: its own name, its programmes, their projects and live
// services. Empty, which is everything, for no board and for one that names no
// programmes.
google::protobuf::RepeatedPtrField<std::string> ScopeOf(const Facts& facts, const v1::Board* board);

// The work that each record belongs to, by name.
std::map<std::string, std::string> WorkByRecord(const Facts& facts);

// Names of the records that others may belong to, of which something may not be
// told: the partnership, its boards, programmes, projects and live services.
google::protobuf::RepeatedPtrField<std::string> NotTold(const Reading<Facts>& reading);

// When a project is due to end: as planned now or, without that, as first planned.
// A live service has no end.
std::string DueOf(const v1::Project& project);
std::string DueOf(const v1::LiveService& service);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_FACTS_H_
