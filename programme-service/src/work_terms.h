// What works, needs and offers are compared by: the words of their titles and texts, their
// tags, their service area. Pure. Rows keep it as terms (common/resource/term_table.h):
// `contact` is a word of the text or the title, `^contact` one of the title, `#contact_centre` a
// tag, `@customer-contact` a service area, `~out-of-hours` the project of an offer,
// `!ni-14` a driver that an action answers.
#ifndef CONCORDAT_PROGRAMME_SERVICE_SRC_WORK_TERMS_H_
#define CONCORDAT_PROGRAMME_SERVICE_SRC_WORK_TERMS_H_

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "concordat/programme/v1/action.pb.h"
#include "concordat/programme/v1/live_service.pb.h"
#include "concordat/programme/v1/need.pb.h"
#include "concordat/programme/v1/offer.pb.h"
#include "concordat/programme/v1/programme.pb.h"
#include "concordat/programme/v1/project.pb.h"
#include "concordat/programme/v1/service_area.pb.h"

namespace concordat::programme {

// Different words of one record; later ones of a longer text are not taken.
inline constexpr size_t kMostWords = 1000;

struct WorkTerms {
  std::set<std::string> title;
  // Those of the title among them.
  std::set<std::string> words;
  // As compared, with the tag as written.
  std::map<std::string, std::string> tags;
  // Id of the service area; empty where it has none.
  std::string area;
  // Id of the project that an offer comes from.
  std::string project;
  // Ids of the drivers that an action answers.
  std::set<std::string> drivers;
};

WorkTerms TermsOf(const v1::Programme& programme);
WorkTerms TermsOf(const v1::Project& project);
WorkTerms TermsOf(const v1::ServiceArea& area);
WorkTerms TermsOf(const v1::LiveService& service);
WorkTerms TermsOf(const v1::Action& action);
WorkTerms TermsOf(const v1::Need& need);
WorkTerms TermsOf(const v1::Offer& offer);

// As rows keep them, in order; empty where there is nothing to compare.
std::string JoinTerms(const WorkTerms& terms);
inline constexpr char kTitleMark = '^';
std::string TermOfTitle(std::string_view word);
std::string TermOfTag(std::string_view tag);
std::string TermOfArea(std::string_view area);
std::string TermOfProject(std::string_view project);
std::string TermOfDriver(std::string_view driver);

template <typename Record>
std::string RowTermsOf(const Record& record) {
  return JoinTerms(TermsOf(record));
}

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_SRC_WORK_TERMS_H_
