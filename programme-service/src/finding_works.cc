#include "programme-service/src/finding_works.h"

#include <set>

#include "programme-service/src/pack_tables.h"

namespace concordat::programme {

using ledger::v1::Finding;
using ledger::v1::FindingWork;

void GiveTitles(const std::map<std::string, std::string>& titles, Findings* findings) {
  for (Finding& finding : *findings) {
    google::protobuf::RepeatedPtrField<FindingWork> told;
    for (const FindingWork& work : finding.works()) {
      const auto title = titles.find(work.work());
      if (title == titles.end()) continue;
      FindingWork* named = told.Add();
      named->set_work(work.work());
      named->set_title(title->second);
    }
    finding.mutable_works()->Swap(&told);
  }
}

absl::Status ReadWorkTitles(const Records& records, Findings* findings) {
  std::set<std::string> names;
  for (const Finding& finding : *findings) {
    for (const FindingWork& work : finding.works()) names.insert(work.work());
  }
  auto titles = ReadTitles(records, names);
  if (titles.ok()) GiveTitles(*titles, findings);
  return titles.status();
}

}  // namespace concordat::programme
