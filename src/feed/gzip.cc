#include "feed/gzip.h"

#define ZLIB_CONST
#include <zlib.h>

#include <algorithm>
#include <climits>

namespace dehusk {

namespace {

// What inflateInit2 wants to hear about the form, beside the largest window (2^15).
constexpr int kGzip = 15 + 16;
constexpr int kGzipOrZlib = 15 + 32;
constexpr int kBare = -15;

constexpr std::size_t kPiece = 64U << 10;
constexpr int kMemory = 8;  // of a compressor: zlib's own default

uInt clamp(std::size_t size) { return static_cast<uInt>(std::min<std::size_t>(size, UINT_MAX)); }

// A whole body that has this form.
Inflated inflate_as(int form, std::string_view packed, std::uint64_t most, std::string& body) {
  z_stream z = {};
  body.clear();
  if (inflateInit2(&z, form) != Z_OK) return Inflated::damaged;
  z.next_in = reinterpret_cast<const Bytef*>(packed.data());
  z.avail_in = clamp(packed.size());
  int result = Z_OK;
  while (result == Z_OK && body.size() < most) {
    const std::size_t size = body.size();
    const auto piece = static_cast<std::size_t>(std::min<std::uint64_t>(std::max(size, kPiece), most - size));
    body.resize(size + piece);
    z.next_out = reinterpret_cast<Bytef*>(body.data() + size);
    z.avail_out = clamp(piece);
    result = inflate(&z, Z_NO_FLUSH);
    body.resize(size + piece - z.avail_out);
    const std::string_view left(reinterpret_cast<const char*>(z.next_in), z.avail_in);
    if (result == Z_STREAM_END && left.substr(0, 2) == "\x1F\x8B") result = inflateReset(&z);  // one more member
  }
  inflateEnd(&z);
  if (result == Z_STREAM_END) return Inflated::whole;
  return body.empty() ? Inflated::damaged : Inflated::cut;
}

}  // namespace

struct Gunzip::Stream {
  Stream() { is_ready = inflateInit2(&z, kGzip) == Z_OK; }
  ~Stream() {
    if (is_ready) inflateEnd(&z);
  }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  UnpackStep step(std::string_view packed, char* room, std::size_t size) {
    if (!is_ready) return {.state = Unpacking::damaged};
    z.next_in = reinterpret_cast<const Bytef*>(packed.data());
    z.avail_in = clamp(packed.size());
    z.next_out = reinterpret_cast<Bytef*>(room);
    z.avail_out = clamp(size);
    const int result = inflate(&z, Z_NO_FLUSH);
    UnpackStep done;
    done.taken = clamp(packed.size()) - z.avail_in;
    done.made = clamp(size) - z.avail_out;
    // Z_BUF_ERROR only says that nothing could be done without more bytes or more room.
    if (result == Z_STREAM_END) {
      done.state = Unpacking::ended;
    } else if (result != Z_OK && result != Z_BUF_ERROR) {
      done.state = Unpacking::damaged;
    }
    return done;
  }

  z_stream z = {};
  bool is_ready = false;
};

Gunzip::Gunzip() : stream_(std::make_unique<Stream>()) {}
Gunzip::~Gunzip() = default;
Gunzip::Gunzip(Gunzip&&) noexcept = default;
Gunzip& Gunzip::operator=(Gunzip&&) noexcept = default;

UnpackStep Gunzip::step(std::string_view packed, char* room, std::size_t size) {
  return stream_->step(packed, room, size);
}

void Gunzip::restart() {
  if (stream_->is_ready) inflateReset(&stream_->z);
}

struct Gzip::Stream {
  Stream()
      : is_ready(deflateInit2(&z, Z_DEFAULT_COMPRESSION, Z_DEFLATED, kGzip, kMemory, Z_DEFAULT_STRATEGY) == Z_OK) {}
  ~Stream() {
    if (is_ready) deflateEnd(&z);
  }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  void pack(std::string_view bytes, int flush, std::string& out) {
    if (!is_ready) return;
    z.next_in = reinterpret_cast<const Bytef*>(bytes.data());
    z.avail_in = 0;
    bool is_full = true;  // the room that was given: there may be more to come
    while (is_full || !bytes.empty()) {
      if (z.avail_in == 0) {
        z.avail_in = clamp(bytes.size());
        bytes.remove_prefix(z.avail_in);
      }
      const std::size_t size = out.size();
      out.resize(size + kPiece);
      z.next_out = reinterpret_cast<Bytef*>(out.data() + size);
      z.avail_out = static_cast<uInt>(kPiece);
      deflate(&z, bytes.empty() ? flush : Z_NO_FLUSH);
      out.resize(size + kPiece - z.avail_out);
      is_full = z.avail_out == 0;
    }
  }

  z_stream z = {};
  bool is_ready;
};

Gzip::Gzip() : stream_(std::make_unique<Stream>()) {}
Gzip::~Gzip() = default;
Gzip::Gzip(Gzip&&) noexcept = default;
Gzip& Gzip::operator=(Gzip&&) noexcept = default;

void Gzip::add(std::string_view bytes, std::string& out) { stream_->pack(bytes, Z_NO_FLUSH, out); }

void Gzip::flush(std::string& out) { stream_->pack({}, Z_SYNC_FLUSH, out); }

void Gzip::end_member(std::string& out) {
  stream_->pack({}, Z_FINISH, out);
  if (stream_->is_ready) deflateReset(&stream_->z);
}

bool Gzip::has_failed() const { return !stream_->is_ready; }

Inflated inflate_body(std::string_view packed, std::uint64_t most, std::string& body) {
  const Inflated result = inflate_as(kGzipOrZlib, packed, most, body);
  return result == Inflated::damaged ? inflate_as(kBare, packed, most, body) : result;
}

}  // namespace dehusk
