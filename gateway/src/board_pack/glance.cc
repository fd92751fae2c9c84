// What the pack is of, and the first screen: what is red, what does not agree, and the
// money.
#include <google/protobuf/message.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "common/base/spoken.h"
#include "common/base/text.h"
#include "common/resource/resource_type.h"
#include "gateway/src/board_pack/repeats.h"
#include "gateway/src/board_pack/sections.h"

namespace concordat::gateway {
namespace {

using ctemplate::TemplateDictionary;

// What one screen has room for.
constexpr int kTopFindings = 4;
constexpr int kTopWork = 8;

void Take(PackParts* parts, v1::BoardPack* pack) {
  const v1::GetBoardPackRequest& request = parts->request;
  const programme::v1::PackPart& part = parts->part;
  pack->set_partnership(request.name());
  pack->set_title(part.has_partnership() ? part.partnership().title() : parts->title_since);
  pack->set_board(request.board());
  pack->set_board_title(part.board().title());
  pack->set_as_at(request.as_at());
  pack->set_compare_to(part.compare_to());
  pack->set_marking(part.marking());
}

// The entries of the pack that are marked exempt, at any depth.
int CountExempt(const google::protobuf::Message& message) {
  using google::protobuf::FieldDescriptor;
  const google::protobuf::Reflection& reflection = *message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection.ListFields(message, &fields);
  int count = 0;
  for (const FieldDescriptor* field : fields) {
    if (field->enum_type() == type::v1::Marking_descriptor() && !field->is_repeated()) {
      count += reflection.GetEnumValue(message, field) == type::v1::MARKING_EXEMPT ? 1 : 0;
    } else if (field->message_type() != nullptr && field->is_repeated()) {
      for (int i = 0; i < reflection.FieldSize(message, field); ++i) {
        count += CountExempt(reflection.GetRepeatedMessage(message, field, i));
      }
    } else if (field->message_type() != nullptr) {
      count += CountExempt(reflection.GetMessage(message, field));
    }
  }
  return count;
}

std::string ExemptText(int count) {
  if (count == 0) return "Nothing shown here is exempt";
  return Concat(count,
                count == 1 ? " entry shown here is exempt" : " entries shown here are exempt");
}

void FillMasthead(const v1::BoardPack& pack, TemplateDictionary* page) {
  const bool board = !pack.board_title().empty();
  // What was not there on the day, nor is since, has its id alone.
  const std::string partnership =
      pack.title().empty() ? std::string(ResourceType::IdOf(pack.partnership())) : pack.title();
  Set(page, "TITLE", board ? pack.board_title() : partnership);
  Set(page, "PARTNERSHIP", board ? partnership : "Partnership");
  Set(page, "AS_AT", SpokenDate(pack.as_at()));
  SetIn(page, "COMPARED", "COMPARE_TO", SpokenDate(pack.compare_to()));
  Set(page, "MARKING",
      pack.marking() == type::v1::MARKING_PUBLIC ? "Public version: exempt records are left out"
                                                 : ExemptText(CountExempt(pack)));
}

// Adds the lines that there is still room for.
void AddWorst(const google::protobuf::RepeatedPtrField<v1::StatusLine>& lines, int* room,
              TemplateDictionary* page) {
  for (const v1::StatusLine& line : lines) {
    if ((*room)-- <= 0) return;
    TemplateDictionary* worst = page->AddSectionDictionary("WORST");
    Set(worst, "TITLE", line.title());
    SetExact(worst, "CLASS", StatusClass(line.reported()));
    Set(worst, "WORD", StatusWord(line.reported()));
    SetExact(worst, "ANCHOR", Anchor(line.record()));
  }
}

void FillCounts(const v1::BoardPack& pack, TemplateDictionary* page) {
  const v1::StatusCounts& counts = pack.counts();
  page->SetIntValue("RED", counts.red());
  page->SetIntValue("AMBER", counts.amber());
  page->SetIntValue("GREEN", counts.green());
  if (counts.not_reported() > 0) {
    page->AddSectionDictionary("HAS_UNREPORTED")->SetIntValue("UNREPORTED", counts.not_reported());
  }
  int room = kTopWork;
  AddWorst(pack.red(), &room, page);
  AddWorst(pack.amber(), &room, page);
  const int more = counts.red() + counts.amber() - kTopWork;
  if (more > 0) page->AddSectionDictionary("MORE_WORST")->SetIntValue("COUNT", more);
  if (counts.challenged() == 0) return;
  Set(page->AddSectionDictionary("HAS_CHALLENGED"), "CHALLENGED",
      counts.challenged() == 1 ? "one reported status"
                               : Concat(counts.challenged(), " reported statuses"));
}

void FillTopFindings(const v1::BoardPack& pack, TemplateDictionary* page) {
  std::map<ledger::v1::Severity, int> counts;
  int all = 0;
  for (const programme::v1::FindingCount& count : pack.finding_counts()) {
    counts[count.severity()] += count.count();
    all += count.count();
  }
  page->SetIntValue("ERRORS", counts[ledger::v1::SEVERITY_ERROR]);
  page->SetIntValue("WARNINGS", counts[ledger::v1::SEVERITY_WARNING]);
  page->SetIntValue("NOTICES", counts[ledger::v1::SEVERITY_INFORMATION]);
  const Repeats repeats(pack);
  const int shown = std::min(kTopFindings, static_cast<int>(repeats.first().size()));
  for (int i = 0; i < shown; ++i) {
    TemplateDictionary* top = page->AddSectionDictionary("TOP_FINDING");
    Set(top, "SUMMARY", NamedSummary(*repeats.first()[i]));
    SetExact(top, "ANCHOR", Concat("f-", repeats.first()[i]->finding_id()));
  }
  if (all > shown) {
    page->AddSectionDictionary("MORE_FINDINGS")->SetIntValue("COUNT", all - shown);
  }
}

const v1::FinancialRow* FindTotal(const v1::FinancialTable& table) {
  const auto found = std::ranges::find(table.rows(), v1::ROW_KIND_TOTAL,
                                       [](const v1::FinancialRow& row) { return row.kind(); });
  return found == table.rows().end() ? nullptr : &*found;
}

// The line whose variance moves the total most.
const v1::FinancialRow* FindBiggest(const v1::FinancialTable& table) {
  const v1::FinancialRow* biggest = nullptr;
  for (const v1::FinancialRow& row : table.rows()) {
    if (row.kind() != v1::ROW_KIND_LINE || row.variance_pence() == 0) continue;
    if (biggest == nullptr ||
        Magnitude(row.variance_pence()) > Magnitude(biggest->variance_pence())) {
      biggest = &row;
    }
  }
  return biggest;
}

void FillHeadline(const v1::BoardPack& pack, TemplateDictionary* page) {
  const v1::FinancialTable* table = pack.finances_size() > 0 ? &pack.finances(0) : nullptr;
  const v1::FinancialRow* total = table == nullptr ? nullptr : FindTotal(*table);
  if (total == nullptr) return page->ShowSection("NO_HEADLINE");
  TemplateDictionary* headline = page->AddSectionDictionary("HEADLINE");
  Set(headline, "BUDGET", Pounds(total->total_budget_pence()));
  Set(headline, "ACTUAL", Pounds(total->actual_pence()));
  Set(headline, "VARIANCE", Pounds(total->variance_pence()));
  Set(headline, "LABEL", total->label());
  Set(headline, "PERIOD", table->period());
  Set(headline, "FAVOUR",
      total->favour() == v1::FAVOUR_GOOD  ? "The variance is to the good."
      : total->favour() == v1::FAVOUR_BAD ? "The variance is to the bad."
                                          : "");
  Set(headline, "WHERE", Place(total->source()));
  const v1::FinancialRow* biggest = FindBiggest(*table);
  if (biggest == nullptr) return;
  TemplateDictionary* line = headline->AddSectionDictionary("BIGGEST");
  Set(line, "LINE_LABEL", biggest->label());
  Set(line, "LINE_VARIANCE", Pounds(biggest->variance_pence()));
  Set(line, "LINE_COMMENT", biggest->comment());
}

bool IsHeld(const v1::BoardPack& pack) {
  return pack.red_size() + pack.amber_size() + pack.changed_size() + pack.rest_size() +
             pack.finances_size() + pack.registers_size() + pack.realisations_size() +
             pack.plans().stages_size() + pack.plans().milestones_size() +
             pack.plans().exceptions_size() + pack.plans().gates_size() +
             pack.plans().returns_size() + pack.funnel_size() + pack.decisions_size() +
             pack.implications_size() + pack.findings_size() + pack.papers_size() >
         0;
}

void Fill(const v1::BoardPack& pack, TemplateDictionary* page) {
  if (IsHeld(pack)) {
    page->ShowSection("HELD");
  } else {
    SetIn(page, "NOTHING_HELD", "OF", pack.board().empty() ? pack.partnership() : pack.board());
  }
  FillMasthead(pack, page);
  FillCounts(pack, page);
  FillTopFindings(pack, page);
  FillHeadline(pack, page);
}

}  // namespace

const Section kGlance = {&Take, &Fill};

}  // namespace concordat::gateway
