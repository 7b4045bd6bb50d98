#include "feed/zstd.h"

#include <zstd.h>

#include <algorithm>
#include <cstdint>

namespace dehusk {

namespace {

constexpr std::string_view kDictionaryMagic = "\x5D\x2A\x4D\x18";
constexpr std::string_view kFrameMagic = "\x28\xB5\x2F\xFD";
constexpr std::size_t kFrameHead = 8;               // of a skippable frame: magic and size
constexpr std::size_t kMostDictionary = 16U << 20;  // of a dictionary, packed or not
constexpr int kWindowLog = 27;                      // 128 MB, what the zstd program takes without being asked

std::uint32_t size_in_head(std::string_view head) {
  std::uint32_t size = 0;
  for (std::size_t i = 0; i < 4; ++i)
    size |= static_cast<std::uint32_t>(static_cast<unsigned char>(head[4 + i])) << (8 * i);
  return size;
}

}  // namespace

struct Unzstd::Stream {
  Stream() : context(ZSTD_createDCtx()) {
    if (context != nullptr) ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, kWindowLog);
  }
  ~Stream() { ZSTD_freeDCtx(context); }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  ZSTD_DCtx* context;
  bool is_dictionary = false;  // the frame that is being read
  std::string dictionary;      // that frame's bytes, from its magic on
};

Unzstd::Unzstd() : stream_(std::make_unique<Stream>()) {}
Unzstd::~Unzstd() = default;
Unzstd::Unzstd(Unzstd&&) noexcept = default;
Unzstd& Unzstd::operator=(Unzstd&&) noexcept = default;

void Unzstd::restart(std::string_view start) {
  if (stream_->context != nullptr) ZSTD_DCtx_reset(stream_->context, ZSTD_reset_session_only);
  stream_->is_dictionary = start.substr(0, 4) == kDictionaryMagic;
  stream_->dictionary.clear();
}

UnpackStep Unzstd::step(std::string_view packed, char* room, std::size_t size) {
  if (stream_->context == nullptr) return {.state = Unpacking::damaged};
  if (stream_->is_dictionary) return collect_dictionary(packed);
  ZSTD_inBuffer in{packed.data(), packed.size(), 0};
  ZSTD_outBuffer out{room, size, 0};
  const std::size_t result = ZSTD_decompressStream(stream_->context, &out, &in);
  UnpackStep done;
  done.taken = in.pos;
  done.made = out.pos;
  if (ZSTD_isError(result) != 0) {
    done.state = Unpacking::damaged;
  } else if (result == 0) {
    done.state = Unpacking::ended;
  }
  return done;
}

UnpackStep Unzstd::collect_dictionary(std::string_view packed) {
  std::string& dictionary = stream_->dictionary;
  std::size_t wanted = kFrameHead;
  if (dictionary.size() >= kFrameHead) wanted += size_in_head(dictionary);
  if (wanted > kMostDictionary) return {.state = Unpacking::damaged};
  UnpackStep done;
  done.taken = std::min(wanted - dictionary.size(), packed.size());
  dictionary += packed.substr(0, done.taken);
  if (dictionary.size() < kFrameHead || dictionary.size() < kFrameHead + size_in_head(dictionary)) return done;
  done.state = load_dictionary() ? Unpacking::ended : Unpacking::damaged;
  return done;
}

bool Unzstd::load_dictionary() {
  const std::string_view content = std::string_view(stream_->dictionary).substr(kFrameHead);
  if (content.substr(0, 4) != kFrameMagic)
    return ZSTD_isError(ZSTD_DCtx_loadDictionary(stream_->context, content.data(), content.size())) == 0;
  std::string unpacked(kMostDictionary, '\0');
  const std::size_t size = ZSTD_decompress(unpacked.data(), unpacked.size(), content.data(), content.size());
  if (ZSTD_isError(size) != 0) return false;
  return ZSTD_isError(ZSTD_DCtx_loadDictionary(stream_->context, unpacked.data(), size)) == 0;
}

struct Zstd::Packing {
  Packing() : context(ZSTD_createCCtx()) {
    has_failed = context == nullptr || ZSTD_isError(ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)) != 0;
  }
  ~Packing() { ZSTD_freeCCtx(context); }
  Packing(const Packing&) = delete;
  Packing& operator=(const Packing&) = delete;

  void pack(std::string_view bytes, ZSTD_EndDirective end, std::string& out) {
    ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
    std::size_t left = 1;  // of what is to be taken, flushed or ended
    while (left > 0 && !has_failed) {
      const std::size_t size = out.size();
      out.resize(size + ZSTD_CStreamOutSize());
      ZSTD_outBuffer to{out.data(), out.size(), size};
      left = ZSTD_compressStream2(context, &to, &in, end);
      out.resize(to.pos);
      has_failed = ZSTD_isError(left) != 0;
      if (end == ZSTD_e_continue) left = in.size - in.pos;
    }
  }

  ZSTD_CCtx* context;
  bool has_failed = false;
};

Zstd::Zstd() : packing_(std::make_unique<Packing>()) {}
Zstd::~Zstd() = default;
Zstd::Zstd(Zstd&&) noexcept = default;
Zstd& Zstd::operator=(Zstd&&) noexcept = default;

void Zstd::add(std::string_view bytes, std::string& out) {
  if (!bytes.empty()) packing_->pack(bytes, ZSTD_e_continue, out);
}

void Zstd::flush(std::string& out) { packing_->pack({}, ZSTD_e_flush, out); }

void Zstd::end_frame(std::string& out) { packing_->pack({}, ZSTD_e_end, out); }

bool Zstd::has_failed() const { return packing_->has_failed; }

}  // namespace dehusk
