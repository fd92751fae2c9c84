// What a partnership's table of thresholds makes of the facts of one piece of work. Pure.
#ifndef CONCORDAT_PROGRAMME_SERVICE_SRC_THRESHOLD_JUDGEMENT_H_
#define CONCORDAT_PROGRAMME_SERVICE_SRC_THRESHOLD_JUDGEMENT_H_

#include <absl/status/status.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "concordat/programme/v1/threshold_challenge.pb.h"
#include "concordat/programme/v1/threshold_table.pb.h"
#include "concordat/type/v1/rag.pb.h"

namespace concordat::programme {

// One fact: its value, or why there is none.
struct KnownFact {
  std::optional<int32_t> value;
  std::string missing;
};
using KnownFacts = std::map<v1::Fact, KnownFact>;

// The light that one row of the table gives a value.
type::v1::Rag LightOf(const v1::Threshold& threshold, int32_t value);

// Fills what the table makes of the facts into a challenge whose work and reported status
// are set. A fact that nothing is known of is missing. The computed light is the gravest of
// those known, and none where a missing fact could make it graver.
void JudgeByThresholds(const v1::ThresholdTable& table, const KnownFacts& facts,
                       v1::ThresholdChallenge* challenge);

// A table's rows make amber and red in their order: what is red is amber too.
absl::Status CheckThresholdTable(const v1::ThresholdTable* before, v1::ThresholdTable* after);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_SRC_THRESHOLD_JUDGEMENT_H_
