#ifndef DEHUSK_FEED_BYTE_SOURCE_H_
#define DEHUSK_FEED_BYTE_SOURCE_H_
// Bytes from a file descriptor: a look at the first ones, then either all of them or line by line. Before a read that
// would have to wait, `before_wait` is called, so that answers go out to whoever waits for them before it asks again.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace dehusk {

class ByteSource {
 public:
  // Does not own the descriptor.
  explicit ByteSource(int descriptor, std::function<void()> before_wait = {});

  // The bytes that come next, `size` of them or all that are left; valid until the next call.
  [[nodiscard]] std::string_view peek(std::size_t size);

  // All bytes that are left, but no more than `most`; what is beyond stays unread.
  [[nodiscard]] std::string read_all(std::uint64_t most);

  enum class Got : std::uint8_t { line, long_line, end };
  // The next line without its '\n', in `line`. Of a line with more than `most` bytes only the first `most` (long_line).
  [[nodiscard]] Got next_line(std::string& line, std::size_t most);

  [[nodiscard]] int error() const { return error_; }  // errno of a read that failed; 0: none did

 private:
  bool fill();  // reads some more; false at the end
  [[nodiscard]] std::string_view left() const { return std::string_view(buffer_).substr(begin_); }

  int descriptor_;
  std::function<void()> before_wait_;
  std::string buffer_;
  std::size_t begin_ = 0;  // bytes of the buffer that were handed out
  bool at_end_ = false;
  int error_ = 0;
};

}  // namespace dehusk

#endif  // DEHUSK_FEED_BYTE_SOURCE_H_
