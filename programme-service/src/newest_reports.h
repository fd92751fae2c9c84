// The newest submitted highlight report of each piece of work: read once for all that a
// pack and its findings ask about it.
#ifndef CONCORDAT_PROGRAMME_SERVICE_NEWEST_REPORTS_H_
#define CONCORDAT_PROGRAMME_SERVICE_NEWEST_REPORTS_H_

#include <absl/status/statusor.h>

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "common/ledger/records.h"
#include "common/service/reading.h"
#include "concordat/type/v1/rag.pb.h"
#include "programme-service/src/facts.h"

namespace concordat::programme {

struct NewestReport {
  std::string name;
  type::v1::Rag light = type::v1::RAG_UNSPECIFIED;
  std::string title;
  // Of milestones without a date, or an end that ends no period.
  bool stands_out = false;
  // The digest of its summary; empty for a short one.
  std::string text;
};

// By the names of the work.
using NewestReports = std::map<std::string, NewestReport, std::less<>>;

absl::StatusOr<NewestReports> ReadNewestReports(const Records& records);
absl::StatusOr<Reading<NewestReports>> ReadNewestReportsToTell(const Records& records);

// Null for work without one.
const NewestReport* NewestOf(const NewestReports& reports, std::string_view work);

// Texts that several have.
std::vector<RepeatedText> RepeatedTexts(const NewestReports& reports);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_NEWEST_REPORTS_H_
