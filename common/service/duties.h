// What a service does by itself now and then: on the replica that leads, so that it is
// done once.
#ifndef CONCORDAT_COMMON_SERVICE_DUTIES_H_
#define CONCORDAT_COMMON_SERVICE_DUTIES_H_

#include <absl/time/time.h>

#include <functional>
#include <memory>
#include <vector>

#include "common/base/background_job.h"
#include "common/service/service_definition.h"

namespace concordat {

class Duties {
 public:
  // Does each while `leading`, once an interval. All must outlive it.
  Duties(const std::vector<Duty>& duties, ServiceParts parts, const std::function<bool()>& leading,
         absl::Duration interval);

  void Start();

 private:
  std::vector<std::unique_ptr<BackgroundJob>> jobs_;
};

}  // namespace concordat

#endif  // CONCORDAT_COMMON_SERVICE_DUTIES_H_
