#include "common/identity/tls.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <vector>

#include "common/base/text.h"
#include "common/telemetry/metrics.h"
#include "common/telemetry/semconv.h"

namespace concordat {
namespace {

struct Releaser {
  void operator()(BIO* bio) const { BIO_free(bio); }
  void operator()(X509* certificate) const { X509_free(certificate); }
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
using Bio = std::unique_ptr<BIO, Releaser>;
using Certificate = std::unique_ptr<X509, Releaser>;
using Key = std::unique_ptr<EVP_PKEY, Releaser>;

Bio Open(const std::string& pem) {
  return Bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
}

// Never asks a person for a password, as the library would by itself.
int NoPassword(char*, int, int, void*) { return 0; }

Certificate ReadCertificate(const std::string& pem) {
  return Certificate(PEM_read_bio_X509(Open(pem).get(), nullptr, NoPassword, nullptr));
}

absl::Status Check(const TlsFiles& files) {
  const Certificate certificate = ReadCertificate(files.certificate);
  if (certificate == nullptr) {
    return absl::FailedPreconditionError("the TLS certificate is not in PEM form");
  }
  const Key key(PEM_read_bio_PrivateKey(Open(files.key).get(), nullptr, NoPassword, nullptr));
  if (key == nullptr) {
    return absl::FailedPreconditionError("the TLS key is not in PEM form without a password");
  }
  if (X509_check_private_key(certificate.get(), key.get()) != 1) {
    return absl::FailedPreconditionError("the TLS key does not belong to the certificate");
  }
  if (X509_cmp_current_time(X509_get0_notAfter(certificate.get())) < 0) {
    return absl::FailedPreconditionError("the TLS certificate has expired");
  }
  if (ReadCertificate(files.authority) == nullptr) {
    return absl::FailedPreconditionError("the TLS authority is not in PEM form");
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckTlsFiles(const TlsFiles& files) {
  absl::Status status = Check(files);
  // What the library remembers of a failure would confuse the next one who asks.
  ERR_clear_error();
  return status;
}

absl::StatusOr<absl::Time> ExpiryOf(const std::string& certificate) {
  const Certificate read = ReadCertificate(certificate);
  tm end = {};
  const bool known = read != nullptr && ASN1_TIME_to_tm(X509_get0_notAfter(read.get()), &end) == 1;
  ERR_clear_error();
  if (!known) return absl::InvalidArgumentError("not a certificate in PEM form");
  return absl::FromTM(end, absl::UTCTimeZone());
}

void RegisterCertificateExpiry(const std::map<std::string, std::string>& certificates) {
  std::vector<LabelledValue> values;
  for (const auto& [use, certificate] : certificates) {
    const auto expiry = ExpiryOf(certificate);
    if (!expiry.ok()) continue;
    values.push_back(
        {{{semconv::kCertificate, use}}, absl::ToDoubleSeconds(*expiry - absl::UnixEpoch())});
  }
  RegisterGauges(semconv::kCertificateExpiry, "s", [values] { return values; });
}

std::shared_ptr<grpc::ServerCredentials> ServerTls(const TlsFiles& files) {
  grpc::SslServerCredentialsOptions options(
      GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY);
  options.pem_root_certs = files.authority;
  options.pem_key_cert_pairs.push_back({files.key, files.certificate});
  return grpc::SslServerCredentials(options);
}

std::shared_ptr<grpc::ChannelCredentials> ClientTls(const TlsFiles& files) {
  grpc::SslCredentialsOptions options;
  options.pem_root_certs = files.authority;
  options.pem_private_key = files.key;
  options.pem_cert_chain = files.certificate;
  return grpc::SslCredentials(options);
}

TlsFiles ReadTlsFiles(EnvironmentReader& environment) {
  TlsFiles files;
  files.certificate = environment.FileContent("CONCORDAT_TLS_CERT_FILE");
  files.key = environment.FileContent("CONCORDAT_TLS_KEY_FILE");
  files.authority = environment.FileContent("CONCORDAT_TLS_CA_FILE");
  if (files.certificate.empty() || files.key.empty() || files.authority.empty()) return files;
  const absl::Status status = CheckTlsFiles(files);
  if (!status.ok()) {
    environment.Refuse(Concat("CONCORDAT_TLS_*_FILE: ", ToStd(status.message())));
  }
  return files;
}

}  // namespace concordat
