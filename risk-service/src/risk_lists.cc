#include "risk-service/src/risk_lists.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "common/base/date.h"
#include "common/base/errors.h"
#include "common/base/text.h"
#include "common/ledger/asked_page.h"
#include "common/ledger/in_force.h"
#include "common/ledger/records.h"
#include "common/service/report_method.h"
#include "concordat/risk/v1/risk_lists.pb.h"
#include "risk-service/src/asked_register.h"
#include "risk-service/src/facts.h"
#include "risk-service/src/review_due.h"
#include "risk-service/src/score_judgement.h"

namespace concordat::risk {
namespace {

constexpr PageBounds kPages = {50, 1000};

template <typename Request>
absl::StatusOr<AskedPage> PageOf(const Records& records, const Request& request) {
  if (!request.register_().empty()) {
    absl::Status status = CheckAskedRecord<v1::Register>(records, "register", request.register_());
    if (!status.ok()) return status;
  }
  return AskedPageOf(request, kPages);
}

// Cuts what was read for a page, one more than it holds; answers with the last of it where
// there is another page.
template <typename Item>
const Item* CutTo(const AskedPage& page, std::vector<Item>* items) {
  if (items->size() <= static_cast<size_t>(page.size)) return nullptr;
  items->resize(page.size);
  return &items->back();
}

v1::DueReview DueReviewOf(const v1::Risk& risk, const Matrices& matrices,
                          const std::string& last_reviewed, absl::CivilDay day) {
  v1::DueReview due;
  due.set_risk(risk.name());
  due.set_reference(risk.reference());
  due.set_title(risk.title());
  due.set_owner_role(risk.owner_role());
  due.set_marking(risk.marking());
  due.set_last_reviewed(last_reviewed);
  if (const v1::Matrix* matrix = FindMatrix(matrices, risk.matrix())) {
    due.set_rating(RatingOf(*matrix, risk.current()));
    due.set_cycle_days(CycleOf(*matrix, risk.current()));
  }
  due.set_next_due(NextDue(last_reviewed, risk.effective_from(), due.cycle_days()));
  const auto by = ParseDay(due.next_due());
  if (by.ok() && *by < day) due.set_days_overdue(static_cast<int32_t>(day - *by));
  return due;
}

absl::StatusOr<v1::ListDueReviewsResponse> ListDueReviews(
    const Records& records, const v1::ListDueReviewsRequest& request) {
  auto page = PageOf(records, request);
  if (!page.ok()) return page.status();
  auto stances = ReadStancesByCycle(records, request.register_());
  if (!stances.ok()) return stances.status();
  const absl::CivilDay day = records.at().day;
  const absl::CivilDay by = request.within_days() == 0 ? day - 1 : day + request.within_days();
  auto names = ReadDue(records, *stances,
                       {request.register_(), by, page->after.after_name(), page->size + 1});
  if (!names.ok()) return names.status();
  v1::ListDueReviewsResponse response;
  const std::string* last = CutTo(*page, &*names);
  if (last != nullptr) response.set_next_page_token(TokenAfterName(*page, *last));
  auto risks = records.Named<v1::Risk>(*names);
  if (!risks.ok()) return risks.status();
  std::set<std::string> matrix_names;
  AddMatricesOf(*risks, &matrix_names);
  auto read = records.Named<v1::Matrix>({matrix_names.begin(), matrix_names.end()});
  if (!read.ok()) return read.status();
  const Matrices matrices = ByName(*std::move(read));
  auto reviewed = ReadLastReviews(records, *names);
  if (!reviewed.ok()) return reviewed.status();
  for (const v1::Risk& risk : *risks) {
    *response.add_due_reviews() = DueReviewOf(risk, matrices, (*reviewed)[risk.name()], day);
  }
  return response;
}

// The names of actions on a page, with the last day of their deadline.
absl::StatusOr<std::vector<std::pair<std::string, std::string>>> ReadOverdue(
    const Records& records, const std::string& only_register, const AskedPage& page) {
  const ResourceType& type = records.TypeOf<v1::Treatment>();
  const std::string parent =
      Concat(only_register.empty() ? records.parent() + "/registers/-" : only_register, "/risks/-");
  SqlPart query = {"SELECT k.deadline_last, k.name FROM (", {}};
  query.Add(RowsInForce(type, parent, records.at())).Add(") k JOIN ");
  query.Add(OpenRisksOf(records, only_register));
  query.Add(Concat(" r ON r.name = k.list_parent WHERE k.list_partnership = ? AND k.kind = ",
                   int{v1::TREATMENT_KIND_ACTION}, " AND k.completed = '' AND k.state NOT IN (",
                   int{v1::TREATMENT_STATE_DONE}, ", ", int{v1::TREATMENT_STATE_CANCELLED},
                   ") AND k.deadline_last < ?"),
            {records.parent(), FormatDay(records.at().day)});
  if (!page.after.after_name().empty()) {
    query.Add(" AND (k.deadline_last > ? OR (k.deadline_last = ? AND k.name > ?))",
              {page.after.after_text(), page.after.after_text(), page.after.after_name()});
  }
  query.Add(" ORDER BY k.deadline_last, k.name LIMIT ?", {int64_t{page.size} + 1});
  std::vector<std::pair<std::string, std::string>> found;
  absl::Status status = records.Query(query, [&found](const Row& row) {
    found.emplace_back(row.Text(0), row.Text(1));
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return found;
}

template <typename Record>
absl::StatusOr<std::map<std::string, Record>> ReadByName(const Records& records,
                                                         std::vector<std::string> names) {
  auto read = records.Named<Record>(std::move(names));
  if (!read.ok()) return read.status();
  std::map<std::string, Record> by_name;
  for (Record& record : *read) {
    std::string name = record.name();
    by_name.emplace(std::move(name), std::move(record));
  }
  return by_name;
}

absl::StatusOr<v1::ListOverdueTreatmentsResponse> ListOverdueTreatments(
    const Records& records, const v1::ListOverdueTreatmentsRequest& request) {
  auto page = PageOf(records, request);
  if (!page.ok()) return page.status();
  auto found = ReadOverdue(records, request.register_(), *page);
  if (!found.ok()) return found.status();
  v1::ListOverdueTreatmentsResponse response;
  if (const auto* last = CutTo(*page, &*found)) {
    ledger::v1::PageToken after;
    after.set_after_name(last->second);
    after.set_after_text(last->first);
    response.set_next_page_token(TokenOfNext(*page, std::move(after)));
  }
  std::vector<std::string> names, of;
  for (const auto& [day, name] : *found) {
    names.push_back(name);
    of.emplace_back(ResourceType::ParentOf(name));
  }
  auto treatments = ReadByName<v1::Treatment>(records, names);
  if (!treatments.ok()) return treatments.status();
  auto risks = ReadByName<v1::Risk>(records, of);
  if (!risks.ok()) return risks.status();
  for (const auto& [last_day, name] : *found) {
    const v1::Risk& risk = (*risks)[std::string(ResourceType::ParentOf(name))];
    v1::OverdueTreatment* row = response.add_overdue_treatments();
    row->set_risk_reference(risk.reference());
    row->set_risk_title(risk.title());
    const auto day = ParseDay(last_day);
    if (day.ok()) row->set_days(static_cast<int32_t>(records.at().day - *day));
    *row->mutable_treatment() = std::move((*treatments)[name]);
  }
  return response;
}

absl::StatusOr<v1::ListCellRisksResponse> ListCellRisks(const Records& records,
                                                        const v1::ListCellRisksRequest& request) {
  absl::Status status = CheckAskedRecord<v1::Matrix>(records, "matrix", request.matrix());
  if (!status.ok()) return status;
  auto page = PageOf(records, request);
  if (!page.ok()) return page.status();
  SqlPart query = {"SELECT k.name FROM ", {}};
  query.Add(OpenRisksOf(records, request.register_()));
  query.Add(
      " k WHERE k.matrix = ? AND k.current_likelihood = ? AND k.current_impact = ? AND k.name > ?"
      " ORDER BY k.name LIMIT ?",
      {request.matrix(), int64_t{request.likelihood()}, int64_t{request.impact()},
       page->after.after_name(), int64_t{page->size} + 1});
  auto names = records.Names(query);
  if (!names.ok()) return names.status();
  v1::ListCellRisksResponse response;
  const std::string* last = CutTo(*page, &*names);
  if (last != nullptr) response.set_next_page_token(TokenAfterName(*page, *last));
  auto risks = records.Named<v1::Risk>(*names);
  if (!risks.ok()) return risks.status();
  for (v1::Risk& risk : *risks) *response.add_risks() = std::move(risk);
  return response;
}

template <typename Request, typename Response>
void Bind(const Ledger& ledger, const char* method,
          absl::StatusOr<Response> (*list)(const Records&, const Request&), MethodTable* methods) {
  BindReport<Request, Response>(
      ledger, Concat("concordat.risk.v1.RiskLists.", method), ParentCheck::kReadable,
      [list](Connection& connection, const Ledger& of, const Request& request, const ReadAt& at) {
        return list(Records(connection, of.registry(), request.parent(), at), request);
      },
      methods);
}

}  // namespace

void BindRiskLists(const Ledger& ledger, MethodTable* methods) {
  Bind(ledger, "ListDueReviews", &ListDueReviews, methods);
  Bind(ledger, "ListOverdueTreatments", &ListOverdueTreatments, methods);
  Bind(ledger, "ListCellRisks", &ListCellRisks, methods);
}

}  // namespace concordat::risk
