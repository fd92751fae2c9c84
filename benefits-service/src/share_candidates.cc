#include "benefits-service/src/share_candidates.h"

#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <utility>

#include "benefits-service/src/findings.h"
#include "common/base/date.h"
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
  if (a.council != b.council && !a.council.empty() && !b.council.empty()) return false;
  return std::ranges::any_of(a.years, [&b](const ShareYear& year) {
    const ShareYear* same = b.Of(year.year);
    return same != nullptr && (year.kinds & same->kinds) != 0;
  });
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
  explicit ShareReader(const Records& records) : records_(records) {}

  // Keeps the benefits that do hold money twice, whole.
  absl::Status ReadOverlaps(std::span<const std::string> benefits) {
    return ForEachPart(
        benefits, [this](const std::vector<std::string>& part) { return ReadOverlapsOf(part); },
        kMostAtOnce);
  }

  // Reads the shares with an actual that may be none yet, with no other lines.
  absl::Status ReadActuals(std::vector<std::string> shares) {
    std::erase_if(shares, [this](const std::string& share) {
      return benefits_.contains(std::string(ResourceType::ParentOf(share)));
    });
    std::set<std::string> benefits;
    for (const std::string& share : shares) benefits.emplace(ResourceType::ParentOf(share));
    absl::Status status = AddBenefits(benefits);
    if (!status.ok()) return status;
    return ForEachPart(
        std::span<const std::string>(shares),
        [this](const std::vector<std::string>& part) { return ReadActualsOf(part); }, kMostAtOnce);
  }

  // In the order of the paper.
  std::vector<BenefitFacts> Done() {
    std::vector<BenefitFacts> benefits;
    for (auto& [name, held] : benefits_) benefits.push_back(std::move(held));
    std::ranges::sort(benefits, {}, [](const BenefitFacts& held) {
      return std::make_pair(held.benefit.position(), held.benefit.name());
    });
    return benefits;
  }

 private:
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

  // The columns of shares and of their lines, without the other lines that Where reads; of
  // each share the first that is counted to a day to come, and the first that is not.
  absl::Status ReadActualsOf(const std::vector<std::string>& part) {
    const ResourceType& type = records_.TypeOf<v1::Share>();
    const ChildTable& lines = type.children()[0];
    const size_t line = 1 + WrittenColumns(type.columns()).size();
    const size_t is_future = line + WrittenColumns(lines.columns).size();
    SqlPart sql = {Concat("SELECT s.name, ", SelectList(type.columns(), "s"), ", ",
                          SelectList(lines.columns, "l"), ", l.counted_to > ? FROM "),
                   {FormatDay(records_.at().day)}};
    sql.Add(records_.InForce<v1::Share>())
        .Add(Concat(" s STRAIGHT_JOIN ", lines.name,
                    " l ON l.resource_name = s.name AND l.valid_from = s.valid_from"
                    " AND l.recorded_by = s.recorded_by WHERE "))
        .Add(IsAmong("s.name", part))
        .Add(" AND ")
        .Add(MayLack(records_))
        .Add(" ORDER BY s.name, l.ordinal");
    std::vector<v1::Share> shares;
    bool has_future = false, has_other = false;
    absl::Status status = records_.Query(sql, [&](const Row& row) {
      absl::Status read;
      if (shares.empty() || shares.back().name() != row.Text(0)) {
        shares.emplace_back().set_name(std::string(row.Text(0)));
        has_future = has_other = false;
        read = ReadColumns(row, 1, type.columns(), &shares.back());
      }
      bool& has = row.Int(is_future) != 0 ? has_future : has_other;
      if (!read.ok() || has) return read;
      has = true;
      return ReadColumns(row, line, lines.columns, shares.back().add_lines());
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
  std::map<std::string, BenefitFacts> benefits_;
};

}  // namespace

void ShareCandidates::Add(const ShareOutline& share) {
  if (!open_.empty() && open_.back().benefit.name() != share.benefit.name()) CloseBenefit();
  if (share.may_lack) may_lack_.push_back(share.name);
  open_.push_back(share);
}

void ShareCandidates::CloseBenefit() {
  if (AnyMayCountTwice(open_)) may_overlap_.push_back(open_.front().benefit.name());
  open_.clear();
}

absl::Status ShareCandidates::Read(Facts* facts) {
  CloseBenefit();
  ShareReader reader(records_);
  absl::Status status = reader.ReadOverlaps(may_overlap_);
  if (status.ok()) status = reader.ReadActuals(std::move(may_lack_));
  if (status.ok()) facts->benefits = reader.Done();
  return status;
}

}  // namespace concordat::benefits
