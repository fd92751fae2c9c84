// How a service tells its peers in which sections of papers its records stand.
#ifndef CONCORDAT_COMMON_SERVICE_SECTIONS_METHOD_H_
#define CONCORDAT_COMMON_SERVICE_SECTIONS_METHOD_H_

#include <string>
#include <vector>

#include "common/ledger/ledger.h"
#include "common/resource/resource_type.h"
#include "common/rpc/method_table.h"

namespace concordat {

// The types of a registry whose records say where in a paper of a partnership they stand.
std::vector<const ResourceType*> TypesWithSections(const Registry& registry);

// SQL over an alias: whether its section has a number in a chapter, that chapter, and the
// number: `16`, 11 of `16.11`, `16.11.2` and `16.11, Costs`.
std::string HasNumber(std::string_view alias);
std::string ChapterOf(std::string_view alias);
std::string NumberOf(std::string_view alias);

// Binds Sections.FindSections. The ledger must outlive the table.
void BindSections(const Ledger& ledger, MethodTable* methods);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_SERVICE_SECTIONS_METHOD_H_
