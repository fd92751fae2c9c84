#include "programme-service/src/outline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "common/base/text.h"
#include "programme-service/src/pack_tables.h"
#include "programme-service/src/resources.h"
#include "tests/support/programme_draw.h"
#include "tests/support/record_calls.h"
#include "tests/support/resource_testing.h"

namespace concordat::programme {
namespace {

using test::IsOk;
using testing::ElementsAre;

constexpr char kBoard[] = "partnerships/p/boards/b";

class OutlineTest : public test::ResourcesTest {
 protected:
  OutlineTest() : ResourcesTest("programme", ProgrammeResources()) {}

  void SetUp() override {
    ResourcesTest::SetUp();
    v1::Partnership partnership;
    partnership.set_title("A partnership");
    Create(partnership, "", "partnerships", "p");
    for (const std::string id : {"open", "secret"}) {
      v1::Programme programme;
      programme.set_title(id);
      if (id == "secret") programme.set_marking(type::v1::MARKING_EXEMPT);
      Create(programme, kPartnership, "programmes", id);
      v1::Project project;
      project.set_title(id);
      project.set_programme(Concat(kPartnership, "/programmes/", id));
      Create(project, kPartnership, "projects", id);
    }
  }

  void Create(const google::protobuf::Message& record, const std::string& parent,
              const std::string& collection, const std::string& id) {
    ASSERT_THAT(calls_.Create(record, parent, collection, id, FormatDay(kFirstDay)), IsOk());
  }

  // A board that steers the programmes.
  void MakeBoard(const std::vector<std::string>& programmes) {
    v1::Board board;
    board.set_title("A board");
    for (const std::string& id : programmes) {
      board.add_programmes(Concat(kPartnership, "/programmes/", id));
    }
    Create(board, kPartnership, "boards", "b");
  }

  // What is told of its scope, and how much work its pack lists.
  std::pair<std::vector<std::string>, size_t> Read(bool public_only) {
    std::pair<std::vector<std::string>, size_t> read;
    const ReadAt at{kFirstDay, {}, false, public_only};
    const absl::Status status = database_->Read(caller_.deadline, [&](Connection& connection) {
      const Records records(connection, ledger_.registry(), kPartnership, at);
      auto outline = ReadOutline(records, kBoard);
      if (!outline.ok()) return outline.status();
      read.first.assign(outline->scope.begin(), outline->scope.end());
      auto places = ReadPlaces(records, outline->steered, {}, 100);
      if (places.ok()) read.second = places->lists[kRestList].size();
      return places.status();
    });
    EXPECT_THAT(status, IsOk());
    return read;
  }

  test::RecordCalls calls_{methods_, caller_, "concordat.programme.v1"};
};

TEST_F(OutlineTest, ABoardOfAnExemptProgrammeSteersNothingForThePublic) {
  MakeBoard({"secret"});
  const auto [scope, works] = Read(true);
  EXPECT_THAT(scope, ElementsAre(kBoard));
  EXPECT_EQ(works, 0);
  EXPECT_THAT(Read(false).first, ElementsAre(kBoard, "partnerships/p/programmes/secret",
                                             "partnerships/p/projects/secret"));
}

TEST_F(OutlineTest, ABoardOfSeveralProgrammesSteersThoseThatMayBeTold) {
  MakeBoard({"secret", "open"});
  const auto [scope, works] = Read(true);
  EXPECT_THAT(
      scope, ElementsAre(kBoard, "partnerships/p/programmes/open", "partnerships/p/projects/open"));
  EXPECT_EQ(works, 1);
}

TEST_F(OutlineTest, ABoardThatNamesNoneSteersEverything) {
  MakeBoard({});
  EXPECT_THAT(Read(true).first, ElementsAre());
  EXPECT_GT(Read(true).second, 0);
}

}  // namespace
}  // namespace concordat::programme
