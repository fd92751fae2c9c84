#include <absl/strings/ascii.h>
#include <absl/strings/str_replace.h>

#include <map>
#include <string>
#include <string_view>

#include "common/base/spoken.h"
#include "common/base/text.h"
#include "common/findings/finding_draft.h"
#include "programme-service/src/findings.h"
#include "programme-service/src/numbering.h"

namespace concordat::programme {
namespace {

// What is left of a title without case, spaces and punctuation, that of print (`–`, `’`)
// too; `&` is read as `and`.
std::string LettersOf(std::string_view text) {
  const std::string title = absl::StrReplaceAll(ToAbsl(text), {{"&", "and"},
                                                               {"\u2010", ""},
                                                               {"\u2011", ""},
                                                               {"\u2012", ""},
                                                               {"\u2013", ""},
                                                               {"\u2014", ""},
                                                               {"\u2018", ""},
                                                               {"\u2019", ""},
                                                               {"\u201c", ""},
                                                               {"\u201d", ""},
                                                               {"\u2026", ""},
                                                               {"\u00a0", ""}});
  std::string letters;
  for (const char c : title) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 || absl::ascii_isalnum(byte)) letters += absl::ascii_tolower(byte);
  }
  return letters;
}

template <typename Work>
void AddOtherTitle(const FactsIndex& index, const Work& work, Findings* findings) {
  const v1::HighlightReport* report = index.NewestOf(work);
  if (report == nullptr || LettersOf(report->title()) == LettersOf(work.title())) return;
  FindingDraft draft(
      "linked-titles-differ", ledger::v1::SEVERITY_INFORMATION,
      Concat("The highlight report of \"", work.title(), "\" to ", SpokenDate(report->period_end()),
             " calls it \"", report->title(), "\"."));
  draft.Involve(work).Involve(*report);
  draft.Stated(work, "title", work.title());
  draft.Stated(*report, "title in the highlight report", report->title());
  findings->push_back(draft.Take());
}

using Reports = std::map<std::string_view, const v1::HighlightReport*>;

void AddRepeated(const Reports& reports, const RepeatedText& text, Findings* findings) {
  FindingDraft draft("highlight-text-repeated", ledger::v1::SEVERITY_INFORMATION, "");
  std::string titles;
  for (const std::string& name : text.reports) {
    const auto found = reports.find(name);
    if (found == reports.end()) return;
    const v1::HighlightReport& report = *found->second;
    draft.Involve(report).Stated(report, "summary", report.summary());
    titles += Concat(titles.empty() ? "" : ", ", "\"", report.title(), "\"");
  }
  const int more = text.count - static_cast<int>(text.reports.size());
  draft->set_summary(Concat(text.count,
                            " newest highlight reports have the same summary word for"
                            " word: ",
                            titles, more > 0 ? Concat(" and ", more, " more") : "", "."));
  findings->push_back(draft.Take());
}

template <typename Work>
const Work* Find(const std::vector<Work>& works, const std::string& name) {
  for (const Work& work : works) {
    if (work.name() == name) return &work;
  }
  return nullptr;
}

std::string SectionOf(const NumberedSection& section, int number) {
  return Concat(section.chapter, ".", number);
}

// Adds a neighbour of a gap; answers with its title, empty where it is not there.
std::string Involve(const Facts& facts, const NumberedSection& section, FindingDraft* draft) {
  const std::string number = SectionOf(section, section.number);
  if (const auto* project = Find(facts.projects, section.work); project != nullptr) {
    draft->Involve(*project).Stated(*project, "section", number);
    return project->title();
  }
  const auto* service = Find(facts.live_services, section.work);
  if (service == nullptr) return "";
  draft->Involve(*service).Stated(*service, "section", number);
  return service->title();
}

void AddGap(const Facts& facts, const NumberGap& gap, Findings* findings) {
  FindingDraft draft("section-number-gap", ledger::v1::SEVERITY_INFORMATION, "");
  const std::string before = Involve(facts, gap.before, &draft);
  const std::string after = Involve(facts, gap.after, &draft);
  if (before.empty() || after.empty()) return;
  const int first = gap.before.number + 1;
  const int last = gap.after.number - 1;
  const std::string missing = first == last ? Concat(SectionOf(gap.before, first), " is")
                                            : Concat(SectionOf(gap.before, first), " to ",
                                                     SectionOf(gap.before, last), " are");
  draft->set_summary(Concat("In the numbering of the paper ", missing, " left out between ", before,
                            " and ", after, "."));
  // Text may stand there of which there is no record.
  draft->set_possible(true);
  findings->push_back(draft.Take());
}

}  // namespace

void AddTextFindings(const FactsIndex& index, Findings* findings) {
  const Facts& facts = index.facts();
  for (const v1::Project& project : facts.projects) AddOtherTitle(index, project, findings);
  for (const v1::LiveService& one : facts.live_services) AddOtherTitle(index, one, findings);
  Reports reports;
  for (const v1::HighlightReport& report : facts.highlights) reports[report.name()] = &report;
  for (const RepeatedText& text : facts.repeated_texts) AddRepeated(reports, text, findings);
  for (const NumberGap& gap : GapsIn(facts.numbering)) AddGap(facts, gap, findings);
}

}  // namespace concordat::programme
