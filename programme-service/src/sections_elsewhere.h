// Which sections of papers, that no record of this service stands in, records of the other
// services do.
#ifndef CONCORDAT_PROGRAMME_SERVICE_SECTIONS_ELSEWHERE_H_
#define CONCORDAT_PROGRAMME_SERVICE_SECTIONS_ELSEWHERE_H_

#include <absl/status/statusor.h>

#include <vector>

#include "common/ledger/records.h"
#include "common/peers/service_calls.h"
#include "concordat/ledger/v1/section.pb.h"
#include "programme-service/src/facts.h"

namespace concordat::programme {

// The numbers left out between sections of work, exempt or not; most often none.
absl::StatusOr<ledger::v1::FindSectionsRequest> ReadSectionQuestion(const Records& records);

// Asks the other services side by side, where there is something to ask. One of an older
// version, which does not know the question, holds nothing.
absl::StatusOr<std::vector<NumberedSection>> AskForSections(
    const ServiceCalls& calls, const ledger::v1::FindSectionsRequest& question);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_SECTIONS_ELSEWHERE_H_
