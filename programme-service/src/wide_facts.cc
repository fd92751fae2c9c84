#include "programme-service/src/wide_facts.h"

#include <utility>

#include "common/base/text.h"
#include "common/service/sections_method.h"
#include "programme-service/src/work_tables.h"

namespace concordat::programme {
namespace {

// True where some record of the type fulfils a condition over `k`.
template <typename Record>
absl::Status AskForAny(const Records& records, std::string_view condition, bool* any) {
  SqlPart query = {"SELECT 1 FROM ", {}};
  query.Add(records.InForce<Record>()).Add(Concat(" k WHERE ", condition, " LIMIT 1"));
  auto found = records.Names(query);
  if (found.ok()) *any = !found->empty();
  return found.status();
}

absl::Status ReadProgrammesWithWork(const Records& records, Facts* facts) {
  SqlPart query = {"SELECT DISTINCT w.programme FROM ", {}};
  query.Add(records.InForce<v1::Project>()).Add(" w UNION SELECT w.programme FROM ");
  auto names = records.Names(query.Add(records.InForce<v1::LiveService>()).Add(" w"));
  if (names.ok()) facts->programmes_with_work = {names->begin(), names->end()};
  return names.status();
}

}  // namespace

absl::StatusOr<std::vector<NumberedSection>> ReadNumbering(const Records& records) {
  SqlPart sections;
  for (const ResourceType* type : TypesWithSections(records.registry())) {
    const bool is_work =
        type == &records.TypeOf<v1::Project>() || type == &records.TypeOf<v1::LiveService>();
    sections.Add(Concat(sections.text.empty() ? "" : " UNION ALL ", "SELECT k.source_document, ",
                        ChapterOf("k"), " AS chapter, ", NumberOf("k"), " AS number, ",
                        is_work ? "k.name" : "NULL", " AS work FROM "));
    sections.Add(records.InForce(*type)).Add(Concat(" k WHERE ", HasNumber("k")));
  }
  SqlPart query = {"SELECT source_document, chapter, number, MIN(work) FROM (", {}};
  query.Add(sections).Add(
      ") sections GROUP BY source_document, chapter, number"
      " ORDER BY source_document, chapter, number");
  std::vector<NumberedSection> numbering;
  absl::Status status = records.Query(query, [&numbering](const Row& row) {
    numbering.push_back({std::string(row.Text(0)), std::string(row.Text(1)),
                         static_cast<int>(row.Int(2)), std::string(row.Text(3))});
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return numbering;
}

absl::StatusOr<Facts> ReadWideFacts(const Records& records, const NewestReports& newest) {
  Facts facts;
  facts.day = records.at().day;
  absl::Status status = AskForAny<v1::HighlightReport>(records, "TRUE", &facts.keeps_highlights);
  if (status.ok()) {
    status = AskForAny<v1::Project>(records, "LENGTH(k.lead_role) > 0", &facts.names_leads);
  }
  if (status.ok()) status = ReadProgrammesWithWork(records, &facts);
  if (!status.ok()) return status;
  auto superseded = records.Names(SupersededHighlights(records));
  if (!superseded.ok()) return superseded.status();
  facts.superseded_highlights = {superseded->begin(), superseded->end()};
  facts.repeated_texts = RepeatedTexts(newest);
  auto numbering = ReadNumbering(records);
  if (!numbering.ok()) return numbering.status();
  facts.numbering = *std::move(numbering);
  return facts;
}

}  // namespace concordat::programme
