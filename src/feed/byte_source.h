#ifndef DEHUSK_FEED_BYTE_SOURCE_H_
#define DEHUSK_FEED_BYTE_SOURCE_H_
// Bytes from a file descriptor: a look at the first ones, then either all of them or line by line. What is handed out
// points into the buffer and is valid until the next call. Before a read that would have to wait, `before_wait` is
// called, so that answers go out to whoever waits for them before it asks again.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace dehusk {

class ByteSource {
 public:
  // Does not own the descriptor.
  explicit ByteSource(int descriptor, std::function<void()> before_wait = {});

  // The bytes that come next, `size` of them or all that are left.
  [[nodiscard]] std::string_view peek(std::size_t size);

  // All bytes that are left, but no more than `most`; what is beyond stays unread.
  [[nodiscard]] std::string_view read_all(std::uint64_t most);

  enum class Got : std::uint8_t { line, long_line, end };
  // The next line without its '\n', in `line`. Of a line with more than `most` bytes only the first `most` (long_line).
  [[nodiscard]] Got next_line(std::string_view& line, std::size_t most);

  [[nodiscard]] int error() const { return error_; }  // errno of a read that failed; 0: none did

 private:
  bool fill(std::uint64_t wanted);  // reads some more, hardly more than `wanted`; false at the end
  void make_room(std::size_t wanted);
  Got cut_line(std::string_view& line, std::size_t most);
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
};

}  // namespace dehusk

#endif  // DEHUSK_FEED_BYTE_SOURCE_H_
