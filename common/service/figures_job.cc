#include "common/service/figures_job.h"

#include <absl/time/clock.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "common/base/log.h"
#include "common/base/text.h"

namespace concordat {
namespace {

// Who does not lead looks this often whether it has come to.
constexpr absl::Duration kLook = absl::Seconds(5);

}  // namespace

FiguresJob::FiguresJob(const FiguresDefinition& definition, ServiceParts parts,
                       const MethodTable& methods, std::function<bool()> leading,
                       absl::Duration interval)
    : definition_(definition),
      parts_(parts),
      methods_(methods),
      leading_(std::move(leading)),
      interval_(interval),
      job_([this] { return Round(); }) {
  for (const auto& [metric, unit] : definition.metrics) {
    RegisterGauges(metric, unit, [shown = shown_, metric = metric] {
      std::lock_guard lock(shown->mutex);
      const auto found = shown->figures.find(metric);
      return found == shown->figures.end() ? std::vector<LabelledValue>() : found->second;
    });
  }
}

absl::Duration FiguresJob::Round() {
  absl::StatusOr<Figures> figures = Figures();
  if (leading_()) figures = definition_.read(parts_, methods_, absl::Now() + interval_);
  if (!figures.ok()) {
    Log(LogLevel::kWarning, "figures_not_read",
        {{"error", std::string(ToStd(figures.status().message()))}});
  }
  std::lock_guard lock(shown_->mutex);
  // What is not known any more is not shown.
  shown_->figures = figures.ok() ? *std::move(figures) : Figures();
  return shown_->figures.empty() ? std::min(kLook, interval_) : interval_;
}

}  // namespace concordat
