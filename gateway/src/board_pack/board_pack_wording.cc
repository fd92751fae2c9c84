#include "gateway/src/board_pack/board_pack_wording.h"

#include <algorithm>
#include <string_view>

#include "common/base/text.h"
#include "common/resource/resource_type.h"
#include "gateway/src/board_pack/board_pack_text.h"

namespace concordat::gateway {
namespace {

using benefits::v1::ExpectedResult;
using programme::v1::Issue;
using programme::v1::ProgrammeReport;

v1::Status StatusOf(type::v1::Rag rag) {
  switch (rag) {
    case type::v1::RAG_RED:
      return v1::STATUS_RED;
    case type::v1::RAG_AMBER:
      return v1::STATUS_AMBER;
    case type::v1::RAG_GREEN:
      return v1::STATUS_GREEN;
    default:
      return v1::STATUS_UNSPECIFIED;
  }
}

std::string TitleOf(const CouncilTitles& titles, const std::string& council) {
  const auto found = titles.find(council);
  return found != titles.end() ? found->second : std::string(ResourceType::IdOf(council));
}

bool IsExempt(type::v1::Marking marking) { return marking == type::v1::MARKING_EXEMPT; }

void WordIssues(const google::protobuf::RepeatedPtrField<Issue>& issues, v1::StatusLine* line) {
  for (const Issue& issue : issues) {
    v1::IssueLine* worded = line->add_issues();
    worded->set_title(issue.title());
    worded->set_mitigation(issue.description());
    const bool yes = issue.expectation() == Issue::EXPECTATION_RESOLVED;
    const bool no = issue.expectation() == Issue::EXPECTATION_NOT_RESOLVED;
    worded->set_expected_to_be_resolved(yes ? "yes" : no ? "no" : "");
    if (issue.has_source()) *worded->mutable_source() = issue.source();
  }
}

// What projects and live services have alike.
template <typename Status, typename Work>
v1::StatusLine WordWork(const Status& status, const Work& work, const CouncilTitles& titles) {
  v1::StatusLine line;
  line.set_record(work.name());
  line.set_title(work.title());
  line.set_reported(StatusOf(work.reported_status()));
  line.set_computed(StatusOf(status.challenge().computed()));
  line.set_challenged(status.challenge().differs());
  if (status.challenge().differs()) {
    *line.mutable_challenge() = status.challenge().reasons();
  }
  line.set_summary(work.narrative());
  if (!work.host_council().empty()) line.set_host(TitleOf(titles, work.host_council()));
  line.set_marking(work.marking());
  if (work.has_source()) *line.mutable_source() = work.source();
  WordIssues(status.issues(), &line);
  return line;
}

std::vector<v1::StatusLine> WordAll(const ProgrammeReport& report) {
  const CouncilTitles titles = TitlesOf(report);
  std::vector<v1::StatusLine> lines;
  for (const auto& status : report.projects()) {
    const auto& project = status.project();
    v1::StatusLine line = WordWork(status, project, titles);
    line.set_kind("Project");
    line.set_start(project.start());
    line.set_due(project.current_end().empty() ? project.baseline_end() : project.current_end());
    if (project.percent_complete() > 0) line.set_percent_complete(project.percent_complete());
    lines.push_back(std::move(line));
  }
  for (const auto& status : report.live_services()) {
    v1::StatusLine line = WordWork(status, status.live_service(), titles);
    line.set_kind("Live service");
    line.set_start(status.live_service().went_live());
    lines.push_back(std::move(line));
  }
  return lines;
}

void AddChanges(const v1::StatusLine* before, v1::StatusLine* line) {
  if (before == nullptr) {
    line->add_changes("New in the ledger.");
    return;
  }
  if (before->reported() != line->reported()) {
    line->add_changes(Concat("The status was ", StatusWord(before->reported()), "."));
  }
  if (before->due() != line->due()) {
    line->add_changes(before->due().empty()
                          ? std::string("An end has been planned.")
                          : Concat("The end was planned for ", SpokenDate(before->due()), "."));
  }
  if (before->summary() != line->summary()) line->add_changes("The report has been rewritten.");
}

std::string_view AchievementWord(ExpectedResult::Achievement achievement) {
  switch (achievement) {
    case ExpectedResult::ACHIEVEMENT_ACHIEVED:
      return "achieved";
    case ExpectedResult::ACHIEVEMENT_EXCEEDED:
      return "exceeded";
    case ExpectedResult::ACHIEVEMENT_PARTLY_ACHIEVED:
      return "partly achieved";
    case ExpectedResult::ACHIEVEMENT_NOT_ACHIEVED:
      return "not achieved";
    case ExpectedResult::ACHIEVEMENT_TOO_EARLY:
      return "too early";
    case ExpectedResult::ACHIEVEMENT_NO_LONGER_APPLIES:
      return "no longer applies";
    default:
      return "";
  }
}

void WordMeasure(const benefits::v1::MeasureRealisation& held, const CouncilTitles& titles,
                 v1::Realisation* worded) {
  const auto line = [&] {
    v1::MeasureLine* measure = worded->add_measures();
    measure->set_reference(held.measure().reference());
    measure->set_title(held.measure().title());
    measure->set_commentary(held.measure().commentary());
    if (held.measure().has_source()) *measure->mutable_source() = held.measure().source();
    return measure;
  };
  // A measure without figures is still one that was promised.
  if (held.returns().empty()) line();
  for (const auto& given : held.returns()) {
    v1::MeasureLine* measure = line();
    const auto& figures = given.measure_return();
    measure->set_council(TitleOf(titles, figures.council()));
    measure->set_baseline(figures.baseline().empty() ? figures.baseline_text()
                                                     : figures.baseline());
    measure->set_target(figures.target().empty() ? figures.target_text() : figures.target());
    measure->set_actual(figures.actual());
    measure->set_verdict(given.light() == type::v1::RAG_GREEN ? "met"
                         : given.light() == type::v1::RAG_RED ? "missed"
                                                              : "");
    if (figures.has_source()) *measure->mutable_source() = figures.source();
  }
}

v1::RowKind KindOf(benefits::v1::FinancialRow::Kind kind) {
  switch (kind) {
    case benefits::v1::FinancialRow::KIND_HEADING:
      return v1::ROW_KIND_HEADING;
    case benefits::v1::FinancialRow::KIND_SUBTOTAL:
      return v1::ROW_KIND_SUBTOTAL;
    case benefits::v1::FinancialRow::KIND_TOTAL:
      return v1::ROW_KIND_TOTAL;
    default:
      return v1::ROW_KIND_LINE;
  }
}

void WordRow(const benefits::v1::FinancialRow& row, v1::FinancialTable* table) {
  v1::FinancialRow* worded = table->add_rows();
  worded->set_label(row.label());
  worded->set_kind(KindOf(row.kind()));
  worded->set_comment(row.comment());
  worded->set_record(row.benefit());
  if (row.has_source()) *worded->mutable_source() = row.source();
  if (row.kind() == benefits::v1::FinancialRow::KIND_HEADING) return;
  *worded->mutable_budget_pence() = row.budget_pence();
  worded->set_total_budget_pence(row.total_budget_pence());
  worded->set_actual_pence(row.actual_pence());
  worded->set_variance_pence(row.variance_pence());
  // Costs stand negative, so that more is to the good for savings and costs alike.
  if (row.variance_pence() > 0) worded->set_favour(v1::FAVOUR_GOOD);
  if (row.variance_pence() < 0) worded->set_favour(v1::FAVOUR_BAD);
}

}  // namespace

CouncilTitles TitlesOf(const ProgrammeReport& report) {
  CouncilTitles titles;
  for (const auto& council : report.councils()) titles[council.name()] = council.title();
  return titles;
}

std::vector<v1::StatusLine> WordStatusLines(const ProgrammeReport& report,
                                            const ProgrammeReport* earlier) {
  std::vector<v1::StatusLine> lines = WordAll(report);
  if (earlier == nullptr) return lines;
  const std::vector<v1::StatusLine> before = WordAll(*earlier);
  for (v1::StatusLine& line : lines) {
    const auto found = std::ranges::find(before, line.record(), &v1::StatusLine::record);
    AddChanges(found == before.end() ? nullptr : &*found, &line);
  }
  return lines;
}

std::vector<v1::FinancialTable> WordFinances(const benefits::v1::FinancialSummary& summary,
                                             const CouncilTitles& titles, bool public_only) {
  if (summary.rows().empty()) return {};
  v1::FinancialTable table;
  table.set_title("Financial summary");
  table.set_period(summary.financial_year());
  for (const std::string& council : summary.councils()) {
    table.add_councils(TitleOf(titles, council));
  }
  const bool hides = public_only && std::ranges::any_of(summary.rows(), [](const auto& row) {
                       return IsExempt(row.marking());
                     });
  for (const auto& row : summary.rows()) {
    const bool sum = row.kind() == benefits::v1::FinancialRow::KIND_SUBTOTAL ||
                     row.kind() == benefits::v1::FinancialRow::KIND_TOTAL;
    if (hides && (sum || IsExempt(row.marking()))) continue;
    WordRow(row, &table);
    if (!table.has_source() && row.has_source()) {
      table.mutable_source()->set_document(row.source().document());
      table.mutable_source()->set_section(row.source().section());
      table.mutable_source()->set_table(row.source().table());
    }
  }
  return {std::move(table)};
}

std::vector<v1::Realisation> WordRealisations(const benefits::v1::BenefitsRealisation& realisation,
                                              const ProgrammeReport& report,
                                              const CouncilTitles& titles, bool public_only) {
  std::map<std::string, std::string> works;
  for (const auto& p : report.projects()) works[p.project().name()] = p.project().title();
  for (const auto& s : report.live_services()) {
    works[s.live_service().name()] = s.live_service().title();
  }
  std::vector<v1::Realisation> worded;
  for (const auto& work : realisation.works()) {
    const auto title = works.find(work.work());
    // Work outside the board's scope.
    if (title == works.end()) continue;
    v1::Realisation& one = worded.emplace_back();
    one.set_record(work.work());
    one.set_title(title->second);
    for (const ExpectedResult& result : work.results()) {
      if (public_only && IsExempt(result.marking())) continue;
      v1::ResultLine* line = one.add_results();
      line->set_expected(result.expected());
      line->set_actual(result.actual());
      line->set_achievement(std::string(AchievementWord(result.achievement())));
      line->set_commentary(result.commentary());
      if (result.has_source()) *line->mutable_source() = result.source();
    }
    for (const auto& measure : work.measures()) {
      if (public_only && IsExempt(measure.measure().marking())) continue;
      WordMeasure(measure, titles, &one);
    }
  }
  return worded;
}

std::vector<v1::Decision> WordDecisions(const ProgrammeReport& report) {
  std::vector<v1::Decision> decisions;
  for (const auto& meeting : report.meetings()) {
    const auto add = [&](const std::string& kind, const std::string& text) {
      v1::Decision& decision = decisions.emplace_back();
      decision.set_day(meeting.held());
      decision.set_kind(kind);
      decision.set_text(text);
      if (meeting.has_source()) *decision.mutable_source() = meeting.source();
    };
    for (const std::string& text : meeting.decisions()) add("Decided", text);
    for (const std::string& text : meeting.recommendations()) add("Recommended", text);
  }
  return decisions;
}

std::vector<v1::Paper> WordPapers(const ProgrammeReport& report) {
  std::vector<v1::Paper> papers;
  for (const auto& document : report.documents()) {
    v1::Paper& paper = papers.emplace_back();
    paper.set_document(document.name());
    paper.set_title(document.title());
    paper.set_date(document.dated());
  }
  return papers;
}

}  // namespace concordat::gateway
