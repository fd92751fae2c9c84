// Puts a finding together, a record and a fact at a time.
#ifndef CONCORDAT_COMMON_FINDINGS_FINDING_DRAFT_H_
#define CONCORDAT_COMMON_FINDINGS_FINDING_DRAFT_H_

#include <algorithm>
#include <string>
#include <utility>

#include "concordat/ledger/v1/finding.pb.h"

namespace concordat {

class FindingDraft {
 public:
  FindingDraft(std::string rule, concordat::ledger::v1::Severity severity, std::string summary) {
    finding_.set_rule(std::move(rule));
    finding_.set_severity(severity);
    finding_.set_summary(std::move(summary));
  }

  // A record that takes part; the finding is marked as its strictest record is.
  template <typename Record>
  FindingDraft& Involve(const Record& record) {
    finding_.add_records(record.name());
    std::ranges::sort(*finding_.mutable_records());
    finding_.set_marking(std::max(finding_.marking(), record.marking()));
    return *this;
  }

  // A figure that a record states, with where it states it.
  template <typename Record>
  FindingDraft& Stated(const Record& record, std::string label, std::string value) {
    concordat::ledger::v1::FindingFact* fact = Computed(record, std::move(label), std::move(value));
    if (record.has_source()) *fact->mutable_source() = record.source();
    return *this;
  }

  // A figure that is computed from a record.
  template <typename Record>
  concordat::ledger::v1::FindingFact* Computed(const Record& record, std::string label,
                                               std::string value) {
    concordat::ledger::v1::FindingFact* fact = finding_.add_facts();
    fact->set_record(record.name());
    fact->set_label(std::move(label));
    fact->set_value(std::move(value));
    return fact;
  }

  concordat::ledger::v1::Finding* operator->() { return &finding_; }
  concordat::ledger::v1::Finding Take() { return std::move(finding_); }

 private:
  concordat::ledger::v1::Finding finding_;
};

}  // namespace concordat

#endif  // CONCORDAT_COMMON_FINDINGS_FINDING_DRAFT_H_
