// The projects and live services of a board pack, as they are shown. Pure.
#ifndef CONCORDAT_PROGRAMME_SERVICE_PACK_WORK_H_
#define CONCORDAT_PROGRAMME_SERVICE_PACK_WORK_H_

#include <map>
#include <optional>
#include <string>

#include "concordat/programme/v1/pack_part.pb.h"
#include "programme-service/src/pack_tables.h"
#include "programme-service/src/work_report.h"

namespace concordat::programme {

// The most councils of one piece of work that are listed.
inline constexpr int kMaxParticipations = 20;

// Projects and live services as they were on an earlier day, by name.
struct EarlierWork {
  std::map<std::string, v1::Project> projects;
  std::map<std::string, v1::LiveService> live_services;
};

// Puts the work of the lists into the part. `earlier` is nothing where no day is compared
// with.
void AddPackWork(const PackPlaces& places, const WorkReporter& reporter,
                 const std::optional<EarlierWork>& earlier, v1::PackPart* part);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_PACK_WORK_H_
