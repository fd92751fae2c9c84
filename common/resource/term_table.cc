#include "common/resource/term_table.h"

#include <absl/strings/str_split.h>

#include "common/base/text.h"

namespace concordat {

bool HasTerms(const ResourceType& type) {
  return type.summary().has_value() && type.summary()->column == kTermsColumn;
}

std::string TermTableOf(const ResourceType& type) { return type.table() + "_term"; }

std::string CreateTermTable(const ResourceType& type) {
  return Concat("CREATE TABLE `", TermTableOf(type), "` (\n  `term` VARCHAR(", kMaxTermBytes,
                ") CHARACTER SET ascii COLLATE ascii_bin NOT NULL,\n",
                "  `name` VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,\n",
                "  PRIMARY KEY (term, name)\n",
                ") ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;\n");
}

std::vector<std::string> SplitTerms(std::string_view terms) {
  return absl::StrSplit(absl::string_view(terms.data(), terms.size()), ',', absl::SkipEmpty());
}

RowStatement InsertTerms(const ResourceType& type) {
  return {Concat("INSERT IGNORE INTO `", TermTableOf(type), "` (term, name) VALUES "), 2, ""};
}

}  // namespace concordat
