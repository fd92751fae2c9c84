#include <absl/strings/ascii.h>

#include <algorithm>
#include <array>
#include <utility>

#include "benefits-service/src/expression.h"
#include "benefits-service/src/months.h"
#include "common/base/text.h"

namespace concordat::benefits {
namespace {

constexpr size_t kMaxText = 1'000;
constexpr int kMaxDepth = 10;

constexpr std::array<std::pair<std::string_view, Expression::Kind>, 15> kFunctions = {{
    {"sum", Expression::kSum},
    {"difference", Expression::kDifference},
    {"product", Expression::kProduct},
    {"percentage", Expression::kPercentage},
    {"figure", Expression::kFigure},
    {"months_between", Expression::kMonthsBetween},
    {"budget", Expression::kBudget},
    {"forecast", Expression::kForecast},
    {"actual", Expression::kActual},
    {"target", Expression::kTarget},
    {"promised", Expression::kPromised},
    {"realised", Expression::kRealised},
    {"expected_cost", Expression::kExpectedCost},
    {"actual_cost", Expression::kActualCost},
    {"count", Expression::kCount},
}};

constexpr std::array<std::string_view, 8> kFilterKeys = {"benefit", "council", "group", "kind",
                                                         "year",    "cost",    "work",  "result"};

// expression: function ( [argument {, argument}] )
// argument: expression | word | date | key = word
class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  absl::StatusOr<Expression> Parse() {
    if (text_.size() > kMaxText) return Wrong("is longer than 1,000 bytes");
    auto expression = ParseCall(0);
    if (!expression.ok()) return expression;
    Blank();
    if (at_ != text_.size()) return Wrong("something follows");
    return expression;
  }

 private:
  absl::Status Wrong(std::string_view what) const {
    return absl::InvalidArgumentError(Concat(what, ", at character ", at_ + 1));
  }
  void Blank() {
    while (at_ < text_.size() && absl::ascii_isspace(text_[at_])) ++at_;
  }
  bool Take(char c) {
    Blank();
    if (at_ == text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  // A bare word, or text in double quotes.
  absl::StatusOr<std::string> Word() {
    Blank();
    const bool quoted = at_ < text_.size() && text_[at_] == '"';
    const size_t begin = quoted ? ++at_ : at_;
    const auto ends = [quoted](char c) {
      return quoted ? c == '"' : !(absl::ascii_isalnum(c) || c == '-' || c == '_' || c == '/');
    };
    while (at_ < text_.size() && !ends(text_[at_])) ++at_;
    std::string word(text_.substr(begin, at_ - begin));
    if (quoted && !Take('"')) return Wrong("a quote does not end");
    if (word.empty()) return Wrong("a word is expected");
    return word;
  }

  absl::StatusOr<Expression> ParseCall(int depth) {
    if (depth > kMaxDepth) return Wrong("is nested too deeply");
    auto name = Word();
    if (!name.ok()) return name.status();
    const auto function =
        std::ranges::find(kFunctions, *name, [](const auto& known) { return known.first; });
    if (function == kFunctions.end()) return Wrong(Concat("there is no function \"", *name, "\""));
    Expression expression{.kind = function->second, .arguments = {}, .figure = "", .filter = {}};
    if (!Take('(')) return Wrong("( is expected");
    if (expression.kind == Expression::kMonthsBetween) {
      absl::Status status = ParseDates(&expression);
      if (!status.ok()) return status;
      return expression;
    }
    for (bool first = true; !Take(')'); first = false) {
      if (!first && !Take(',')) return Wrong(", or ) is expected");
      absl::Status status = ParseArgument(depth, &expression);
      if (!status.ok()) return status;
    }
    absl::Status status = CheckArguments(expression);
    if (!status.ok()) return status;
    return expression;
  }

  absl::Status ParseDates(Expression* expression) {
    auto from = Word();
    if (!from.ok()) return from.status();
    if (!Take(',')) return Wrong("two dates are expected");
    auto to = Word();
    if (!to.ok()) return to.status();
    const auto months = MonthsBetween(*from, *to);
    if (!months.ok()) return Wrong(ToStd(months.status().message()));
    expression->months_between = *months;
    return Take(')') ? absl::OkStatus() : Wrong(") is expected");
  }

  absl::Status ParseArgument(int depth, Expression* expression) {
    if (expression->kind <= Expression::kPercentage) {
      auto argument = ParseCall(depth + 1);
      if (!argument.ok()) return argument.status();
      expression->arguments.push_back(*std::move(argument));
      return absl::OkStatus();
    }
    auto word = Word();
    if (!word.ok()) return word.status();
    if (expression->kind == Expression::kFigure) {
      if (!expression->figure.empty()) return Wrong("figure takes one id");
      expression->figure = *std::move(word);
      return absl::OkStatus();
    }
    if (std::ranges::count(kFilterKeys, *word) == 0) {
      return Wrong(Concat("there is no filter \"", *word, "\""));
    }
    if (!Take('=')) return Wrong("= is expected");
    auto value = Word();
    if (!value.ok()) return value.status();
    if (!expression->filter.emplace(*word, *std::move(value)).second) {
      return Wrong("the filter stands twice");
    }
    return absl::OkStatus();
  }

  absl::Status CheckArguments(const Expression& expression) const {
    const size_t count = expression.arguments.size();
    switch (expression.kind) {
      case Expression::kSum:
        return count > 0 ? absl::OkStatus() : Wrong("sum takes at least one argument");
      case Expression::kDifference:
      case Expression::kProduct:
      case Expression::kPercentage:
        return count == 2 ? absl::OkStatus() : Wrong("two arguments are expected");
      case Expression::kFigure:
        return expression.figure.empty() ? Wrong("figure takes one id") : absl::OkStatus();
      default:
        return absl::OkStatus();
    }
  }

  const std::string_view text_;
  size_t at_ = 0;
};

}  // namespace

absl::StatusOr<Expression> ParseExpression(std::string_view text) { return Parser(text).Parse(); }

std::set<std::string> ReferencesOf(const Expression& expression) {
  std::set<std::string> ids;
  if (expression.kind == Expression::kFigure) ids.insert(expression.figure);
  for (const Expression& argument : expression.arguments) ids.merge(ReferencesOf(argument));
  return ids;
}

}  // namespace concordat::benefits
