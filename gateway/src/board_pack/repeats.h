// Which findings of a pack follow from another that it lists.
#ifndef CONCORDAT_GATEWAY_BOARD_PACK_REPEATS_H_
#define CONCORDAT_GATEWAY_BOARD_PACK_REPEATS_H_

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "concordat/gateway/v1/board_pack.pb.h"

namespace concordat::gateway {

class Repeats {
 public:
  using Finding = ledger::v1::Finding;

  // The pack must outlive it.
  explicit Repeats(const v1::BoardPack& pack);

  // Those that follow from none that is listed, in the order of the pack.
  const std::vector<const Finding*>& first() const { return first_; }

  // Those that follow from one of the first, by way of others too.
  std::vector<const Finding*> Of(const Finding& first) const;

 private:
  const Finding* FirstOf(const Finding& finding) const;

  std::map<std::string_view, const Finding*> by_id_;
  std::vector<const Finding*> first_;
  std::map<const Finding*, std::vector<const Finding*>> repeats_;
};

// Its sentence, with the titles of the works that it is of before it unless it has them.
std::string NamedSummary(const ledger::v1::Finding& finding);

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_BOARD_PACK_REPEATS_H_
