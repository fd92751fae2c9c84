#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "benefits-service/src/financial_year.h"
#include "benefits-service/src/regional_report.h"
#include "common/base/errors.h"
#include "common/base/text.h"
#include "common/ledger/read_at.h"
#include "common/peers/service_calls.h"
#include "common/service/report_method.h"
#include "concordat/programme/v1/council.pb.h"
#include "concordat/programme/v1/council_number.pb.h"

namespace concordat::benefits {
namespace {

using Request = v1::CalculateRegionalSavingsRequest;
using Response = v1::CalculateRegionalSavingsResponse;

constexpr char kGetCouncilNumber[] = "concordat.programme.v1.CouncilNumbers.GetCouncilNumber";
constexpr absl::Duration kPatience = absl::Seconds(5);

absl::StatusOr<std::vector<std::string>> YearsOf(const Request& request, absl::CivilDay day) {
  std::vector<std::string> years(request.financial_years().begin(),
                                 request.financial_years().end());
  if (years.empty()) years = {FinancialYearOf(day)};
  std::ranges::sort(years);
  if (std::ranges::adjacent_find(years) != years.end()) {
    return InvalidField("financial_years", "names a year twice");
  }
  for (const v1::YearCouncils& given : request.councils()) {
    if (std::ranges::count(years, given.financial_year()) > 0) continue;
    return InvalidField("councils", Concat("gives a number for ", given.financial_year(),
                                           ", which is not among the years"));
  }
  return years;
}

// Why the number is not known, in place of what only its service would say.
absl::Status Unknown(const std::string& year, const absl::Status& status) {
  if (!absl::IsUnavailable(status) && !absl::IsDeadlineExceeded(status)) return status;
  return ErrorWithReason(absl::StatusCode::kUnavailable, "COUNCIL_NUMBER_UNKNOWN",
                         Concat("programme-service does not say how many councils there are in ",
                                year, "; the request can give the number"));
}

class CouncilCounter {
 public:
  CouncilCounter(const Peers& peers, const Caller& caller, const Request& request,
                 absl::CivilDay day)
      : calls_(peers, caller, kPatience), request_(request), day_(day) {}

  // All years are asked about at once.
  absl::StatusOr<std::vector<CouncilsOfYear>> Count(const std::vector<std::string>& years) {
    std::vector<CouncilsOfYear> counted;
    std::vector<std::pair<size_t, Awaited<programme::v1::CouncilNumber>>> awaited;
    for (const std::string& year : years) {
      CouncilsOfYear& one = counted.emplace_back();
      one.year = year;
      const auto given =
          std::ranges::find(request_.councils(), year, &v1::YearCouncils::financial_year);
      if (given != request_.councils().end()) {
        one.number = given->number();
        continue;
      }
      auto question = QuestionFor(&one);
      if (!question.ok()) return question.status();
      awaited.emplace_back(counted.size() - 1, calls_.Begin<programme::v1::CouncilNumber>(
                                                   "programme", kGetCouncilNumber, *question));
    }
    for (auto& [place, call] : awaited) {
      const auto number = call.Get();
      if (!number.ok()) return Unknown(counted[place].year, number.status());
      counted[place].number = number->number();
      if (number->has_number_high()) counted[place].high = number->number_high();
    }
    return counted;
  }

 private:
  absl::StatusOr<programme::v1::GetCouncilNumberRequest> QuestionFor(CouncilsOfYear* one) const {
    const auto days = ParseFinancialYear(one->year);
    if (!days.ok()) return InvalidField("financial_years", ToStd(days.status().message()));
    one->counted_on = FormatDay(NearestDayOf(*days, day_));
    programme::v1::GetCouncilNumberRequest question;
    question.set_parent(request_.parent());
    question.set_basis(request_.basis());
    for (const std::string& word : request_.kinds()) {
      programme::v1::Council::Kind kind{};
      if (!programme::v1::Council::Kind_Parse(Concat("KIND_", word), &kind)) {
        return InvalidField("kinds", Concat("\"", word, "\" is no kind of council"));
      }
      question.add_kinds(kind);
    }
    question.set_as_at(one->counted_on);
    if (request_.has_as_known_at()) *question.mutable_as_known_at() = request_.as_known_at();
    return question;
  }

  const ServiceCalls calls_;
  const Request& request_;
  const absl::CivilDay day_;
};

// Numbers are asked for before the transaction, which waits for nobody.
absl::StatusOr<Response> CalculateRegionalSavings(const ServiceParts& parts, const Caller& caller,
                                                  const Request& asked) {
  const auto at = ResolveReadAt(caller, asked);
  if (!at.ok()) return at.status();
  Request request = asked;
  request.set_as_at(FormatDay(at->day));
  const auto years = YearsOf(request, at->day);
  if (!years.ok()) return years.status();
  const auto councils = CouncilCounter(parts.peers, caller, request, at->day).Count(*years);
  if (!councils.ok()) return councils.status();
  absl::StatusOr<Response> response = Response();
  absl::Status status =
      ReadReport(parts.ledger, caller, request, ParentCheck::kReadable,
                 [&](Connection& connection, const ReadAt& read_at) {
                   response = TellRegionalSavings(
                       Records(connection, parts.ledger.registry(), request.parent(), read_at),
                       request, *councils);
                   return response.status();
                 });
  if (!status.ok()) return status;
  return response;
}

}  // namespace

void BindRegionalSavings(const ServiceParts& parts, MethodTable* methods) {
  methods->Bind<Request, Response>("concordat.benefits.v1.RegionalSavings.CalculateRegionalSavings",
                                   [parts](const Caller& caller, const Request& request) {
                                     return CalculateRegionalSavings(parts, caller, request);
                                   });
}

}  // namespace concordat::benefits
