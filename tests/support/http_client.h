// One HTTP/1.1 request to the gateway and its whole answer. Errors of the
// connection are thrown; GoogleTest reports them as failures.
#ifndef CONCORDAT_TESTS_SUPPORT_HTTP_CLIENT_H_
#define CONCORDAT_TESTS_SUPPORT_HTTP_CLIENT_H_

#include <map>
#include <string>

namespace concordat::test {

struct HttpRequest {
  std::string method = "GET";
  // Path and query, sent as they are.
  std::string target;
  std::map<std::string, std::string> headers;
  std::string body;
};

struct HttpAnswer {
  int status = 0;
  // Names in lower case.
  std::map<std::string, std::string> headers;
  std::string body;
};

// A connection for each request; answers up to 64 MiB, within 60 s.
HttpAnswer Send(int port, const HttpRequest& request);

// What a caller with the token sends: `Authorization: Bearer …`.
std::map<std::string, std::string> WithToken(const std::string& token);

}  // namespace concordat::test

#endif  // CONCORDAT_TESTS_SUPPORT_HTTP_CLIENT_H_
