// What must hold of a feed by itself, and of what a peer holds of it.
#ifndef CONCORDAT_TESTS_CLUSTER_FEED_CHECKS_H_
#define CONCORDAT_TESTS_CLUSTER_FEED_CHECKS_H_

#include <string>
#include <vector>

#include "tests/cluster/checker.h"

namespace concordat::test {

void CheckFeed(const std::string& service, const ServiceHistory& history,
               std::vector<Violation>* found);

// Of each service that reads the programme's feed, up to where it has read it.
void CheckProjections(const History& history, std::vector<Violation>* found);

}  // namespace concordat::test

#endif  // CONCORDAT_TESTS_CLUSTER_FEED_CHECKS_H_
