#ifndef DEHUSK_FEED_BYTE_SOURCE_H_
#define DEHUSK_FEED_BYTE_SOURCE_H_
// Bytes from a file descriptor, unpacked if they are gzip or zstd: a look at the first ones, then either all of them or
// line by line. What is handed out points into the buffer and is valid until the next call. Before a read that would
// have to wait, `before_wait` is called, so that answers go out to whoever waits for them before it asks again; also
// when a signal ends the wait. A signal to stop is the end of all input; what was cut off by it is for the reader to
// drop.
//
// Where a packed stream is damaged, the bytes end, after all that came out whole; damage() tells, and resume() goes on
// behind it, if there is another member.

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "feed/unpacker.h"

namespace dehusk {

// A packed stream that cannot be read on from here.
struct Damage {
  std::uint64_t at = 0;   // bytes of the packed stream before it
  std::string_view what;  // "the gzip stream is cut off"
};

class ByteSource {
 public:
  // Does not own the descriptor.
  explicit ByteSource(int descriptor, std::function<void()> before_wait = {});

  // If the bytes that come next are gzip or zstd, they are unpacked from here on. Looks no further than it has to.
  void unpack();

  // The bytes that come next, `size` of them or all that are left.
  [[nodiscard]] std::string_view peek(std::size_t size);

  // All bytes that are left, but no more than `most`; what is beyond stays unread.
  [[nodiscard]] std::string_view read_all(std::uint64_t most);

  enum class Got : std::uint8_t { line, long_line, broken_line, end };
  // The next line without the byte that ends it, in `line`. Of a line with more than `most` bytes only the first `most`
  // (long_line); of one that runs into damage what came out whole (broken_line).
  [[nodiscard]] Got next_line(std::string_view& line, std::size_t most, char line_end = '\n');

  // Passes over the next `size` bytes, or all that are left; how many there were.
  std::uint64_t skip(std::uint64_t size);

  [[nodiscard]] int error() const { return error_; }  // errno of a read that failed; 0: none did

  [[nodiscard]] const std::optional<Damage>& damage() const { return damage_; }
  // Goes on at the next member behind the damage, and drops what was not taken yet; false if there is none, or no
  // damage.
  bool resume();

  // What is there already and would come next; and some more of it, behind that: false at the end.
  [[nodiscard]] std::string_view ready() const { return left(); }
  [[nodiscard]] bool read_more() { return fill(kMore); }

  // How many bytes of the file lie before the one that comes `ahead` bytes after the next: if the file is packed,
  // before the member that this byte is the first of, and nothing if it is in the middle of one. At the end of a member
  // it may have to read on to know.
  [[nodiscard]] std::optional<std::uint64_t> offset(std::size_t ahead = 0);

 private:
  static constexpr std::size_t kMore = 256U << 10;  // what is read at once of what has no size

  bool fill(std::uint64_t wanted);  // reads some more, hardly more than `wanted`; false at the end
  bool fill_unpacked();
  bool read_packed();
  void pass_borders();
  std::size_t read_some(char* room, std::size_t size);  // from the descriptor; 0 at the end
  void make_room(std::size_t wanted);
  Got cut_line(std::string_view& line, std::size_t most, char line_end);
  [[nodiscard]] std::string_view left() const { return {buffer_.get() + begin_, end_ - begin_}; }

  int descriptor_;
  std::function<void()> before_wait_;    // empty for a file, which never has to wait
  std::optional<std::uint64_t> unread_;  // bytes that a file still had when it was opened
  std::unique_ptr<char[]> buffer_;       // no string, which would be filled with zeros before each read
  std::size_t capacity_ = 0;
  std::size_t begin_ = 0;  // bytes of the buffer that were handed out
  std::size_t end_ = 0;    // bytes that were read
  std::string cut_line_;   // the first bytes of a line that is too long
  bool at_end_ = false;
  int error_ = 0;
  std::uint64_t filled_ = 0;  // bytes that ever came into the buffer

  // Of a packed stream:
  struct Border {
    std::uint64_t unpacked = 0, packed = 0;  // bytes before a member
  };
  std::optional<Unpacker> unpacker_;
  std::string packed_;            // bytes as they were read
  std::size_t packed_begin_ = 0;  // of which these were unpacked
  std::size_t member_begin_ =
      0;  // where the member began, if that is still there; the search behind damage begins there
  std::uint64_t packed_base_ = 0;  // bytes of the stream before packed_
  std::deque<Border> borders_;     // not yet reached, and the last that was
  std::optional<Damage> damage_;
};

}  // namespace dehusk

#endif  // DEHUSK_FEED_BYTE_SOURCE_H_
