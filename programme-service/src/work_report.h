// Pieces of work as a board reads them, each with its challenge, its open issues
// and its newest highlight report. Pure: from facts to messages.
#ifndef CONCORDAT_PROGRAMME_SERVICE_WORK_REPORT_H_
#define CONCORDAT_PROGRAMME_SERVICE_WORK_REPORT_H_

#include <string>
#include <string_view>
#include <vector>

#include "concordat/benefits/v1/report.pb.h"
#include "concordat/programme/v1/report.pb.h"
#include "programme-service/src/facts.h"
#include "programme-service/src/facts_index.h"

namespace concordat::programme {

class WorkReporter {
 public:
  // The reading and the positions must outlive it.
  WorkReporter(const Reading<Facts>& reading, const benefits::v1::BenefitsPosition& positions);

  // Empty where what may be told gives another one than all that is held.
  v1::StatusChallenge ChallengeOf(const std::string& work, type::v1::Rag reported) const;

  v1::ProjectStatus Report(const v1::Project& project) const;
  v1::LiveServiceStatus Report(const v1::LiveService& service) const;

  const Facts& facts() const { return told_.facts(); }

 private:
  template <typename Work, typename Status>
  void Fill(const Work& work, Status* status) const;

  const FactsIndex told_;
  // The index of all that is held; the same where nothing is left out.
  const FactsIndex all_;
  const bool narrowed_;
  const PositionIndex positions_;
};

// The partnership, the board and the work in its scope, with meetings, papers and
// councils. `board` may be null: all work.
v1::ProgrammeReport ComposeProgrammeReport(const WorkReporter& reporter, const v1::Board* board);

// Meetings up to the day, of the board where one is named, the newest first.
std::vector<const v1::Meeting*> MeetingsOf(const Facts& facts, std::string_view board);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_WORK_REPORT_H_
