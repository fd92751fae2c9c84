#include "tests/support/program_environment.h"

#include "common/base/text.h"

namespace concordat::test {
namespace {

Environment Common(const std::string& program, const TestKeys& keys, const Targets& targets) {
  Environment all = keys.TlsEnvironment(program);
  all.insert({{"CONCORDAT_PROGRAMME_ADDRESS", targets.at("programme-service")},
              {"CONCORDAT_BENEFITS_ADDRESS", targets.at("benefits-service")},
              {"CONCORDAT_RISK_ADDRESS", targets.at("risk-service")},
              {"OTEL_EXPORTER_OTLP_ENDPOINT", ""}});
  return all;
}

}  // namespace

Environment ServiceEnvironment(const std::string& service, const TestKeys& keys,
                               const Targets& targets, const std::string& listen,
                               const Version& version) {
  Environment all = Common(service, keys, targets);
  all.insert({{"CONCORDAT_LISTEN", listen},
              {"CONCORDAT_ASSERTION_JWKS_FILE", keys.assertion_jwks()},
              {"CONCORDAT_LEDGER_MIGRATIONS_DIR", version.Source("common/ledger/migrations")},
              {"CONCORDAT_MIGRATIONS_DIR", version.Source(service + "/migrations")}});
  return all;
}

Environment DatabaseEnvironment(const DatabaseOptions& options, const std::string& password_file) {
  return {{"CONCORDAT_DB_SOCKET", options.socket},
          {"CONCORDAT_DB_SCHEMA", options.schema},
          {"CONCORDAT_DB_USER", options.user},
          {"CONCORDAT_DB_PASSWORD_FILE", password_file}};
}

Environment GatewayEnvironment(const TestKeys& keys, const Targets& targets,
                               const Version& version) {
  Environment all = Common(kGatewayProgram, keys, targets);
  all.insert({{"CONCORDAT_HTTP_LISTEN", "127.0.0.1:0"},
              {"CONCORDAT_GRPC_LISTEN", "127.0.0.1:0"},
              {"CONCORDAT_CONSOLE_DIR", version.Source("gateway/console")},
              {"CONCORDAT_ASSERTION_KEY_FILE", keys.assertion_key()},
              {"CONCORDAT_JWKS_FILE", keys.identity_jwks()},
              {"CONCORDAT_JWT_ISSUER", kTokenIssuer},
              {"CONCORDAT_JWT_AUDIENCE", kTokenAudience}});
  return all;
}

}  // namespace concordat::test
