// Reads the figures of a service now and then, and shows them to dashboards: on one
// replica, so that they are counted once.
#ifndef CONCORDAT_COMMON_SERVICE_FIGURES_JOB_H_
#define CONCORDAT_COMMON_SERVICE_FIGURES_JOB_H_

#include <absl/time/time.h>

#include <functional>
#include <memory>
#include <mutex>

#include "common/base/background_job.h"
#include "common/service/service_definition.h"

namespace concordat {

class FiguresJob {
 public:
  // Reads while `leading`. All must outlive it.
  FiguresJob(const FiguresDefinition& definition, ServiceParts parts, const MethodTable& methods,
             std::function<bool()> leading, absl::Duration interval);

  void Start() { job_.Start(); }

 private:
  // What is shown; it outlives the job, since telemetry may ask as long as it likes.
  struct Shown {
    std::mutex mutex;
    Figures figures;
  };

  absl::Duration Round();

  const FiguresDefinition& definition_;
  const ServiceParts parts_;
  const MethodTable& methods_;
  const std::function<bool()> leading_;
  const absl::Duration interval_;
  const std::shared_ptr<Shown> shown_ = std::make_shared<Shown>();
  BackgroundJob job_;
};

}  // namespace concordat

#endif  // CONCORDAT_COMMON_SERVICE_FIGURES_JOB_H_
