// For tests and measurements: what a region claims, drawn at random, with double claims
// planted among it: reworded, a few per cent off, shifted a year, or split in two. The words
// that stand for one another here are known to nobody else.
#ifndef CONCORDAT_TESTS_SUPPORT_CLAIMS_DRAW_H_
#define CONCORDAT_TESTS_SUPPORT_CLAIMS_DRAW_H_

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "benefits-service/src/claim.h"

namespace concordat::test {

class ClaimsDraw {
 public:
  explicit ClaimsDraw(uint64_t seed) : random_(seed) {}

  struct Drawn {
    std::vector<benefits::Claim> claims;
    // Records that are the same money, two or three each.
    std::vector<std::set<std::string>> planted;
  };

  // So many claims in all, with so many plants among them, in no order.
  Drawn Draw(size_t claims, size_t plants) {
    Drawn drawn;
    while (drawn.claims.size() + 2 * plants < claims) drawn.claims.push_back(One());
    const size_t originals = drawn.claims.size();
    std::set<size_t> used;
    while (drawn.planted.size() < plants) {
      const size_t original = random_() % originals;
      if (!used.insert(original).second) continue;
      Plant(original, &drawn);
    }
    while (drawn.claims.size() < claims) drawn.claims.push_back(One());
    std::ranges::shuffle(drawn.claims, random_);
    return drawn;
  }

 private:
  using Words = std::pair<const char*, const char*>;
  static constexpr size_t kCouncils = 46;
  static constexpr size_t kSites = 1500;
  // One in so many is called as many others are.
  static constexpr size_t kPlain = 25;

  // Each beside what somebody else might call it.
  static constexpr std::array<Words, 20> kVerbs = {{{"Shared", "Joint"},
                                                    {"Reduced", "Lower"},
                                                    {"Renegotiated", "Re-let"},
                                                    {"Merged", "Combined"},
                                                    {"Cancelled", "Ended"},
                                                    {"Automated", "Self-service"},
                                                    {"Centralised", "Single point for"},
                                                    {"Redesigned", "Leaner"},
                                                    {"Outsourced", "Bought-in"},
                                                    {"Consolidated", "Fewer"},
                                                    {"Rationalised", "Streamlined"},
                                                    {"Deleted", "Vacant"},
                                                    {"Procured", "Purchased"},
                                                    {"Digital", "Online"},
                                                    {"Collaborative", "Cross-council"},
                                                    {"Improved", "Better"},
                                                    {"Extended", "Longer"},
                                                    {"Replaced", "New"},
                                                    {"Recovered", "Collected"},
                                                    {"Flexible", "Agile"}}};
  static constexpr std::array<const char*, 48> kObjects = {
      "payroll",     "printing",     "vehicles",     "telephony",   "insurance",
      "energy",      "agency staff", "postage",      "software",    "licences",
      "catering",    "cleaning",     "stationery",   "advertising", "training",
      "mileage",     "lighting",     "waste rounds", "helpdesk",    "servers",
      "storage",     "leases",       "legal advice", "audit days",  "enforcement",
      "surveyors",   "planners",     "inspections",  "bailiffs",    "benefits processing",
      "council tax", "parking",      "grounds",      "recycling",   "translation",
      "transport",   "placements",   "equipment",    "furniture",   "maintenance",
      "security",    "consultants",  "overtime",     "management",  "subscriptions",
      "archives",    "mapping",      "broadband"};
  static constexpr std::array<const char*, 40> kServices = {"children's services",
                                                            "adult social care",
                                                            "libraries",
                                                            "housing",
                                                            "highways",
                                                            "leisure",
                                                            "museums",
                                                            "revenues",
                                                            "customer services",
                                                            "finance",
                                                            "human resources",
                                                            "democratic services",
                                                            "planning",
                                                            "building control",
                                                            "licensing",
                                                            "environmental health",
                                                            "trading standards",
                                                            "street scene",
                                                            "parks",
                                                            "schools",
                                                            "youth services",
                                                            "community safety",
                                                            "economic development",
                                                            "property",
                                                            "procurement",
                                                            "communications",
                                                            "regeneration",
                                                            "registrars",
                                                            "cemeteries",
                                                            "markets",
                                                            "civil contingencies",
                                                            "fostering",
                                                            "homelessness",
                                                            "public health",
                                                            "benefits",
                                                            "electoral services",
                                                            "fleet",
                                                            "facilities",
                                                            "information technology",
                                                            "internal audit"};
  static constexpr std::array<const char*, 12> kSyllables = {
      "kir", "bol", "wal", "sten", "mar", "hul", "dor", "pen", "rad", "lis", "tam", "ev"};
  static constexpr std::array<const char*, 6> kEnds = {"ton", "ham", "by", "worth", "field", "ley"};

  struct Title {
    size_t verb, object, service, site;
    bool plain;
  };

  size_t Below(size_t count) { return random_() % count; }
  bool OneIn(size_t count) { return Below(count) == 0; }
  double Between(double low, double high) {
    return std::uniform_real_distribution<double>(low, high)(random_);
  }

  static std::string Site(size_t site) {
    std::string name = kSyllables[site % 12];
    name += kSyllables[site / 12 % 12];
    name += kEnds[site / 144 % 6];
    if (site >= 864) name += " east";
    name[0] = static_cast<char>(std::toupper(name[0]));
    return name;
  }

  static std::string Text(const Title& title) {
    std::string text = std::string(kVerbs[title.verb].first) + " " + kObjects[title.object];
    if (title.plain) return text;
    return text + " in " + kServices[title.service] + ", " + Site(title.site);
  }

  // As somebody else writes it.
  std::string Reworded(const Title& title) {
    const std::string verb = OneIn(3) ? kVerbs[title.verb].first : kVerbs[title.verb].second;
    const std::string object = kObjects[title.object];
    if (title.plain) return OneIn(2) ? object + ": " + verb : "Savings from " + verb + " " + object;
    const std::string service = kServices[title.service], site = Site(title.site);
    switch (Below(5)) {
      case 0:
        return site + " " + service + ": " + verb + " " + object;
      case 1:
        return "Savings from " + object + " (" + service + ", " + site + ")";
      case 2:
        return verb + " " + object + " at " + site;
      case 3:
        return service + " - " + verb + " " + object + " programme, " + site;
      default:
        return verb + " use of " + object + " for " + service + " across " + site;
    }
  }

  benefits::Claim One() {
    Title title{Below(kVerbs.size()), Below(kObjects.size()), Below(kServices.size()),
                Below(kSites), OneIn(kPlain)};
    benefits::Claim claim;
    claim.record = NewName();
    claim.uid = claim.record;
    claim.partnership = "partnerships/region";
    claim.texts = {Text(title)};
    claim.work = "partnerships/region/projects/p-" + std::to_string(Below(11'000));
    const std::string council = "councils/c-" + std::to_string(Below(kCouncils));
    const int first = 2005 + static_cast<int>(Below(8));
    const size_t years = 1 + Below(4);
    // From about a thousand pounds to some hundred thousand, in whole hundreds.
    int64_t pounds = static_cast<int64_t>(std::exp(std::normal_distribution(9.5, 1.2)(random_)));
    for (size_t i = 0; i < years; ++i) {
      claim.money[council][first + static_cast<int>(i)] = (pounds / 100 + 1) * 10'000;
      if (!OneIn(2)) pounds = static_cast<int64_t>(static_cast<double>(pounds) * Between(0.7, 1.3));
    }
    titles_.push_back(title);
    return claim;
  }

  std::string NewName() {
    return "partnerships/region/benefits/b-" + std::to_string(1'000'000 + names_++);
  }

  // A claim of the same money, times a part of it.
  benefits::Claim Again(const benefits::Claim& original, const Title& title, int shift,
                        double part) {
    benefits::Claim again = original;
    again.record = again.uid = NewName();
    again.texts = {Reworded(title)};
    again.work = "partnerships/region/projects/p-" + std::to_string(Below(11'000));
    again.money.clear();
    for (const auto& [council, years] : original.money) {
      for (const auto& [year, amount] : years) {
        again.money[council][year + shift] =
            static_cast<int64_t>(static_cast<double>(static_cast<int64_t>(amount)) * part);
      }
    }
    titles_.push_back(title);
    return again;
  }

  void Plant(size_t original, Drawn* drawn) {
    // Before more is added: what is referred to moves.
    const benefits::Claim claim = drawn->claims[original];
    const Title title = titles_[original];
    std::set<std::string> same = {claim.record};
    const auto add = [&](int shift, double part) {
      drawn->claims.push_back(Again(claim, title, shift, part));
      same.insert(drawn->claims.back().record);
    };
    switch (drawn->planted.size() % 4) {
      case 0:
        add(0, 1);
        break;
      case 1:
        add(0, Between(0.955, 1.045));
        break;
      case 2:
        add(OneIn(2) ? 1 : -1, Between(0.97, 1.03));
        break;
      default: {
        const double part = Between(0.3, 0.7);
        add(0, part);
        add(0, 1 - part);
      }
    }
    drawn->planted.push_back(std::move(same));
  }

  std::mt19937_64 random_;
  std::vector<Title> titles_;
  size_t names_ = 0;
};

// How many of the planted a search has found, and how many of its groups are planted.
struct ClaimsFound {
  size_t planted = 0, found = 0, groups = 0, right = 0;
  double recall() const { return static_cast<double>(found) / static_cast<double>(planted); }
  double precision() const {
    return groups == 0 ? 1 : static_cast<double>(right) / static_cast<double>(groups);
  }
};

// A planted one is found where a group has all of its records; a group is right where all of
// its records are of one planted.
inline ClaimsFound Score(const ClaimsDraw::Drawn& drawn,
                         const std::vector<benefits::ClaimGroupDraft>& groups) {
  ClaimsFound score{drawn.planted.size(), 0, groups.size(), 0};
  for (const auto& group : groups) {
    std::set<std::string> records;
    for (const size_t claim : group.claims) records.insert(drawn.claims[claim].record);
    bool right = false;
    for (const auto& planted : drawn.planted) {
      const bool holds = std::ranges::includes(records, planted);
      score.found += holds;
      right = right || std::ranges::includes(planted, records);
    }
    score.right += right;
  }
  return score;
}

}  // namespace concordat::test

#endif  // CONCORDAT_TESTS_SUPPORT_CLAIMS_DRAW_H_
