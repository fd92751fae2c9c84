#include "common/service/service_config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/support/status_matchers.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/test_keys.h"

namespace concordat {
namespace {

using test::IsOk;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

// Sets variables for one test and takes them back.
class ServiceConfigTest : public testing::Test {
 protected:
  ServiceConfigTest() {
    const test::TestKeys& keys = test::TestKeys::Shared();
    test::WriteFile(folder_ / "password", "s3cret\n");
    Set("CONCORDAT_LISTEN", "127.0.0.1:0");
    Set("CONCORDAT_LEDGER_MIGRATIONS_DIR", "ledger");
    Set("CONCORDAT_MIGRATIONS_DIR", "migrations");
    Set("CONCORDAT_DB_SCHEMA", "programme");
    Set("CONCORDAT_DB_USER", "programme");
    Set("CONCORDAT_DB_PASSWORD_FILE", folder_ / "password");
    Set("CONCORDAT_ASSERTION_JWKS_FILE", keys.assertion_jwks());
    for (const auto& [name, value] : keys.TlsEnvironment("programme-service")) Set(name, value);
  }
  ~ServiceConfigTest() override {
    for (const std::string& name : set_) unsetenv(name.c_str());
  }

  void Set(const std::string& name, const std::string& value) {
    setenv(name.c_str(), value.c_str(), 1);
    set_.push_back(name);
  }
  static std::string WhatIsWrong() { return std::string(ReadServiceConfig().status().message()); }

  test::TemporaryDirectory folder_;
  std::vector<std::string> set_;
};

TEST_F(ServiceConfigTest, ReadsTheEnvironment) {
  Set("CONCORDAT_WORKERS", "3");
  Set("CONCORDAT_DB_HOST", "");
  Set("CONCORDAT_MAX_CONNECTION_AGE_S", "30");
  const auto config = ReadServiceConfig();
  ASSERT_THAT(config, IsOk());
  EXPECT_EQ(config->listen, "127.0.0.1:0");
  EXPECT_EQ(config->workers, 3);
  EXPECT_EQ(config->queue, 256);
  EXPECT_EQ(config->database.password, "s3cret");
  EXPECT_EQ(config->database.host, "127.0.0.1") << "an empty variable is as good as none";
  EXPECT_EQ(config->health_listen, "");
  EXPECT_EQ(config->max_connection_age, absl::Seconds(30));
}

TEST_F(ServiceConfigTest, NamesEverythingThatIsWrongAtOnce) {
  Set("CONCORDAT_LISTEN", "");
  Set("CONCORDAT_WORKERS", "many");
  Set("CONCORDAT_QUEUE", "0");
  Set("CONCORDAT_DB_PASSWORD_FILE", folder_ / "nowhere");
  EXPECT_THAT(WhatIsWrong(),
              AllOf(HasSubstr("CONCORDAT_LISTEN is not set"),
                    HasSubstr("CONCORDAT_WORKERS must be a whole number from 1 to 1000"),
                    HasSubstr("CONCORDAT_QUEUE must be"), HasSubstr("nowhere cannot be read")));
}

TEST_F(ServiceConfigTest, TellsThatKeyAndCertificateDoNotBelongTogether) {
  Set("CONCORDAT_TLS_KEY_FILE", test::TestKeys::Shared().key("gateway"));
  EXPECT_THAT(WhatIsWrong(), HasSubstr("the TLS key does not belong to the certificate"));
}

TEST_F(ServiceConfigTest, TellsWhatIsNoPem) {
  Set("CONCORDAT_TLS_CA_FILE", folder_ / "password");
  EXPECT_THAT(WhatIsWrong(),
              AllOf(HasSubstr("the TLS authority is not in PEM form"), Not(HasSubstr("s3cret"))));
  Set("CONCORDAT_TLS_KEY_FILE", folder_ / "password");
  EXPECT_THAT(WhatIsWrong(), HasSubstr("the TLS key is not in PEM form"));
  Set("CONCORDAT_TLS_CERT_FILE", folder_ / "password");
  EXPECT_THAT(WhatIsWrong(), HasSubstr("the TLS certificate is not in PEM form"));
}

}  // namespace
}  // namespace concordat
