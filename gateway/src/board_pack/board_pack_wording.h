// Words what the services report as the board pack has it. Pure.
#ifndef CONCORDAT_GATEWAY_BOARD_PACK_BOARD_PACK_WORDING_H_
#define CONCORDAT_GATEWAY_BOARD_PACK_BOARD_PACK_WORDING_H_

#include <map>
#include <string>
#include <vector>

#include "concordat/benefits/v1/report.pb.h"
#include "concordat/gateway/v1/board_pack.pb.h"
#include "concordat/programme/v1/report.pb.h"

namespace concordat::gateway {

// Titles of councils by their names.
using CouncilTitles = std::map<std::string, std::string>;
CouncilTitles TitlesOf(const programme::v1::ProgrammeReport& report);

// A line for each project and live service; what changed is told from
// `earlier`, which may be null.
std::vector<v1::StatusLine> WordStatusLines(const programme::v1::ProgrammeReport& report,
                                            const programme::v1::ProgrammeReport* earlier);

// The table of money. Without what is exempt where `public_only`, and without
// the sums that it is part of.
std::vector<v1::FinancialTable> WordFinances(const benefits::v1::FinancialSummary& summary,
                                             const CouncilTitles& titles, bool public_only);

// `report` gives the titles of the work.
std::vector<v1::Realisation> WordRealisations(const benefits::v1::BenefitsRealisation& realisation,
                                              const programme::v1::ProgrammeReport& report,
                                              const CouncilTitles& titles, bool public_only);

std::vector<v1::Decision> WordDecisions(const programme::v1::ProgrammeReport& report);
std::vector<v1::Paper> WordPapers(const programme::v1::ProgrammeReport& report);

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_BOARD_PACK_BOARD_PACK_WORDING_H_
