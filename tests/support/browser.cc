#include "tests/support/browser.h"

#include <absl/strings/str_replace.h>
#include <absl/strings/str_split.h>

#include <stdexcept>
#include <string_view>

#include "common/base/text.h"
#include "tests/support/places.h"
#include "tests/support/process.h"
#include "tests/support/temporary_directory.h"

namespace concordat::test {
namespace {

constexpr std::string_view kBegin = "<pre id=\"measures\">";

// What a program prints; throws with that when it fails.
std::string OutputOf(std::vector<std::string> command, const TemporaryDirectory& folder) {
  const std::string name = command[0];
  Process process(std::move(command), {{"HOME", folder.path().string()}}, folder / (name + ".log"));
  if (process.Wait() != 0) throw std::runtime_error(Concat(name, " failed: ", process.log()));
  return process.log();
}

std::string Browse(const std::vector<std::string>& arguments, const TemporaryDirectory& folder) {
  // Containers have no sandbox to give and little shared memory.
  std::vector<std::string> command = {"chromium",
                                      "--headless",
                                      "--no-sandbox",
                                      "--disable-gpu",
                                      "--disable-dev-shm-usage",
                                      Concat("--user-data-dir=", folder / "browser")};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return OutputOf(std::move(command), folder);
}

}  // namespace

nlohmann::json MeasurePage(const std::string& html, int width) {
  const TemporaryDirectory folder;
  // A string of JSON may hold what ends the script that it stands in.
  const std::string page = absl::StrReplaceAll(nlohmann::json(html).dump(), {{"</", "<\\/"}});
  WriteFile(
      folder / "measured.html",
      Concat("<!DOCTYPE html><meta charset=\"utf-8\"><body><iframe id=\"page\" style=\"width:",
             width, "px;height:1000px;border:0\"></iframe>", kBegin, "</pre><script>",
             ReadFile(InSources("tests/data/page_measures.js")),
             "const frame = document.getElementById('page');"
             "frame.onload = () => { document.getElementById('measures').textContent ="
             " JSON.stringify(measures(frame.contentDocument)); };"
             "frame.srcdoc = ",
             page, ";</script>"));
  const std::string dom =
      Browse({"--virtual-time-budget=10000", "--dump-dom", folder / "measured.html"}, folder);
  const size_t begin = dom.find(kBegin);
  const size_t end = dom.find("</pre>", begin);
  if (begin == std::string::npos || end == std::string::npos) {
    throw std::runtime_error("The browser did not measure the page.");
  }
  const size_t from = begin + kBegin.size();
  return nlohmann::json::parse(
      absl::StrReplaceAll(dom.substr(from, end - from),
                          {{"&lt;", "<"}, {"&gt;", ">"}, {"&nbsp;", " "}, {"&amp;", "&"}}));
}

std::vector<std::string> PrintPage(const std::string& html) {
  const TemporaryDirectory folder;
  WriteFile(folder / "page.html", html);
  Browse({"--no-pdf-header-footer", Concat("--print-to-pdf=", folder / "page.pdf"),
          folder / "page.html"},
         folder);
  const std::string text = OutputOf({"pdftotext", "-layout", folder / "page.pdf", "-"}, folder);
  std::vector<std::string> pages = absl::StrSplit(text, '\f');
  // The last page ends with a form feed too.
  pages.pop_back();
  return pages;
}

}  // namespace concordat::test
