#include "benefits-service/src/pack_figures.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <span>
#include <utility>

#include "benefits-service/src/work.h"
#include "common/base/natural_order.h"
#include "common/base/text.h"
#include "common/sql/bulk.h"
#include "concordat/benefits/v1/stated_figure.pb.h"

namespace concordat::benefits {
namespace {

using v1::StatedFigure;

// Work, document, section, table, row, column and the name of the figure.
using Place = std::array<std::string, 7>;

struct IsBefore {
  bool operator()(const Place& a, const Place& b) const {
    return std::ranges::lexicographical_compare(
        a, b, [](const std::string& one, const std::string& other) {
          return NaturallyBefore(one, other);
        });
  }
};

// The first figures of works that come part by part.
class FirstFigures {
 public:
  explicit FirstFigures(const Records& records) : records_(records) {}

  absl::Status Add(const std::vector<std::string>& works) {
    SqlPart sql = {Concat("SELECT ", WorkIn("f"),
                          ", f.source_document, f.source_section, f.source_table, f.source_row,"
                          " f.source_column, f.name FROM "),
                   {}};
    sql.Add(records_.InForce<StatedFigure>()).Add(" f WHERE ").Add(IsAmong(WorkIn("f"), works));
    return records_.Query(sql, [this](const Row& row) {
      Place place;
      for (size_t i = 0; i < place.size(); ++i) place[i] = row.Text(i);
      first_.insert(std::move(place));
      ++count_;
      if (first_.size() > kMaxPackFigures) first_.erase(std::prev(first_.end()));
      return absl::OkStatus();
    });
  }

  absl::Status Read(v1::PackPart* part) const {
    std::vector<std::string> names;
    for (const Place& place : first_) names.push_back(place.back());
    auto figures = records_.Named<StatedFigure>(names);
    if (!figures.ok()) return figures.status();
    // They come in the order of their names.
    for (const std::string& name : names) {
      const auto found = std::ranges::lower_bound(
          *figures, name, {}, [](const StatedFigure& figure) { return figure.name(); });
      if (found != figures->end() && found->name() == name) *part->add_figures() = *found;
    }
    part->set_figures_left_out(count_ - static_cast<int>(first_.size()));
    return absl::OkStatus();
  }

 private:
  const Records& records_;
  std::set<Place, IsBefore> first_;
  int count_ = 0;
};

}  // namespace

absl::Status AddFigures(const Records& records, const Scope& scope, std::vector<std::string> works,
                        v1::PackPart* part) {
  std::erase_if(works, [&scope](const std::string& work) { return !scope.Holds(work); });
  std::ranges::sort(works);
  const auto doubles = std::ranges::unique(works);
  works.erase(doubles.begin(), doubles.end());
  FirstFigures figures(records);
  absl::Status status =
      ForEachPart(std::span<const std::string>(works),
                  [&figures](const std::vector<std::string>& some) { return figures.Add(some); });
  return status.ok() ? figures.Read(part) : status;
}

}  // namespace concordat::benefits
