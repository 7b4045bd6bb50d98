#include "write/markdown.h"

#include <algorithm>
#include <array>

#include "write/inline.h"
#include "write/kept.h"

namespace dehusk {

namespace {

constexpr std::uint32_t kMaxColumns = 200;
constexpr std::uint8_t kMaxDepth = 20;

// "3. ", "* ": what a text dump already has in front of a point. Its length; 0 if there is none.
std::size_t dump_marker(std::string_view text) {
  static constexpr std::array<std::string_view, 6> kBullets = {"-",        "*",           "+", "\xE2\x80\xA2",
                                                               "\xC2\xB7", "\xE2\x80\x93"};
  std::size_t size = std::min(text.find_first_not_of("0123456789"), text.size());
  if (size > 0 && size < text.size() && (text[size] == '.' || text[size] == ')')) {
    ++size;
  } else {
    const auto* bullet = std::find_if(kBullets.begin(), kBullets.end(),
                                      [&](std::string_view b) { return text.substr(0, b.size()) == b; });
    size = bullet == kBullets.end() ? 0 : bullet->size();
  }
  return size > 0 && size < text.size() && text[size] == ' ' ? size + 1 : 0;
}

class Writer {
 public:
  Writer(const Page& page, const MarkdownOptions& options) : page_(page) {
    if (options.links) links_ = links_of(page);
  }

  std::string write(const std::vector<KeptBlock>& kept) {
    for (std::size_t i = 0; i < kept.size();) {
      std::size_t end = i + 1;
      if (block(kept[i]).kind == Kind::cell)
        while (end < kept.size() && kept[end].group == kept[i].group) ++end;
      write_block(kept, i, end);
      i = end;
    }
    if (!out_.empty()) out_ += '\n';
    return std::move(out_);
  }

 private:
  const Block& block(const KeptBlock& kept) const { return page_.blocks[kept.block]; }

  void write_block(const std::vector<KeptBlock>& kept, std::size_t begin, std::size_t end) {
    const KeptBlock& now = kept[begin];
    const bool continues_point = block(now).kind != Kind::item && block(now).element < point_end_;
    if (block(now).kind != Kind::item && !continues_point) depth_ = 0;
    switch (block(now).kind) {
      case Kind::item:
        write_point(now);
        break;
      case Kind::cell:
        write_table(kept, begin, end);
        break;
      case Kind::pre:
        write_code(now);
        break;
      case Kind::quote:
        write_quote(now);
        break;
      case Kind::heading:
        apart();
        out_ +=
            std::string(std::clamp<std::size_t>(block(now).level, 1, 6), '#') + " " + inline_of(now, Place::running);
        break;
      default: {
        std::string text = inline_of(now, Place::running);
        escape_line_start(text);
        apart();
        out_ += indent() + text;
      }
    }
    last_ = block(now).kind;
  }

  // One point of a list. What stands in the same <li> after it is indented to its text.
  void write_point(const KeptBlock& now) {
    const Block& point = block(now);
    const bool same_list = now.group == last_list_;
    const std::uint8_t level = std::clamp<std::uint8_t>(point.level, 1, kMaxDepth);
    if (!same_list) {
      widths_.fill(2);
      counts_.fill(0);
    }
    std::fill(counts_.begin() + level + 1, counts_.end(), 0);
    std::string text;
    std::string marker = "- ";
    std::vector<Span> spans = now.spans;
    const std::size_t written = page_.kind == InputKind::text ? dump_marker(slice(page_.text, spans[0])) : 0;
    if (point.marker == '1') marker = std::to_string(++counts_[level]) + ". ";
    if (written > 0) {
      if (point.marker == '1') marker = std::string(slice(page_.text, spans[0]).substr(0, written));
      spans[0].begin += static_cast<std::uint32_t>(written);
    }
    text = inline_of({now.block, spans, now.group, now.column}, Place::running);
    escape_line_start(text);
    depth_ = static_cast<std::uint8_t>(level - 1);
    if (last_ == Kind::item && same_list) {
      out_ += '\n';
    } else {
      apart();
    }
    out_ += indent() + marker + text;
    widths_[level] = marker.size();
    depth_ = level;
    last_list_ = now.group;
    point_end_ = end_of_point(point.element);
  }

  std::uint32_t end_of_point(std::uint32_t element) const {
    while (element != kNone && page_.elements[element].tag != Tag::li) element = page_.elements[element].parent;
    return element == kNone ? 0 : page_.elements[element].end;
  }

  void write_table(const std::vector<KeptBlock>& kept, std::size_t begin, std::size_t end) {
    std::vector<std::vector<std::string>> rows;
    std::size_t columns = 0;
    std::uint32_t row = 0;
    for (std::size_t i = begin; i < end; ++i) {
      if (rows.empty() || block(kept[i]).row != row) rows.emplace_back();
      row = block(kept[i]).row;
      const std::size_t column = std::min(kept[i].column, kMaxColumns - 1);
      if (rows.back().size() <= column) rows.back().resize(column + 1);
      std::string& cell = rows.back()[column];
      if (!cell.empty()) cell += ' ';
      cell += inline_of(kept[i], Place::cell);
      columns = std::max(columns, rows.back().size());
    }
    rows.front().resize(columns);
    apart();
    for (std::size_t r = 0; r < rows.size(); ++r) {
      if (r > 0) out_ += "\n" + indent();
      out_ += '|';
      for (const std::string& cell : rows[r]) out_ += " " + cell + " |";
      if (r > 0) continue;
      out_ += "\n" + indent() + "|";
      for (std::size_t c = 0; c < columns; ++c) out_ += " --- |";
    }
  }

  // The fence is longer than any run of backticks inside.
  void write_code(const KeptBlock& now) {
    std::string code;
    for (const Span span : now.spans) append_printable(code, slice(page_.text, span));
    std::size_t longest = 0, run = 0;
    for (const char c : code) {
      run = c == '`' ? run + 1 : 0;
      longest = std::max(longest, run);
    }
    const std::string fence(std::max<std::size_t>(3, longest + 1), '`');
    const std::size_t last = code.find_last_not_of('\n');
    if (last == std::string::npos) return;
    code.resize(last + 1);
    apart();
    out_ += indent() + fence + "\n" + indent();
    for (const char c : code) {
      out_ += c;
      if (c == '\n') out_ += indent();
    }
    out_ += "\n" + indent() + fence;
  }

  void write_quote(const KeptBlock& now) {
    std::string text = inline_of(now, Place::running);
    escape_line_start(text);
    if (last_ == Kind::quote) {
      out_ += "\n" + indent() + ">\n" + indent();
    } else {
      apart();
      out_ += indent();
    }
    out_ += "> " + text;
  }

  std::string inline_of(const KeptBlock& now, Place place) {
    std::string text;
    for (std::size_t i = 0; i < now.spans.size(); ++i) {
      if (i > 0) text += seam(page_, now.spans[i - 1], now.spans[i]);
      append_inline(text, page_, now.spans[i], links_, next_link_, place);
    }
    return text;
  }

  void apart() {
    if (!out_.empty()) out_ += "\n\n";
  }

  std::string indent() const {
    std::size_t width = 0;
    for (std::size_t level = 1; level <= depth_; ++level) width += widths_[level];
    return std::string(width, ' ');
  }

  const Page& page_;
  std::vector<Link> links_;
  std::size_t next_link_ = 0;
  std::string out_;
  Kind last_ = Kind::raw;  // of the block written last; raw is never written
  std::uint32_t last_list_ = 0;
  std::uint32_t point_end_ = 0;                      // elements before this one lie in the <li> written last
  std::uint8_t depth_ = 0;                           // of the list that the next block stands in
  std::array<std::size_t, kMaxDepth + 1> widths_{};  // by level: of "- " or "10. "
  std::array<int, kMaxDepth + 1> counts_{};
};

}  // namespace

std::string write_markdown(const Page& page, const Cleaned& cleaned, const MarkdownOptions& options) {
  return Writer(page, options).write(kept_blocks(page, cleaned.cuts));
}

}  // namespace dehusk
