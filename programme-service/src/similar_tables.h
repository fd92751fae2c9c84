// Where works that may be like one are looked for: in the tables of terms, never in all
// works.
#ifndef CONCORDAT_PROGRAMME_SERVICE_SRC_SIMILAR_TABLES_H_
#define CONCORDAT_PROGRAMME_SERVICE_SRC_SIMILAR_TABLES_H_

#include <absl/functional/function_ref.h>
#include <absl/status/statusor.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "common/ledger/records.h"

namespace concordat::programme {

// How many works are in force of each type that has any, at most kCommonWord of each.
using WorksByType = std::map<const ResourceType*, int>;
absl::StatusOr<WorksByType> CountWorks(const Records& records);

// How many works have each of the terms, at most kCommonWord of a type.
absl::StatusOr<std::map<std::string, int>> CountTerms(const Records& records,
                                                      const WorksByType& works,
                                                      const std::vector<std::string>& terms);

// Gives each term of each work that has one of the terms, for terms that few have.
absl::Status FindByTerms(const Records& records, const WorksByType& works,
                         const std::vector<std::string>& terms,
                         absl::FunctionRef<void(std::string_view term, std::string name)> on_found);

// Names of records of a type, no work, that have one of the terms, the first by name.
absl::StatusOr<std::vector<std::string>> NamesByTerms(const Records& records,
                                                      const ResourceType& type,
                                                      const std::vector<std::string>& terms,
                                                      int most);

// Names of connections of one of the records, the newest first, and how many there are.
struct FoundConnections {
  std::vector<std::string> names;
  int total = 0;
};
absl::StatusOr<FoundConnections> FindConnections(const Records& records,
                                                 const std::vector<std::string>& of, int most);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_SRC_SIMILAR_TABLES_H_
