#include "feed/frames.h"

#include <algorithm>
#include <utility>

namespace dehusk {

namespace {

constexpr std::size_t kMostDigits = 12;  // of a netstring's length

}  // namespace

std::optional<Framing> framing_from(std::string_view name) {
  if (name == "netstring") return Framing::netstring;
  if (name == "uint32be") return Framing::uint32be;
  if (name == "nul") return Framing::nul;
  return std::nullopt;
}

// True once that many bytes are ready.
bool FrameReader::has(std::size_t size) {
  while (source_.ready().size() < size)
    if (!source_.read_more()) return false;
  return true;
}

// The input is over before the message is, or what stands there is no message.
void FrameReader::fail(Frame& frame, std::string_view detail) {
  is_at_end_ = true;
  const bool is_over = !source_.read_more();
  frame.bytes = source_.ready().substr(0, most_);
  frame.code = is_over && detail.empty() ? "truncated" : "bad_frame";
  frame.detail = detail.empty() ? "the input ends within a message" : detail;
}

bool FrameReader::next(Frame& frame) {
  frame = {};
  if (is_at_end_) return false;
  if (framing_ == Framing::nul) return next_ended_by_nul(frame);
  source_.skip(std::exchange(taken_, 0));
  if (!has(1)) return false;
  const std::optional<std::uint64_t> length = read_length(frame);
  if (!length) return true;
  const auto kept = static_cast<std::size_t>(std::min<std::uint64_t>(*length, most_));
  const std::size_t tail = framing_ == Framing::netstring ? 1 : 0;
  const bool is_whole = *length <= most_;
  if (!has(kept + (is_whole ? tail : 0))) {
    fail(frame, {});
    return true;
  }
  if (is_whole && tail == 1 && source_.ready()[kept] != ',') {
    fail(frame, "a netstring does not end with a comma");
    return true;
  }
  frame.bytes = source_.ready().substr(0, kept);
  frame.is_cut = !is_whole;
  taken_ = *length + tail;
  return true;
}

std::optional<std::uint64_t> FrameReader::read_length(Frame& frame) {
  std::uint64_t length = 0;
  if (framing_ == Framing::uint32be) {
    if (!has(4)) {
      fail(frame, {});
      return std::nullopt;
    }
    for (const char c : source_.ready().substr(0, 4)) length = length << 8U | static_cast<unsigned char>(c);
    source_.skip(4);
    return length;
  }
  for (std::size_t at = 0; at <= kMostDigits; ++at) {
    if (!has(at + 1)) {
      fail(frame, {});
      return std::nullopt;
    }
    const char c = source_.ready()[at];
    if (c == ':' && at > 0) {
      source_.skip(at + 1);
      return length;
    }
    if (c < '0' || c > '9') break;
    length = length * 10 + static_cast<std::uint64_t>(c - '0');
  }
  fail(frame, "here no netstring begins");
  return std::nullopt;
}

bool FrameReader::next_ended_by_nul(Frame& frame) {
  const ByteSource::Got got = source_.next_line(frame.bytes, most_, '\0');
  frame.is_cut = got == ByteSource::Got::long_line;
  if (got == ByteSource::Got::broken_line) {
    frame.code = "truncated";
    frame.detail = "the input ends within a message";
    is_at_end_ = true;
  }
  return got != ByteSource::Got::end;
}

std::string framed(Framing framing, std::string_view text) {
  switch (framing) {
    case Framing::netstring:
      return std::to_string(text.size()) + ":" + std::string(text) + ",";
    case Framing::uint32be: {
      std::string out;
      for (const unsigned shift : {24U, 16U, 8U, 0U}) out += static_cast<char>(text.size() >> shift & 0xFFU);
      return out + std::string(text);
    }
    case Framing::nul:
      break;
  }
  return std::string(text) + '\0';
}

}  // namespace dehusk
