#include "gateway/src/board_pack/repeats.h"

#include <absl/strings/ascii.h>
#include <absl/strings/str_join.h>

#include <set>

#include "common/base/text.h"

namespace concordat::gateway {
namespace {

// As many titles as a sentence bears before it.
constexpr size_t kTitles = 3;

bool IsWordAt(std::string_view text, size_t at) {
  return at < text.size() && absl::ascii_isalnum(static_cast<unsigned char>(text[at]));
}

// Whether the text names it, in capitals or not, as words of its own: `ICT` does not name
// `CT`.
bool Names(std::string_view sentence, std::string_view name) {
  const std::string text = absl::AsciiStrToLower(ToAbsl(sentence));
  const std::string title = absl::AsciiStrToLower(ToAbsl(name));
  for (size_t at = text.find(title); at != std::string::npos; at = text.find(title, at + 1)) {
    if ((at == 0 || !IsWordAt(text, at - 1)) && !IsWordAt(text, at + title.size())) return true;
  }
  return false;
}

}  // namespace

Repeats::Repeats(const v1::BoardPack& pack) {
  for (const Finding& finding : pack.findings()) by_id_[finding.finding_id()] = &finding;
  for (const Finding& finding : pack.findings()) {
    const Finding* first = FirstOf(finding);
    if (first == &finding) {
      first_.push_back(first);
    } else {
      repeats_[first].push_back(&finding);
    }
  }
}

std::vector<const Repeats::Finding*> Repeats::Of(const Finding& first) const {
  const auto found = repeats_.find(&first);
  return found == repeats_.end() ? std::vector<const Finding*>() : found->second;
}

// Findings that follow from one another in a ring stand for themselves.
const Repeats::Finding* Repeats::FirstOf(const Finding& finding) const {
  std::set<const Finding*> seen;
  const Finding* first = &finding;
  while (seen.insert(first).second) {
    const auto cause = by_id_.find(first->repeats());
    if (first->repeats().empty() || cause == by_id_.end()) return first;
    first = cause->second;
  }
  return &finding;
}

std::string NamedSummary(const ledger::v1::Finding& finding) {
  std::vector<std::string> titles;
  for (const ledger::v1::FindingWork& work : finding.works()) {
    if (!work.title().empty() && !Names(finding.summary(), work.title())) {
      titles.push_back(work.title());
    }
  }
  if (titles.empty()) return finding.summary();
  const size_t more = titles.size() > kTitles ? titles.size() - kTitles : 0;
  titles.resize(titles.size() - more);
  return Concat(absl::StrJoin(titles, ", "), more > 0 ? Concat(" and ", more, " more") : "", ": ",
                finding.summary());
}

}  // namespace concordat::gateway
