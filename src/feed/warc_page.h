#ifndef DEHUSK_FEED_WARC_PAGE_H_
#define DEHUSK_FEED_WARC_PAGE_H_
// What a WARC record is about, and the page in it: the HTTP head taken off and read, chunks joined, gzip unpacked.
// Crawlers store bodies as they came or already decoded, with the header of either; so a header is believed only when
// the bytes look like it.
//
//   response    HTTP head and body              resource, conversion    the body alone
//   request, metadata, warcinfo, revisit, continuation, response without a page (images, dns): nothing to clean

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "feed/warc.h"

namespace dehusk {

// Views are into the record.
struct WarcPage {
  std::string_view type;  // "response"
  std::string_view id;    // without "<urn:uuid:" and ">"
  std::string_view url, date, language;
  std::string_view content_type;  // of the page, with its parameters
  std::string_view charset;       // that the server, or the crawler, named
  int http_status = 0;            // 0: there is none
  bool is_page = false;           // there is something to clean
  bool is_truncated = false;      // by the server, the crawler, or here by the limit
  std::string_view code, detail;  // what is wrong with it; empty if nothing is
  std::string_view packed;        // the body as it stands in the record
  std::string unpacked;           // and as it was meant, if that is something else
  bool is_unpacked = false;

  [[nodiscard]] std::string_view body() const { return is_unpacked ? std::string_view(unpacked) : packed; }
};

// Whether there may be a page in it, by its type alone; so may there be in what has a fault.
[[nodiscard]] bool may_hold_page(const WarcRecord& record, const std::vector<std::string>& types);

// At most `most` bytes of a body are unpacked. `types`: the kinds of records that are wanted.
[[nodiscard]] WarcPage page_of(const WarcRecord& record, const std::vector<std::string>& types, std::uint64_t most);

enum class Chunks : std::uint8_t { none, whole, cut };  // none: it is not chunked at all; cut: the last one is missing

// Joins the chunks of a chunked body. What comes before a damage is kept.
[[nodiscard]] Chunks join_chunks(std::string_view chunked, std::string& joined);

}  // namespace dehusk

#endif  // DEHUSK_FEED_WARC_PAGE_H_
