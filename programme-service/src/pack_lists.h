// Lists of a pack: some of what there is, in its order, and how many are left out.
#ifndef CONCORDAT_PROGRAMME_SERVICE_PACK_LISTS_H_
#define CONCORDAT_PROGRAMME_SERVICE_PACK_LISTS_H_

#include <absl/status/statusor.h>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/ledger/records.h"

namespace concordat::programme {

template <typename Record>
struct Shown {
  std::vector<Record> records;
  int left_out = 0;
};

// Those of the query's names in its order; the last cell counts all that there are.
template <typename Record>
absl::StatusOr<Shown<Record>> ReadShown(const Records& records, const SqlPart& query) {
  std::vector<std::string> names;
  int64_t all = 0;
  absl::Status status = records.Query(query, [&](const Row& row) {
    names.emplace_back(row.Text(0));
    all = row.Int(1);
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  auto read = records.Named<Record>(names);
  if (!read.ok()) return read.status();
  std::map<std::string_view, Record*> by_name;
  for (Record& record : *read) by_name[record.name()] = &record;
  Shown<Record> shown;
  for (const std::string& name : names) shown.records.push_back(std::move(*by_name.at(name)));
  shown.left_out = static_cast<int>(all - static_cast<int64_t>(names.size()));
  return shown;
}

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_PACK_LISTS_H_
