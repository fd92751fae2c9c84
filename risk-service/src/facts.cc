#include "risk-service/src/facts.h"

#include <algorithm>
#include <utility>

#include "common/base/natural_order.h"
#include "common/base/text.h"

namespace concordat::risk {
namespace {

bool InOrder(const v1::Risk& a, const v1::Risk& b) {
  if (a.reference() != b.reference()) return NaturallyBefore(a.reference(), b.reference());
  return NaturallyBefore(a.name(), b.name());
}

// Reads all of one type below a parent into `*all`.
template <typename Resource>
absl::Status ReadInto(Connection& connection, const Ledger& ledger, const std::string& parent,
                      const ReadAt& at, std::vector<Resource>* all) {
  auto read = ReadAll<Resource>(connection, ledger.registry().TypeOf<Resource>(), parent, at);
  if (!read.ok()) return read.status();
  *all = *std::move(read);
  return absl::OkStatus();
}

}  // namespace

const v1::Matrix* RegisterBooks::FindMatrix(const std::string& name) const {
  const auto found = matrices.find(name);
  return found == matrices.end() ? nullptr : &found->second;
}

bool IsOpen(const v1::Risk& risk) {
  return risk.state() == v1::RISK_STATE_UNSPECIFIED || risk.state() == v1::RISK_STATE_OPEN;
}

void Narrow(const Scope& scope, RegisterBooks* books) {
  if (scope.everything()) return;
  std::erase_if(books->registers,
                [&scope](const RegisterBook& book) { return !scope.Holds(book.record.subject()); });
}

RegisterBooks MakeBooks(Records records) {
  RegisterBooks books;
  for (v1::Matrix& matrix : records.matrices) {
    std::string name = matrix.name();
    books.matrices.emplace(std::move(name), std::move(matrix));
  }
  std::ranges::sort(records.registers, {}, [](const v1::Register& r) { return r.name(); });
  std::map<std::string_view, RegisterBook*> by_name;
  books.registers.resize(records.registers.size());
  for (size_t i = 0; i < records.registers.size(); ++i) {
    books.registers[i].record = std::move(records.registers[i]);
    by_name[books.registers[i].record.name()] = &books.registers[i];
  }
  std::ranges::sort(records.risks, InOrder);
  for (v1::Risk& risk : records.risks) {
    const auto book = by_name.find(ResourceType::ParentOf(risk.name()));
    if (book != by_name.end()) book->second->risks.push_back(std::move(risk));
  }
  std::ranges::sort(records.treatments, NaturallyBefore,
                    [](const v1::Treatment& t) -> std::string_view { return t.name(); });
  for (v1::Treatment& treatment : records.treatments) {
    const std::string risk(ResourceType::ParentOf(treatment.name()));
    const auto book = by_name.find(ResourceType::ParentOf(risk));
    if (book != by_name.end()) book->second->treatments[risk].push_back(std::move(treatment));
  }
  return books;
}

absl::StatusOr<RegisterBooks> ReadBooks(Connection& connection, const Ledger& ledger,
                                        const std::string& parent, const std::string& only,
                                        const ReadAt& at) {
  Records records;
  const std::string registers = only.empty() ? parent + "/registers/-" : only;
  absl::Status status = ReadInto(connection, ledger, parent, at, &records.matrices);
  if (status.ok()) status = ReadInto(connection, ledger, parent, at, &records.registers);
  if (status.ok()) status = ReadInto(connection, ledger, registers, at, &records.risks);
  if (status.ok()) {
    status = ReadInto(connection, ledger, registers + "/risks/-", at, &records.treatments);
  }
  if (!status.ok()) return status;
  if (!only.empty()) {
    std::erase_if(records.registers, [&only](const v1::Register& r) { return r.name() != only; });
  }
  return MakeBooks(std::move(records));
}

}  // namespace concordat::risk
