// Puts a board pack together: what comes first, what is left out, what is
// counted. Pure, so that the same parts always make the same pack.
#ifndef CONCORDAT_GATEWAY_BOARD_PACK_BOARD_PACK_COMPOSE_H_
#define CONCORDAT_GATEWAY_BOARD_PACK_BOARD_PACK_COMPOSE_H_

#include <string>
#include <vector>

#include "concordat/gateway/v1/board_pack.pb.h"

namespace concordat::gateway {

// What the services answered, already worded as the pack has it, in any order.
struct PackParts {
  // Partnership, board, days and marking; its lists are empty.
  v1::BoardPack head;
  std::vector<v1::StatusLine> lines;
  std::vector<v1::FinancialTable> finances;
  std::vector<risk::v1::RegisterSection> registers;
  std::vector<v1::Realisation> realisations;
  std::vector<v1::Decision> decisions;
  std::vector<ledger::v1::Finding> findings;
  std::vector<programme::v1::SuppressedRule> suppressed_rules;
  std::vector<v1::Paper> papers;
};

// Red, amber, changed or due, then the rest; findings the gravest first. A
// public pack leaves out what is exempt.
v1::BoardPack ComposeBoardPack(PackParts parts);

// True when the line is due to end on or before the day, by every day that its
// date may mean.
bool IsDue(const v1::StatusLine& line, const std::string& day);

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_BOARD_PACK_BOARD_PACK_COMPOSE_H_
