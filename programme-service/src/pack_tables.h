// What a board pack asks of the tables: which work stands in which list, meetings, papers,
// their implications and titles. SQL counts and picks; only what is shown is read whole.
#ifndef CONCORDAT_PROGRAMME_SERVICE_PACK_TABLES_H_
#define CONCORDAT_PROGRAMME_SERVICE_PACK_TABLES_H_

#include <absl/status/statusor.h>

#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "common/ledger/records.h"
#include "concordat/programme/v1/implication.pb.h"
#include "concordat/programme/v1/meeting.pb.h"
#include "concordat/programme/v1/pack_part.pb.h"
#include "concordat/programme/v1/source_document.pb.h"
#include "programme-service/src/facts_reading.h"
#include "programme-service/src/pack_lists.h"
#include "programme-service/src/work_tables.h"

namespace concordat::programme {

// A list of a pack: live services before projects, each by title and name.
enum PackList { kRedList, kAmberList, kChangedList, kRestList };
inline constexpr size_t kPackLists = 4;

struct PackPlaces {
  // Names, at most so many in each list.
  std::array<std::vector<std::string>, kPackLists> lists;
  // All but how many are challenged.
  v1::WorkCounts counts;

  WorkNames Names(const ResourceType& project) const;
};

// The work of the programmes. `earlier` is the day that
// changes are told from, if any; each list has at most so many.
absl::StatusOr<PackPlaces> ReadPlaces(const Records& records, const Steered& programmes,
                                      std::optional<absl::CivilDay> earlier, int most);

// Meetings up to the day, of the board where one is named, the newest first.
absl::StatusOr<Shown<v1::Meeting>> ReadMeetings(const Records& records, const std::string& board,
                                                int most);

// The newest papers that records were taken from, by date and name.
absl::StatusOr<Shown<v1::SourceDocument>> ReadDocuments(const Records& records, int most);

// What papers say that their proposals mean, the newest paper first, each in its order.
absl::StatusOr<Shown<v1::Implication>> ReadImplications(const Records& records, int most);

// Titles of those of the councils, works, service areas, programmes and rounds that may be
// told, by name.
absl::StatusOr<std::map<std::string, std::string>> ReadTitles(const Records& records,
                                                              const std::set<std::string>& names);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_PACK_TABLES_H_
