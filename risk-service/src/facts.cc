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

// Reads all that belongs to the registers, which `registers` names.
absl::StatusOr<RegisterBooks> ReadBelow(Connection& connection, const Ledger& ledger,
                                        const std::string& parent, const std::string& registers,
                                        const ReadAt& at, Records records) {
  absl::Status status = ReadInto(connection, ledger, parent, at, &records.matrices);
  if (status.ok()) status = ReadInto(connection, ledger, registers, at, &records.risks);
  if (status.ok()) {
    status = ReadInto(connection, ledger, registers + "/risks/-", at, &records.treatments);
  }
  if (!status.ok()) return status;
  RegisterBooks books = MakeBooks(std::move(records));
  books.day = at.day;
  return books;
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

std::map<std::string, std::string> SubjectByRecord(const RegisterBooks& books) {
  std::map<std::string, std::string> subjects;
  for (const RegisterBook& book : books.registers) {
    const std::string& subject = book.record.subject();
    subjects[book.record.name()] = subject;
    for (const v1::Risk& risk : book.risks) subjects[risk.name()] = subject;
    for (const auto& [risk, treatments] : book.treatments) {
      for (const v1::Treatment& treatment : treatments) subjects[treatment.name()] = subject;
    }
  }
  return subjects;
}

absl::StatusOr<RegisterBooks> ReadBooks(Connection& connection, const Ledger& ledger,
                                        const std::string& parent, const ReadAt& at) {
  Records records;
  absl::Status status = ReadInto(connection, ledger, parent, at, &records.registers);
  if (!status.ok()) return status;
  return ReadBelow(connection, ledger, parent, parent + "/registers/-", at, std::move(records));
}

absl::StatusOr<RegisterBooks> ReadBook(Connection& connection, const Ledger& ledger,
                                       const std::string& register_name, const ReadAt& at) {
  Records records;
  auto record = ReadOne(connection, ledger.registry().TypeOf<v1::Register>(), register_name, at);
  if (record.ok()) {
    records.registers.push_back(static_cast<const v1::Register&>(**record));
  } else if (!absl::IsNotFound(record.status())) {
    return record.status();
  }
  return ReadBelow(connection, ledger, std::string(ResourceType::ParentOf(register_name)),
                   register_name, at, std::move(records));
}

}  // namespace concordat::risk
