#include "common/base/errors.h"

#include <absl/strings/cord.h>

#include <algorithm>

#include "common/base/text.h"
#include "common/base/utf8.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"

namespace concordat {
namespace {

constexpr char kDomain[] = "concordat.dev";
constexpr size_t kMaxMessage = 500;
constexpr size_t kMaxDetailBytes = 48 << 10;
constexpr char kTypePrefix[] = "type.googleapis.com/";

template <typename Detail>
std::string UrlOf() {
  return kTypePrefix + Detail::descriptor()->full_name();
}

template <typename Detail>
void Attach(absl::Status* status, const Detail& detail) {
  status->SetPayload(UrlOf<Detail>(), absl::Cord(detail.SerializeAsString()));
}

template <typename Detail>
Detail DetailOf(const absl::Status& status) {
  Detail detail;
  const auto payload = status.GetPayload(UrlOf<Detail>());
  if (payload.has_value() && !detail.ParseFromString(std::string(*payload))) detail.Clear();
  return detail;
}

// Details travel in a header, which has to stay small: names the wrong fields
// that fit, and how many do not.
void TrimFields(google::rpc::BadRequest* detail) {
  auto* fields = detail->mutable_field_violations();
  size_t bytes = 0;
  int kept = 0;
  while (kept < fields->size() && bytes < kMaxDetailBytes) {
    bytes += fields->Get(kept++).ByteSizeLong();
  }
  const int left_out = fields->size() - kept;
  if (left_out == 0) return;
  fields->DeleteSubrange(kept, left_out);
  auto* last = detail->add_field_violations();
  last->set_field(fields->Get(kept - 1).field());
  last->set_description(Concat("and ", left_out, " more that are not named here"));
}

}  // namespace

absl::Status WithFields(absl::Status status, const std::vector<FieldViolation>& violations) {
  google::rpc::BadRequest detail;
  for (const FieldViolation& violation : violations) {
    auto* field = detail.add_field_violations();
    field->set_field(Readable(violation.field));
    field->set_description(Readable(violation.description));
  }
  TrimFields(&detail);
  Attach(&status, detail);
  return status;
}

absl::Status InvalidFields(const std::vector<FieldViolation>& violations) {
  std::string message;
  for (const FieldViolation& violation : violations) {
    message += Concat(message.empty() ? "" : "; ", violation.field, " ", violation.description);
    if (message.size() > kMaxMessage) break;
  }
  return WithFields(ErrorWithReason(absl::StatusCode::kInvalidArgument, "FIELD_INVALID", message),
                    violations);
}

absl::Status InvalidField(std::string_view field, std::string_view description) {
  return InvalidFields({{std::string(field), std::string(description)}});
}

absl::Status ErrorWithReason(absl::StatusCode code, std::string_view reason,
                             std::string_view message) {
  absl::Status status(code, Readable(message));
  google::rpc::ErrorInfo detail;
  detail.set_reason(std::string(reason));
  detail.set_domain(kDomain);
  Attach(&status, detail);
  return status;
}

absl::Status ResourceNotFound(std::string_view name) {
  return ErrorWithReason(absl::StatusCode::kNotFound, "RESOURCE_NOT_FOUND",
                         Concat(name, " was not found"));
}

std::string ReasonOf(const absl::Status& status) {
  return DetailOf<google::rpc::ErrorInfo>(status).reason();
}

std::vector<FieldViolation> ViolationsOf(const absl::Status& status) {
  std::vector<FieldViolation> violations;
  const auto detail = DetailOf<google::rpc::BadRequest>(status);
  for (const auto& field : detail.field_violations()) {
    violations.push_back({field.field(), field.description()});
  }
  return violations;
}

grpc::Status ToGrpc(const absl::Status& status) {
  if (status.ok()) return grpc::Status::OK;
  const bool internal = status.code() == absl::StatusCode::kInternal ||
                        status.code() == absl::StatusCode::kUnknown ||
                        status.code() == absl::StatusCode::kDataLoss;
  google::rpc::Status wire;
  wire.set_code(static_cast<int>(status.code()));
  wire.set_message(internal ? "internal error" : Readable(ToStd(status.message())));
  if (!internal) {
    status.ForEachPayload([&wire](absl::string_view url, const absl::Cord& payload) {
      auto* detail = wire.add_details();
      detail->set_type_url(std::string(url));
      detail->set_value(std::string(payload));
    });
    // They come in any order, and equal errors are to be equal to the byte.
    std::sort(wire.mutable_details()->begin(), wire.mutable_details()->end(),
              [](const auto& a, const auto& b) { return a.type_url() < b.type_url(); });
  }
  return grpc::Status(static_cast<grpc::StatusCode>(status.code()), wire.message(),
                      wire.SerializeAsString());
}

absl::Status FromGrpc(const grpc::Status& status) {
  if (status.ok()) return absl::OkStatus();
  absl::Status result(static_cast<absl::StatusCode>(status.error_code()), status.error_message());
  google::rpc::Status wire;
  if (wire.ParseFromString(status.error_details())) {
    for (const auto& detail : wire.details()) {
      result.SetPayload(detail.type_url(), absl::Cord(detail.value()));
    }
  }
  return result;
}

}  // namespace concordat
