// What a risk says, so that it can be told whether it still says that. Pure.
#ifndef CONCORDAT_RISK_SERVICE_RISK_DIGEST_H_
#define CONCORDAT_RISK_SERVICE_RISK_DIGEST_H_

#include <string>

#include "common/base/digest.h"
#include "concordat/risk/v1/risk.pb.h"

namespace concordat::risk {

// SHA-256 over all that is written in a risk, without what the ledger keeps beside it.
inline std::string RiskDigest(v1::Risk risk) {
  risk.clear_uid();
  risk.clear_etag();
  risk.clear_create_time();
  risk.clear_update_time();
  risk.clear_delete_time();
  risk.clear_effective_from();
  return Sha256Hex(SerializeDeterministically(risk));
}

}  // namespace concordat::risk

#endif  // CONCORDAT_RISK_SERVICE_RISK_DIGEST_H_
