#include "benefits-service/src/funnel_report.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "benefits-service/src/funnel_reading.h"
#include "common/ledger/asked_page.h"
#include "common/ledger/exempt.h"
#include "concordat/benefits/v1/share.pb.h"

namespace concordat::benefits {
namespace {

constexpr PageBounds kPages = {100, 500};

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
  auto page = AskedPageOf(request, kPages);
  if (!page.ok()) return page.status();
  auto keys = ReadFunnelKeys(records, question, page->after.after_name(),
                             request.page_token().empty(), page->size + 1);
  if (!keys.ok()) return keys.status();
  v1::Funnel funnel;
  if (keys->size() > static_cast<size_t>(page->size)) {
    keys->resize(page->size);
    funnel.set_next_page_token(TokenAfterName(*page, keys->back()));
  }
  if (keys->empty()) return funnel;
  absl::Status status = AddGroups(records, question, *keys, &funnel);
  if (!status.ok()) return status;
  return funnel;
}

}  // namespace concordat::benefits
