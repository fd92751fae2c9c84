#include "common/identity/assertion.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "common/base/errors.h"
#include "common/base/text.h"
#include "common/resource/resource_type.h"

namespace concordat {
namespace {

using nlohmann::json;

constexpr char kIssuer[] = "concordat-gateway";
constexpr char kAudience[] = "concordat-services";
constexpr size_t kMaxRemembered = 10'000;
constexpr size_t kMaxListed = 100;
constexpr size_t kMaxSubject = 200;

constexpr std::array<std::pair<std::string_view, Role>, 7> kRoles = {{
    {"reader", Role::kReader},
    {"council-editor", Role::kCouncilEditor},
    {"council-approver", Role::kCouncilApprover},
    {"partnership-office", Role::kPartnershipOffice},
    {"auditor", Role::kAuditor},
    {"integration", Role::kIntegration},
    {"operator", Role::kOperator},
}};

absl::Status Refused(std::string_view why) {
  return absl::UnauthenticatedError(Concat("the token was refused: ", why));
}

// The same for what is right at another time.
constexpr char kNotInForce[] = "TOKEN_NOT_IN_FORCE";
absl::Status NotInForce(std::string_view why) {
  return ErrorWithReason(absl::StatusCode::kUnauthenticated, kNotInForce,
                         Concat("the token was refused: ", why));
}

bool HasAudience(const json& claims, const std::string& audience) {
  const json& aud = claims.value("aud", json());
  if (aud.is_string()) return aud == audience;
  if (!aud.is_array()) return false;
  return std::find(aud.begin(), aud.end(), json(audience)) != aud.end();
}

absl::Status CheckTimes(const json& claims, const ClaimRules& rules, absl::Time now) {
  const json exp = claims.value("exp", json());
  if (!exp.is_number_integer()) return Refused("it does not say when it expires");
  if (absl::FromUnixSeconds(exp.get<int64_t>()) + rules.leeway <= now) {
    return NotInForce("it has expired");
  }
  for (const char* claim : {"nbf", "iat"}) {
    const json& begin = claims.value(claim, json(0));
    if (!begin.is_number_integer() ||
        absl::FromUnixSeconds(begin.get<int64_t>()) - rules.leeway > now) {
      return NotInForce("it is not valid yet");
    }
  }
  return absl::OkStatus();
}

absl::Status ReadRoles(const json& claims, Caller* caller) {
  const json& roles = claims.value("roles", json::array());
  if (!roles.is_array() || roles.size() > kMaxListed) return Refused("its roles are not a list");
  for (const json& role : roles) {
    const auto known = role.is_string() ? ParseRole(role.get<std::string>()) : std::nullopt;
    // A role that this version does not know gives no rights.
    if (known.has_value()) caller->roles.push_back(*known);
  }
  return absl::OkStatus();
}

absl::Status ReadScope(const json& claims, Caller* caller) {
  const json& partnerships = claims.value("partnerships", json::array());
  if (!partnerships.is_array() || partnerships.size() > kMaxListed) {
    return Refused("its partnerships are not a list");
  }
  for (const json& partnership : partnerships) {
    const std::string id = partnership.is_string() ? partnership.get<std::string>() : "";
    if (id != "*" && !IsResourceId(id)) return Refused("it names no partnership");
    caller->partnerships.push_back(id);
  }
  const json& council = claims.value("council", json(""));
  if (!council.is_string()) return Refused("its council is no name");
  caller->council = council;
  if (!caller->council.empty() && !IsResourceId(caller->council)) {
    return Refused("its council is no name");
  }
  return absl::OkStatus();
}

}  // namespace

std::optional<Role> ParseRole(std::string_view name) {
  for (const auto& [known, role] : kRoles) {
    if (known == name) return role;
  }
  return std::nullopt;
}

std::string_view RoleName(Role role) {
  for (const auto& [name, known] : kRoles) {
    if (known == role) return name;
  }
  return "";
}

absl::StatusOr<VerifiedClaims> ReadClaims(std::string_view payload, const ClaimRules& rules,
                                          absl::Time now) {
  const json claims = json::parse(payload, nullptr, /*allow_exceptions=*/false);
  if (!claims.is_object()) return Refused("it holds no claims");
  if (claims.value("iss", json()) != rules.issuer) return Refused("its issuer is not ours");
  if (!HasAudience(claims, rules.audience)) return Refused("it is not meant for us");
  absl::Status status = CheckTimes(claims, rules, now);
  if (!status.ok()) return status;
  VerifiedClaims verified;
  const json& subject = claims.value("sub", json());
  if (!subject.is_string()) return Refused("it has no subject");
  verified.caller.subject = subject;
  if (verified.caller.subject.empty() || verified.caller.subject.size() > kMaxSubject) {
    return Refused("its subject is empty or too long");
  }
  status = ReadRoles(claims, &verified.caller);
  if (status.ok()) status = ReadScope(claims, &verified.caller);
  if (!status.ok()) return status;
  verified.expires = absl::FromUnixSeconds(claims["exp"].get<int64_t>());
  return verified;
}

absl::StatusOr<std::string> SignAssertion(const Signer& signer, const Caller& caller,
                                          absl::Time now) {
  json roles = json::array();
  for (const Role role : caller.roles) roles.push_back(std::string(RoleName(role)));
  const json claims = {
      {"iss", kIssuer},
      {"aud", kAudience},
      {"sub", caller.subject},
      {"roles", std::move(roles)},
      {"partnerships", caller.partnerships},
      {"council", caller.council},
      {"iat", absl::ToUnixSeconds(now)},
      {"exp", absl::ToUnixSeconds(now + kAssertionLife)},
  };
  return signer.Sign(claims.dump());
}

absl::StatusOr<Caller> AssertionVerifier::Verify(std::string_view assertion, absl::Time now) {
  {
    std::lock_guard lock(mutex_);
    const auto found = verified_.find(assertion);
    if (found != verified_.end() && now < found->second.expires) return found->second.caller;
  }
  auto payload = keys_->Verify(assertion);
  if (!payload.ok()) return payload.status();
  auto claims = ReadClaims(*payload, {kIssuer, kAudience, absl::Seconds(5)}, now);
  // The gateway has just signed it: one of the two clocks is wrong, and not the caller's
  // token. Another replica may think otherwise.
  if (ReasonOf(claims.status()) == kNotInForce) {
    return ErrorWithReason(absl::StatusCode::kUnavailable, "CLOCK_SKEWED",
                           "the clocks of the gateway and of this replica differ");
  }
  if (!claims.ok()) return claims.status();
  claims->caller.assertion = std::string(assertion);
  std::lock_guard lock(mutex_);
  if (verified_.size() >= kMaxRemembered) {
    std::erase_if(verified_, [now](const auto& entry) { return entry.second.expires <= now; });
    if (verified_.size() >= kMaxRemembered) verified_.clear();
  }
  verified_[std::string(assertion)] = *claims;
  return claims->caller;
}

}  // namespace concordat
