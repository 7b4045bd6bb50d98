#include "read/read.h"

#include <algorithm>

#include "read/charset.h"
#include "read/html_reader.h"
#include "read/sniff.h"
#include "read/text_reader.h"
#include "read/url.h"

namespace dehusk {

namespace {

// Spans are 32 bits wide, and decoding makes at most three bytes of one.
constexpr std::uint64_t kMostBytes = 1U << 30;

}  // namespace

Page read_page(const Input& input, const ReadOptions& options) {
  PartClock clock(options.timings);
  Page page;
  page.url = input.url;
  Input cut = input;
  const std::uint64_t most = std::min(options.limits.max_bytes, kMostBytes);
  if (cut.bytes.size() > most) {
    cut.bytes = cut.bytes.substr(0, static_cast<std::size_t>(most));
    page.notes.push_back({.code = "limit/input",
                          .detail = "only the first " + std::to_string(most) + " of " +
                                    std::to_string(input.bytes.size()) + " bytes were read"});
  }
  decode(cut, page);

  const bool is_html =
      options.kind == Sniff::html || (options.kind == Sniff::automatic && sniff(page.source) == InputKind::html);
  clock.end(Part::decode);
  page.kind = is_html ? InputKind::html : InputKind::text;
  if (is_html) {
    read_html(page, options);
  } else {
    read_text(page);
    clock.end(Part::blocks);
  }
  split_url(page);
  return page;
}

}  // namespace dehusk
