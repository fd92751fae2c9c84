// Terms by which records are found: words of their text and whatever else they may have in
// common. A row keeps its record's terms in the summary `terms` (RowSummary), separated by
// commas, and each term of each record that ever had it is a row of a table beside, which
// is never changed. What a record has as at a day and as known at a moment is what its row
// in force says; the table only tells where to look.
#ifndef CONCORDAT_COMMON_RESOURCE_TERM_TABLE_H_
#define CONCORDAT_COMMON_RESOURCE_TERM_TABLE_H_

#include <string>
#include <string_view>
#include <vector>

#include "common/resource/resource_type.h"
#include "common/sql/bulk.h"

namespace concordat {

inline constexpr char kTermsColumn[] = "terms";
inline constexpr size_t kMaxTermBytes = 64;

// True for a type of which rows keep terms.
bool HasTerms(const ResourceType& type);

// `project_term`
std::string TermTableOf(const ResourceType& type);

// CREATE TABLE of it.
std::string CreateTermTable(const ResourceType& type);

// The terms of a row's summary.
std::vector<std::string> SplitTerms(std::string_view terms);

// `INSERT … (term, name) VALUES `; leaves alone what is there.
RowStatement InsertTerms(const ResourceType& type);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_RESOURCE_TERM_TABLE_H_
