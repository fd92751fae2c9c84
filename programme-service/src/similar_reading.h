// Reads which works of a partnership are like one.
#ifndef CONCORDAT_PROGRAMME_SERVICE_SRC_SIMILAR_READING_H_
#define CONCORDAT_PROGRAMME_SERVICE_SRC_SIMILAR_READING_H_

#include <absl/status/statusor.h>

#include <string>

#include "common/ledger/records.h"
#include "concordat/programme/v1/similar.pb.h"

namespace concordat::programme {

struct SimilarQuestion {
  // A programme, project, service area, live service or action.
  std::string work;
  int most = 0;
  bool with_tags = true;
};

// NOT_FOUND where the work is not there as at the read.
absl::StatusOr<v1::ListSimilarWorksResponse> ReadSimilar(const Records& records,
                                                         const SimilarQuestion& question);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_SRC_SIMILAR_READING_H_
