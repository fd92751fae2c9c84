// For tests: a service of shares, a resource with a list of messages.
#ifndef CONCORDAT_TESTS_SUPPORT_SHARES_TESTING_H_
#define CONCORDAT_TESTS_SUPPORT_SHARES_TESTING_H_

#include <string>
#include <vector>

#include "concordat/benefits/v1/share_service.pb.h"
#include "tests/support/resource_testing.h"

namespace concordat::test {

inline constexpr char kBenefit[] = "partnerships/p/benefits/b";

class SharesTest : public ResourcesTest {
 protected:
  using Share = benefits::v1::Share;

  SharesTest() : ResourcesTest("benefits", {Keep<Share>()}) {}

  // One line of 2010-11 for each amount, each with another quarter.
  static Share ShareOf(const std::vector<int64_t>& pence) {
    Share share;
    for (const int64_t amount : pence) {
      auto* line = share.add_lines();
      line->set_financial_year("2010-11");
      line->set_quarter(share.lines_size() % 5);
      line->set_kind(benefits::v1::ShareLine::KIND_BUDGET);
      line->set_amount_pence(amount);
    }
    return share;
  }

  absl::StatusOr<Share> Create(const std::string& id, const std::string& day, const Share& share) {
    benefits::v1::CreateShareRequest request;
    request.set_parent(kBenefit);
    request.set_share_id(id);
    *request.mutable_share() = share;
    request.set_effective_date(day);
    return CallMethod<Share>("Shares.CreateShare", request);
  }

  absl::StatusOr<Share> Update(const std::string& id, const std::string& day,
                               const std::string& path, Share share) {
    benefits::v1::UpdateShareRequest request;
    share.set_name(NameOf(id));
    *request.mutable_share() = std::move(share);
    request.mutable_update_mask()->add_paths(path);
    request.set_effective_date(day);
    return CallMethod<Share>("Shares.UpdateShare", request);
  }

  absl::StatusOr<Share> Delete(const std::string& id, const std::string& day) {
    benefits::v1::DeleteShareRequest request;
    request.set_name(NameOf(id));
    request.set_effective_date(day);
    return CallMethod<Share>("Shares.DeleteShare", request);
  }

  absl::StatusOr<Share> Undelete(const std::string& id, const std::string& day) {
    benefits::v1::UndeleteShareRequest request;
    request.set_name(NameOf(id));
    request.set_effective_date(day);
    return CallMethod<Share>("Shares.UndeleteShare", request);
  }

  absl::StatusOr<Share> Get(const std::string& id, const std::string& day) {
    benefits::v1::GetShareRequest request;
    request.set_name(NameOf(id));
    request.set_as_at(day);
    return CallMethod<Share>("Shares.GetShare", request);
  }

  absl::StatusOr<benefits::v1::ListSharesResponse> List(
      const benefits::v1::ListSharesRequest& asked) {
    benefits::v1::ListSharesRequest request = asked;
    request.set_parent(kBenefit);
    return CallMethod<benefits::v1::ListSharesResponse>("Shares.ListShares", request);
  }

  static std::string NameOf(const std::string& id) { return Concat(kBenefit, "/shares/", id); }
};

}  // namespace concordat::test

#endif  // CONCORDAT_TESTS_SUPPORT_SHARES_TESTING_H_
