#include "programme-service/src/work_tables.h"

#include "common/base/date.h"
#include "common/base/text.h"
#include "common/sql/sql_part.h"
#include "concordat/programme/v1/highlight_report.pb.h"

namespace concordat::programme {

std::string WorkTable<v1::Project>::Due(std::string_view alias) {
  return Concat("IF(", alias, ".current_end = '', ", alias, ".baseline_end, ", alias,
                ".current_end)");
}

std::string WorkTable<v1::Project>::LastDue(std::string_view alias) {
  return Concat("IF(", alias, ".current_end = '', ", alias, ".baseline_end_last, ", alias,
                ".current_end_last)");
}

std::string WorkIn(std::string_view alias) {
  return Concat("IF(", alias, ".project = '', ", alias, ".live_service, ", alias, ".project)");
}

SqlPart IsOpen(std::string_view alias, absl::CivilDay day) {
  return {Concat("(", alias, ".closed_last IS NULL OR ", alias, ".closed_last > ?)"),
          {FormatDay(day)}};
}

SqlPart IsSteeredBy(const Steered& programmes) {
  return programmes.has_value() ? IsAmong("w.programme", *programmes) : SqlPart{"TRUE", {}};
}

SqlPart SupersededHighlights(const Records& records) {
  SqlPart query = {"SELECT c.supersedes FROM ", {}};
  query.Add(records.InForce<v1::HighlightReport>());
  return query.Add(" c WHERE c.supersedes > '' AND c.submitted = 1");
}

SqlPart NewestHighlights(const Records& records) {
  // A space comes before all that dates and names are made of. In ASCII, so that the sums
  // of many works stay in the server's memory.
  SqlPart part = {
      Concat("(SELECT ", WorkIn("h"),
             " AS work, MAX(CONCAT(CONVERT(LEFT(h.period_end, 10) USING ascii), ' ', h.name))"
             " AS newest FROM "),
      {}};
  part.Add(records.InForce<v1::HighlightReport>());
  part.Add(" h WHERE h.submitted = 1 AND h.name NOT IN (").Add(SupersededHighlights(records));
  return part.Add(") GROUP BY work)");
}

std::string NameOfNewest(std::string_view alias) {
  return Concat("SUBSTRING_INDEX(", alias, ".newest, ' ', -1)");
}

}  // namespace concordat::programme
