// What the rules on shares look into, made of shares as they come.
#ifndef CONCORDAT_BENEFITS_SERVICE_SHARE_CANDIDATES_H_
#define CONCORDAT_BENEFITS_SERVICE_SHARE_CANDIDATES_H_

#include <absl/status/status.h>

#include <string>
#include <vector>

#include "benefits-service/src/facts.h"
#include "benefits-service/src/share_reading.h"
#include "benefits-service/src/tables.h"

namespace concordat::benefits {

class ShareCandidates {
 public:
  // The records must outlive it.
  explicit ShareCandidates(const Records& records) : records_(records) {}

  // Shares come benefit by benefit.
  void Add(const ShareOutline& share);

  // Adds benefits whose shares may hold the same money twice, with all of their lines; of
  // others the shares with an actual that may be none yet, with these lines alone.
  absl::Status Read(Facts* facts);

 private:
  void CloseBenefit();

  const Records& records_;
  // Of the benefit that comes.
  std::vector<ShareOutline> open_;
  // Names of benefits, and of shares.
  std::vector<std::string> may_overlap_;
  std::vector<std::string> may_lack_;
};

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_SHARE_CANDIDATES_H_
