#ifndef DEHUSK_FEED_GZIP_H_
#define DEHUSK_FEED_GZIP_H_
// Deflated bytes: gzip members, unpacked and packed step by step, and whole bodies as they come over HTTP. The only
// file that knows zlib is gzip.cc.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "feed/unpack_step.h"

namespace dehusk {

class Gunzip {
 public:
  Gunzip();
  ~Gunzip();
  Gunzip(Gunzip&&) noexcept;
  Gunzip& operator=(Gunzip&&) noexcept;

  // Unpacks the next bytes of the member into `room`. `ended` comes with the member's last byte, checked by its sum.
  [[nodiscard]] UnpackStep step(std::string_view packed, char* room, std::size_t size);
  // A new member begins.
  void restart();

 private:
  struct Stream;
  std::unique_ptr<Stream> stream_;
};

class Gzip {
 public:
  Gzip();
  ~Gzip();
  Gzip(Gzip&&) noexcept;
  Gzip& operator=(Gzip&&) noexcept;

  // Packs bytes onto the end of `out`, in a member that begins with them if none is open. Some wait for more.
  void add(std::string_view bytes, std::string& out);
  // None waits any longer: a reader of what is out has all that was added.
  void flush(std::string& out);
  void end_member(std::string& out);

  [[nodiscard]] bool has_failed() const;  // no memory

 private:
  struct Stream;
  std::unique_ptr<Stream> stream_;
};

enum class Inflated : std::uint8_t { whole, cut, damaged };  // cut: it has more than `most` bytes, or ends too early

// Sets `body` to what `packed` holds: gzip (of any number of members), zlib, or bare deflate, which some servers call
// by the same name. Whatever comes out before the damage is in `body`; damaged means that nothing did.
[[nodiscard]] Inflated inflate_body(std::string_view packed, std::uint64_t most, std::string& body);

}  // namespace dehusk

#endif  // DEHUSK_FEED_GZIP_H_
