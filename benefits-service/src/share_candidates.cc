#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "benefits-service/src/candidates.h"
#include "benefits-service/src/findings.h"
#include "common/base/text.h"
#include "common/ledger/exempt.h"
#include "common/resource/row_mapper.h"
#include "common/sql/bulk.h"
#include "concordat/benefits/v1/share.pb.h"

namespace concordat::benefits {
namespace {

// As many benefits, or shares, as are read at a time.
constexpr size_t kMostAtOnce = 64;

// Shares that have lines of a kind in a year in common and may be of the same money.
bool MayCountTwice(const ShareOutline& a, const ShareOutline& b) {
  const bool same_money = a.council == b.council || a.council.empty() || b.council.empty();
  return same_money && (a.kinds & b.kinds) != 0 && a.first_year <= b.last_year &&
         b.first_year <= a.last_year;
}

bool AnyMayCountTwice(std::span<const ShareOutline> shares) {
  for (size_t i = 0; i < shares.size(); ++i) {
    for (size_t j = i + 1; j < shares.size(); ++j) {
      if (MayCountTwice(shares[i], shares[j])) return true;
    }
  }
  return false;
}

class ShareReader {
 public:
  ShareReader(const Records& records, Facts* facts) : records_(records), facts_(*facts) {}

  // Goes through the shares, benefit by benefit.
  void Judge(const std::vector<ShareOutline>& shares) {
    for (auto first = shares.begin(); first != shares.end();) {
      const auto end = std::find_if(first, shares.end(), [&first](const ShareOutline& share) {
        return share.benefit() != first->benefit();
      });
      JudgeOne({first, end});
      first = end;
    }
  }

  // Keeps the benefits that do hold money twice, whole.
  absl::Status ReadOverlaps() {
    return ForEachPart(
        std::span<const std::string>(may_overlap_),
        [this](const std::vector<std::string>& part) { return ReadOverlapsOf(part); }, kMostAtOnce);
  }

  // Reads the shares with an actual that may be none yet, with no other lines.
  absl::Status ReadActuals() {
    std::erase_if(may_lack_, [this](const ShareOutline* share) {
      return benefits_.contains(std::string(share->benefit()));
    });
    std::set<std::string> benefits;
    for (const ShareOutline* share : may_lack_) benefits.emplace(share->benefit());
    absl::Status status = AddBenefits(benefits);
    for (std::span<const ShareOutline* const> left = may_lack_; status.ok() && !left.empty();) {
      const auto part = left.first(std::min(left.size(), kMostAtOnce));
      status = ReadActualsOf(part);
      left = left.subspan(part.size());
    }
    return status;
  }

  void Done() {
    for (auto& [name, held] : benefits_) facts_.benefits.push_back(std::move(held));
    std::ranges::sort(facts_.benefits, {}, [](const BenefitFacts& held) {
      return std::make_pair(held.benefit.position(), held.benefit.name());
    });
  }

 private:
  void JudgeOne(std::span<const ShareOutline> shares) {
    if (AnyMayCountTwice(shares)) may_overlap_.emplace_back(shares[0].benefit());
    for (const ShareOutline& share : shares) {
      if (share.future.has_value() || share.bare.has_value()) may_lack_.push_back(&share);
    }
  }

  absl::Status ReadOverlapsOf(const std::vector<std::string>& names) {
    auto benefits = records_.Named<v1::Benefit>({names.begin(), names.end()});
    if (!benefits.ok()) return benefits.status();
    SqlPart below = {"FALSE", {}};
    // `0` comes after `/`.
    for (const std::string& name : names) {
      below.Add(" OR (t.name > ? AND t.name < ?)", {name + "/", name + "0"});
    }
    auto shares = records_.Where<v1::Share>(below);
    if (!shares.ok()) return shares.status();
    std::map<std::string, BenefitFacts> held;
    for (v1::Benefit& benefit : *benefits) held[benefit.name()].benefit = benefit;
    for (v1::Share& share : *shares) {
      held[std::string(ResourceType::ParentOf(share.name()))].shares.push_back(std::move(share));
    }
    for (auto& [name, one] : held) {
      if (HoldsMoneyTwice(one)) benefits_[name] = std::move(one);
    }
    return absl::OkStatus();
  }

  static bool HoldsMoneyTwice(const BenefitFacts& held) {
    Facts one;
    one.benefits = {held};
    Findings findings;
    AddShareFindings(one, &findings);
    return !findings.empty();
  }

  absl::Status AddBenefits(const std::set<std::string>& names) {
    auto benefits = records_.Named<v1::Benefit>({names.begin(), names.end()});
    if (!benefits.ok()) return benefits.status();
    for (v1::Benefit& benefit : *benefits) benefits_[benefit.name()].benefit = benefit;
    return absl::OkStatus();
  }

  // The columns of shares and of their lines, without the other lines that Where reads.
  absl::Status ReadActualsOf(std::span<const ShareOutline* const> part) {
    const ResourceType& type = records_.TypeOf<v1::Share>();
    const ChildTable& lines = type.children()[0];
    const std::vector<std::string> cells = WrittenColumns(type.columns());
    SqlPart sql = {Concat("SELECT s.name, ", SelectList(type.columns(), "s"), ", ",
                          SelectList(lines.columns, "l"), " FROM "),
                   {}};
    sql.Add(records_.InForce<v1::Share>())
        .Add(Concat(" s STRAIGHT_JOIN ", lines.name,
                    " l ON l.resource_name = s.name AND l.valid_from = s.valid_from"
                    " AND l.recorded_by = s.recorded_by WHERE FALSE"));
    for (const ShareOutline* share : part) {
      const int64_t first = share->future.value_or(share->bare.value_or(0));
      sql.Add(" OR (s.name = ? AND l.ordinal IN (?, ?))",
              {share->name, first, share->bare.value_or(first)});
    }
    sql.Add(" ORDER BY s.name, l.ordinal");
    std::vector<v1::Share> shares;
    absl::Status status = records_.Query(sql, [&](const Row& row) {
      absl::Status read;
      if (shares.empty() || shares.back().name() != row.Text(0)) {
        shares.emplace_back().set_name(std::string(row.Text(0)));
        read = ReadColumns(row, 1, type.columns(), &shares.back());
      }
      if (!read.ok()) return read;
      return ReadColumns(row, 1 + cells.size(), lines.columns, shares.back().add_lines());
    });
    return status.ok() ? Take(type, std::move(shares)) : status;
  }

  absl::Status Take(const ResourceType& type, std::vector<v1::Share> shares) {
    if (records_.at().public_only) {
      std::vector<google::protobuf::Message*> told;
      for (v1::Share& share : shares) told.push_back(&share);
      absl::Status status =
          LeaveOutExemptMentions(records_.connection(), type, records_.at(), told);
      if (!status.ok()) return status;
    }
    for (v1::Share& share : shares) {
      const auto held = benefits_.find(std::string(ResourceType::ParentOf(share.name())));
      if (held != benefits_.end()) held->second.shares.push_back(std::move(share));
    }
    return absl::OkStatus();
  }

  const Records& records_;
  Facts& facts_;
  std::vector<std::string> may_overlap_;
  std::vector<const ShareOutline*> may_lack_;
  std::map<std::string, BenefitFacts> benefits_;
};

}  // namespace

absl::Status ReadShareCandidates(const Records& records, const std::vector<ShareOutline>& shares,
                                 Facts* facts) {
  ShareReader reader(records, facts);
  reader.Judge(shares);
  absl::Status status = reader.ReadOverlaps();
  if (status.ok()) status = reader.ReadActuals();
  if (status.ok()) reader.Done();
  return status;
}

}  // namespace concordat::benefits
