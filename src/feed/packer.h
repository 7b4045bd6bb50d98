#ifndef DEHUSK_FEED_PACKER_H_
#define DEHUSK_FEED_PACKER_H_
// Bytes on their way out as gzip or zstd, the other way round than Unpacker. Whoever reads along has all that was added
// before the last flush(), and a stream of several members reads as one.

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "feed/gzip.h"
#include "feed/unpacker.h"
#include "feed/zstd.h"

namespace dehusk {

// By the suffix of a file's name: .gz, .zst.
[[nodiscard]] Packing packing_by_name(std::string_view name);
// "none", "gzip", "zstd"
[[nodiscard]] std::optional<Packing> packing_from(std::string_view name);

class Packer {
 public:
  explicit Packer(Packing packing);  // gzip or zstd

  // Each packs onto the end of `out`. Bytes that are added begin a member if none is open, and may wait for more.
  void add(std::string_view bytes, std::string& out);
  void flush(std::string& out);       // nothing waits any longer
  void end_member(std::string& out);  // nothing, if none is open
  void end(std::string& out);         // a stream with nothing in it has one member too

  [[nodiscard]] bool has_failed() const;  // no memory

 private:
  std::variant<Gzip, Zstd> stream_;
  bool has_begun_ = false, is_in_member_ = false, is_waiting_ = false;
};

}  // namespace dehusk

#endif  // DEHUSK_FEED_PACKER_H_
