// How many bytes all connections together may hold of bodies.
#ifndef CONCORDAT_GATEWAY_HTTP_BYTE_BUDGET_H_
#define CONCORDAT_GATEWAY_HTTP_BYTE_BUDGET_H_

#include <atomic>
#include <cstdint>

namespace concordat::gateway {

// Safe for many threads.
class ByteBudget {
 public:
  explicit ByteBudget(int64_t bytes) : left_(bytes) {}

  // What one request holds of it, given back when it ends.
  class Share {
   public:
    explicit Share(ByteBudget& budget) : budget_(budget) {}
    ~Share() { budget_.left_ += held_; }
    Share(const Share&) = delete;
    Share& operator=(const Share&) = delete;

    // False when so many more are not to be had; nothing is taken then.
    bool Take(int64_t bytes) {
      if (budget_.left_.fetch_sub(bytes) < bytes) {
        budget_.left_ += bytes;
        return false;
      }
      held_ += bytes;
      return true;
    }

   private:
    ByteBudget& budget_;
    int64_t held_ = 0;
  };

 private:
  std::atomic<int64_t> left_;
};

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_HTTP_BYTE_BUDGET_H_
