// Reads what this service knows for a board pack.
#ifndef CONCORDAT_PROGRAMME_SERVICE_PACK_READING_H_
#define CONCORDAT_PROGRAMME_SERVICE_PACK_READING_H_

#include <absl/status/statusor.h>

#include "programme-service/src/pack_part.h"

namespace concordat::programme {

// Beside what benefits-service answered, which statuses are held against.
absl::StatusOr<PackRecords> ReadPackRecords(const Records& records, const PackQuestion& question,
                                            const benefits::v1::GetPackPartResponse& benefits);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_PACK_READING_H_
