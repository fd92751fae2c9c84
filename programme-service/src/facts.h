// What rules and reports know of a partnership at one moment: of its work only what is
// shown or looked into, with all that the rules ask about that.
#ifndef CONCORDAT_PROGRAMME_SERVICE_FACTS_H_
#define CONCORDAT_PROGRAMME_SERVICE_FACTS_H_

#include <absl/time/civil_time.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "common/base/natural_order.h"
#include "concordat/programme/v1/action.pb.h"
#include "concordat/programme/v1/baseline_fact.pb.h"
#include "concordat/programme/v1/council.pb.h"
#include "concordat/programme/v1/explanation.pb.h"
#include "concordat/programme/v1/highlight_report.pb.h"
#include "concordat/programme/v1/issue.pb.h"
#include "concordat/programme/v1/live_service.pb.h"
#include "concordat/programme/v1/participation.pb.h"
#include "concordat/programme/v1/programme.pb.h"
#include "concordat/programme/v1/project.pb.h"
#include "concordat/programme/v1/rule_suppression.pb.h"
#include "concordat/programme/v1/source_document.pb.h"
#include "concordat/programme/v1/subscription.pb.h"
#include "programme-service/src/plan_facts.h"

namespace concordat::programme {

// `16.10` of a paper: a number, what stands before it, and the first piece of work there;
// none where only other records stand.
struct NumberedSection {
  std::string document, chapter;
  int number = 0;
  std::string work;
};

// A text that stands word for word in several highlight reports.
struct RepeatedText {
  // The first by name, at most kMaxRepeating.
  std::vector<std::string> reports;
  int count = 0;
};

// The most reports that are named for one text, and the shortest text that is no formula
// such as "On schedule".
inline constexpr int kMaxRepeating = 20;
inline constexpr int kShortestRepeated = 40;

// A printed total that is not what its parts add up to.
struct WrongTotal {
  v1::BaselineFact total;
  // Sum of the parts as a decimal, and how many they are.
  std::string computed;
  int parts = 0;
};

// A risk without a score that actions cite by its reference.
struct CitedRisk {
  std::string name, reference, title;
  type::v1::Marking marking = type::v1::MARKING_UNSPECIFIED;
  type::v1::Locator source;
  // In the order of their names.
  std::vector<v1::Action> actions;
};

struct Facts {
  absl::CivilDay day;
  // True where the partnership keeps highlight reports, and names roles that lead
  // projects, listed here or not.
  bool keeps_highlights = false;
  bool names_leads = false;
  // Those of the programmes that projects or live services belong to.
  std::set<std::string> programmes_with_work;
  // Highlight reports that a later one corrects, listed here or not.
  std::set<std::string, std::less<>> superseded_highlights;
  // Texts that the newest highlight reports of several pieces of work have.
  std::vector<RepeatedText> repeated_texts;
  // The numbers of sections that work stands under in a paper, in their order.
  std::vector<NumberedSection> numbering;
  // In the order of their places in the paper.
  std::vector<v1::Programme> programmes;
  std::vector<v1::Project> projects;
  std::vector<v1::LiveService> live_services;
  std::vector<v1::Issue> issues;
  std::vector<v1::HighlightReport> highlights;
  std::vector<v1::Participation> participations;
  std::vector<v1::SourceDocument> documents;
  std::vector<WrongTotal> wrong_totals;
  // Those whose total is not their number at their rate.
  std::vector<v1::Subscription> subscriptions;
  // Those with a deadline outside of their plan, and those that carry on others, with these.
  std::vector<v1::Action> actions;
  PlanFacts plans;
  std::vector<CitedRisk> cited_risks;
  // What was said of findings.
  std::vector<v1::Explanation> explanations;
  std::vector<v1::RuleSuppression> suppressions;
  // By name.
  std::map<std::string, v1::Council> councils;

  // The title of a council; its name where it is not there.
  std::string TitleOf(const std::string& council) const;
};

// Puts records in the order of their places in the paper, then of their names.
template <typename Record>
void SortByPlace(std::vector<Record>* records) {
  std::ranges::sort(*records, [](const Record& a, const Record& b) {
    if (a.source().section() != b.source().section()) {
      return NaturallyBefore(a.source().section(), b.source().section());
    }
    return a.name() < b.name();
  });
}

// The work that each record belongs to, by name.
std::map<std::string, std::string> WorkByRecord(const Facts& facts);

// When a project is due to end: as planned now or, without that, as first planned.
// A live service has no end.
std::string DueOf(const v1::Project& project);
std::string DueOf(const v1::LiveService& service);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_FACTS_H_
