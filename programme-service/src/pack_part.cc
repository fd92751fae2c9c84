#include "programme-service/src/pack_part.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "common/findings/finding_id.h"
#include "common/ledger/exempt.h"

namespace concordat::programme {
namespace {

using ledger::v1::Finding;

void AddHead(const PackQuestion& question, v1::PackPart* part) {
  const Outline& outline = question.outline;
  if (outline.partnership.has_value()) *part->mutable_partnership() = *outline.partnership;
  if (outline.board.has_value()) *part->mutable_board() = *outline.board;
  part->set_compare_to(question.compare_to);
  part->set_marking(question.marking);
}

void AddLists(const PackRecords& records, v1::PackPart* part) {
  part->mutable_meetings()->Assign(records.meetings.records.begin(),
                                   records.meetings.records.end());
  part->set_meetings_left_out(records.meetings.left_out);
  part->mutable_documents()->Assign(records.documents.records.begin(),
                                    records.documents.records.end());
  part->set_documents_left_out(records.documents.left_out);
  part->mutable_implications()->Assign(records.implications.records.begin(),
                                       records.implications.records.end());
  part->set_implications_left_out(records.implications.left_out);
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
  Findings shown;
  for (Finding& finding : all.findings) {
    if (count == nullptr || count->rule() != finding.rule() ||
        count->severity() != finding.severity()) {
      count = part->add_finding_counts();
      count->set_rule(finding.rule());
      count->set_severity(finding.severity());
    }
    count->set_count(count->count() + 1);
    if (shown.size() < kMaxPackFindings) {
      shown.push_back(std::move(finding));
    } else {
      count->set_left_out(count->left_out() + 1);
    }
  }
  DropLooseLinks(&shown);
  std::ranges::move(shown, google::protobuf::RepeatedFieldBackInserter(part->mutable_findings()));
  part->mutable_suppressed_rules()->Assign(all.suppressed.begin(), all.suppressed.end());
}

}  // namespace

std::set<std::string> NamesIn(const Facts& work, const benefits::v1::PackPart& benefits) {
  std::set<std::string> names;
  for (const v1::Project& project : work.projects) names.insert(project.host_council());
  for (const v1::LiveService& service : work.live_services) names.insert(service.host_council());
  for (const v1::Participation& part : work.participations) names.insert(part.council());
  for (const auto& held : benefits.funnel()) {
    names.insert(held.step().subject());
    names.insert(held.step().council());
  }
  names.insert(benefits.finances().councils().begin(), benefits.finances().councils().end());
  for (const auto& realised : benefits.realisation().works()) {
    names.insert(realised.work());
    for (const auto& measure : realised.measures()) {
      for (const auto& given : measure.returns()) names.insert(given.measure_return().council());
    }
  }
  return names;
}

v1::PackPart ComposePackPart(const PackQuestion& question, PackRecords records,
                             benefits::v1::GetPackPartResponse benefits,
                             risk::v1::GetPackPartResponse risk) {
  v1::PackPart part;
  AddHead(question, &part);
  AddPackWork(question.places, WorkReporter(records.work, benefits.position()), records.earlier,
              &part);
  part.mutable_counts()->set_challenged(records.challenged);
  AddLists(records, &part);
  *part.mutable_plans() = std::move(records.plans);
  AddFindings(std::move(records.found), &part);
  *part.mutable_benefits() = std::move(*benefits.mutable_part());
  *part.mutable_risk() = std::move(*risk.mutable_part());
  // Risk-service was asked beside benefits-service and knows nothing of these.
  LeaveOutMentions({benefits.exempt().begin(), benefits.exempt().end()}, part.mutable_risk());
  part.mutable_titles()->insert(records.titles.begin(), records.titles.end());
  return part;
}

}  // namespace concordat::programme
