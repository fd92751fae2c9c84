#include "programme-service/src/alignment_tables.h"

#include <string_view>
#include <utility>

#include "common/base/text.h"
#include "common/resource/term_table.h"
#include "concordat/programme/v1/action.pb.h"
#include "concordat/programme/v1/driver.pb.h"
#include "concordat/programme/v1/objective.pb.h"
#include "concordat/programme/v1/programme.pb.h"
#include "concordat/programme/v1/project.pb.h"
#include "concordat/programme/v1/service_area.pb.h"

namespace concordat::programme {
namespace {

using Gap = v1::AlignmentGap;

// The rows of one type with a condition over `k` that is true of a gap.
struct GapSource {
  Gap::Kind kind = Gap::KIND_UNSPECIFIED;
  const ResourceType* type = nullptr;
  SqlPart is_gap;
};

// Makes the conditions. What answers may be any record, an exempt one too: what is told as a gap
// is one whoever looks.
class GapMaker {
 public:
  explicit GapMaker(const Records& records) : records_(records), all_(records.OfAll()) {}

  std::vector<GapSource> Make(const GapKinds& kinds) const {
    std::vector<GapSource> sources;
    const auto add = [&](Gap::Kind kind, const ResourceType& type, SqlPart is_gap) {
      if (kinds.contains(kind)) sources.push_back({kind, &type, std::move(is_gap)});
    };
    add(Gap::KIND_DRIVER_UNANSWERED, records_.TypeOf<v1::Driver>(), IsUnanswered());
    add(Gap::KIND_WORK_WITHOUT_DRIVER, records_.TypeOf<v1::Programme>(), ProgrammeAnswersNone());
    add(Gap::KIND_WORK_WITHOUT_DRIVER, records_.TypeOf<v1::Project>(), ProjectAnswersNone());
    add(Gap::KIND_WORK_WITHOUT_DRIVER, records_.TypeOf<v1::ServiceArea>(), AreaAnswersNone());
    add(Gap::KIND_OBJECTIVE_WITHOUT_ACTION, records_.TypeOf<v1::Objective>(), HasNoAction());
    add(Gap::KIND_ACTION_WITHOUT_DRIVER, records_.TypeOf<v1::Action>(), ActionAnswersNone());
    return sources;
  }

 private:
  // No response names work, and no action has it among its drivers.
  SqlPart IsUnanswered() const {
    const ResourceType& action = records_.TypeOf<v1::Action>();
    SqlPart part = {
        "NOT EXISTS (SELECT 1 FROM driver_responses r WHERE r.resource_name = k.name"
        " AND r.valid_from = k.valid_from AND r.recorded_by = k.recorded_by AND r.work <> '')"
        " AND CONCAT('!', SUBSTRING_INDEX(k.name, '/', -1)) NOT IN (SELECT i.term FROM ",
        {}};
    part.Add(Concat("`", TermTableOf(action), "` i JOIN ")).Add(all_.InForce(action));
    part.Add(" a ON a.name = i.name AND FIND_IN_SET(i.term, a.terms) > 0");
    return part.Add(" WHERE i.term LIKE '!%')");
  }

  // `(SELECT work)`: what drivers name as their answer.
  SqlPart Answers() const {
    SqlPart part = {"(SELECT r.work FROM ", {}};
    part.Add(all_.InForce<v1::Driver>());
    return part.Add(
        " d JOIN driver_responses r ON r.resource_name = d.name AND r.valid_from = d.valid_from"
        " AND r.recorded_by = d.recorded_by WHERE r.work <> '')");
  }
  SqlPart NoAnswer(std::string_view column) const {
    SqlPart part = {Concat(column, " NOT IN "), {}};
    return part.Add(Answers());
  }
  // Nothing of the type that names the row is an answer.
  template <typename Record>
  SqlPart NoAnswerOf(std::string_view column) const {
    SqlPart part = {Concat("k.name NOT IN (SELECT m.", column, " FROM "), {}};
    part.Add(all_.InForce<Record>()).Add(" m WHERE m.name IN ").Add(Answers());
    return part.Add(")");
  }
  // No action with a driver names the row.
  SqlPart NoActionOf(std::string_view column) const {
    SqlPart part = {Concat("k.name NOT IN (SELECT m.", column, " FROM "), {}};
    return part.Add(all_.InForce<v1::Action>()).Add(" m WHERE m.drivers <> '')");
  }

  SqlPart ProgrammeAnswersNone() const {
    SqlPart part = NoAnswer("k.name");
    part.Add(" AND ").Add(NoAnswerOf<v1::Project>("programme"));
    part.Add(" AND ").Add(NoAnswerOf<v1::Objective>("programme"));
    part.Add(" AND k.name NOT IN (SELECT o.programme FROM ").Add(all_.InForce<v1::Objective>());
    part.Add(" o JOIN ").Add(all_.InForce<v1::Action>());
    return part.Add(" m ON m.objective = o.name WHERE m.drivers <> '')");
  }
  SqlPart ProjectAnswersNone() const {
    SqlPart part = NoAnswer("k.name");
    part.Add(" AND ").Add(NoAnswer("k.programme")).Add(" AND ").Add(NoAnswer("k.service_area"));
    return part.Add(" AND ").Add(NoActionOf("project"));
  }
  SqlPart AreaAnswersNone() const {
    SqlPart part = NoAnswer("k.name");
    return part.Add(" AND ").Add(NoAnswerOf<v1::Project>("service_area"));
  }
  SqlPart ActionAnswersNone() const {
    SqlPart part = {"k.drivers = '' AND ", {}};
    return part.Add(NoAnswer("k.objective")).Add(" AND ").Add(NoAnswer("k.project"));
  }
  SqlPart HasNoAction() const {
    SqlPart part = {"k.name NOT IN (SELECT m.objective FROM ", {}};
    part.Add(all_.InForce<v1::Action>())
        .Add(" m) AND k.name NOT IN (SELECT o.parent_objective FROM ");
    part.Add(all_.InForce<v1::Objective>()).Add(" o JOIN ").Add(all_.InForce<v1::Action>());
    return part.Add(" m ON m.objective = o.name)");
  }

  const Records& records_;
  const Records all_;
};

}  // namespace

absl::StatusOr<std::vector<Gap>> ReadGaps(const Records& records, const GapKinds& kinds,
                                          const std::string& after, int most) {
  std::vector<Gap> gaps;
  SqlPart query;
  for (const GapSource& source : GapMaker(records).Make(kinds)) {
    query.Add(Concat(query.text.empty() ? "(" : " UNION ALL (", "SELECT k.name, k.title, ",
                     int{source.kind}, " AS kind FROM "));
    query.Add(records.InForce(*source.type)).Add(" k WHERE ").Add(source.is_gap);
    query.Add(" AND k.name > ? ORDER BY name LIMIT ?)", {after, int64_t{most}});
  }
  query.Add(" ORDER BY name LIMIT ?", {int64_t{most}});
  absl::Status status = records.Query(query, [&gaps](const Row& row) {
    Gap& gap = gaps.emplace_back();
    gap.set_record(std::string(row.Text(0)));
    gap.set_title(std::string(row.Text(1)));
    gap.set_kind(static_cast<Gap::Kind>(row.Int(2)));
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return gaps;
}

absl::StatusOr<std::vector<v1::AlignmentCount>> CountGaps(const Records& records,
                                                          const GapKinds& kinds) {
  std::vector<v1::AlignmentCount> counts;
  SqlPart query = {"SELECT kind, CAST(SUM(gaps) AS SIGNED), CAST(SUM(records) AS SIGNED) FROM (",
                   {}};
  bool first = true;
  for (const GapSource& source : GapMaker(records).Make(kinds)) {
    query.Add(Concat(first ? "" : " UNION ALL ", "SELECT ", int{source.kind},
                     " AS kind, COUNT(CASE WHEN "));
    query.Add(source.is_gap).Add(" THEN 1 END) AS gaps, COUNT(*) AS records FROM ");
    query.Add(records.InForce(*source.type)).Add(" k");
    first = false;
  }
  absl::Status status =
      records.Query(query.Add(") c GROUP BY kind ORDER BY kind"), [&counts](const Row& row) {
        v1::AlignmentCount& count = counts.emplace_back();
        count.set_kind(static_cast<Gap::Kind>(row.Int(0)));
        count.set_gaps(static_cast<int>(row.Int(1)));
        count.set_records(static_cast<int>(row.Int(2)));
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  return counts;
}

}  // namespace concordat::programme
