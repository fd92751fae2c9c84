// The project or live service that a record comes from.
#ifndef CONCORDAT_BENEFITS_SERVICE_WORK_H_
#define CONCORDAT_BENEFITS_SERVICE_WORK_H_

#include <string>
#include <string_view>

#include "common/base/text.h"

namespace concordat::benefits {

// Empty without one.
template <typename Record>
const std::string& WorkOf(const Record& record) {
  return record.project().empty() ? record.live_service() : record.project();
}

// The same as SQL over the alias of a row.
inline std::string WorkIn(std::string_view alias) {
  return Concat("IF(", alias, ".project = '', ", alias, ".live_service, ", alias, ".project)");
}

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_WORK_H_
