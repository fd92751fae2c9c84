#include "tests/support/test_keys.h"

#include <chrono>
#include <stdexcept>
#include <system_error>

#include "common/base/text.h"
#include "tests/support/file_lock.h"
#include "tests/support/places.h"

namespace concordat::test {

namespace {

namespace fs = std::filesystem;

void MakeKeys(const fs::path& folder) {
  fs::create_directories(folder);
  const fs::path log = folder / "dev-keys.log";
  Process script({test::InSources("scripts/dev-keys"), folder}, {}, log);
  if (script.Wait() != 0) throw std::runtime_error("no keys: " + ReadFile(log));
}

// Tokens last 30 days; a day old is young enough.
bool Fresh(const fs::path& made) {
  std::error_code missing;
  const auto time = fs::last_write_time(made, missing);
  return !missing && fs::file_time_type::clock::now() - time < std::chrono::hours(24);
}

std::string WithoutLineEnd(std::string text) {
  text.erase(text.find_last_not_of('\n') + 1);
  return text;
}

fs::path SharedFolder() {
  fs::path folder = fs::path(test::InBuild("test-keys"));
  const FileLock lock(folder.string() + ".lock");
  if (!Fresh(folder / "made")) {
    MakeKeys(folder);
    WriteFile(folder / "made", "");
  }
  return folder;
}

}  // namespace

const TestKeys& TestKeys::Shared() {
  static const TestKeys keys{SharedFolder()};
  return keys;
}

TestKeys::TestKeys() : own_(std::in_place), folder_(own_->path()) { MakeKeys(folder_); }

std::string TestKeys::certificate(std::string_view peer) const {
  return Path(Concat("tls/", peer, ".pem"));
}

std::string TestKeys::key(std::string_view peer) const {
  return Path(Concat("tls/", peer, ".key"));
}

std::string TestKeys::token(std::string_view role) const {
  return WithoutLineEnd(ReadFile(Path(Concat("tokens/", role, ".jwt"))));
}

std::string TestKeys::token(std::string_view role, std::string_view partnership,
                            std::string_view council) const {
  const TemporaryDirectory folder;
  std::vector<std::string> command = {test::InSources("scripts/dev-token"),
                                      "sign",
                                      Path("identity-key.pem"),
                                      std::string(role),
                                      "--partnership",
                                      std::string(partnership)};
  if (!council.empty()) command.insert(command.end(), {"--council", std::string(council)});
  Process sign(command, {}, folder / "token");
  if (sign.Wait() != 0) throw std::runtime_error("no token: " + sign.log());
  return WithoutLineEnd(sign.log());
}

Environment TestKeys::TlsEnvironment(std::string_view peer) const {
  return {{"CONCORDAT_TLS_CERT_FILE", certificate(peer)},
          {"CONCORDAT_TLS_KEY_FILE", key(peer)},
          {"CONCORDAT_TLS_CA_FILE", authority()}};
}

}  // namespace concordat::test
