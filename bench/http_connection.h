// A kept-alive HTTP connection that asks one request at a time.
#ifndef CONCORDAT_BENCH_HTTP_CONNECTION_H_
#define CONCORDAT_BENCH_HTTP_CONNECTION_H_

#include <memory>
#include <string>

namespace concordat::bench {

class HttpConnection {
 public:
  explicit HttpConnection(int port);
  ~HttpConnection();

  // True for an answer of 200.
  bool Get(const std::string& target, const std::string& token);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace concordat::bench

#endif  // CONCORDAT_BENCH_HTTP_CONNECTION_H_
