#include "tests/support/free_ports.h"

#include <absl/random/random.h>
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>

namespace concordat::test {

std::vector<int> FreePorts(int count) {
  constexpr int kFirst = 10000, kLast = 29999;
  absl::BitGen random;
  std::vector<int> ports, sockets;
  for (int tries = 0; std::ssize(ports) < count; ++tries) {
    if (tries == 1000) throw std::runtime_error("no free port");
    const int port = absl::Uniform(absl::IntervalClosed, random, kFirst, kLast);
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<uint16_t>(port));
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockets.push_back(socket);
    if (bind(socket, reinterpret_cast<sockaddr*>(&address), sizeof(address)) == 0) {
      ports.push_back(port);
    }
  }
  for (const int socket : sockets) close(socket);
  return ports;
}

}  // namespace concordat::test
