#include "risk-service/src/facts.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "common/base/natural_order.h"
#include "common/resource/resource_type.h"

namespace concordat::risk {

Matrices ByName(std::vector<v1::Matrix> matrices) {
  Matrices by_name;
  for (v1::Matrix& matrix : matrices) {
    std::string name = matrix.name();
    by_name.emplace(std::move(name), std::move(matrix));
  }
  return by_name;
}

const v1::Matrix* FindMatrix(const Matrices& matrices, const std::string& name) {
  const auto found = matrices.find(name);
  return found == matrices.end() ? nullptr : &found->second;
}

bool InOrder(const v1::Risk& a, const v1::Risk& b) {
  if (a.reference() != b.reference()) return NaturallyBefore(a.reference(), b.reference());
  return NaturallyBefore(a.name(), b.name());
}

bool IsOpen(const v1::Risk& risk) {
  return risk.state() == v1::RISK_STATE_UNSPECIFIED || risk.state() == v1::RISK_STATE_OPEN;
}

bool IsPlanned(const v1::Treatment& treatment) {
  return treatment.kind() == v1::TREATMENT_KIND_ACTION && treatment.completed().empty() &&
         treatment.state() != v1::TREATMENT_STATE_DONE &&
         treatment.state() != v1::TREATMENT_STATE_CANCELLED;
}

std::vector<RegisterBook> MakeBooks(std::vector<v1::Register> registers,
                                    std::vector<v1::Risk> risks,
                                    std::vector<v1::Treatment> treatments) {
  std::ranges::sort(registers, {}, [](const v1::Register& record) { return record.name(); });
  std::vector<RegisterBook> books(registers.size());
  std::map<std::string, RegisterBook*, std::less<>> by_name;
  for (size_t i = 0; i < registers.size(); ++i) {
    books[i].record = std::move(registers[i]);
    by_name[books[i].record.name()] = &books[i];
  }
  std::ranges::sort(risks, InOrder);
  for (v1::Risk& risk : risks) {
    const auto book = by_name.find(ResourceType::ParentOf(risk.name()));
    if (book != by_name.end()) book->second->risks.push_back(std::move(risk));
  }
  std::ranges::sort(treatments, NaturallyBefore,
                    [](const v1::Treatment& t) -> std::string_view { return t.name(); });
  for (v1::Treatment& treatment : treatments) {
    std::string risk(ResourceType::ParentOf(treatment.name()));
    const auto book = by_name.find(ResourceType::ParentOf(risk));
    if (book == by_name.end()) continue;
    book->second->treatments[std::move(risk)].push_back(std::move(treatment));
  }
  return books;
}

}  // namespace concordat::risk
