#include "common/ledger/hash_chain.h"

#include <gtest/gtest.h>

#include <functional>
#include <random>
#include <set>
#include <vector>

#include "common/base/digest.h"

namespace concordat {
namespace {

ChangeRecord SomeChange() {
  return {"change-1",
          1'300'000'000'000'000,
          "2011-06-30",
          "someone@example.org",
          "r-1",
          "trace",
          "concordat.dev/Council",
          "councils/redditch",
          "uid-1",
          3,
          "update",
          "digest"};
}

TEST(HashChain, DigestIsPlainSha256OfSaltAndPayload) {
  // The test vector of FIPS 180-2 for "abc".
  EXPECT_EQ(PayloadDigest("a", "bc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(HashChain, LinkHasTheDocumentedForm) {
  // Anyone can compute it again: length, colon, part; one after the other.
  const std::string bytes =
      "16:concordat-feed-1"
      "4:prev"
      "1:1"
      "1:7"
      "2:42"
      "8:change-1"
      "16:1300000000000000"
      "10:2011-06-30"
      "19:someone@example.org"
      "3:r-1"
      "5:trace"
      "21:concordat.dev/Council"
      "17:councils/redditch"
      "5:uid-1"
      "1:3"
      "6:update"
      "6:digest";
  EXPECT_EQ(LinkHash({7, 1, 42, "prev"}, SomeChange()), Sha256Hex(bytes));
  EXPECT_EQ(LinkHash({7, 1, 42, "prev"}, SomeChange()),
            "9ce0f8f89530ea57e310496e32c91997b40329bc53e0cb3df3d13f385916c213");
}

TEST(HashChain, EveryPartCounts) {
  const FeedPlace place{7, 1, 42, "prev"};
  std::set<std::string> hashes = {LinkHash(place, SomeChange())};
  const std::vector<std::function<void(ChangeRecord&)>> alterations = {
      [](ChangeRecord& c) { c.change_id += "x"; },
      [](ChangeRecord& c) { ++c.record_time; },
      [](ChangeRecord& c) { c.effective_date += "x"; },
      [](ChangeRecord& c) { c.subject += "x"; },
      [](ChangeRecord& c) { c.request_id += "x"; },
      [](ChangeRecord& c) { c.trace_id += "x"; },
      [](ChangeRecord& c) { c.type += "x"; },
      [](ChangeRecord& c) { c.name += "x"; },
      [](ChangeRecord& c) { c.uid += "x"; },
      [](ChangeRecord& c) { ++c.revision; },
      [](ChangeRecord& c) { c.verb += "x"; },
      [](ChangeRecord& c) { c.payload_digest += "x"; },
      // A character that moves over the border of two parts.
      [](ChangeRecord& c) {
        c.request_id = "r-";
        c.trace_id = "1trace";
      },
  };
  for (const auto& alter : alterations) {
    ChangeRecord change = SomeChange();
    alter(change);
    hashes.insert(LinkHash(place, change));
  }
  hashes.insert(LinkHash({8, 1, 42, "prev"}, SomeChange()));
  hashes.insert(LinkHash({7, 2, 42, "prev"}, SomeChange()));
  hashes.insert(LinkHash({7, 1, 43, "prev"}, SomeChange()));
  hashes.insert(LinkHash({7, 1, 42, "pre"}, SomeChange()));
  EXPECT_EQ(hashes.size(), 1 + alterations.size() + 4);
}

TEST(HashChain, OneAlteredEntryChangesEveryHashAfterIt) {
  std::mt19937 random(20110630);
  for (int round = 0; round < 50; ++round) {
    const size_t length = 2 + random() % 30;
    const size_t altered = random() % length;
    std::vector<std::string> honest, forged;
    std::string honest_hash = kFirstPrevHash, forged_hash = kFirstPrevHash;
    for (size_t i = 0; i < length; ++i) {
      ChangeRecord change = SomeChange();
      change.revision = random();
      const int64_t position = static_cast<int64_t>(i) + 1;
      honest.push_back(honest_hash = LinkHash({position, 1, position, honest_hash}, change));
      if (i == altered) change.payload_digest = "another";
      forged.push_back(forged_hash = LinkHash({position, 1, position, forged_hash}, change));
    }
    for (size_t i = 0; i < length; ++i) EXPECT_EQ(honest[i] != forged[i], i >= altered);
  }
}

}  // namespace
}  // namespace concordat
