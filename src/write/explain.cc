// The page with its margin. The other views are in explain_block.cc and explain_json.cc.
#include "write/explain.h"

#include <algorithm>
#include <utility>

#include "base/unicode.h"
#include "write/tally.h"
#include "write/terminal.h"

namespace dehusk {

namespace {

constexpr std::string_view kBar = " \xE2\x94\x82 ";  // a vertical line
constexpr std::string_view kBetween = " \xC2\xB7 ";  // a dot in the middle
constexpr std::uint32_t kShort = 6;                  // words of a block that may share its line with others
constexpr std::size_t kWorthFolding = 3;             // so many of them at least
constexpr int kFoldedColumns = 100;                  // when the output is no terminal

Color color_of(Stage stage) {
  switch (stage) {
    case Stage::structure:
      return Color::cyan;
    case Stage::text:
      return Color::yellow;
    case Stage::content:
      return Color::magenta;
    case Stage::tidy:
      return Color::blue;
  }
  return Color::plain;
}

// "script" of "<script src=...": what a raw block is.
std::string name_of_raw(const Page& page, const Block& block) {
  const std::string_view source = slice(page.source, block.source);
  if (source.empty() || source[0] != '<') return "raw";
  const std::size_t end = source.find_first_of(" \t\r\n/>", 1);
  const std::string_view name = source.substr(1, std::min(end, source.size()) - 1);
  return name.empty() || name[0] == '!' || name.size() > 20 ? "raw" : escape_controls(name);
}

class PageView {
 public:
  PageView(const Explained& it, const ExplainOptions& options) : it_(it), options_(options) {
    std::size_t longest = 4;
    for (const Cut& cut : it.cleaned.cuts)
      longest = std::max(longest, it.rules[cut.rule].id.size() + (is_shared(cut) ? 3 : 0));
    const std::size_t limit =
        options.width > 0 ? static_cast<std::size_t>(std::clamp(options.width * 3 / 10, 12, 32)) : 40;
    rule_columns_ = static_cast<int>(std::min(longest, limit));
    number_columns_ = static_cast<int>(std::to_string(it.page.blocks.size()).size());
    const int margin = number_columns_ + 3 + rule_columns_ + 3;
    text_columns_ = options.width > 0 ? std::max(options.width - margin, 20) : 1 << 30;
  }

  std::string write() {
    const auto& blocks = it_.page.blocks;
    for (std::uint32_t i = 0; i < blocks.size();) {
      if (const std::uint32_t end = end_of_menu(i); end > i) {
        write_menu(i, end);
        i = end;
      } else if (blocks[i].kind == Kind::raw) {
        i = write_raw(i);
      } else {
        write_block(i++);
      }
    }
    return std::move(out_);
  }

 private:
  bool is_shared(const Cut& cut) const {
    const auto [first, last] = cuts_of(it_.cleaned.cuts, cut.block);
    return last - first > 1;
  }

  const Cut* first_cut(std::uint32_t block) const {
    const auto [first, last] = cuts_of(it_.cleaned.cuts, block);
    return first == last ? nullptr : &it_.cleaned.cuts[first];
  }

  // The cut of a block that goes whole, by one rule; nullptr for other blocks.
  const Cut* whole_cut(std::uint32_t block) const {
    const auto [first, last] = cuts_of(it_.cleaned.cuts, block);
    const bool is_whole = last - first == 1 && it_.cleaned.cuts[first].span == it_.page.blocks[block].text;
    return is_whole ? &it_.cleaned.cuts[first] : nullptr;
  }

  // Menus have hundreds of short blocks that one rule takes, with icons between them: where such a stretch ends;
  // `begin` if none begins there.
  std::uint32_t end_of_menu(std::uint32_t begin) const {
    const auto& blocks = it_.page.blocks;
    const Cut* owner = whole_cut(begin);
    if (owner == nullptr || blocks[begin].kind == Kind::raw) return begin;
    std::size_t count = 0;
    std::uint32_t end = begin;
    for (std::uint32_t i = begin; i < blocks.size(); ++i) {
      const Cut* cut = whole_cut(i);
      if (cut == nullptr || cut->rule != owner->rule || cut->stage != owner->stage) break;
      if (blocks[i].kind == Kind::raw) continue;
      if (blocks[i].words > kShort || blocks[i].kind == Kind::pre) break;
      ++count;
      end = i + 1;
    }
    return count >= kWorthFolding ? end : begin;
  }

  void write_menu(std::uint32_t begin, std::uint32_t end) {
    std::vector<Run> runs;
    for (std::uint32_t i = begin; i < end; ++i) {
      const Block& block = it_.page.blocks[i];
      if (block.kind == Kind::raw) continue;
      if (!runs.empty()) runs.push_back({std::string(kBetween), Color::plain});
      runs.push_back({escape_controls(it_.page.text_of(block)), Color::dim});
    }
    const int columns =
        std::exchange(text_columns_, std::min(text_columns_, options_.width > 0 ? text_columns_ : kFoldedColumns));
    write_lines(begin, whole_cut(begin), '-', 1, {runs});
    text_columns_ = columns;
  }

  // Script, style and the like, as far as one rule goes, on one line.
  std::uint32_t write_raw(std::uint32_t begin) {
    const auto& blocks = it_.page.blocks;
    const Cut* owner = first_cut(begin);
    std::vector<std::string> names;
    std::uint32_t end = begin;
    for (; end < blocks.size() && blocks[end].kind == Kind::raw; ++end) {
      const Cut* other = first_cut(end);
      if ((owner == nullptr) != (other == nullptr) || (owner != nullptr && owner->rule != other->rule)) break;
      const std::string name = name_of_raw(it_.page, blocks[end]);
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
    if (owner == nullptr && options_.removed_only) return end;
    std::string text = "(";
    for (std::size_t i = 0; i < names.size() && i < 4; ++i) text += (i > 0 ? ", " : "") + names[i];
    if (names.size() > 4) text += ", ...";
    if (end - begin > 1) text += ", " + std::to_string(end - begin) + " blocks";
    text += ")";
    write_lines(begin, owner, owner == nullptr ? ' ' : '-', owner == nullptr ? 0 : 1, {{{text, Color::dim}}});
    return end;
  }

  void write_block(std::uint32_t index) {
    const Block& block = it_.page.blocks[index];
    const auto [first, last] = cuts_of(it_.cleaned.cuts, index);
    if (first == last && options_.removed_only) return;
    const Color kept_color = block.kind == Kind::heading ? Color::bold : Color::plain;
    const bool is_whole = whole_cut(index) != nullptr;
    std::vector<std::vector<Run>> lines(1);
    std::uint32_t at = block.text.begin;
    bool is_all_gone = true;
    for (std::size_t c = first; c < last; ++c) {
      const Span cut = it_.cleaned.cuts[c].span;
      is_all_gone = is_all_gone && cut.begin == at;
      add(lines, {at, cut.begin}, kept_color);
      if (!is_whole) lines.back().push_back({"[-", Color::red});
      add(lines, cut, is_whole ? Color::dim : Color::red);
      if (!is_whole) lines.back().push_back({"-]", Color::red});
      at = cut.end;
    }
    is_all_gone = is_all_gone && at == block.text.end;
    add(lines, {at, block.text.end}, kept_color);
    const char sign = first == last ? ' ' : is_all_gone ? '-' : '~';
    write_lines(index, first == last ? nullptr : &it_.cleaned.cuts[first], sign, last - first, lines);
  }

  // Only preformatted text has newlines: they stay lines.
  void add(std::vector<std::vector<Run>>& lines, Span span, Color color) const {
    std::string_view text = slice(it_.page.text, span);
    for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
      lines.back().push_back({escape_controls(text.substr(0, end)), color});
      lines.emplace_back();
      text.remove_prefix(end + 1);
    }
    if (!text.empty()) lines.back().push_back({escape_controls(text), color});
  }

  void write_lines(std::uint32_t block, const Cut* cut, char sign, std::size_t cuts,
                   const std::vector<std::vector<Run>>& lines) {
    const std::string number = std::to_string(block);
    std::string head = std::string(static_cast<std::size_t>(number_columns_) - number.size(), ' ') +
                       paint(number, Color::dim, options_.color);
    std::string rule = cut == nullptr ? "" : it_.rules[cut->rule].id;
    if (cuts > 1) rule += " +" + std::to_string(cuts - 1);
    const Color color = cut == nullptr ? Color::plain : color_of(cut->stage);
    head += paint(std::string{' ', sign, ' '} + fit(rule, rule_columns_), color, options_.color);
    const std::string blank(static_cast<std::size_t>(number_columns_ + 3 + rule_columns_), ' ');
    const std::string bar = paint(kBar, Color::dim, options_.color);
    bool is_first = true;
    for (const std::vector<Run>& line : lines) {
      for (const std::string& row : wrap(line, text_columns_, options_.color)) {
        out_ += (is_first ? head : blank) + bar + row + "\n";
        is_first = false;
      }
    }
  }

  const Explained& it_;
  const ExplainOptions& options_;
  int number_columns_ = 0, rule_columns_ = 0, text_columns_ = 0;
  std::string out_;
};

std::string right(std::string_view text, std::size_t columns) {
  return std::string(columns - std::min(columns, text.size()), ' ') + std::string(text);
}

std::string percent(std::uint32_t part, std::uint32_t whole) {
  return whole == 0 ? "" : " (" + std::to_string((part * 100ULL + whole / 2) / whole) + " %)";
}

void append_counts(std::string& out, const Explained& it, const ExplainOptions& options) {
  const Tally sums = tally(it.page, it.rules, it.cleaned.cuts);
  out += "\nkept " + grouped(sums.words_kept) + " of " + grouped(sums.words) + " words" +
         percent(sums.words_kept, sums.words) + " in " + grouped(sums.blocks_kept) + " of " + grouped(sums.blocks) +
         " blocks\n";
  if (sums.rules.empty()) return;
  int widest = 4, where = 0;
  for (const RuleTally& line : sums.rules) {
    const Rule& rule = it.rules[line.rule];
    widest = std::max(widest, columns_of(rule.id));
    where = std::max(where, columns_of(escape_controls(rule.file) + ":" + std::to_string(rule.line)));
  }
  widest = std::min(widest, options.width > 0 ? std::clamp(options.width - where - 31, 10, 40) : 40);
  out +=
      "\n" +
      paint("  words  blocks  " + fit("rule", widest) + "  " + fit("husk", 10) + "  where", Color::dim, options.color) +
      "\n";
  for (const RuleTally& line : sums.rules) {
    const Rule& rule = it.rules[line.rule];
    out += right(grouped(line.words), 7) + right(grouped(line.blocks), 8) + "  " + fit(rule.id, widest) + "  " +
           fit(to_string(rule.husk), 10) + "  " + escape_controls(rule.file) + ":" + std::to_string(rule.line) + "\n";
  }
}

// Title and the like, events, notes: each on a line of its own.
void append_remarks(std::string& out, const Explained& it, const ExplainOptions& options) {
  std::string lines;
  const auto add = [&](std::string_view name, std::string_view value) {
    if (value.empty()) return;
    const int columns = options.width > 0 ? std::max(options.width - 13, 20) : 1 << 30;
    for (const std::string& line : wrap({{escape_controls(value), Color::plain}}, columns, false)) {
      lines += paint(fit(name, 12), Color::dim, options.color) + " " + line + "\n";
      name = "";
    }
  };
  add("title", it.cleaned.title);
  add("author", it.cleaned.author);
  add("date", it.cleaned.date);
  for (const Event& event : it.cleaned.events) {
    std::string text = event.rule == kNone ? "" : it.rules[event.rule].id;
    if (event.block != kNone) text += (text.empty() ? "block " : " at block ") + std::to_string(event.block);
    if (!event.detail.empty()) text += (text.empty() ? "" : ": ") + event.detail;
    add(to_string(event.kind), text.empty() ? "yes" : text);
  }
  for (const Note& note : it.page.notes) add(note.code, note.detail.empty() ? "yes" : note.detail);
  if (!lines.empty()) out += "\n" + lines;
}

}  // namespace

std::string explain_page(const Explained& it, const ExplainOptions& options) {
  std::string out = PageView(it, options).write();
  append_counts(out, it, options);
  append_remarks(out, it, options);
  return out;
}

}  // namespace dehusk
