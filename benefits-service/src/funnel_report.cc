#include "benefits-service/src/funnel_report.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "benefits-service/src/funnel_reading.h"
#include "common/ledger/exempt.h"
#include "common/ledger/page_token.h"
#include "concordat/benefits/v1/share.pb.h"

namespace concordat::benefits {
namespace {

constexpr int kDefaultPage = 100;

uint64_t FingerprintOf(v1::GetFunnelRequest request) {
  request.clear_page_token();
  request.clear_page_size();
  return RequestFingerprint(request.ShortDebugString());
}

absl::StatusOr<std::set<std::string>> HiddenAmong(const Records& records,
                                                  const std::vector<std::string>& keys) {
  if (!records.at().public_only) return std::set<std::string>();
  auto hidden = ExemptAmong(records.connection(), records.TypeOf<v1::Share>(),
                            {keys.begin(), keys.end()}, records.at().day);
  if (hidden.ok() && records.at().exempt_elsewhere != nullptr) {
    hidden->insert(records.at().exempt_elsewhere->begin(), records.at().exempt_elsewhere->end());
  }
  return hidden;
}

// Only groups that are also true of all records are told to who may not see what is exempt.
absl::Status AddGroups(const Records& records, const FunnelQuestion& question,
                       const std::vector<std::string>& keys, v1::Funnel* funnel) {
  const auto hidden = HiddenAmong(records, keys);
  if (!hidden.ok()) return hidden.status();
  auto told = ReadFunnelSums(records, question, keys);
  if (!told.ok()) return told.status();
  const bool is_narrowed = records.at().public_only;
  auto all = is_narrowed ? ReadFunnelSums(records.OfAll(), question, keys) : told;
  if (!all.ok()) return all.status();
  for (const std::string& key : keys) {
    if (hidden->contains(key)) continue;
    auto group = ComposeFunnel(key, (*told)[key]);
    if (!group.ok()) return group.status();
    if (is_narrowed) {
      const auto whole = ComposeFunnel(key, (*all)[key]);
      if (!whole.ok() || whole->SerializeAsString() != group->SerializeAsString()) continue;
    }
    *funnel->add_groups() = *std::move(group);
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::Funnel> TellFunnel(const Records& records, const v1::GetFunnelRequest& request) {
  const FunnelQuestion question = {request.by(), request.subject()};
  const int most = request.page_size() == 0 ? kDefaultPage : request.page_size();
  const bool is_first = request.page_token().empty();
  std::string after;
  if (!is_first) {
    auto token = DecodePageToken(request.page_token(), FingerprintOf(request));
    if (!token.ok()) return token.status();
    after = token->after_name();
  }
  auto keys = ReadFunnelKeys(records, question, after, is_first, most + 1);
  if (!keys.ok()) return keys.status();
  v1::Funnel funnel;
  if (keys->size() > static_cast<size_t>(most)) {
    keys->resize(most);
    ledger::v1::PageToken token;
    token.set_fingerprint(FingerprintOf(request));
    token.set_after_name(keys->back());
    funnel.set_next_page_token(EncodePageToken(token));
  }
  if (keys->empty()) return funnel;
  absl::Status status = AddGroups(records, question, *keys, &funnel);
  if (!status.ok()) return status;
  return funnel;
}

}  // namespace concordat::benefits
