#ifndef DEHUSK_FEED_UNPACKER_H_
#define DEHUSK_FEED_UNPACKER_H_
// A compressed stream, member by member: many gzip members or zstd frames one after the other are one stream, as gzip
// and zstd themselves see it. Zeros between and behind members are padding. What is no member is damage; behind it the
// next place that looks like a member's beginning can be sought.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>

#include "feed/gzip.h"
#include "feed/unpack_step.h"
#include "feed/zstd.h"

namespace dehusk {

enum class Packing : std::uint8_t { none, gzip, zstd };

// By the magic at the beginning. Nothing while `start` is too short to tell; none only when it is sure.
[[nodiscard]] std::optional<Packing> packing_of(std::string_view start);

class Unpacker {
 public:
  explicit Unpacker(Packing packing);

  // The next bytes. `ended` comes at the end of each member.
  [[nodiscard]] UnpackStep step(std::string_view packed, char* room, std::size_t size);

  [[nodiscard]] bool is_in_member() const { return is_in_member_; }

  // Where in `packed`, at or after `from`, a member may begin; npos if nowhere. A few last bytes may be too few to tell
  // and are then not looked at.
  [[nodiscard]] std::size_t find_member(std::string_view packed, std::size_t from) const;
  // What comes next is a member's beginning.
  void restart() { is_in_member_ = false; }

 private:
  Packing packing_;
  std::variant<Gunzip, Unzstd> stream_;
  bool is_in_member_ = false;
};

}  // namespace dehusk

#endif  // DEHUSK_FEED_UNPACKER_H_
