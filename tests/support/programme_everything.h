// For tests: what programme-service holds of a partnership, read whole, and what reports
// and lists come to when worked out from that.
#ifndef CONCORDAT_TESTS_SUPPORT_PROGRAMME_EVERYTHING_H_
#define CONCORDAT_TESTS_SUPPORT_PROGRAMME_EVERYTHING_H_

#include <algorithm>
#include <functional>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "common/base/date.h"
#include "common/findings/finding_scope.h"
#include "common/ledger/records.h"
#include "common/service/reading.h"
#include "concordat/programme/v1/service_area.pb.h"
#include "programme-service/src/outline.h"
#include "programme-service/src/pack_work.h"
#include "programme-service/src/status_judgement.h"
#include "programme-service/src/work_rules.h"
#include "tests/support/plan_draw.h"
#include "tests/support/status_matchers.h"

namespace concordat::programme {

struct Everything {
  Facts facts;
  std::vector<v1::Meeting> meetings;
};

template <typename Record>
std::vector<Record> AllOf(const Records& records) {
  SqlPart query = {"SELECT k.name FROM ", {}};
  auto names = records.Names(query.Add(records.InForce<Record>()).Add(" k"));
  EXPECT_THAT(names, test::IsOk());
  auto all = records.Named<Record>(*names);
  EXPECT_THAT(all, test::IsOk());
  return *std::move(all);
}

template <typename Record>
std::vector<Record> AllByPlace(const Records& records) {
  std::vector<Record> all = AllOf<Record>(records);
  SortByPlace(&all);
  return all;
}

// Adds to a map of sections that of a record; work comes before what is none.
template <typename Record>
void AddSection(const Record& record, const std::string& work,
                std::map<std::tuple<std::string, std::string, int>, std::set<std::string>>* works) {
  static const std::regex numbered(R"((\d{1,4})\.(\d{1,4})(?!\d).*)");
  std::smatch parts;
  const std::string& section = record.source().section();
  if (!std::regex_match(section, parts, numbered)) return;
  auto& here = (*works)[{record.source().document(), parts[1], std::stoi(parts[2])}];
  if (!work.empty()) here.insert(work);
}

// What rules know of a partnership as a whole, from all facts.
inline void AddWideFacts(const std::vector<v1::Meeting>& meetings, Facts* facts) {
  std::map<std::tuple<std::string, std::string, int>, std::set<std::string>> sections;
  const auto add_work = [&](const auto& work) {
    AddSection(work, work.name(), &sections);
    if (!work.programme().empty()) facts->programmes_with_work.insert(work.programme());
  };
  for (const v1::Project& project : facts->projects) {
    facts->names_leads |= !project.lead_role().empty();
  }
  std::ranges::for_each(facts->projects, add_work);
  std::ranges::for_each(facts->live_services, add_work);
  for (const v1::Programme& programme : facts->programmes) AddSection(programme, "", &sections);
  for (const v1::Issue& issue : facts->issues) AddSection(issue, "", &sections);
  for (const v1::HighlightReport& one : facts->highlights) AddSection(one, "", &sections);
  for (const v1::Participation& one : facts->participations) AddSection(one, "", &sections);
  for (const v1::SourceDocument& one : facts->documents) AddSection(one, "", &sections);
  for (const v1::Meeting& meeting : meetings) AddSection(meeting, "", &sections);
  for (const auto& [place, works] : sections) {
    const auto& [document, chapter, number] = place;
    facts->numbering.push_back({document, chapter, number, works.empty() ? "" : *works.begin()});
  }
  for (const v1::HighlightReport& report : facts->highlights) {
    if (report.submitted() && !report.supersedes().empty()) {
      facts->superseded_highlights.insert(report.supersedes());
    }
  }
  std::map<std::string, const v1::HighlightReport*> newest;
  for (const v1::HighlightReport& report : facts->highlights) {
    if (!report.submitted() || facts->superseded_highlights.contains(report.name())) continue;
    const v1::HighlightReport*& of_work = newest[WorkOf(report)];
    const bool newer = of_work == nullptr || std::tie(of_work->period_end(), of_work->name()) <
                                                 std::tie(report.period_end(), report.name());
    if (newer) of_work = &report;
  }
  std::map<std::string, std::set<std::string>> by_text;
  for (const auto& [work, report] : newest) {
    if (report->summary().size() >= kShortestRepeated) {
      by_text[report->summary()].insert(report->name());
    }
  }
  for (const auto& [text, names] : by_text) {
    if (names.size() < 2) continue;
    std::vector<std::string> first(names.begin(), names.end());
    first.resize(std::min<size_t>(first.size(), kMaxRepeating));
    facts->repeated_texts.push_back({first, static_cast<int>(names.size())});
  }
}

inline PlanFacts ReadAllPlans(const Records& records, const Facts& facts) {
  std::map<std::string, std::string> titles;
  for (const auto& one : facts.projects) titles[one.name()] = one.title();
  for (const auto& one : AllOf<v1::ServiceArea>(records)) titles[one.name()] = one.title();
  return PlansFrom(AllOf<v1::StagePlan>(records), AllOf<v1::StageModel>(records),
                   AllOf<v1::Milestone>(records), AllOf<v1::Dependency>(records), facts.projects,
                   titles);
}

inline Everything ReadEverything(const Records& records) {
  Everything all;
  Facts& facts = all.facts;
  facts.day = records.at().day;
  facts.programmes = AllByPlace<v1::Programme>(records);
  facts.projects = AllByPlace<v1::Project>(records);
  facts.live_services = AllByPlace<v1::LiveService>(records);
  facts.issues = AllByPlace<v1::Issue>(records);
  facts.highlights = AllByPlace<v1::HighlightReport>(records);
  facts.keeps_highlights = !facts.highlights.empty();
  facts.participations = AllByPlace<v1::Participation>(records);
  facts.documents = AllByPlace<v1::SourceDocument>(records);
  facts.explanations = AllOf<v1::Explanation>(records);
  facts.suppressions = AllOf<v1::RuleSuppression>(records);
  for (const v1::Council& council : AllOf<v1::Council>(records)) {
    facts.councils[council.name()] = council;
  }
  all.meetings = AllOf<v1::Meeting>(records);
  AddWideFacts(all.meetings, &facts);
  facts.plans = ReadAllPlans(records, facts);
  return all;
}

inline Reading<Facts> ReadAllToTell(const Records& records) {
  if (!records.at().public_only) return Reading<Facts>(ReadEverything(records).facts);
  return {ReadEverything(records).facts, ReadEverything(records.OfAll()).facts};
}

// Puts works into the lists of a pack, one after another.
class PlaceOracle {
 public:
  PlaceOracle(const Reading<Facts>& facts, const Scope& scope,
              const benefits::v1::BenefitsPosition& positions)
      : facts_(facts),
        scope_(scope),
        told_(facts.told()),
        all_(facts.all()),
        positions_(positions) {}

  PackPlaces Places(const std::optional<EarlierWork>& earlier, size_t most) {
    places_ = PackPlaces();
    AddAll(facts_.told().live_services, earlier, most);
    AddAll(facts_.told().projects, earlier, most);
    return places_;
  }

 private:
  template <typename Work>
  void AddAll(std::vector<Work> works, const std::optional<EarlierWork>& earlier, size_t most) {
    std::ranges::sort(works, {},
                      [](const Work& work) { return std::tie(work.title(), work.name()); });
    for (const Work& work : works) {
      if (!scope_.Holds(work.name())) continue;
      Count(work.reported_status());
      const auto challenge =
          ChallengeToTell(work.reported_status(), told_.OpenIssues(work.name()),
                          all_.OpenIssues(work.name()), positions_.Of(work.name()));
      if (challenge.differs()) places_.counts.set_challenged(places_.counts.challenged() + 1);
      const PackList list = ListOf(work, earlier);
      if (places_.lists[list].size() < most) {
        places_.lists[list].push_back(work.name());
      } else {
        LeaveOut(list);
      }
    }
  }

  template <typename Work>
  PackList ListOf(const Work& work, const std::optional<EarlierWork>& earlier) const {
    if (work.reported_status() == type::v1::RAG_RED) return kRedList;
    if (work.reported_status() == type::v1::RAG_AMBER) return kAmberList;
    const auto due = ParsePartialDate(DueOf(work));
    if (due.ok() && due->last <= facts_.told().day) return kChangedList;
    return earlier.has_value() && Changed(*earlier, work) ? kChangedList : kRestList;
  }

  template <typename Work>
  static bool Changed(const EarlierWork& earlier, const Work& work) {
    const Work* before = Before(earlier, work);
    return before == nullptr || before->reported_status() != work.reported_status() ||
           DueOf(*before) != DueOf(work) || before->narrative() != work.narrative();
  }

  static const v1::Project* Before(const EarlierWork& earlier, const v1::Project& work) {
    const auto found = earlier.projects.find(work.name());
    return found == earlier.projects.end() ? nullptr : &found->second;
  }
  static const v1::LiveService* Before(const EarlierWork& earlier, const v1::LiveService& work) {
    const auto found = earlier.live_services.find(work.name());
    return found == earlier.live_services.end() ? nullptr : &found->second;
  }

  void Count(type::v1::Rag status) {
    v1::WorkCounts& counts = places_.counts;
    if (status == type::v1::RAG_RED) return counts.set_red(counts.red() + 1);
    if (status == type::v1::RAG_AMBER) return counts.set_amber(counts.amber() + 1);
    if (status == type::v1::RAG_GREEN) return counts.set_green(counts.green() + 1);
    counts.set_not_reported(counts.not_reported() + 1);
  }

  void LeaveOut(PackList list) {
    v1::WorkCounts& counts = places_.counts;
    if (list == kRedList) return counts.set_red_left_out(counts.red_left_out() + 1);
    if (list == kAmberList) return counts.set_amber_left_out(counts.amber_left_out() + 1);
    if (list == kChangedList) return counts.set_changed_left_out(counts.changed_left_out() + 1);
    counts.set_rest_left_out(counts.rest_left_out() + 1);
  }

  const Reading<Facts>& facts_;
  const Scope scope_;
  const FactsIndex told_, all_;
  const PositionIndex positions_;
  PackPlaces places_;
};

// The meetings up to the day, of the board where one is named, the newest first.
inline std::vector<v1::Meeting> MeetingsOf(const Everything& all, const std::string& board) {
  std::vector<v1::Meeting> meetings;
  for (const v1::Meeting& meeting : all.meetings) {
    const auto held = ParsePartialDate(meeting.held());
    const bool later = held.ok() && held->first > all.facts.day;
    if (!later && (board.empty() || meeting.board() == board)) meetings.push_back(meeting);
  }
  std::ranges::stable_sort(meetings, std::greater<>(), &v1::Meeting::held);
  return meetings;
}

// The day of the meeting before, of the board or, without one, of those that meet on the
// day or of the only one that has met.
inline std::string MeetingBefore(const Everything& all, const std::string& board) {
  const std::string today = FormatDay(all.facts.day);
  std::set<std::string> meet_today, have_met;
  for (const v1::Meeting& meeting : all.meetings) {
    if (meeting.held().size() != today.size()) continue;
    if (meeting.held() == today) meet_today.insert(meeting.board());
    if (meeting.held() < today) have_met.insert(meeting.board());
  }
  std::set<std::string> boards = {board};
  if (board.empty()) boards = meet_today;
  if (board.empty() && boards.empty() && have_met.size() == 1) boards = have_met;
  std::string newest;
  for (const v1::Meeting& meeting : all.meetings) {
    const bool before = meeting.held().size() == today.size() && meeting.held() < today;
    if (before && boards.contains(meeting.board())) newest = std::max(newest, meeting.held());
  }
  return newest;
}

}  // namespace concordat::programme

#endif  // CONCORDAT_TESTS_SUPPORT_PROGRAMME_EVERYTHING_H_
