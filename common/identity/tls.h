// Mutual TLS between the processes of the house: both sides show a certificate
// of one authority. TLS 1.3 is what two of ours agree on.
#ifndef CONCORDAT_COMMON_IDENTITY_TLS_H_
#define CONCORDAT_COMMON_IDENTITY_TLS_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <absl/time/time.h>
#include <grpcpp/security/credentials.h>
#include <grpcpp/security/server_credentials.h>

#include <map>
#include <memory>
#include <string>

#include "common/base/environment.h"

namespace concordat {

// Certificate, key and certificate authority, as PEM.
struct TlsFiles {
  std::string certificate;
  std::string key;
  std::string authority;
};

// From the environment, checked to belong together.
TlsFiles ReadTlsFiles(EnvironmentReader& environment);

// Says what is wrong with the files before gRPC fails without a reason: what is
// no PEM, a certificate that is over, a key that belongs to another.
absl::Status CheckTlsFiles(const TlsFiles& files);

// Last moment of a certificate in PEM. INVALID_ARGUMENT where it is none.
absl::StatusOr<absl::Time> ExpiryOf(const std::string& certificate);

// Shows dashboards when certificates end, by their use. Those without text are left out.
void RegisterCertificateExpiry(const std::map<std::string, std::string>& certificates);

std::shared_ptr<grpc::ServerCredentials> ServerTls(const TlsFiles& files);
std::shared_ptr<grpc::ChannelCredentials> ClientTls(const TlsFiles& files);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_IDENTITY_TLS_H_
