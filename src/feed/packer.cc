#include "feed/packer.h"

namespace dehusk {

Packing packing_by_name(std::string_view name) {
  if (name.ends_with(".gz")) return Packing::gzip;
  return name.ends_with(".zst") ? Packing::zstd : Packing::none;
}

std::optional<Packing> packing_from(std::string_view name) {
  if (name == "none") return Packing::none;
  if (name == "gzip") return Packing::gzip;
  if (name == "zstd") return Packing::zstd;
  return std::nullopt;
}

Packer::Packer(Packing packing) {
  if (packing == Packing::zstd) stream_.emplace<Zstd>();
}

void Packer::add(std::string_view bytes, std::string& out) {
  if (bytes.empty()) return;
  has_begun_ = is_in_member_ = is_waiting_ = true;
  std::visit([&](auto& stream) { stream.add(bytes, out); }, stream_);
}

void Packer::flush(std::string& out) {
  if (!is_waiting_) return;
  is_waiting_ = false;
  std::visit([&](auto& stream) { stream.flush(out); }, stream_);
}

void Packer::end_member(std::string& out) {
  if (is_in_member_) end(out);
}

void Packer::end(std::string& out) {
  if (has_begun_ && !is_in_member_) return;
  has_begun_ = true;
  is_in_member_ = is_waiting_ = false;
  if (Gzip* const gzip = std::get_if<Gzip>(&stream_)) {
    gzip->end_member(out);
  } else {
    std::get<Zstd>(stream_).end_frame(out);
  }
}

bool Packer::has_failed() const {
  return std::visit([](const auto& stream) { return stream.has_failed(); }, stream_);
}

}  // namespace dehusk
