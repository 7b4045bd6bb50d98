#ifndef DEHUSK_FEED_WARC_H_
#define DEHUSK_FEED_WARC_H_
// WARC and WET files, record by record, whatever is wrong with them. What a record holds is warc_page.h's to say; here
// it is only told where it begins and ends:
//
//   WARC/1.0 | fields | empty line | block of Content-Length bytes | two line ends | WARC/1.0 ...
//
// Where a Content-Length is missing or leads to a place at which no record ends, the next "WARC/1." at the beginning of
// a line is taken for the border, inside the block first, then behind it. What is no record, up to the next one, is one
// record with a fault. No record costs more memory than `most` bytes and its head.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "feed/byte_source.h"

namespace dehusk {

struct WarcRecord {
  std::string_view bytes;                       // head and block, as they stand; valid until the next record is read
  std::size_t head = 0;                         // bytes of the head
  bool is_cut = false;                          // the block goes on behind `bytes`
  std::optional<std::uint64_t> offset, length;  // in the file, packed as it is; unknown inside a gzip member
  std::string_view code;                        // "bad_warc", "truncated": what is wrong with it; empty if nothing is
  std::string_view detail;                      // the same in words
};

class WarcReader {
 public:
  // The source must outlive it. on_damage hears of damage in a packed source; reading goes on behind it.
  WarcReader(ByteSource& source, std::size_t most, std::function<void(const Damage&)> on_damage);

  // False at the end.
  [[nodiscard]] bool next(WarcRecord& record);

 private:
  [[nodiscard]] bool find_beginning();
  [[nodiscard]] bool pass_damage();
  void read_garbage(WarcRecord& record);
  [[nodiscard]] bool read_head(WarcRecord& record);
  void read_block(WarcRecord& record);
  void read_large_block(WarcRecord& record, std::uint64_t size);
  void end_at(WarcRecord& record, std::size_t end);
  void end_before(WarcRecord& record, std::size_t mark);
  void end_early(WarcRecord& record);
  [[nodiscard]] bool ends_well(std::size_t end, std::size_t& next);
  [[nodiscard]] std::size_t find_ahead(std::size_t from);
  void seek(std::uint64_t most);
  [[nodiscard]] bool has(std::size_t size);

  ByteSource& source_;
  std::size_t most_;
  std::function<void(const Damage&)> on_damage_;
  std::uint64_t taken_ = 0;  // bytes of the source that the last record has, to be passed over
  std::uint64_t rest_ = 0;   // and that many that are not in its `bytes`
};

}  // namespace dehusk

#endif  // DEHUSK_FEED_WARC_H_
