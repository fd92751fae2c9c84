// Reads what this service knows for a board pack.
#ifndef CONCORDAT_PROGRAMME_SERVICE_PACK_READING_H_
#define CONCORDAT_PROGRAMME_SERVICE_PACK_READING_H_

#include <absl/status/statusor.h>

#include "programme-service/src/pack_part.h"

namespace concordat::programme {

// What a pack is asked of, but for its marking.
absl::StatusOr<PackQuestion> ReadPackQuestion(const Records& records,
                                              const v1::GetPackPartRequest& request);

// Beside what the others answered: of benefits-service what statuses are held against, and
// of both what they found.
absl::StatusOr<PackRecords> ReadPackRecords(const Records& records, const PackQuestion& question,
                                            const benefits::v1::GetPackPartResponse& benefits,
                                            const risk::v1::GetPackPartResponse& risk);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_PACK_READING_H_
