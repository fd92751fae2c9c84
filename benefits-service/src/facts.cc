#include "benefits-service/src/facts.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace concordat::benefits {
namespace {

class FactsReader {
 public:
  FactsReader(Connection& connection, const Ledger& ledger, std::string parent, const ReadAt& at)
      : connection_(connection), ledger_(ledger), parent_(std::move(parent)), at_(at) {}

  template <typename Record>
  absl::Status Read(std::vector<Record>* records, std::string_view below = "") {
    auto read = ReadAll<Record>(connection_, ledger_.registry().TypeOf<Record>(),
                                parent_ + std::string(below), at_);
    if (!read.ok()) return read.status();
    *records = *std::move(read);
    return absl::OkStatus();
  }

  template <typename Record>
  absl::Status ReadInOrder(std::vector<Record>* records) {
    absl::Status status = Read(records);
    std::ranges::sort(*records, [](const Record& a, const Record& b) {
      return std::make_tuple(a.position(), a.name()) < std::make_tuple(b.position(), b.name());
    });
    return status;
  }

 private:
  Connection& connection_;
  const Ledger& ledger_;
  const std::string parent_;
  const ReadAt at_;
};

// Children by the names of their parents.
template <typename Record>
std::map<std::string, std::vector<Record>> ByParent(std::vector<Record> records) {
  std::map<std::string, std::vector<Record>> by_parent;
  for (Record& record : records) {
    std::string parent(ResourceType::ParentOf(record.name()));
    by_parent[std::move(parent)].push_back(std::move(record));
  }
  return by_parent;
}

}  // namespace

absl::StatusOr<Facts> ReadFacts(Connection& connection, const Ledger& ledger,
                                const std::string& parent, const ReadAt& at) {
  FactsReader reader(connection, ledger, parent, at);
  Facts facts;
  facts.day = at.day;
  std::vector<v1::Benefit> benefits;
  std::vector<v1::Share> shares;
  std::vector<v1::Measure> measures;
  std::vector<v1::MeasureReturn> returns;
  absl::Status status = reader.ReadInOrder(&benefits);
  if (status.ok()) status = reader.Read(&shares, "/benefits/-");
  if (status.ok()) status = reader.ReadInOrder(&measures);
  if (status.ok()) status = reader.Read(&returns, "/measures/-");
  if (status.ok()) status = reader.ReadInOrder(&facts.results);
  if (status.ok()) status = reader.ReadInOrder(&facts.reviews);
  if (status.ok()) status = reader.Read(&facts.figures);
  if (!status.ok()) return status;
  auto shares_of = ByParent(std::move(shares));
  for (v1::Benefit& benefit : benefits) {
    auto own = std::move(shares_of[benefit.name()]);
    facts.benefits.push_back({std::move(benefit), std::move(own)});
  }
  auto returns_of = ByParent(std::move(returns));
  for (v1::Measure& measure : measures) {
    auto own = std::move(returns_of[measure.name()]);
    facts.measures.push_back({std::move(measure), std::move(own)});
  }
  return facts;
}

void Narrow(const Scope& scope, Facts* facts) {
  if (scope.everything()) return;
  const auto outside = [&scope](const auto& record) { return !scope.Holds(WorkOf(record)); };
  std::erase_if(facts->benefits, [&](const BenefitFacts& held) { return outside(held.benefit); });
  std::erase_if(facts->measures, [&](const MeasureFacts& held) { return outside(held.measure); });
  std::erase_if(facts->results, outside);
  std::erase_if(facts->reviews, outside);
  std::erase_if(facts->figures, outside);
}

std::map<std::string, std::string> WorkByRecord(const Facts& facts) {
  std::map<std::string, std::string> works;
  for (const BenefitFacts& held : facts.benefits) {
    works[held.benefit.name()] = WorkOf(held.benefit);
    for (const v1::Share& share : held.shares) works[share.name()] = WorkOf(held.benefit);
  }
  for (const MeasureFacts& held : facts.measures) {
    works[held.measure.name()] = WorkOf(held.measure);
    for (const auto& given : held.returns) works[given.name()] = WorkOf(held.measure);
  }
  for (const auto& result : facts.results) works[result.name()] = WorkOf(result);
  for (const auto& review : facts.reviews) works[review.name()] = WorkOf(review);
  for (const auto& figure : facts.figures) works[figure.name()] = WorkOf(figure);
  return works;
}

}  // namespace concordat::benefits
