// Pages of operations, which services make and the gateway merges.
#ifndef CONCORDAT_COMMON_OPERATIONS_OPERATION_PAGES_H_
#define CONCORDAT_COMMON_OPERATIONS_OPERATION_PAGES_H_

#include <cstdint>
#include <string>
#include <utility>

#include "common/ledger/asked_page.h"

namespace concordat {

inline constexpr PageBounds kOperationPages = {20, 100};

// The token of the page after the operation of that name, made at `created`, in microseconds
// since 1970.
inline std::string TokenAfterOperation(const AskedPage& page, const std::string& name,
                                       int64_t created) {
  ledger::v1::PageToken after;
  after.set_after_name(name);
  after.set_after_number(created);
  return TokenOfNext(page, std::move(after));
}

}  // namespace concordat

#endif  // CONCORDAT_COMMON_OPERATIONS_OPERATION_PAGES_H_
