// The board pack as a page of HTML. The template escapes every value by where
// it stands in the page; nothing here writes HTML.
#ifndef CONCORDAT_GATEWAY_BOARD_PACK_BOARD_PACK_PAGE_H_
#define CONCORDAT_GATEWAY_BOARD_PACK_BOARD_PACK_PAGE_H_

#include <absl/status/statusor.h>

#include <memory>
#include <string>

#include "concordat/gateway/v1/board_pack.pb.h"

namespace ctemplate {
class TemplateCache;
}

namespace concordat::gateway {

class BoardPackPage {
 public:
  // Reads board_pack.tpl from the folder of the console.
  static absl::StatusOr<std::unique_ptr<BoardPackPage>> Load(const std::string& console_folder);
  ~BoardPackPage();

  // The same pack always makes the same bytes. May be called from any thread.
  absl::StatusOr<std::string> Render(const v1::BoardPack& pack) const;

 private:
  BoardPackPage();
  std::unique_ptr<ctemplate::TemplateCache> cache_;
};

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_BOARD_PACK_BOARD_PACK_PAGE_H_
