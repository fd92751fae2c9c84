#include "common/base/process.h"

#include <gmock/gmock.h>
#include <sys/resource.h>

#include <string>

#include "common/base/text.h"

namespace concordat {
namespace {

using testing::ExitedWithCode;

// In a process of its own, which has the limits given: 0 where it is allowed and the soft
// limit holds it, else 1 with what the status says.
void Allow(rlim_t soft, rlim_t hard, int64_t wanted) {
  const rlimit given{soft, hard};
  setrlimit(RLIMIT_NOFILE, &given);
  const absl::Status status = AllowDescriptors(wanted);
  rlimit now{};
  getrlimit(RLIMIT_NOFILE, &now);
  std::fprintf(stderr, "%s soft %ld hard %ld", std::string(ToStd(status.message())).c_str(),
               static_cast<long>(now.rlim_cur), static_cast<long>(now.rlim_max));
  std::_Exit(status.ok() ? 0 : 1);
}

TEST(AllowDescriptors, RaisesTheSoftLimitAsFarAsIsNeeded) {
  EXPECT_EXIT(Allow(64, 400, 300), ExitedWithCode(0), "soft 300 hard 400");
  EXPECT_EXIT(Allow(64, 400, 400), ExitedWithCode(0), "soft 400 hard 400");
  EXPECT_EXIT(Allow(350, 400, 300), ExitedWithCode(0), "soft 350 hard 400");
}

TEST(AllowDescriptors, SaysWhatIsLacking) {
  EXPECT_EXIT(Allow(64, 400, 401), ExitedWithCode(1),
              "401 open files are needed, and the limit is 400 .*soft 64 hard 400");
}

}  // namespace
}  // namespace concordat
