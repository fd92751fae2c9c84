#include "risk-service/src/roll_up.h"

#include <algorithm>
#include <functional>
#include <limits>

#include "risk-service/src/register_report.h"
#include "risk-service/src/risk_movement.h"
#include "risk-service/src/score_judgement.h"

namespace concordat::risk {
namespace {

constexpr size_t kMostBandMoves = 100;

using Places = std::map<RatingPlace, int64_t>;

void AddPlaces(const Places& places, google::protobuf::RepeatedPtrField<v1::PlaceCount>* counts) {
  for (const auto& [place, count] : places) {
    v1::PlaceCount* one = counts->Add();
    one->set_place(place.place);
    one->set_of(place.of);
    one->set_count(count);
  }
}

// The places of rated risks.
Places PlacesOf(const std::vector<Standing>& standings, const Matrices& matrices) {
  Places places;
  for (const Standing& standing : standings) {
    const v1::Matrix* matrix = FindMatrix(matrices, standing.matrix);
    if (matrix == nullptr) continue;
    const RatingPlace place = PlaceOf(*matrix, RatingOf(*matrix, standing.current));
    if (place.place > 0) places[place] += standing.count;
  }
  return places;
}

// Counts the open risks of registers.
class Counter {
 public:
  Counter(const Matrices& matrices, v1::RiskRollUp* roll_up)
      : matrices_(matrices), roll_up_(*roll_up) {}

  void Add(const Standing& standing) {
    roll_up_.set_open_risks(roll_up_.open_risks() + standing.count);
    if (!IsScored(standing.current)) {
      roll_up_.set_not_scored(roll_up_.not_scored() + standing.count);
      return;
    }
    const v1::Matrix* matrix = FindMatrix(matrices_, standing.matrix);
    if (matrix == nullptr) {
      roll_up_.set_without_matrix(roll_up_.without_matrix() + standing.count);
      return;
    }
    const std::string rating = RatingOf(*matrix, standing.current);
    const RatingPlace place = PlaceOf(*matrix, rating);
    v1::MatrixCount& of_matrix = CountOf(*matrix);
    if (place.place == 0) {
      roll_up_.set_without_rating(roll_up_.without_rating() + standing.count);
      of_matrix.set_without_rating(of_matrix.without_rating() + standing.count);
      return;
    }
    ratings_[rating] += standing.count;
    places_[place] += standing.count;
    const int band = place.of - place.place;
    of_matrix.set_counts(band, of_matrix.counts(band) + standing.count);
  }

  void Finish() {
    std::vector<std::pair<std::string, int64_t>> ratings(ratings_.begin(), ratings_.end());
    std::ranges::stable_sort(ratings, std::greater<>(), [](const auto& one) { return one.second; });
    for (const auto& [rating, count] : ratings) {
      v1::RatingCount* one = roll_up_.add_ratings();
      one->set_rating(rating);
      one->set_count(count);
    }
    AddPlaces(places_, roll_up_.mutable_places());
    for (auto& [name, of_matrix] : by_matrix_) *roll_up_.add_matrices() = std::move(of_matrix);
  }

 private:
  v1::MatrixCount& CountOf(const v1::Matrix& matrix) {
    const auto [found, is_new] = by_matrix_.try_emplace(matrix.name());
    if (is_new) {
      *found->second.mutable_matrix() = KeyOf(matrix);
      for (int i = 0; i < matrix.bands_size(); ++i) found->second.add_counts(0);
    }
    return found->second;
  }

  const Matrices& matrices_;
  v1::RiskRollUp& roll_up_;
  std::map<std::string, int64_t> ratings_;
  Places places_;
  std::map<std::string, v1::MatrixCount> by_matrix_;
};

int64_t OpenOf(const StandingsByRegister& standings, const std::string& name) {
  const auto held = standings.find(name);
  if (held == standings.end()) return 0;
  int64_t open = 0;
  for (const Standing& standing : held->second) open += standing.count;
  return open;
}

// Before another register: more risks at the gravest place, whatever the length of the order.
std::map<int32_t, int64_t> GravestOf(const v1::RegisterCount& count) {
  std::map<int32_t, int64_t> by_place;
  for (const v1::PlaceCount& place : count.places()) by_place[place.place()] -= place.count();
  // After every place, so that none comes last.
  by_place.emplace(std::numeric_limits<int32_t>::max(), 0);
  return by_place;
}

bool IsGraver(const v1::RegisterCount& a, const v1::RegisterCount& b) {
  const auto gravest_a = GravestOf(a);
  const auto gravest_b = GravestOf(b);
  if (gravest_a != gravest_b) return gravest_a < gravest_b;
  if (a.open_risks() != b.open_risks()) return a.open_risks() > b.open_risks();
  return a.register_() < b.register_();
}

}  // namespace

RegisterTree::RegisterTree(std::vector<RegisterNode> nodes) {
  for (RegisterNode& node : nodes) {
    std::string name = node.name;
    nodes_.emplace(std::move(name), std::move(node));
  }
  for (const auto& [name, node] : nodes_) {
    below_[nodes_.contains(node.parent) ? node.parent : ""].push_back(name);
  }
}

const std::vector<std::string>& RegisterTree::Below(const std::string& name) const {
  static const auto& none = *new std::vector<std::string>();
  const auto found = below_.find(name);
  return found == below_.end() ? none : found->second;
}

std::set<std::string> RegisterTree::AllOf(const std::string& name) const {
  std::set<std::string> all;
  std::vector<std::string> next = Below(name);
  if (nodes_.contains(name)) next.push_back(name);
  while (!next.empty()) {
    std::string one = std::move(next.back());
    next.pop_back();
    if (!all.insert(one).second) continue;
    next.insert(next.end(), Below(one).begin(), Below(one).end());
  }
  return all;
}

const std::string& RegisterTree::TitleOf(const std::string& name) const {
  return nodes_.at(name).title;
}

v1::RiskRollUp ComposeRollUp(const RegisterTree& tree, const std::string& asked,
                             const StandingsByRegister& standings, const Matrices& matrices) {
  v1::RiskRollUp roll_up;
  Counter counter(matrices, &roll_up);
  for (const std::string& name : tree.AllOf(asked)) {
    const auto held = standings.find(name);
    if (held == standings.end()) continue;
    for (const Standing& standing : held->second) counter.Add(standing);
  }
  counter.Finish();
  std::vector<v1::RegisterCount> counts;
  for (const std::string& name : tree.Below(asked)) {
    v1::RegisterCount count;
    count.set_register_(name);
    count.set_title(tree.TitleOf(name));
    count.set_own_risks(OpenOf(standings, name));
    Places places;
    for (const std::string& below : tree.AllOf(name)) {
      const auto held = standings.find(below);
      count.set_open_risks(count.open_risks() + OpenOf(standings, below));
      if (below != name) count.set_registers_below(count.registers_below() + 1);
      if (held == standings.end()) continue;
      for (const auto& [place, risks] : PlacesOf(held->second, matrices)) places[place] += risks;
    }
    AddPlaces(places, count.mutable_places());
    counts.push_back(std::move(count));
  }
  std::ranges::sort(counts, IsGraver);
  const size_t shown = std::min(counts.size(), kMostRegisters);
  roll_up.set_registers_left_out(static_cast<int32_t>(counts.size() - shown));
  counts.resize(shown);
  for (v1::RegisterCount& count : counts) *roll_up.add_registers() = std::move(count);
  return roll_up;
}

void MovementCounts::Add(const RiskOnTwoDays& risk) {
  const v1::MovementKind kind = KindOf(risk);
  if (kind == v1::MOVEMENT_KIND_UNSPECIFIED) return;
  ++kinds_[kind];
  if (!risk.before.has_value() || !risk.after.has_value()) return;
  const v1::Matrix* matrix = FindMatrix(matrices_, risk.after->matrix);
  if (matrix == nullptr || risk.before->matrix != risk.after->matrix) return;
  std::string from = RatingOf(*matrix, risk.before->current);
  std::string to = RatingOf(*matrix, risk.after->current);
  if (from != to) ++moves_[{matrix->name(), std::move(from), std::move(to)}];
}

void MovementCounts::AddTo(v1::RiskRollUp* roll_up) const {
  for (const auto& [kind, count] : kinds_) {
    v1::MovementCount* one = roll_up->add_movements();
    one->set_kind(kind);
    one->set_count(count);
  }
  std::vector<v1::BandMove> moves;
  for (const auto& [place, count] : moves_) {
    const auto& [matrix, from, to] = place;
    v1::BandMove move;
    move.set_matrix(matrix);
    move.set_from(from);
    move.set_to(to);
    move.set_count(count);
    const v1::Matrix& scale = matrices_.at(matrix);
    const int32_t before = PlaceOf(scale, from).place;
    const int32_t after = PlaceOf(scale, to).place;
    move.set_graver(after > 0 && (before == 0 || after < before));
    moves.push_back(std::move(move));
  }
  std::ranges::stable_sort(moves, std::greater<>(), &v1::BandMove::count);
  moves.resize(std::min(moves.size(), kMostBandMoves));
  for (v1::BandMove& move : moves) *roll_up->add_band_moves() = std::move(move);
}

v1::HeatMap ComposeHeatMap(const v1::Matrix& matrix, const std::vector<Standing>& standings) {
  v1::HeatMap map;
  *map.mutable_matrix() = KeyOf(matrix);
  const MatrixJudge judge(matrix);
  std::map<std::pair<int32_t, int32_t>, int64_t> counts;
  for (const Standing& standing : standings) {
    const v1::Assessment& current = standing.current;
    if (!IsScored(current)) {
      map.set_not_scored(map.not_scored() + standing.count);
    } else if (!HasLevels(current)) {
      map.set_without_levels(map.without_levels() + standing.count);
    } else if (judge.IsOutOfRange(current)) {
      map.set_out_of_range(map.out_of_range() + standing.count);
    } else {
      counts[{current.likelihood(), current.impact()}] += standing.count;
    }
  }
  const auto& likelihoods = map.matrix().likelihoods();
  for (int i = likelihoods.size() - 1; i >= 0; --i) {
    for (const v1::Level& impact : map.matrix().impacts()) {
      v1::Assessment at;
      at.set_likelihood(likelihoods[i].rank());
      at.set_impact(impact.rank());
      at.set_computed_score(at.likelihood() * at.impact());
      v1::CellCount* cell = map.add_cells();
      cell->set_likelihood(at.likelihood());
      cell->set_impact(at.impact());
      cell->set_rating(RatingOf(matrix, at));
      cell->set_place(PlaceOf(matrix, cell->rating()).place);
      cell->set_count(counts[{at.likelihood(), at.impact()}]);
    }
  }
  return map;
}

}  // namespace concordat::risk
