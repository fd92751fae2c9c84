// What an expression comes to.
#ifndef CONCORDAT_BENEFITS_SERVICE_EVALUATOR_H_
#define CONCORDAT_BENEFITS_SERVICE_EVALUATOR_H_

#include <absl/status/statusor.h>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "benefits-service/src/amount_sums.h"
#include "benefits-service/src/expression.h"
#include "benefits-service/src/quantity.h"
#include "concordat/benefits/v1/stated_figure.pb.h"

namespace concordat::benefits {

class Evaluator {
 public:
  // Both must outlive it; the amounts that are asked for must have been added up.
  Evaluator(const std::vector<v1::StatedFigure>& figures, const AmountSums& amounts);

  // Takes one figure to be this much from now on, whatever is printed.
  void Correct(std::string id, Quantity value) { corrected_ = {std::move(id), value}; }

  // FAILED_PRECONDITION when it refers to a figure that is not held, divides by
  // nought, or grows beyond what a figure can be.
  absl::StatusOr<Quantity> Value(const Expression& expression) const;

 private:
  absl::StatusOr<Quantity> Combined(const Expression& expression) const;
  absl::StatusOr<Quantity> Figure(const std::string& id) const;

  // By their ids.
  std::map<std::string_view, const v1::StatedFigure*, std::less<>> figures_;
  std::optional<std::pair<std::string, Quantity>> corrected_;
  const AmountSums& amounts_;
};

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_EVALUATOR_H_
