// Calls to a server under test.
#ifndef CONCORDAT_TESTS_SUPPORT_RPC_CALLS_H_
#define CONCORDAT_TESTS_SUPPORT_RPC_CALLS_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>

#include "tests/support/rpc_testing.h"

namespace concordat::test {

// Answers with a project of the name asked for.
inline absl::StatusOr<programme::v1::Project> Echo(
    const Caller&, const programme::v1::GetProjectRequest& request) {
  programme::v1::Project project;
  project.set_name(request.name());
  return project;
}

inline absl::StatusCode CodeOf(PeerChannel& channel, const CallOptions& options,
                               const programme::v1::GetProjectRequest& request = AskFor()) {
  programme::v1::Project project;
  return channel.Call(options, kGetProject, request, &project).code();
}

// Of a method that there is not: told without a worker.
inline absl::StatusCode CodeOfUnknown(PeerChannel& channel) {
  programme::v1::Project project;
  return channel.Call(AsReader(), "concordat.programme.v1.Projects.FlyProject", AskFor(), &project)
      .code();
}

}  // namespace concordat::test

#endif  // CONCORDAT_TESTS_SUPPORT_RPC_CALLS_H_
