#include "programme-service/src/pack_tables.h"

#include <algorithm>
#include <span>
#include <utility>

#include "common/base/date.h"
#include "common/base/text.h"
#include "common/ledger/in_force.h"
#include "common/sql/bulk.h"
#include "concordat/programme/v1/board.pb.h"
#include "concordat/programme/v1/reporting_period.pb.h"
#include "concordat/programme/v1/service_area.pb.h"
#include "programme-service/src/work_tables.h"

namespace concordat::programme {
namespace {

// True of a slice `w` that tells otherwise than the one `b` before it.
template <typename Work>
std::string TellsOtherwise() {
  const std::string due = WorkTable<Work>::Due("w");
  // Bytes are compared, since a collation takes some texts for the same.
  return Concat("b.name IS NULL OR b.reported_status <> w.reported_status OR ",
                WorkTable<Work>::Due("b"), " <> ", due,
                " OR CAST(b.narrative AS BINARY) <> CAST(w.narrative AS BINARY)");
}

// Answers for each piece of work `w` its list.
template <typename Work>
class PlaceReader {
 public:
  PlaceReader(const Records& records, const Steered& programmes,
              std::optional<absl::CivilDay> earlier)
      : records_(records), programmes_(programmes), earlier_(earlier) {}

  absl::Status Count(v1::WorkCounts* counts, std::array<int64_t, kPackLists>* all) const {
    SqlPart query = {"SELECT reported_status, list, COUNT(*) FROM (", {}};
    query.Add(Listed()).Add(") listed GROUP BY reported_status, list");
    return records_.Query(query, [&](const Row& row) {
      const int count = static_cast<int>(row.Int(2));
      AddStatus(static_cast<type::v1::Rag>(row.Int(0)), count, counts);
      (*all)[row.Int(1)] += count;
      return absl::OkStatus();
    });
  }

  // Adds to each list up to so many.
  absl::Status Pick(int most, std::array<std::vector<std::string>, kPackLists>* lists) const {
    SqlPart query = {
        "SELECT name, list FROM (SELECT name, list, ROW_NUMBER() OVER (PARTITION BY list ORDER BY"
        " title, name) AS place FROM (",
        {}};
    query.Add(Listed()).Add(") listed) placed WHERE place <= ? ORDER BY list, place", {most});
    return records_.Query(query, [&](const Row& row) {
      std::vector<std::string>& list = (*lists)[row.Int(1)];
      if (static_cast<int>(list.size()) < most) list.emplace_back(row.Text(0));
      return absl::OkStatus();
    });
  }

 private:
  SqlPart Listed() const {
    SqlPart query = {Concat("SELECT w.name, w.title, w.reported_status, CASE WHEN w.reported_status"
                            " = ",
                            int{type::v1::RAG_RED}, " THEN ", int{kRedList},
                            " WHEN w.reported_status = ", int{type::v1::RAG_AMBER}, " THEN ",
                            int{kAmberList}, " WHEN ", WorkTable<Work>::LastDue("w"), " <= ?"),
                     {FormatDay(records_.at().day)}};
    if (earlier_.has_value()) {
      query.Add(" OR (").Add(ArrivedSince(records_.TypeOf<Work>(), "w", records_.at(), *earlier_));
      query.Add(Concat(" AND (", TellsOtherwise<Work>(), "))"));
    }
    query.Add(Concat(" THEN ", int{kChangedList}, " ELSE ", int{kRestList}, " END AS list FROM "));
    query.Add(records_.InForce<Work>()).Add(" w");
    if (earlier_.has_value()) {
      query.Add(" LEFT JOIN ").Add(records_.On(*earlier_).InForce<Work>());
      query.Add(" b ON b.name = w.name");
    }
    return query.Add(" WHERE ").Add(IsSteeredBy(programmes_));
  }

  static void AddStatus(type::v1::Rag status, int count, v1::WorkCounts* counts) {
    switch (status) {
      case type::v1::RAG_RED:
        return counts->set_red(counts->red() + count);
      case type::v1::RAG_AMBER:
        return counts->set_amber(counts->amber() + count);
      case type::v1::RAG_GREEN:
        return counts->set_green(counts->green() + count);
      default:
        return counts->set_not_reported(counts->not_reported() + count);
    }
  }

  const Records& records_;
  const Steered& programmes_;
  const std::optional<absl::CivilDay> earlier_;
};

template <typename Record>
absl::Status AddTitles(const Records& records, const std::set<std::string>& names,
                       std::map<std::string, std::string>* titles) {
  std::vector<std::string> of_type;
  for (const std::string& name : names) {
    if (records.TypeOf<Record>().Matches(name)) of_type.push_back(name);
  }
  return ForEachPart(
      std::span<const std::string>(of_type), [&](const std::vector<std::string>& part) {
        SqlPart query = {"SELECT k.name, k.title FROM ", {}};
        query.Add(records.InForce<Record>()).Add(" k WHERE ").Add(IsAmong("k.name", part));
        return records.Query(query, [titles](const Row& row) {
          titles->emplace(row.Text(0), row.Text(1));
          return absl::OkStatus();
        });
      });
}

}  // namespace

WorkNames PackPlaces::Names(const ResourceType& project) const {
  WorkNames names;
  for (const auto& list : lists) {
    for (const std::string& name : list) names.Add(project, name);
  }
  return names;
}

absl::StatusOr<PackPlaces> ReadPlaces(const Records& records, const Steered& programmes,
                                      std::optional<absl::CivilDay> earlier, int most) {
  PackPlaces places;
  std::array<int64_t, kPackLists> all{};
  const auto add = [&](const auto& reader) {
    absl::Status status = reader.Count(&places.counts, &all);
    return status.ok() ? reader.Pick(most, &places.lists) : status;
  };
  absl::Status status = add(PlaceReader<v1::LiveService>(records, programmes, earlier));
  if (status.ok()) status = add(PlaceReader<v1::Project>(records, programmes, earlier));
  if (!status.ok()) return status;
  const auto left_out = [&](PackList list) {
    return static_cast<int>(all[list] - static_cast<int64_t>(places.lists[list].size()));
  };
  places.counts.set_red_left_out(left_out(kRedList));
  places.counts.set_amber_left_out(left_out(kAmberList));
  places.counts.set_changed_left_out(left_out(kChangedList));
  places.counts.set_rest_left_out(left_out(kRestList));
  return places;
}

absl::StatusOr<Shown<v1::Meeting>> ReadMeetings(const Records& records, const std::string& board,
                                                int most) {
  SqlPart query = {"SELECT k.name, COUNT(*) OVER () FROM ", {}};
  query.Add(records.InForce<v1::Meeting>());
  query.Add(" k WHERE (k.held_first IS NULL OR k.held_first <= ?)", {FormatDay(records.at().day)});
  if (!board.empty()) query.Add(" AND k.board = ?", {board});
  return ReadShown<v1::Meeting>(records,
                                query.Add(" ORDER BY k.held DESC, k.name LIMIT ?", {most}));
}

absl::StatusOr<Shown<v1::SourceDocument>> ReadDocuments(const Records& records, int most) {
  SqlPart query = {"SELECT k.name, COUNT(*) OVER () FROM ", {}};
  query.Add(records.InForce<v1::SourceDocument>());
  query.Add(" k ORDER BY k.dated DESC, k.name DESC LIMIT ?", {most});
  auto shown = ReadShown<v1::SourceDocument>(records, query);
  if (shown.ok()) std::ranges::reverse(shown->records);
  return shown;
}

absl::StatusOr<Shown<v1::Implication>> ReadImplications(const Records& records, int most) {
  SqlPart query = {"SELECT k.name, COUNT(*) OVER () FROM ", {}};
  query.Add(records.InForce<v1::Implication>()).Add(" k LEFT JOIN ");
  query.Add(records.InForce<v1::SourceDocument>()).Add(" d ON d.name = k.source_document");
  query.Add(" ORDER BY d.dated DESC, k.source_document DESC, k.position, k.name LIMIT ?", {most});
  return ReadShown<v1::Implication>(records, query);
}

absl::StatusOr<std::map<std::string, std::string>> ReadTitles(const Records& records,
                                                              const std::set<std::string>& names) {
  std::map<std::string, std::string> titles;
  absl::Status status = AddTitles<v1::Council>(records, names, &titles);
  if (status.ok()) status = AddTitles<v1::Project>(records, names, &titles);
  if (status.ok()) status = AddTitles<v1::LiveService>(records, names, &titles);
  if (status.ok()) status = AddTitles<v1::ServiceArea>(records, names, &titles);
  if (status.ok()) status = AddTitles<v1::Programme>(records, names, &titles);
  if (status.ok()) status = AddTitles<v1::ReportingPeriod>(records, names, &titles);
  if (status.ok()) status = AddTitles<v1::Board>(records, names, &titles);
  if (!status.ok()) return status;
  return titles;
}

}  // namespace concordat::programme
