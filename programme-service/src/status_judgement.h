// The Shared Service Board's written rule for a traffic light, applied to facts:
// green, on track and performing; amber, issues that are all expected to be
// resolved; red, issues that are not all expected to be resolved. The result
// stands beside the reported status and never replaces it. An issue of which nothing
// is said allows amber and red alike: no single light is then computed.
#ifndef CONCORDAT_PROGRAMME_SERVICE_STATUS_JUDGEMENT_H_
#define CONCORDAT_PROGRAMME_SERVICE_STATUS_JUDGEMENT_H_

#include <vector>

#include "concordat/benefits/v1/report.pb.h"
#include "concordat/programme/v1/issue.pb.h"
#include "concordat/programme/v1/report.pb.h"
#include "concordat/type/v1/rag.pb.h"

namespace concordat::programme {

// The most facts that are named as reasons; others are counted.
inline constexpr int kMaxReasons = 20;

// True where promised benefits have not come about.
bool MissesBenefits(const benefits::v1::WorkPosition& position);

// `position` may be null: nothing is then known of the benefits.
v1::StatusChallenge ChallengeStatus(type::v1::Rag reported, const std::vector<v1::Issue>& open,
                                    const benefits::v1::WorkPosition* position);

// True when an open issue makes the light what it was reported as, for certain.
bool IsBorneOut(type::v1::Rag reported, const std::vector<v1::Issue>& open);

// True where the open issues give the light by the rule, and it is borne out.
bool AgreesWithIssues(type::v1::Rag reported, const std::vector<v1::Issue>& open);

// What may be told of it: nothing where the issues that may be told give another one than
// all that are open.
v1::StatusChallenge ChallengeToTell(type::v1::Rag reported, const std::vector<v1::Issue>& told,
                                    const std::vector<v1::Issue>& all,
                                    const benefits::v1::WorkPosition* position);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_STATUS_JUDGEMENT_H_
