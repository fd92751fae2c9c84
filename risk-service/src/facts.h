// Registers with all that belongs to them, as reports and findings read them.
#ifndef CONCORDAT_RISK_SERVICE_FACTS_H_
#define CONCORDAT_RISK_SERVICE_FACTS_H_

#include <absl/status/statusor.h>

#include <map>
#include <string>
#include <vector>

#include "common/findings/finding_scope.h"
#include "common/ledger/ledger.h"
#include "common/ledger/temporal_store.h"
#include "concordat/risk/v1/matrix.pb.h"
#include "concordat/risk/v1/register.pb.h"
#include "concordat/risk/v1/risk.pb.h"
#include "concordat/risk/v1/treatment.pb.h"

namespace concordat::risk {

// Records of a partnership, live on one day.
struct Records {
  std::vector<v1::Matrix> matrices;
  std::vector<v1::Register> registers;
  std::vector<v1::Risk> risks;
  std::vector<v1::Treatment> treatments;
};

// One register with its risks in the order of their references, and the
// treatments of each risk in the order of their names.
struct RegisterBook {
  v1::Register record;
  std::vector<v1::Risk> risks;
  std::map<std::string, std::vector<v1::Treatment>> treatments;
};

struct RegisterBooks {
  absl::CivilDay day;
  // By name.
  std::map<std::string, v1::Matrix> matrices;
  // In the order of their names.
  std::vector<RegisterBook> registers;

  // nullptr for no name, and for a matrix that is not there on the day.
  const v1::Matrix* FindMatrix(const std::string& name) const;
};

// Puts every record in its book.
RegisterBooks MakeBooks(Records records);

// Reads the books of a partnership.
absl::StatusOr<RegisterBooks> ReadBooks(Connection& connection, const Ledger& ledger,
                                        const std::string& parent, const ReadAt& at);

// Reads the book of one register alone.
absl::StatusOr<RegisterBooks> ReadBook(Connection& connection, const Ledger& ledger,
                                       const std::string& register_name, const ReadAt& at);

// What the register of each record is kept for, by name.
std::map<std::string, std::string> SubjectByRecord(const RegisterBooks& books);

// Leaves only registers that are kept for something in the scope.
void Narrow(const Scope& scope, RegisterBooks* books);

// True for a risk that can still happen: it counts in totals and on the map.
bool IsOpen(const v1::Risk& risk);

}  // namespace concordat::risk

#endif  // CONCORDAT_RISK_SERVICE_FACTS_H_
