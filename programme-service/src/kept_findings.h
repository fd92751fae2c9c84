// All findings of a partnership in little space, to be paged: as they are sent, with what
// pages ask of them beside. Or, where that is too much, those of the next pages.
#ifndef CONCORDAT_PROGRAMME_SERVICE_KEPT_FINDINGS_H_
#define CONCORDAT_PROGRAMME_SERVICE_KEPT_FINDINGS_H_

#include <cstddef>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "concordat/ledger/v1/finding.pb.h"
#include "concordat/programme/v1/findings.pb.h"
#include "programme-service/src/all_findings.h"

namespace concordat::programme {

class KeptFinding {
 public:
  // The rule must outlive it.
  KeptFinding(const ledger::v1::Finding& finding, const std::string& rule);

  const std::string& order_key() const { return order_key_; }
  std::string_view rule() const { return *rule_; }
  ledger::v1::Severity severity() const { return severity_; }
  ledger::v1::FindingState state() const { return state_; }
  ledger::v1::Finding Whole() const;
  // What it takes.
  size_t bytes() const;
  // The same, with its rule in another place.
  KeptFinding With(const std::string& rule) const;

 private:
  std::string order_key_;
  const std::string* rule_;
  ledger::v1::Severity severity_;
  ledger::v1::FindingState state_;
  std::string sent_;
};

class KeptFindings {
 public:
  // Lets go of each finding as it takes it.
  explicit KeptFindings(AllFindings all);
  // Of all findings those after an order key, as far as so many bytes go.
  KeptFindings(const KeptFindings& all, std::string_view after, size_t most_bytes);
  KeptFindings(const KeptFindings&) = delete;
  KeptFindings& operator=(const KeptFindings&) = delete;

  // By their order keys.
  const std::vector<KeptFinding>& findings() const { return findings_; }
  const std::vector<v1::SuppressedRule>& suppressed() const { return suppressed_; }
  // False where findings before or after these have been left out.
  bool is_whole() const { return after_.empty() && !is_cut_; }
  // There are more after these.
  bool is_cut() const { return is_cut_; }
  // True where the next finding after an order key is here, or there is none.
  bool Continue(std::string_view after) const;
  // Null where none of that id is here.
  const KeptFinding* Find(std::string_view finding_id) const;
  // What they take.
  size_t bytes() const { return bytes_; }

 private:
  const std::string& RuleOf(std::string_view rule);

  std::set<std::string, std::less<>> rules_;
  std::vector<KeptFinding> findings_;
  std::vector<v1::SuppressedRule> suppressed_;
  // They begin after this key.
  std::string after_;
  bool is_cut_ = false;
  size_t bytes_ = sizeof(KeptFindings);
};

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_KEPT_FINDINGS_H_
