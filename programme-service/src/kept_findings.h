// All findings of a partnership in little space, to be paged: as they are sent, with what
// pages ask of them beside.
#ifndef CONCORDAT_PROGRAMME_SERVICE_KEPT_FINDINGS_H_
#define CONCORDAT_PROGRAMME_SERVICE_KEPT_FINDINGS_H_

#include <cstddef>
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
  KeptFindings(const KeptFindings&) = delete;
  KeptFindings& operator=(const KeptFindings&) = delete;

  // By their order keys.
  const std::vector<KeptFinding>& findings() const { return findings_; }
  const std::vector<v1::SuppressedRule>& suppressed() const { return suppressed_; }
  // Null without one of that id.
  const KeptFinding* Find(std::string_view finding_id) const;
  // What they take.
  size_t bytes() const { return bytes_; }

 private:
  std::set<std::string> rules_;
  std::vector<KeptFinding> findings_;
  std::vector<v1::SuppressedRule> suppressed_;
  size_t bytes_ = sizeof(KeptFindings);
};

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_KEPT_FINDINGS_H_
