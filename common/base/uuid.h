// Identifiers made by the application (RFC 9562), so that no database hands
// out numbers that a cluster would make with gaps.
#ifndef CONCORDAT_COMMON_BASE_UUID_H_
#define CONCORDAT_COMMON_BASE_UUID_H_

#include <absl/time/time.h>

#include <string>

namespace concordat {

// `count` bytes from the system's secure random source.
std::string RandomBytes(size_t count);

// Random UUID (version 4), for permanent identities.
std::string NewUuid();

// UUID that sorts by its time (version 7), for changes.
std::string NewTimeUuid(absl::Time now);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_BASE_UUID_H_
