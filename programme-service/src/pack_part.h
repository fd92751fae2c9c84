// All that a board pack holds, put together from what the three services answer.
// Lists are whole up to their bounds, what is left out is counted. Pure.
#ifndef CONCORDAT_PROGRAMME_SERVICE_PACK_PART_H_
#define CONCORDAT_PROGRAMME_SERVICE_PACK_PART_H_

#include <map>
#include <optional>
#include <string>

#include "common/service/reading.h"
#include "concordat/benefits/v1/pack_part.pb.h"
#include "concordat/ledger/v1/section.pb.h"
#include "concordat/programme/v1/pack_part.pb.h"
#include "concordat/risk/v1/pack_part.pb.h"
#include "programme-service/src/all_findings.h"
#include "programme-service/src/outline.h"
#include "programme-service/src/pack_work.h"

namespace concordat::programme {

// Most entries of each list of a pack.
inline constexpr int kMaxPackWork = 100;
inline constexpr int kMaxPackMeetings = 50;
inline constexpr int kMaxPackDocuments = 200;
inline constexpr int kMaxPackImplications = 100;
inline constexpr int kMaxPackFindings = 200;

// What a pack is asked of.
struct PackQuestion {
  Outline outline;
  // `MARKING_PUBLIC` where what is exempt is left out.
  type::v1::Marking marking = type::v1::MARKING_UNSPECIFIED;
  // Empty for no day to tell changes from.
  std::string compare_to;
  // Which work stands in which list.
  PackPlaces places;
  // Numbers of sections that are asked of the other services, and those that they hold.
  ledger::v1::FindSectionsRequest sections;
  std::vector<NumberedSection> elsewhere;
  // Risks that actions cite, and those of them without a score.
  CitedQuestion cited;
  std::vector<UnscoredRisk> unscored;
};

// What this service knows for it.
struct PackRecords {
  // How many statuses are challenged.
  int challenged = 0;
  // The work in the lists; the same on the day compared with, nothing without one.
  Reading<Facts> work = Reading<Facts>(Facts());
  std::optional<EarlierWork> earlier;
  Shown<v1::Meeting> meetings;
  Shown<v1::SourceDocument> documents;
  Shown<v1::Implication> implications;
  v1::PlanPart plans;
  // What was found over all services.
  AllFindings found;
  // Titles of the councils and works that the parts name, by name.
  std::map<std::string, std::string> titles;
};

// Names of the councils and works that the parts speak of.
std::set<std::string> NamesIn(const Facts& work, const benefits::v1::PackPart& benefits);

v1::PackPart ComposePackPart(const PackQuestion& question, PackRecords records,
                             benefits::v1::GetPackPartResponse benefits,
                             risk::v1::GetPackPartResponse risk);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_PACK_PART_H_
