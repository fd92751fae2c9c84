// Errors as absl::Status with the detail that AIP-193 asks for: a reason that
// programs can act on, and the fields that are wrong. Handlers and rules make
// them here; only the rpc adapter and the gateway turn them into wire forms.
#ifndef CONCORDAT_COMMON_BASE_ERRORS_H_
#define CONCORDAT_COMMON_BASE_ERRORS_H_

#include <absl/status/status.h>
#include <grpcpp/support/status.h>

#include <string>
#include <string_view>
#include <vector>

namespace concordat {

// A field of the request that is wrong, by its path (`project.start_date`).
struct FieldViolation {
  std::string field;
  std::string description;
};

// INVALID_ARGUMENT naming each wrong field.
absl::Status InvalidFields(const std::vector<FieldViolation>& violations);
absl::Status InvalidField(std::string_view field, std::string_view description);

// The largest header that our servers and clients exchange: details of a status
// travel in one, and gRPC's default of 8 KiB holds some thirty wrong fields.
inline constexpr int kMaxMetadataBytes = 128 << 10;

// The same status with wrong fields named in it, as many as a header holds.
absl::Status WithFields(absl::Status status, const std::vector<FieldViolation>& violations);

// Any status with an ErrorInfo reason in UPPER_SNAKE_CASE.
absl::Status ErrorWithReason(absl::StatusCode code, std::string_view reason,
                             std::string_view message);

// NOT_FOUND for a resource name; also the answer to a caller without rights.
absl::Status ResourceNotFound(std::string_view name);

// The reason of a status, empty when it has none.
std::string ReasonOf(const absl::Status& status);

// The wrong fields of a status, empty when it names none.
std::vector<FieldViolation> ViolationsOf(const absl::Status& status);

// To and from the wire; details travel as google.rpc.Status in
// grpc-status-details-bin. Messages of INTERNAL and UNKNOWN are not sent.
grpc::Status ToGrpc(const absl::Status& status);
absl::Status FromGrpc(const grpc::Status& status);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_BASE_ERRORS_H_
