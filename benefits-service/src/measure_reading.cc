#include "benefits-service/src/measure_reading.h"

#include <map>
#include <span>
#include <string>
#include <utility>

#include "common/sql/bulk.h"

namespace concordat::benefits {
namespace {

// As many ranges of names as a statement asks for.
constexpr size_t kMostRanges = 64;

// True of what lies below one of the names.
SqlPart IsBelowOne(const std::vector<std::string>& names) {
  SqlPart part = {"FALSE", {}};
  // `0` comes after `/`.
  for (const std::string& name : names) {
    part.Add(" OR (t.name > ? AND t.name < ?)", {name + "/", name + "0"});
  }
  return part;
}

}  // namespace

absl::StatusOr<std::vector<MeasureFacts>> ReadReturns(const Records& records,
                                                      std::vector<v1::Measure> measures) {
  std::vector<MeasureFacts> held;
  std::map<std::string, size_t> places;
  std::vector<std::string> names;
  for (v1::Measure& measure : measures) {
    places[measure.name()] = held.size();
    names.push_back(measure.name());
    held.push_back({std::move(measure), {}});
  }
  absl::Status status = ForEachPart(
      std::span<const std::string>(names),
      [&](const std::vector<std::string>& part) {
        auto returns = records.Where<v1::MeasureReturn>(IsBelowOne(part));
        if (!returns.ok()) return returns.status();
        for (v1::MeasureReturn& given : *returns) {
          const auto place = places.find(std::string(ResourceType::ParentOf(given.name())));
          held[place->second].returns.push_back(std::move(given));
        }
        return absl::OkStatus();
      },
      kMostRanges);
  if (!status.ok()) return status;
  return held;
}

}  // namespace concordat::benefits
