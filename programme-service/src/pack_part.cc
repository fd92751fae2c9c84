#include "programme-service/src/pack_part.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include "common/base/date.h"
#include "common/ledger/exempt.h"
#include "programme-service/src/all_findings.h"
#include "programme-service/src/pack_work.h"

namespace concordat::programme {
namespace {

using ledger::v1::Finding;

void AddHead(const PackQuestion& question, const Facts& facts, v1::PackPart* part) {
  if (facts.partnership.has_value()) *part->mutable_partnership() = *facts.partnership;
  if (question.board != nullptr) *part->mutable_board() = *question.board;
  part->set_compare_to(question.compare_to);
  part->set_marking(question.marking);
}

void AddMeetings(const PackQuestion& question, const Facts& facts, v1::PackPart* part) {
  const auto meetings = MeetingsOf(facts, question.board == nullptr ? "" : question.board->name());
  const size_t shown = std::min<size_t>(meetings.size(), kMaxPackMeetings);
  for (size_t i = 0; i < shown; ++i) *part->add_meetings() = *meetings[i];
  part->set_meetings_left_out(static_cast<int>(meetings.size() - shown));
}

void AddDocuments(const Facts& facts, v1::PackPart* part) {
  std::vector<const v1::SourceDocument*> documents;
  for (const v1::SourceDocument& document : facts.documents) documents.push_back(&document);
  std::ranges::sort(documents, {}, [](const v1::SourceDocument* document) {
    return std::tie(document->dated(), document->name());
  });
  const size_t left_out = documents.size() - std::min<size_t>(documents.size(), kMaxPackDocuments);
  for (size_t i = left_out; i < documents.size(); ++i) *part->add_documents() = *documents[i];
  part->set_documents_left_out(static_cast<int>(left_out));
}

// Puts the gravest first, then by rule, summary and id.
void SortForBoard(Findings* findings) {
  std::ranges::sort(*findings, [](const Finding& a, const Finding& b) {
    return std::forward_as_tuple(b.severity(), a.rule(), a.summary(), a.finding_id()) <
           std::forward_as_tuple(a.severity(), b.rule(), b.summary(), b.finding_id());
  });
}

void AddFindings(AllFindings all, v1::PackPart* part) {
  ForgetClosed(&all);
  SortForBoard(&all.findings);
  v1::FindingCount* count = nullptr;
  for (Finding& finding : all.findings) {
    if (count == nullptr || count->rule() != finding.rule() ||
        count->severity() != finding.severity()) {
      count = part->add_finding_counts();
      count->set_rule(finding.rule());
      count->set_severity(finding.severity());
    }
    count->set_count(count->count() + 1);
    if (part->findings_size() < kMaxPackFindings) {
      *part->add_findings() = std::move(finding);
    } else {
      count->set_left_out(count->left_out() + 1);
    }
  }
  part->mutable_suppressed_rules()->Assign(all.suppressed.begin(), all.suppressed.end());
}

// Gives the names that a pack speaks of their titles.
class TitleAdder {
 public:
  TitleAdder(const Facts& facts, v1::PackPart* part) : facts_(facts), part_(*part) {
    for (const v1::Project& project : facts.projects) works_[project.name()] = &project.title();
    for (const v1::LiveService& service : facts.live_services) {
      works_[service.name()] = &service.title();
    }
  }

  void Add() {
    for (const auto* list : {&part_.red(), &part_.amber(), &part_.changed(), &part_.rest()}) {
      for (const v1::PackWork& work : *list) AddCouncil(HostOf(work));
    }
    for (const std::string& council : part_.benefits().finances().councils()) AddCouncil(council);
    for (const auto& work : part_.benefits().realisation().works()) AddWork(work);
  }

 private:
  static const std::string& HostOf(const v1::PackWork& work) {
    return work.has_project() ? work.project().project().host_council()
                              : work.live_service().live_service().host_council();
  }

  void AddWork(const benefits::v1::WorkRealisation& work) {
    const auto found = works_.find(work.work());
    if (found != works_.end()) (*part_.mutable_titles())[work.work()] = *found->second;
    for (const auto& measure : work.measures()) {
      for (const auto& given : measure.returns()) AddCouncil(given.measure_return().council());
    }
  }

  void AddCouncil(const std::string& name) {
    const auto found = facts_.councils.find(name);
    if (found != facts_.councils.end()) (*part_.mutable_titles())[name] = found->second.title();
  }

  const Facts& facts_;
  v1::PackPart& part_;
  std::map<std::string_view, const std::string*> works_;
};

}  // namespace

std::string MeetingBefore(const Facts& facts, const std::string& board) {
  for (const v1::Meeting* meeting : MeetingsOf(facts, board)) {
    const auto held = ParseDay(meeting->held());
    if (held.ok() && *held < facts.day) return meeting->held();
  }
  return "";
}

v1::PackPart ComposePackPart(const PackQuestion& question, const Reading<Facts>& facts,
                             benefits::v1::GetPackPartResponse benefits,
                             risk::v1::GetPackPartResponse risk) {
  v1::PackPart part;
  AddHead(question, facts.told(), &part);
  AddPackWork(question, WorkReporter(facts, benefits.position()), &part);
  AddMeetings(question, facts.told(), &part);
  AddDocuments(facts.told(), &part);
  Findings others;
  for (auto* found : {benefits.mutable_findings(), risk.mutable_findings()}) {
    std::ranges::move(*found, std::back_inserter(others));
  }
  AddFindings(Complete(std::move(others), facts, benefits.position(), Scope(question.scope)),
              &part);
  *part.mutable_benefits() = std::move(*benefits.mutable_part());
  *part.mutable_risk() = std::move(*risk.mutable_part());
  // Risk-service was asked beside benefits-service and knows nothing of these.
  LeaveOutMentions({benefits.exempt().begin(), benefits.exempt().end()}, part.mutable_risk());
  TitleAdder(facts.told(), &part).Add();
  return part;
}

}  // namespace concordat::programme
