#ifndef DEHUSK_FEED_ZSTD_H_
#define DEHUSK_FEED_ZSTD_H_
// Zstandard frames, unpacked and packed step by step. The only file that knows libzstd is zstd.cc.
//
// A .warc.zst may begin with a skippable frame (magic 0x184D2A5D) that holds the dictionary of all frames after it,
// bare or itself a zstd frame. Other skippable frames are passed over.

#include <memory>
#include <string>
#include <string_view>

#include "feed/unpack_step.h"

namespace dehusk {

class Unzstd {
 public:
  Unzstd();
  ~Unzstd();
  Unzstd(Unzstd&&) noexcept;
  Unzstd& operator=(Unzstd&&) noexcept;

  // Unpacks the next bytes of the frame into `room`. A frame whose window is larger than 128 MB counts as damaged.
  [[nodiscard]] UnpackStep step(std::string_view packed, char* room, std::size_t size);
  // A new frame begins, with these bytes.
  void restart(std::string_view start);

 private:
  [[nodiscard]] UnpackStep collect_dictionary(std::string_view packed);
  [[nodiscard]] bool load_dictionary();

  struct Stream;
  std::unique_ptr<Stream> stream_;
};

class Zstd {
 public:
  Zstd();
  ~Zstd();
  Zstd(Zstd&&) noexcept;
  Zstd& operator=(Zstd&&) noexcept;

  // As Gzip's: packs bytes onto the end of `out`; lets none wait any longer; ends the frame.
  void add(std::string_view bytes, std::string& out);
  void flush(std::string& out);
  void end_frame(std::string& out);

  [[nodiscard]] bool has_failed() const;  // no memory

 private:
  struct Packing;
  std::unique_ptr<Packing> packing_;
};

}  // namespace dehusk

#endif  // DEHUSK_FEED_ZSTD_H_
