// Errors of an import in the words of whoever wrote the file.
#ifndef CONCORDAT_GATEWAY_IMPORTS_IMPORT_ERRORS_H_
#define CONCORDAT_GATEWAY_IMPORTS_IMPORT_ERRORS_H_

#include <absl/status/status.h>

#include <vector>

#include "gateway/src/imports/import_reader.h"

namespace concordat::gateway {

// A service names `rows[2].lines[1].amount_pence`; the answer names `line 5, column
// lines.amountPence`: the line that says it, and the column as the header has it.
absl::Status InTermsOfFile(const absl::Status& status, const ImportedFile& file);

// INVALID_ARGUMENT for what could not be read, with what a service said of the rest in
// the same terms, line by line.
absl::Status WithWhatWasSaid(std::vector<FieldViolation> unread, const absl::Status& said);

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_IMPORTS_IMPORT_ERRORS_H_
