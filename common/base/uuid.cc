#include "common/base/uuid.h"

#include <absl/strings/escaping.h>
#include <openssl/rand.h>

#include <cstdio>
#include <cstdlib>

namespace concordat {
namespace {

std::string Format(std::string bytes, int version) {
  bytes[6] = static_cast<char>((bytes[6] & 0x0f) | (version << 4));
  bytes[8] = static_cast<char>((bytes[8] & 0x3f) | 0x80);
  const std::string hex = absl::BytesToHexString(bytes);
  return hex.substr(0, 8) + "-" + hex.substr(8, 4) + "-" + hex.substr(12, 4) + "-" +
         hex.substr(16, 4) + "-" + hex.substr(20);
}

}  // namespace

std::string RandomBytes(size_t count) {
  std::string bytes(count, '\0');
  if (RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(count)) != 1) {
    // Salts and identities from a weak source would be worse than none.
    std::fputs("The system's secure random source failed.\n", stderr);
    std::abort();
  }
  return bytes;
}

std::string NewUuid() { return Format(RandomBytes(16), 4); }

std::string NewTimeUuid(absl::Time now) {
  std::string bytes = RandomBytes(16);
  const int64_t millis = absl::ToUnixMillis(now);
  for (int i = 0; i < 6; ++i) bytes[i] = static_cast<char>(millis >> (8 * (5 - i)));
  return Format(std::move(bytes), 7);
}

}  // namespace concordat
