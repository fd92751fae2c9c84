// A client whose types are made of /openapi.json: what compiles is taken, and what is
// refused does not compile (tests/client/client.ts).
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "common/base/text.h"
#include "tests/support/places.h"
#include "tests/support/sample_house.h"

namespace concordat {
namespace {

// What scripts/fetch-client brought.
const std::string& Modules() {
  static const std::string& modules =
      *new std::string(test::InSources("var/deps/client/node_modules"));
  return modules;
}

// Ends with the program's own code, and shows what it said where that is not 0.
int RunNode(const std::vector<std::string>& arguments, const test::Environment& environment,
            const std::string& log) {
  std::vector<std::string> command = {"node"};
  command.insert(command.end(), arguments.begin(), arguments.end());
  test::Process node(command, environment, log);
  const int code = node.Wait(absl::Minutes(3));
  EXPECT_EQ(code, 0) << node.log();
  return code;
}

TEST(ClientTest, TypesMadeOfOpenApiFitTheGateway) {
  test::SampleHouse house;
  house.LoadBundle();
  const test::TemporaryDirectory folder;
  test::WriteFile(folder / "openapi.json", house.Get("/openapi.json").body);
  for (const char* file : {"package.json", "tsconfig.json", "client.ts"}) {
    std::filesystem::copy(test::InSources(Concat("tests/client/", file)), folder.path() / file);
  }
  std::filesystem::create_symlink(Modules(), folder.path() / "node_modules");
  ASSERT_EQ(RunNode({Modules() + "/openapi-typescript/bin/cli.js", folder / "openapi.json",
                     "--output", folder / "api.ts"},
                    {}, folder / "generate.log"),
            0);
  ASSERT_EQ(RunNode({Modules() + "/typescript/bin/tsc", "--project", folder.path()}, {},
                    folder / "compile.log"),
            0);
  RunNode({folder / "out/client.js"},
          {{"CONCORDAT_URL", Concat("http://127.0.0.1:", house.http_port())},
           {"CONCORDAT_TOKEN", house.keys().token("partnership-office")}},
          folder / "run.log");
}

}  // namespace
}  // namespace concordat
