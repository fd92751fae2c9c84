// Risks without a score that actions cite by their references: which there are, risk-service
// knows.
#ifndef CONCORDAT_PROGRAMME_SERVICE_CITED_RISKS_H_
#define CONCORDAT_PROGRAMME_SERVICE_CITED_RISKS_H_

#include <absl/status/statusor.h>

#include <map>
#include <string>
#include <vector>

#include "common/ledger/records.h"
#include "common/peers/service_calls.h"
#include "concordat/risk/v1/cited_risks.pb.h"
#include "programme-service/src/facts.h"

namespace concordat::programme {

// The actions that cite each reference, exempt or not, and what risk-service is asked of them.
struct CitedQuestion {
  std::map<std::string, std::vector<std::string>> actions;
  risk::v1::FindUnscoredRisksRequest request;
};

// A risk without a score and the names of the actions that cite it.
struct UnscoredRisk {
  risk::v1::UnscoredRisk risk;
  std::vector<std::string> actions;
};

// Of the first references by name, as many as one call takes.
absl::StatusOr<CitedQuestion> ReadCitedQuestion(const Records& records);

// What of the answer may be told, and the records of this service that may not.
struct ToldOf {
  type::v1::Marking marking = type::v1::MARKING_UNSPECIFIED;
  const google::protobuf::RepeatedPtrField<std::string>& exempt;
};

// In one call, where anything is cited. A service of an older version, which does not know the
// question, tells of none.
absl::StatusOr<std::vector<UnscoredRisk>> AskForUnscored(const ServiceCalls& calls,
                                                         CitedQuestion question,
                                                         const ToldOf& told);

// With the actions that may be told.
absl::StatusOr<std::vector<CitedRisk>> ReadCited(const Records& records,
                                                 const std::vector<UnscoredRisk>& unscored);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_CITED_RISKS_H_
