// Pieces of work as a board reads them, each with its challenge, its open issues
// and its newest highlight report. Pure: from facts to messages.
#ifndef CONCORDAT_PROGRAMME_SERVICE_WORK_REPORT_H_
#define CONCORDAT_PROGRAMME_SERVICE_WORK_REPORT_H_

#include "common/service/reading.h"
#include "concordat/programme/v1/report.pb.h"
#include "programme-service/src/facts_index.h"

namespace concordat::programme {

// The most open issues of one piece of work that are listed.
inline constexpr int kMaxIssues = 50;

class WorkReporter {
 public:
  // The reading and the positions must outlive it.
  WorkReporter(const Reading<Facts>& reading, const benefits::v1::BenefitsPosition& positions);

  v1::ProjectStatus Report(const v1::Project& project) const;
  v1::LiveServiceStatus Report(const v1::LiveService& service) const;

  const Facts& facts() const { return told_.facts(); }
  const FactsIndex& index() const { return told_; }

 private:
  template <typename Work, typename Status>
  void Fill(const Work& work, Status* status) const;

  const FactsIndex told_;
  // The index of all that is held; the same where nothing is left out.
  const FactsIndex all_;
  const PositionIndex positions_;
};

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_WORK_REPORT_H_
