#include "programme-service/src/pack_tables.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "common/base/text.h"
#include "programme-service/src/resources.h"
#include "tests/support/programme_draw.h"
#include "tests/support/record_calls.h"
#include "tests/support/resource_testing.h"

namespace concordat::programme {
namespace {

using test::IsOk;
using testing::ElementsAre;

class ReadImplicationsTest : public test::ResourcesTest {
 protected:
  ReadImplicationsTest() : ResourcesTest("programme", ProgrammeResources()) {}

  void SetUp() override {
    ResourcesTest::SetUp();
    v1::Partnership partnership;
    partnership.set_title("A partnership");
    Create(partnership, "", "partnerships", "p");
    MakePaper("older", "2011-03-31");
    MakePaper("newer", "2011-06-30");
  }

  void Create(const google::protobuf::Message& record, const std::string& parent,
              const std::string& collection, const std::string& id) {
    ASSERT_THAT(calls_.Create(record, parent, collection, id, FormatDay(kFirstDay)), IsOk());
  }

  void MakePaper(const std::string& id, const std::string& dated) {
    v1::SourceDocument paper;
    paper.set_title(id);
    paper.set_dated(dated);
    Create(paper, kPartnership, "sourceDocuments", id);
  }

  void MakeImplication(const std::string& id, const std::string& paper, int position,
                       type::v1::Marking marking = type::v1::MARKING_PUBLIC) {
    v1::Implication implication;
    implication.set_title(id);
    implication.set_position(position);
    implication.set_marking(marking);
    implication.mutable_source()->set_document(Concat(kPartnership, "/sourceDocuments/", paper));
    Create(implication, kPartnership, "implications", id);
  }

  // Titles of what is read on a day, and how many are left out.
  std::pair<std::vector<std::string>, int> Read(int most, bool public_only = false,
                                                absl::CivilDay day = kFirstDay) {
    std::pair<std::vector<std::string>, int> titles;
    const ReadAt at{day, {}, false, public_only};
    const absl::Status status = database_->Read(caller_.deadline, [&](Connection& connection) {
      const Records records(connection, ledger_.registry(), kPartnership, at);
      auto read = ReadImplications(records, most);
      if (!read.ok()) return read.status();
      for (const v1::Implication& each : read->records) titles.first.push_back(each.title());
      titles.second = read->left_out;
      return absl::OkStatus();
    });
    EXPECT_THAT(status, IsOk());
    return titles;
  }

  test::RecordCalls calls_{methods_, caller_, "concordat.programme.v1"};
};

TEST_F(ReadImplicationsTest, AreThoseOfTheNewestPaperFirstInItsOrder) {
  MakeImplication("a", "older", 1);
  MakeImplication("b", "newer", 2);
  MakeImplication("c", "newer", 1);
  EXPECT_THAT(Read(100).first, ElementsAre("c", "b", "a"));
  EXPECT_EQ(Read(100).second, 0);
  EXPECT_THAT(Read(2).first, ElementsAre("c", "b"));
  EXPECT_EQ(Read(2).second, 1);
  EXPECT_THAT(Read(100, false, kFirstDay - 1).first, ElementsAre());
}

TEST_F(ReadImplicationsTest, OneThatIsExemptIsNeitherReadNorCountedForThePublic) {
  MakeImplication("a", "newer", 1, type::v1::MARKING_EXEMPT);
  MakeImplication("b", "newer", 2);
  MakeImplication("c", "newer", 3);
  EXPECT_THAT(Read(1).first, ElementsAre("a"));
  EXPECT_EQ(Read(1).second, 2);
  EXPECT_THAT(Read(1, true).first, ElementsAre("b"));
  EXPECT_EQ(Read(1, true).second, 1);
}

}  // namespace
}  // namespace concordat::programme
