#include "risk-service/src/findings.h"

#include "common/findings/finding_id.h"

namespace concordat::risk {

Findings FindInBooks(const RegisterBooks& books) {
  Findings findings;
  for (const RegisterBook& book : books.registers) {
    AddScoreFindings(books, book, &findings);
    AddRegisterFindings(book, &findings);
    AddTreatmentFindings(book, books.day, &findings);
  }
  IdentifyFindings(&findings);
  return findings;
}

}  // namespace concordat::risk
