// How projects and live services stand in the tables: pieces of statements over a row
// `w` of either, which every question about work is put together from.
#ifndef CONCORDAT_PROGRAMME_SERVICE_WORK_TABLES_H_
#define CONCORDAT_PROGRAMME_SERVICE_WORK_TABLES_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/ledger/records.h"
#include "concordat/programme/v1/live_service.pb.h"
#include "concordat/programme/v1/project.pb.h"

namespace concordat::programme {

// What the two differ by.
template <typename Work>
struct WorkTable;

template <>
struct WorkTable<v1::Project> {
  // When it is due, as printed and by the last day that this may mean, of an alias.
  static std::string Due(std::string_view alias);
  static std::string LastDue(std::string_view alias);
  // The column of an issue or a report that names it.
  static constexpr char kOwnerColumn[] = "project";
  static constexpr char kDatesTable[] = "project_stated_dates";
};

template <>
struct WorkTable<v1::LiveService> {
  static std::string Due(std::string_view) { return "''"; }
  static std::string LastDue(std::string_view) { return "CAST(NULL AS DATE)"; }
  static constexpr char kOwnerColumn[] = "live_service";
  static constexpr char kDatesTable[] = "live_service_stated_dates";
};

// The work of an issue or a report of an alias.
std::string WorkIn(std::string_view alias);

// True of an issue of an alias that is open on the day.
SqlPart IsOpen(std::string_view alias, absl::CivilDay day);

// The programmes that work is narrowed to, which may be none; nothing for all work.
using Steered = std::optional<std::vector<std::string>>;

// True of work `w` that is of them.
SqlPart IsSteeredBy(const Steered& programmes);

// The submitted highlight reports that another submitted one corrects: a SELECT of names.
SqlPart SupersededHighlights(const Records& records);

// `(SELECT work, newest)`: of all work what tells of its newest submitted highlight report
// that no other corrects, to stand in a FROM. One aggregate, so that the server needs one
// pass and no sorting.
SqlPart NewestHighlights(const Records& records);

// The name of the report that `newest` of an alias tells of.
std::string NameOfNewest(std::string_view alias);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_WORK_TABLES_H_
