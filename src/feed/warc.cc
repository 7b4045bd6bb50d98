#include "feed/warc.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "feed/fields.h"

namespace dehusk {

namespace {

constexpr std::size_t kMostHead = 64U << 10;
constexpr std::string_view kMark = "WARC/";
constexpr std::size_t kMarkSize = 9;  // "\nWARC/1.0"

// Where in `bytes`, from `from` on, a line begins as a record does; npos if none does. The line end belongs to it.
std::size_t find_mark(std::string_view bytes, std::size_t from) {
  for (std::size_t at = bytes.find("\nWARC/", from); at != std::string_view::npos; at = bytes.find("\nWARC/", at + 1)) {
    const std::string_view version = bytes.substr(at + 6, 3);
    if (version.size() < 3) return std::string_view::npos;
    if ((version[0] == '0' || version[0] == '1') && version[1] == '.' && version[2] >= '0' && version[2] <= '9')
      return at;
  }
  return std::string_view::npos;
}

std::optional<std::uint64_t> number_of(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number > (std::uint64_t{1} << 50))
    return std::nullopt;
  return number;
}

}  // namespace

WarcReader::WarcReader(ByteSource& source, std::size_t most, std::function<void(const Damage&)> on_damage)
    : source_(source), most_(most), on_damage_(std::move(on_damage)) {}

// True once that many bytes are ready.
bool WarcReader::has(std::size_t size) {
  while (source_.ready().size() < size)
    if (!source_.read_more()) return false;
  return true;
}

bool WarcReader::pass_damage() {
  if (!source_.damage()) return false;
  on_damage_(*source_.damage());
  return source_.resume();
}

// Passes over the line ends between records; false at the end of everything.
bool WarcReader::find_beginning() {
  while (true) {
    const std::string_view ready = source_.ready();
    const std::size_t at = ready.find_first_not_of("\r\n");
    source_.skip(std::min(at, ready.size()));
    if (at != std::string_view::npos) return true;
    if (!source_.read_more() && !pass_damage()) return false;
  }
}

bool WarcReader::next(WarcRecord& record) {
  record = {};
  source_.skip(std::exchange(taken_, 0));
  seek(std::exchange(rest_, 0));
  if (!find_beginning()) return false;
  record.offset = source_.offset();
  static_cast<void>(has(kMark.size()));
  if (source_.ready().substr(0, kMark.size()) != kMark) {
    read_garbage(record);
  } else if (read_head(record)) {
    read_block(record);
  }
  return true;
}

// What is no record: all of it up to the next one is one record with a fault.
void WarcReader::read_garbage(WarcRecord& record) {
  const std::size_t mark = find_ahead(0);
  record.bytes = source_.ready().substr(0, std::min(mark, most_));
  record.code = "bad_warc";
  record.detail = "here no WARC record begins";
  taken_ = record.bytes.size();
  if (mark == std::string_view::npos) rest_ = UINT64_MAX;
}

bool WarcReader::read_head(WarcRecord& record) {
  std::size_t size = head_size(source_.ready());
  while (size == std::string_view::npos && source_.ready().size() < kMostHead) {
    if (!source_.read_more()) {
      record.code = "truncated";
      record.detail = source_.damage() ? source_.damage()->what : "the file ends within the head of a record";
      record.bytes = source_.ready();
      taken_ = record.bytes.size();
      return false;
    }
    size = head_size(source_.ready());
  }
  if (size <= kMostHead) {
    record.head = size;
    return true;
  }
  record.code = "bad_warc";
  record.detail = "the head of a record does not end";
  record.bytes = source_.ready().substr(0, kMark.size());
  taken_ = record.bytes.size();
  rest_ = UINT64_MAX;
  return false;
}

// Whether a record that ends there is followed by what ends records; `next` is where the next one begins. Waits for no
// more than it has to.
bool WarcReader::ends_well(std::size_t end, std::size_t& next) {
  for (const std::string_view line_ends : {"\r\n\r\n", "\n\n"}) {
    std::size_t fits = 0;
    while (fits < line_ends.size() && has(end + fits + 1) && source_.ready()[end + fits] == line_ends[fits]) ++fits;
    next = end + fits;
    if (fits == line_ends.size()) return true;
  }
  // More or fewer line ends than there should be.
  next = end;
  while (has(next + 1) && (source_.ready()[next] == '\r' || source_.ready()[next] == '\n')) ++next;
  const bool has_more = has(next + kMark.size());
  const std::string_view after = source_.ready().substr(std::min(next, source_.ready().size()));
  return has_more ? after.substr(0, kMark.size()) == kMark : after.empty();
}

// The next border from there on, if it comes within `most_`: else npos, and `most_` bytes are ready, or all there are.
std::size_t WarcReader::find_ahead(std::size_t from) {
  while (true) {
    const std::size_t mark = find_mark(source_.ready(), from);
    if (mark != std::string_view::npos) return mark;
    from = std::max(from, source_.ready().size() - std::min(source_.ready().size(), kMarkSize));
    if (source_.ready().size() >= most_ + kMostHead || !source_.read_more()) return std::string_view::npos;
  }
}

void WarcReader::end_at(WarcRecord& record, std::size_t end) {
  std::size_t next = end;
  static_cast<void>(ends_well(end, next));
  if (record.offset)
    if (const std::optional<std::uint64_t> after = source_.offset(next)) record.length = *after - *record.offset;
  record.bytes = source_.ready().substr(0, end);
  taken_ = next;
}

// The next record begins behind this line end; it and the one before it are not the block's.
void WarcReader::end_before(WarcRecord& record, std::size_t mark) {
  const std::string_view ready = source_.ready();
  std::size_t end = mark + 1;
  for (int i = 0; i < 2 && end > record.head && ready[end - 1] == '\n'; ++i)
    end -= end - 1 > record.head && ready[end - 2] == '\r' ? 2 : 1;
  end_at(record, end);
}

// All that there is, and it is not all that there should be.
void WarcReader::end_early(WarcRecord& record) {
  record.bytes = source_.ready();
  taken_ = record.bytes.size();
  record.code = "truncated";
  record.detail = source_.damage() ? source_.damage()->what : "the file ends within a record";
}

void WarcReader::read_block(WarcRecord& record) {
  const std::optional<std::uint64_t> size = number_of(field(source_.ready().substr(0, record.head), "content-length"));
  if (size && *size > most_) return read_large_block(record, *size);
  if (size) {
    const std::size_t end = record.head + static_cast<std::size_t>(*size);
    std::size_t next = end;
    const bool is_whole = has(end);
    if (is_whole && ends_well(end, next)) return end_at(record, end);
    // The length is wrong. The line end in front of the next record's mark may be the last of the head's empty line.
    const std::size_t mark = find_mark(source_.ready().substr(0, next), record.head - 1);
    if (mark != std::string_view::npos) return end_before(record, mark);
    if (!is_whole) return end_early(record);
  }
  const std::size_t mark = find_ahead(record.head - 1);
  if (mark != std::string_view::npos) return end_before(record, mark);
  if (source_.damage()) return end_early(record);
  record.is_cut = source_.ready().size() > record.head + most_;
  record.bytes = source_.ready().substr(0, record.head + most_);
  taken_ = record.bytes.size();
  rest_ = UINT64_MAX;
}

// A block that is too long to be held: its beginning. Should its length be a lie, the next record is found all the
// same.
void WarcReader::read_large_block(WarcRecord& record, std::uint64_t size) {
  const std::size_t end = record.head + most_;
  const bool is_there = has(end);
  const std::size_t mark = find_mark(source_.ready(), record.head - 1);
  if (mark != std::string_view::npos) return end_before(record, mark);
  if (!is_there) return end_early(record);
  record.is_cut = true;
  record.bytes = source_.ready().substr(0, end);
  taken_ = end;
  rest_ = size - most_;
}

// Passes over as many bytes, but not over the beginning of a record.
void WarcReader::seek(std::uint64_t most) {
  while (most > 0) {
    const std::string_view ready = source_.ready();
    const std::size_t mark = find_mark(ready, 0);
    const std::size_t pass =
        mark != std::string_view::npos ? mark + 1 : ready.size() - std::min(ready.size(), kMarkSize);
    const std::uint64_t step = std::min<std::uint64_t>(pass, most);
    source_.skip(step);
    most -= step;
    if (mark != std::string_view::npos && step == pass) return;
    if (most == 0 || source_.read_more()) continue;
    source_.skip(std::min<std::uint64_t>(most, source_.ready().size()));
    return;
  }
}

}  // namespace dehusk
