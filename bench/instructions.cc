// A fixed run for tools/instructions, which counts its instructions part by part under callgrind: all shipped fixtures
// through the whole way with the built-in rules. Counts, unlike times, are the same on a busy machine.
//
// Each part of the run ends with a dump that bears the part's name. Standard output: the compiler, and the bytes that
// went in, as JSON, so that figures can be per byte: a new fixture must not look like slower code.

#include <valgrind/callgrind.h>

#include <cstdio>
#include <string>
#include <vector>

#include "base/json.h"
#include "clean/clean.h"
#include "pages.h"
#include "way.h"
#include "write/text.h"

namespace dehusk {

namespace {

void run_parts(const Collection& collection, const std::string& kind) {
  // Regexes are compiled when a page first needs them: once a program, so not what a page costs.
  for (const std::string& bytes : collection.pages) static_cast<void>(clean_text_of(bytes));
  CALLGRIND_DUMP_STATS_AT(("first " + kind).c_str());

  std::vector<Page> pages;
  pages.reserve(collection.pages.size());
  for (const std::string& bytes : collection.pages) pages.push_back(read_page(input_of(bytes), {}));
  CALLGRIND_DUMP_STATS_AT(("read " + kind).c_str());

  std::vector<Cleaned> cleaned;
  cleaned.reserve(pages.size());
  for (const Page& page : pages) cleaned.push_back(clean(page, shipped_rules(), {}));
  CALLGRIND_DUMP_STATS_AT(("clean " + kind).c_str());

  std::size_t size = 0;
  for (std::size_t i = 0; i < pages.size(); ++i) size += write_text(pages[i], cleaned[i]).size();
  CALLGRIND_DUMP_STATS_AT(("write " + kind).c_str());
  if (size == 0) std::fputs("instructions: no text came out\n", stderr);
}

}  // namespace

}  // namespace dehusk

int main() {
  static_cast<void>(dehusk::shipped_rules());
  CALLGRIND_DUMP_STATS_AT("start-up");
  const dehusk::Collection& html = dehusk::collections(".html").front();
  const dehusk::Collection& text = dehusk::collections(".txt").front();
  CALLGRIND_DUMP_STATS_AT("files");
  dehusk::run_parts(html, "html");
  dehusk::run_parts(text, "text");
  std::printf("{\"compiler\":%s,\"html\":%zu,\"text\":%zu}\n", dehusk::to_json(__VERSION__).c_str(), html.bytes,
              text.bytes);
  return 0;
}
