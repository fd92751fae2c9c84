#include "risk-service/src/escalations.h"

#include <absl/time/clock.h>

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <utility>

#include "common/base/date.h"
#include "common/base/text.h"
#include "common/base/uuid.h"
#include "common/identity/service_caller.h"
#include "common/ledger/guard.h"
#include "common/ledger/resource_writer.h"
#include "common/ledger/run_write.h"
#include "common/ledger/step_method.h"
#include "common/sql/clock.h"
#include "concordat/risk/v1/risk_process.pb.h"
#include "risk-service/src/escalation_tables.h"
#include "risk-service/src/facts.h"
#include "risk-service/src/resources.h"

namespace concordat::risk {
namespace {

constexpr size_t kMaxId = 63;
// Judged in one transaction.
constexpr int kJudgedAtOnce = 100;

constexpr char kRulesAndMatrices[] =
    "SELECT COALESCE(MAX(record_time), 0), COUNT(*) FROM escalation_rule"
    " UNION ALL SELECT COALESCE(MAX(record_time), 0), COUNT(*) FROM matrix";

// Risks of one partnership on one day, within a write.
class Escalator {
 public:
  Escalator(const Ledger& ledger, const WriteScope& scope, const std::string& partnership)
      : ledger_(ledger),
        scope_(scope),
        records_(scope.connection, ledger.registry(), partnership, {scope.effective, {}}) {}

  absl::Status Judge(const std::vector<std::string>& names) {
    auto rules = ReadEscalationRules(records_);
    if (!rules.ok()) return rules.status();
    if (rules->empty()) return absl::OkStatus();
    // Two that judge a risk, or one that writes it, meet here; the second sees what the first did.
    std::set<std::string> meeting;
    for (const std::string& name : names) meeting.insert(name + "/escalations/-");
    absl::Status status = GuardParents(scope_.connection, meeting);
    if (!status.ok()) return status;
    auto risks = records_.Named<v1::Risk>(names);
    if (!risks.ok()) return risks.status();
    status = ReadBeside(*rules, *risks);
    for (const v1::Risk& risk : *risks) {
      if (!status.ok()) return status;
      status = Write(risk, Decide(*rules, Beside(risk), held_[risk.name()]));
    }
    return status;
  }

 private:
  RiskToEscalate Beside(const v1::Risk& risk) const {
    return {risk, FindMatrix(matrices_, risk.matrix()), registers_, scope_.effective};
  }

  // All that the risks are judged by.
  absl::Status ReadBeside(const std::vector<v1::EscalationRule>& rules,
                          const std::vector<v1::Risk>& risks) {
    std::set<std::string> matrices, own, above;
    AddMatricesOf(risks, &matrices);
    std::vector<std::string> names;
    for (const v1::Risk& risk : risks) {
      own.emplace(ResourceType::ParentOf(risk.name()));
      names.push_back(risk.name());
    }
    auto read = records_.Named<v1::Matrix>({matrices.begin(), matrices.end()});
    if (!read.ok()) return read.status();
    matrices_ = ByName(*std::move(read));
    auto registers = ReadParentRegisters(records_, {own.begin(), own.end()});
    if (!registers.ok()) return registers.status();
    for (const auto& [name, parent] : *registers) above.insert(parent);
    for (const v1::EscalationRule& rule : rules) above.insert(rule.to_register());
    auto there = ReadParentRegisters(records_, {above.begin(), above.end()});
    if (!there.ok()) return there.status();
    registers_ = *std::move(registers);
    registers_.merge(*there);
    auto held = ReadEscalationsOf(records_, names);
    if (!held.ok()) return held.status();
    held_ = *std::move(held);
    auto ever = CountEver(records_, names);
    if (!ever.ok()) return ever.status();
    ever_ = *std::move(ever);
    return absl::OkStatus();
  }

  absl::Status Write(const v1::Risk& risk, const EscalationDecision& decision) {
    for (const Rise& rise : decision.rises) {
      absl::Status status = Raise(risk, rise);
      if (!status.ok()) return status;
    }
    for (const std::string& name : decision.lapses) {
      absl::Status status =
          StepOn(ledger_, scope_, ledger_.registry().TypeOf<v1::Escalation>(), name, "",
                 [](const WriteScope& scope, google::protobuf::Message* held) {
                   auto* escalation = static_cast<v1::Escalation*>(held);
                   escalation->set_state(v1::ESCALATION_STATE_LAPSED);
                   escalation->set_answered(FormatDay(scope.effective));
                   return absl::OkStatus();
                 });
      if (!status.ok()) return status;
    }
    return absl::OkStatus();
  }

  absl::Status Raise(const v1::Risk& risk, const Rise& rise) {
    const int64_t ever = ever_[{risk.name(), rise.rule}];
    v1::Escalation escalation;
    escalation.set_rule(rise.rule);
    escalation.set_to_register(rise.to_register);
    escalation.set_reason(rise.reason);
    escalation.set_marking(risk.marking());
    const std::string id = Concat(ResourceType::IdOf(rise.rule), "-", ever + 1);
    const std::string escalations = risk.name() + "/escalations/";
    ResourceInput input;
    input.name = escalations + (id.size() <= kMaxId ? id : NewUuid());
    input.values = &escalation;
    input.effective = input.begins = scope_.effective;
    input.by_service = true;
    const PeerAnswers answers;
    ResourceWriter writer(ledger_, ledger_.registry().TypeOf<v1::Escalation>(), scope_.connection,
                          scope_.context, answers);
    absl::Status status = writer.Create(input).status();
    // Somebody has called one that went up by hand so.
    if (!absl::IsAlreadyExists(status)) return status;
    input.name = escalations + NewUuid();
    return writer.Create(input).status();
  }

  const Ledger& ledger_;
  const WriteScope& scope_;
  const Records records_;
  Matrices matrices_;
  ParentRegisters registers_;
  std::map<std::string, std::vector<v1::Escalation>, std::less<>> held_;
  EscalationCounts ever_;
};

// Searches the risks of one partnership, and judges those that are found.
class DailyRound {
 public:
  DailyRound(const ServiceParts& parts, const Caller& caller, std::string partnership)
      : parts_(parts), caller_(caller), partnership_(std::move(partnership)) {}

  absl::Status Run() {
    const ReadAt today{.day = LondonDay(absl::Now()), .position = {}};
    std::vector<v1::EscalationRule> rules;
    std::optional<EscalationSearch> search;
    absl::Status status = Read(today, [&](const Records& records) -> absl::Status {
      auto read = ReadEscalationRules(records);
      if (!read.ok()) return read.status();
      rules = *std::move(read);
      auto made = EscalationSearch::Of(records, rules);
      if (!made.ok()) return made.status();
      search = *std::move(made);
      return absl::OkStatus();
    });
    for (std::string after; status.ok();) {
      std::vector<std::string> names;
      status = Read(today, [&](const Records& records) {
        auto found = search->After(records, after, kJudgedAtOnce);
        if (!found.ok()) return found.status();
        names = *std::move(found);
        return absl::OkStatus();
      });
      if (!status.ok() || names.empty()) break;
      status = Judge(names);
      after = names.back();
    }
    return status;
  }

 private:
  absl::Status Read(const ReadAt& at, absl::FunctionRef<absl::Status(const Records&)> read) const {
    return parts_.ledger.database().Read(caller_.limits(), [&](Connection& connection) {
      return read(Records(connection, parts_.ledger.registry(), partnership_, at));
    });
  }

  absl::Status Judge(const std::vector<std::string>& names) const {
    const v1::GetRiskStandingRequest nothing_asked;
    v1::RiskStanding nothing_told;
    return RunWrite(parts_.ledger, {&caller_, &nothing_asked, "EscalateDaily", ""}, &nothing_told,
                    [&](const WriteScope& scope) {
                      return Escalator(parts_.ledger, scope, partnership_).Judge(names);
                    });
  }

  const ServiceParts& parts_;
  const Caller& caller_;
  const std::string partnership_;
};

// What a round is for: the day, and the rules and matrices of all partnerships.
using RoundKey = std::pair<absl::CivilDay, std::vector<int64_t>>;

absl::StatusOr<RoundKey> KeyOfRound(const ServiceParts& parts, const Caller& caller) {
  RoundKey key{LondonDay(absl::Now()), {}};
  absl::Status status =
      parts.ledger.database().Read(caller.limits(), [&key](Connection& connection) {
        key.second.clear();
        return connection.Query(kRulesAndMatrices, {}, [&key](const Row& row) {
          key.second.insert(key.second.end(), {row.Int(0), row.Int(1)});
          return absl::OkStatus();
        });
      });
  if (!status.ok()) return status;
  return key;
}

absl::StatusOr<std::set<std::string>> PartnershipsWithRules(const ServiceParts& parts,
                                                            const Caller& caller,
                                                            absl::CivilDay day) {
  std::set<std::string> partnerships;
  absl::Status status = parts.ledger.database().Read(caller.limits(), [&](Connection& connection) {
    const Records records(connection, parts.ledger.registry(), "partnerships/-", {day, {}});
    SqlPart query = {"SELECT DISTINCT SUBSTRING_INDEX(r.name, '/', 2) FROM ", {}};
    auto names = records.Names(query.Add(records.InForce<v1::EscalationRule>()).Add(" r"));
    if (names.ok()) partnerships = {names->begin(), names->end()};
    return names.status();
  });
  if (!status.ok()) return status;
  return partnerships;
}

}  // namespace

absl::StatusOr<std::map<std::string, absl::Status>> EscalateWritten(
    Connection& connection, const std::vector<std::string>& risks) {
  static const Ledger& ledger = *new Ledger(nullptr, "risk", RiskResources());
  auto now = DatabaseNow(connection);
  if (!now.ok()) return now.status();
  const Caller caller = ServiceCaller(ledger.service(), absl::InfiniteFuture());
  const WriteContext context{&caller, "", *now};
  std::map<std::string, std::vector<std::string>> by_partnership;
  for (const std::string& name : risks) {
    by_partnership[Concat("partnerships/", ResourceType::PartnershipOf(name))].push_back(name);
  }
  const WriteScope scope{connection, context, LondonDay(*now)};
  for (const auto& [partnership, names] : by_partnership) {
    absl::Status status = Escalator(ledger, scope, partnership).Judge(names);
    if (!status.ok()) return status;
  }
  return std::map<std::string, absl::Status>();
}

Duty EscalateDaily() {
  const auto done = std::make_shared<std::optional<RoundKey>>();
  return {"escalate_daily", [done](const ServiceParts& parts, absl::Time limit) -> absl::Status {
            const Caller caller = ServiceCaller(parts.ledger.service(), limit);
            auto key = KeyOfRound(parts, caller);
            if (!key.ok()) return key.status();
            if (*done == *key) return absl::OkStatus();
            auto partnerships = PartnershipsWithRules(parts, caller, key->first);
            if (!partnerships.ok()) return partnerships.status();
            for (const std::string& partnership : *partnerships) {
              absl::Status status = DailyRound(parts, caller, partnership).Run();
              if (!status.ok()) return status;
            }
            *done = *std::move(key);
            return absl::OkStatus();
          }};
}

}  // namespace concordat::risk
