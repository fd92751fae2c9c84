#include "programme-service/src/sections_elsewhere.h"

#include <string_view>

#include "common/base/date.h"
#include "programme-service/src/numbering.h"
#include "programme-service/src/wide_facts.h"

namespace concordat::programme {

using ledger::v1::FindSectionsRequest;
using ledger::v1::FindSectionsResponse;
using ledger::v1::PaperSection;

absl::StatusOr<FindSectionsRequest> ReadSectionQuestion(const Records& records) {
  const auto numbering = ReadNumbering(records.OfAll());
  if (!numbering.ok()) return numbering.status();
  FindSectionsRequest question;
  question.set_parent(records.parent());
  question.set_as_at(FormatDay(records.at().day));
  for (const NumberedSection& section : LeftOut(*numbering)) {
    PaperSection* asked = question.add_sections();
    asked->set_document(section.document);
    asked->set_chapter(section.chapter);
    asked->set_number(section.number);
  }
  return question;
}

absl::StatusOr<std::vector<NumberedSection>> AskForSections(const ServiceCalls& calls,
                                                            const FindSectionsRequest& question) {
  std::vector<NumberedSection> held;
  if (question.sections().empty()) return held;
  std::vector<Awaited<FindSectionsResponse>> answers;
  for (const std::string_view service : {"benefits", "risk"}) {
    answers.push_back(calls.Begin<FindSectionsResponse>(
        service, "concordat.ledger.v1.Sections.FindSections", question));
  }
  for (Awaited<FindSectionsResponse>& awaited : answers) {
    const auto answer = awaited.Get();
    if (absl::IsUnimplemented(answer.status())) continue;
    if (!answer.ok()) return answer.status();
    for (const PaperSection& section : answer->held()) {
      held.push_back({section.document(), section.chapter(), section.number(), ""});
    }
  }
  return held;
}

}  // namespace concordat::programme
