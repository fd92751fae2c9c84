// A floor as a process of its own: `concordat-bench-floor MODEL SERVICE ADDRESS`, with
// certificates and database in the environment as a service has them.
#include <unistd.h>

#include <cstdio>
#include <string>

#include "bench/floor_server.h"
#include "common/identity/tls.h"
#include "common/sql/database.h"

int main(int argc, char** argv) {
  using namespace concordat;  // NOLINT(build/namespaces)
  if (argc != 4) {
    std::fprintf(stderr, "usage: concordat-bench-floor sync|callback SERVICE ADDRESS\n");
    return 2;
  }
  EnvironmentReader environment;
  const TlsFiles tls = ReadTlsFiles(environment);
  const DatabaseOptions database = ReadDatabaseOptions(environment);
  if (!environment.status().ok()) {
    std::fprintf(stderr, "%s\n", environment.status().ToString().c_str());
    return 1;
  }
  bench::FloorWork work(bench::SubjectOf(argv[2]), database);
  const bench::FloorServer server({.model = argv[1], .listen = argv[3], .tls = tls}, &work);
  pause();
  return 0;
}
