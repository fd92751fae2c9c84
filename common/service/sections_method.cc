#include "common/service/sections_method.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <tuple>

#include "common/base/text.h"
#include "common/ledger/records.h"
#include "common/service/report_method.h"
#include "concordat/ledger/v1/section.pb.h"

namespace concordat {
namespace {

using ledger::v1::FindSectionsRequest;
using ledger::v1::FindSectionsResponse;
using ledger::v1::PaperSection;
using Places = std::set<std::tuple<std::string, std::string, int64_t>>;

// Adds the numbered sections of the chapters that are asked about.
absl::Status AddSections(const Records& records, const ResourceType& type,
                         const FindSectionsRequest& request, Places* places) {
  std::set<std::string> chapters;
  for (const PaperSection& section : request.sections()) chapters.insert(section.chapter());
  SqlPart query = {
      Concat("SELECT DISTINCT k.source_document, ", ChapterOf("k"), ", ", NumberOf("k"), " FROM "),
      {}};
  query.Add(records.InForce(type)).Add(Concat(" k WHERE ", HasNumber("k"), " AND (FALSE"));
  for (const std::string& chapter : chapters) {
    query.Add(" OR k.source_section LIKE ?", {chapter + ".%"});
  }
  query.Add(")");
  return records.Query(query, [places](const Row& row) {
    places->emplace(row.Text(0), row.Text(1), row.Int(2));
    return absl::OkStatus();
  });
}

absl::StatusOr<FindSectionsResponse> FindSections(Connection& connection, const Ledger& ledger,
                                                  const FindSectionsRequest& request,
                                                  const ReadAt& at) {
  FindSectionsResponse response;
  if (request.sections().empty()) return response;
  const Records records = Records(connection, ledger.registry(), request.parent(), at).OfAll();
  Places places;
  for (const ResourceType* type : TypesWithSections(ledger.registry())) {
    absl::Status status = AddSections(records, *type, request, &places);
    if (!status.ok()) return status;
  }
  for (const PaperSection& section : request.sections()) {
    if (places.contains({section.document(), section.chapter(), section.number()})) {
      *response.add_held() = section;
    }
  }
  return response;
}

}  // namespace

std::vector<const ResourceType*> TypesWithSections(const Registry& registry) {
  std::vector<const ResourceType*> types;
  for (const ResourceType* type : registry.All()) {
    const bool in_partnership = type->pattern().size() > 2 && type->pattern()[0] == "partnerships";
    const bool has_section =
        std::ranges::count(type->columns(), "source_section", &Column::name) > 0;
    if (in_partnership && has_section) types.push_back(type);
  }
  return types;
}

std::string HasNumber(std::string_view alias) {
  return Concat(alias, ".source_section REGEXP '^[0-9]{1,4}[.][0-9]{1,4}([^0-9]|$)'");
}

std::string ChapterOf(std::string_view alias) {
  return Concat("SUBSTRING_INDEX(", alias, ".source_section, '.', 1)");
}

std::string NumberOf(std::string_view alias) {
  return Concat("CAST(SUBSTRING_INDEX(SUBSTRING_INDEX(", alias,
                ".source_section, '.', 2), '.', -1) + 0 AS SIGNED)");
}

void BindSections(const Ledger& ledger, MethodTable* methods) {
  BindReport<FindSectionsRequest, FindSectionsResponse>(
      ledger, "concordat.ledger.v1.Sections.FindSections", ParentCheck::kTrusted, &FindSections,
      methods);
}

}  // namespace concordat
