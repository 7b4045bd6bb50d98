#include "feed/container.h"

#include "feed/frames.h"

namespace dehusk {

namespace {

constexpr std::size_t kMaxPeek = 4096;

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

// A file's name without the suffix of its packing.
std::string_view without_packing(std::string_view name) {
  for (const std::string_view suffix : {".gz", ".zst"})
    if (ends_with(name, suffix)) return name.substr(0, name.size() - suffix.size());
  return name;
}

// By its name, or because it starts as an object does.
bool is_jsonl(std::string_view file, ByteSource& source) {
  const std::string_view name = without_packing(file);
  if (ends_with(name, ".jsonl") || ends_with(name, ".ndjson")) return true;
  bool has_brace = false;
  for (std::size_t at = source.peek(3) == "\xEF\xBB\xBF" ? 3 : 0; at < kMaxPeek; ++at) {
    const std::string_view start = source.peek(at + 1);
    if (start.size() <= at) return false;
    if (std::string_view(" \t\r\n").find(start[at]) != std::string_view::npos) continue;
    if (has_brace || start[at] != '{') return has_brace && (start[at] == '"' || start[at] == '}');
    has_brace = true;
  }
  return false;
}

bool is_warc(ByteSource& source) {
  constexpr std::string_view kMark = "WARC/";
  std::size_t size = 1;
  while (size < kMark.size() && source.peek(size) == kMark.substr(0, size)) ++size;
  return source.peek(size) == kMark;
}

}  // namespace

Container container_of(std::string_view asked, std::string_view file, ByteSource& source) {
  const bool is_open = asked == "auto";
  if (asked == "warc" || (is_open && is_warc(source))) return Container::warc;
  if (framing_from(asked)) return Container::messages;
  if (asked == "jsonl" || (is_open && is_jsonl(file, source))) return Container::jsonl;
  return Container::page;
}

}  // namespace dehusk
