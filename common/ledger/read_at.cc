#include "common/ledger/read_at.h"

#include <absl/time/clock.h>
#include <google/protobuf/reflection.h>

#include "common/base/date.h"
#include "common/base/errors.h"
#include "common/base/message_fields.h"
#include "common/base/text.h"
#include "common/identity/access.h"
#include "concordat/type/v1/marking.pb.h"

namespace concordat {
namespace {

using Texts = std::shared_ptr<const std::set<std::string>>;

// The texts of a repeated field; null where the message has no such field.
Texts TextsField(const google::protobuf::Message& message, const std::string& name) {
  const auto* field = message.GetDescriptor()->FindFieldByName(name);
  if (field == nullptr || !field->is_repeated()) return nullptr;
  const auto texts = message.GetReflection()->GetRepeatedFieldRef<std::string>(message, field);
  return std::make_shared<const std::set<std::string>>(texts.begin(), texts.end());
}

bool AsksForPublic(const google::protobuf::Message& request) {
  const auto* field = request.GetDescriptor()->FindFieldByName("marking");
  return field != nullptr && field->enum_type() == type::v1::Marking_descriptor() &&
         request.GetReflection()->GetEnumValue(request, field) == type::v1::MARKING_PUBLIC;
}

}  // namespace

absl::StatusOr<ReadAt> ResolveReadAt(const Caller& caller,
                                     const google::protobuf::Message& request) {
  ReadAt at{.day = {}, .position = caller.pinned_position};
  const std::string as_at = TextField(request, "as_at");
  if (as_at.empty()) {
    at.day = LondonDay(absl::Now());
  } else {
    auto day = ParseDay(as_at);
    if (!day.ok()) return InvalidField("as_at", ToStd(day.status().message()));
    at.day = *day;
  }
  if (MessageField(request, "as_known_at") != nullptr && !at.position.has_value()) {
    return absl::InternalError("as_known_at has not been turned into a position");
  }
  at.public_only = !SeesExempt(caller) || AsksForPublic(request);
  if (at.public_only) at.exempt_elsewhere = TextsField(request, "exempt");
  return at;
}

absl::StatusOr<absl::CivilDay> EffectiveDay(const std::string& effective_date, absl::Time now,
                                            std::string_view field) {
  const absl::CivilDay today = LondonDay(now);
  if (effective_date.empty()) return today;
  auto day = ParseDay(effective_date);
  if (!day.ok()) return InvalidField(field, ToStd(day.status().message()));
  if (*day > today) {
    return WithFields(
        ErrorWithReason(absl::StatusCode::kFailedPrecondition, "EFFECTIVE_DATE_IN_FUTURE",
                        "a fact cannot take effect in the future; a plan is data with dates"),
        {{std::string(field), "is in the future"}});
  }
  return day;
}

}  // namespace concordat
