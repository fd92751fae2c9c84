// Starts the whole house for something that measures it from outside: says on
// stdout, as one JSON object, where it is, and ends when stdin does.
#include <cstdio>
#include <exception>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/house.h"

// The arguments are options of the database server.
int main(int argc, char** argv) {
  using nlohmann::json;
  try {
    concordat::test::TestDatabase database({argv + 1, argv + argc});
    concordat::test::House house(database, {});
    json told = {{"port", house.http_port()},
                 {"grpc", house.grpc_port()},
                 {"token", house.keys().token("partnership-office")},
                 {"socket", house.database().Options("").socket}};
    for (const char* role : {"partnership-office", "council-approver", "auditor"}) {
      told["tokens"].push_back(house.keys().token(role));
    }
    for (const char* program :
         {"programme-service", "benefits-service", "risk-service", "gateway"}) {
      told["processes"][program] = house.program(program).pid();
      if (std::string(program) != "gateway") told["schemas"][program] = house.schema(program);
    }
    std::cout << told << '\n' << std::flush;
    // Whoever started it closes its stdin, also by ending.
    std::string(std::istreambuf_iterator<char>(std::cin), {});
  } catch (const std::exception& error) {
    std::fprintf(stderr, "concordat-bench-house: %s\n", error.what());
    return 1;
  }
  return 0;
}
