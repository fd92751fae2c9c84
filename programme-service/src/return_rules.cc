#include "programme-service/src/return_rules.h"

#include <absl/strings/ascii.h>

#include "common/base/date.h"
#include "common/base/errors.h"
#include "common/base/text.h"

namespace concordat::programme {
namespace {

absl::Status NotNow(const char* reason, const std::string& what) {
  return ErrorWithReason(absl::StatusCode::kFailedPrecondition, reason, what);
}

// `open` of STATE_OPEN.
std::string Word(const std::string& enum_name) {
  std::string word = enum_name.substr(std::string("STATE_").size());
  for (char& letter : word) letter = letter == '_' ? ' ' : absl::ascii_tolower(letter);
  return word;
}

absl::Status Expect(v1::ReportingPeriod::State state, const v1::ReportingPeriod& period) {
  if (period.state() == state) return absl::OkStatus();
  return NotNow("PERIOD_NOT_THERE_YET",
                Concat("the period is ", Word(v1::ReportingPeriod::State_Name(period.state())),
                       ", not ", Word(v1::ReportingPeriod::State_Name(state))));
}

absl::Status Unexpected(const v1::Return& held, const char* step) {
  return NotNow("RETURN_NOT_THERE_YET",
                Concat("the return is ", Word(v1::Return::State_Name(held.state())),
                       " and cannot be ", step));
}

}  // namespace

absl::Status CheckReportingPeriod(const v1::ReportingPeriod* before, v1::ReportingPeriod* after) {
  if (after->state() == v1::ReportingPeriod::STATE_UNSPECIFIED) {
    after->set_state(v1::ReportingPeriod::STATE_PLANNED);
  }
  if (after->last_day() < after->first_day()) {
    return InvalidField("reporting_period.last_day", "is before first_day");
  }
  if (!after->returns_due().empty() && after->returns_due() < after->last_day()) {
    return InvalidField("reporting_period.returns_due", "is before last_day");
  }
  const bool fixed = before != nullptr &&
                     before->state() != v1::ReportingPeriod::STATE_UNSPECIFIED &&
                     before->state() != v1::ReportingPeriod::STATE_PLANNED;
  if (fixed &&
      (before->first_day() != after->first_day() || before->last_day() != after->last_day())) {
    return NotNow("PERIOD_OPENED", "the days of a period that was opened never change");
  }
  return absl::OkStatus();
}

absl::Status CheckReturn(const v1::Return* before, v1::Return* after) {
  if (after->state() == v1::Return::STATE_UNSPECIFIED) after->set_state(v1::Return::STATE_DUE);
  if (before == nullptr) return absl::OkStatus();
  if (before->reporting_period() != after->reporting_period() ||
      before->council() != after->council()) {
    return NotNow("RETURN_IS_ANOTHERS", "whose return it is, and for which period, never changes");
  }
  const bool handed_in = before->state() == v1::Return::STATE_SUBMITTED ||
                         before->state() == v1::Return::STATE_ACCEPTED;
  if (handed_in && before->narrative() != after->narrative()) {
    return NotNow("RETURN_HANDED_IN", "what was handed in is changed only after it is sent back");
  }
  return absl::OkStatus();
}

absl::Status Open(absl::CivilDay day, v1::ReportingPeriod* period) {
  absl::Status status = Expect(v1::ReportingPeriod::STATE_PLANNED, *period);
  if (!status.ok()) return status;
  period->set_state(v1::ReportingPeriod::STATE_OPEN);
  period->set_opened(FormatDay(day));
  return absl::OkStatus();
}

absl::Status Freeze(absl::CivilDay day, v1::ReportingPeriod* period) {
  absl::Status status = Expect(v1::ReportingPeriod::STATE_OPEN, *period);
  if (!status.ok()) return status;
  period->set_state(v1::ReportingPeriod::STATE_FROZEN);
  period->set_frozen(FormatDay(day));
  return absl::OkStatus();
}

absl::Status Reopen(const std::string& reason, v1::ReportingPeriod* period) {
  absl::Status status = Expect(v1::ReportingPeriod::STATE_FROZEN, *period);
  if (!status.ok()) return status;
  period->set_state(v1::ReportingPeriod::STATE_OPEN);
  period->clear_frozen();
  period->set_reopened_reason(reason);
  return absl::OkStatus();
}

absl::Status Publish(absl::CivilDay day, v1::ReportingPeriod* period) {
  absl::Status status = Expect(v1::ReportingPeriod::STATE_FROZEN, *period);
  if (!status.ok()) return status;
  period->set_state(v1::ReportingPeriod::STATE_PUBLISHED);
  period->set_published(FormatDay(day));
  return absl::OkStatus();
}

bool IsAwaited(const v1::Return& held) {
  return held.state() != v1::Return::STATE_SUBMITTED && held.state() != v1::Return::STATE_ACCEPTED;
}

absl::Status Prepare(const std::string& role, const std::string& narrative, v1::Return* held) {
  if (!IsAwaited(*held)) return Unexpected(*held, "prepared");
  held->set_state(v1::Return::STATE_PREPARED);
  held->set_prepared_by_role(role);
  held->clear_signed_by_role();
  if (!narrative.empty()) held->set_narrative(narrative);
  return absl::OkStatus();
}

absl::Status Sign(const std::string& role, absl::CivilDay day, v1::Return* held) {
  if (held->state() != v1::Return::STATE_PREPARED) return Unexpected(*held, "signed");
  if (role == held->prepared_by_role()) {
    return NotNow("SAME_ROLE", "a return is signed by another role than prepared it");
  }
  held->set_state(v1::Return::STATE_SUBMITTED);
  held->set_signed_by_role(role);
  held->set_submitted(FormatDay(day));
  if (!held->due().empty() && held->due() < held->submitted()) held->set_late(true);
  return absl::OkStatus();
}

absl::Status SendBack(const v1::SentBack& sent_back, v1::Return* held) {
  if (held->state() != v1::Return::STATE_SUBMITTED) return Unexpected(*held, "sent back");
  held->set_state(v1::Return::STATE_SENT_BACK);
  held->clear_signed_by_role();
  held->clear_submitted();
  *held->add_sent_back() = sent_back;
  return absl::OkStatus();
}

absl::Status Accept(absl::CivilDay day, v1::Return* held) {
  if (held->state() != v1::Return::STATE_SUBMITTED) return Unexpected(*held, "accepted");
  held->set_state(v1::Return::STATE_ACCEPTED);
  held->set_accepted(FormatDay(day));
  return absl::OkStatus();
}

}  // namespace concordat::programme
