#ifndef DEHUSK_READ_READ_H_
#define DEHUSK_READ_READ_H_
// Bytes in, Page out. Reading cannot fail: what the web did wrong is repaired, limited and left as a Note.

#include <cstdint>
#include <string>
#include <string_view>

#include "base/timings.h"
#include "page/page.h"

namespace dehusk {

enum class Sniff : std::uint8_t { automatic, html, text };  // what one document is, or: find out

struct Limits {
  std::uint64_t max_bytes = 16U << 20;    // of one page; the rest is not read, note "limit/input"
  std::uint64_t max_memory = 256U << 20;  // of the parser's arena; the arena is also at most 16 MiB + 32 x input
  std::uint32_t max_depth = 1280;         // open elements; note "limit/depth" and the page is read as tag-less text
  std::uint32_t timeout_ms = 2000;        // CPU time of the parse
};

// A record as it came. The views must outlive the call of read_page only.
struct Input {
  std::string_view bytes;
  std::string_view url;      // may be empty
  std::string_view charset;  // from a transport header or the caller; may be empty
  bool is_utf8 = false;      // the bytes came from a decoded string (JSON): no detection
};

struct ReadOptions {
  Sniff kind = Sniff::automatic;
  Limits limits;
  bool plain = false;  // Gumbo reads the whole page, not its skeleton: slower, and what the skeleton is checked against
  Timings* timings = nullptr;  // if set, what each part of reading takes is added here
};

// The page of these bytes: decoded, parsed, cut into blocks.
[[nodiscard]] Page read_page(const Input& input, const ReadOptions& options);

}  // namespace dehusk

#endif  // DEHUSK_READ_READ_H_
