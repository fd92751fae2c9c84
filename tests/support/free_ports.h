// Ports for programs that must be told theirs before they start.
#ifndef CONCORDAT_TESTS_SUPPORT_FREE_PORTS_H_
#define CONCORDAT_TESTS_SUPPORT_FREE_PORTS_H_

#include <vector>

namespace concordat::test {

// Ports of this machine that nobody had a moment ago, all different. They are not of those
// that the system gives to whoever asks for any: the end of somebody's connection may take
// such a one before a program listens on it, or in the time that the program is down.
std::vector<int> FreePorts(int count);

}  // namespace concordat::test

#endif  // CONCORDAT_TESTS_SUPPORT_FREE_PORTS_H_
