#include "feed/unpacker.h"

#include <string>

namespace dehusk {

namespace {

constexpr std::string_view kGzipMagic = "\x1F\x8B\x08";
constexpr std::string_view kZstdMagic = "\x28\xB5\x2F\xFD";
constexpr std::string_view kSkipMagic = "\x2A\x4D\x18";  // of a skippable frame, behind a byte from 0x50 to 0x5F
constexpr std::size_t kGzipHead = 10;

bool starts(std::string_view text, std::string_view start) { return text.substr(0, start.size()) == start; }
// `text` may be the beginning of `whole`, or the other way round.
bool agrees(std::string_view text, std::string_view whole) {
  return starts(text, whole.substr(0, text.size())) && !text.empty();
}

bool is_skippable(std::string_view start) {
  if (start.empty() || (static_cast<unsigned char>(start[0]) & 0xF0U) != 0x50) return false;
  return start.size() == 1 || agrees(start.substr(1), kSkipMagic);
}

// More than the magic, for what is found in the middle of other bytes: no reserved flags, a known kind of packing, a
// known system.
bool is_gzip_head(std::string_view head) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned>(static_cast<unsigned char>(head[at])); };
  return (byte(3) & 0xE0U) == 0 && (byte(8) == 0 || byte(8) == 2 || byte(8) == 4) && (byte(9) <= 13 || byte(9) == 255);
}

}  // namespace

std::optional<Packing> packing_of(std::string_view start) {
  if (agrees(start, kGzipMagic)) return start.size() < kGzipMagic.size() ? std::nullopt : std::optional(Packing::gzip);
  // A skippable frame begins with 'P' to '_', as text does: the second byte tells.
  if (agrees(start, kZstdMagic) || is_skippable(start))
    return start.size() < kZstdMagic.size() ? std::nullopt : std::optional(Packing::zstd);
  return start.empty() ? std::nullopt : std::optional(Packing::none);
}

Unpacker::Unpacker(Packing packing) : packing_(packing) {
  if (packing == Packing::zstd) stream_ = Unzstd();
}

UnpackStep Unpacker::step(std::string_view packed, char* room, std::size_t size) {
  if (!is_in_member_) {
    const std::size_t padding = packed.find_first_not_of('\0');
    if (padding != 0) return {.taken = padding == std::string_view::npos ? packed.size() : padding};
    const std::optional<Packing> found = packing_of(packed);
    if (!found) return {};
    if (*found != packing_) return {.state = Unpacking::damaged};
    if (auto* const zstd = std::get_if<Unzstd>(&stream_)) {
      zstd->restart(packed);
    } else {
      std::get<Gunzip>(stream_).restart();
    }
    is_in_member_ = true;
  }
  const UnpackStep done = packing_ == Packing::zstd ? std::get<Unzstd>(stream_).step(packed, room, size)
                                                    : std::get<Gunzip>(stream_).step(packed, room, size);
  if (done.state != Unpacking::going_on) is_in_member_ = false;
  return done;
}

std::size_t Unpacker::find_member(std::string_view packed, std::size_t from) const {
  const std::string_view magic = packing_ == Packing::zstd ? kZstdMagic : kGzipMagic;
  const std::size_t head = packing_ == Packing::zstd ? kZstdMagic.size() : kGzipHead;
  for (std::size_t at = packed.find(magic, from); at != std::string_view::npos; at = packed.find(magic, at + 1)) {
    if (at + head > packed.size()) return std::string_view::npos;
    if (packing_ == Packing::zstd || is_gzip_head(packed.substr(at))) return at;
  }
  return std::string_view::npos;
}

}  // namespace dehusk
