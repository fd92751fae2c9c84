#include "gateway/src/board_pack/board_pack_page.h"

#include <ctemplate/template.h>
#include <ctemplate/template_cache.h>

#include <fstream>
#include <sstream>

#include "common/base/text.h"
#include "gateway/src/board_pack/sections.h"

namespace concordat::gateway {
namespace {

constexpr char kTemplate[] = "board_pack.tpl";

}  // namespace

BoardPackPage::BoardPackPage() : cache_(std::make_unique<ctemplate::TemplateCache>()) {}
BoardPackPage::~BoardPackPage() = default;

absl::StatusOr<std::unique_ptr<BoardPackPage>> BoardPackPage::Load(
    const std::string& console_folder) {
  const std::string path = console_folder + "/" + kTemplate;
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file) return absl::NotFoundError(Concat("there is no ", path));
  std::unique_ptr<BoardPackPage> page(new BoardPackPage());
  if (!page->cache_->StringToTemplateCache(kTemplate, text.str(), ctemplate::DO_NOT_STRIP)) {
    return absl::InvalidArgumentError(Concat(path, " is not a well-formed template"));
  }
  page->cache_->Freeze();
  return page;
}

absl::StatusOr<std::string> BoardPackPage::Render(const v1::BoardPack& pack) const {
  ctemplate::TemplateDictionary dictionary("board pack");
  for (const Section* section : kSections) section->fill(pack, &dictionary);
  std::string html;
  if (!cache_->ExpandNoLoad(kTemplate, ctemplate::DO_NOT_STRIP, &dictionary, nullptr, &html)) {
    return absl::InternalError("the board pack's template could not be filled");
  }
  return html;
}

}  // namespace concordat::gateway
