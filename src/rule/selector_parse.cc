// The parser of selectors: one pass, a fault at the first thing that is not understood, nothing ignored in silence.
//
//   css   'nav > li:contains(x)'
//   fault  ':contains' is not supported, offset 8, length 9

#include <algorithm>
#include <array>
#include <utility>

#include "base/unicode.h"
#include "rule/selector.h"

namespace dehusk {

namespace {

bool is_css_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
bool is_letter_ascii(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit_ascii(char c) { return c >= '0' && c <= '9'; }
bool is_name_char(char c) {
  return is_letter_ascii(c) || is_digit_ascii(c) || c == '-' || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

int hex_value(char c) {
  if (is_digit_ascii(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string lower_ascii(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

// Pseudo-classes of other dialects, and what to write here instead.
struct Instead {
  std::string_view name, help;
};
constexpr std::array<Instead, 12> kInstead = {{
    {"contains", "use has = ['...'] beside css"},
    {"has-text", "use has = ['...'] beside css"},
    {"-abp-contains", "use has = ['...'] beside css"},
    {"matches-text", "use re = ['...'] beside css"},
    {"where", "use :is()"},
    {"matches", "use :is()"},
    {"any", "use :is()"},
    {"-abp-has", "use :has()"},
    {"upward", "use closest = ['...'] beside css"},
    {"parent", "use closest = ['...'] beside css"},
    {"visible", "only what stands in the page's source can be asked, not its style"},
    {"hidden", "only what stands in the page's source can be asked: [hidden], [style*=\"display:none\"]"},
}};
constexpr std::string_view kSupported =
    "supported: :is() :not() :has() :first-child :last-child :only-child :empty :root";

constexpr std::array<std::pair<std::string_view, Structural>, 5> kStructurals = {{
    {"first-child", Structural::first_child},
    {"last-child", Structural::last_child},
    {"only-child", Structural::only_child},
    {"empty", Structural::empty},
    {"root", Structural::root},
}};

class Parser {
 public:
  explicit Parser(std::string_view css) : css_(css) {}

  SelectorList parse() {
    SelectorList selectors = parse_list(0, false);
    if (!fault_ && at_ < css_.size()) fail("')' has no '(' before it", at_, 1);
    if (fault_) selectors.clear();
    return selectors;
  }

  std::optional<SelectorFault> take_fault() { return std::move(fault_); }

 private:
  // `depth`: functions around; `is_relative`: arguments of :has, which may begin with a combinator.
  SelectorList parse_list(int depth, bool is_relative) {
    SelectorList selectors;
    while (!fault_) {
      if (depth == 0) all_compounds_ = 0;
      selectors.push_back(parse_complex(depth, is_relative));
      if (fault_ || at_ >= css_.size() || css_[at_] != ',') break;
      ++at_;
    }
    return selectors;
  }

  Selector parse_complex(int depth, bool is_relative) {
    Selector selector;
    skip_space();
    std::size_t link_at = at_;
    std::optional<Combinator> link = parse_combinator();
    if (link && !is_relative) {
      fail("a selector cannot begin with '" + std::string(1, css_[link_at]) + "'", link_at, 1,
           "only inside :has() it can");
      return selector;
    }
    if (!link) link = Combinator::descendant;
    while (!fault_) {
      skip_space();
      if (is_at_end()) {
        fail_at_end(selector.compounds.empty() && link == Combinator::descendant, link_at);
        break;
      }
      const std::size_t start = at_;
      Compound compound = parse_compound(depth);
      compound.link = *link;
      selector.compounds.push_back(std::move(compound));
      if (selector.compounds.size() > kMaxCompounds)
        fail("the selector has more than " + std::to_string(kMaxCompounds) + " compounds", start, at_ - start,
             "name fewer ancestors");
      else if (++all_compounds_ > kMaxAllCompounds)
        fail(
            "the selector has more than " + std::to_string(kMaxAllCompounds) + " compounds with those in its functions",
            start, at_ - start, "write several selectors");
      if (fault_) break;
      const bool has_space = skip_space();
      link_at = at_;
      link = parse_combinator();
      if (!link) {
        if (is_at_end()) break;
        if (!has_space) {
          fail_char();
          break;
        }
        link = Combinator::descendant;
      }
    }
    return selector;
  }

  Compound parse_compound(int depth) {
    Compound compound;
    const std::size_t start = at_;
    while (!fault_ && at_ < css_.size()) {
      const char c = css_[at_];
      if (is_name_start()) {
        if (at_ != start) {
          fail_char();
          break;
        }
        compound.type = lower_ascii(parse_name());
        compound.tag = tag_from(compound.type);
      } else if (c == '*') {
        if (at_ != start) {
          fail_char();
          break;
        }
        ++at_;
      } else if (c == '.' || c == '#') {
        ++at_;
        if (!is_name_start() && !(c == '#' && at_ < css_.size() && is_name_char(css_[at_]))) {
          fail("a name must follow '" + std::string(1, c) + "'", at_ - 1, 1, digit_help());
          break;
        }
        (c == '.' ? compound.classes : compound.ids).push_back(parse_name());
      } else if (c == '[') {
        compound.attributes.push_back(parse_attribute());
      } else if (c == ':') {
        parse_pseudo(compound, depth);
      } else {
        break;
      }
    }
    if (!fault_ && at_ == start) fail_char();
    return compound;
  }

  AttributeTest parse_attribute() {
    using Way = AttributeTest::Way;
    AttributeTest test;
    const std::size_t start = at_++;
    skip_space();
    if (!is_name_start()) {
      fail("an attribute name must follow '['", start, 1);
      return test;
    }
    test.name = lower_ascii(parse_name());
    test.id = attribute_name_from(test.name);
    skip_space();
    if (at_ < css_.size() && css_[at_] != ']') {
      static constexpr std::array<std::pair<char, Way>, 5> kWays = {
          {{'~', Way::word}, {'|', Way::dash}, {'^', Way::prefix}, {'$', Way::suffix}, {'*', Way::inside}}};
      test.way = Way::equal;
      for (const auto& [sign, way] : kWays)
        if (css_[at_] == sign) test.way = way;
      if (test.way != Way::equal) ++at_;
      if (at_ >= css_.size() || css_[at_] != '=') {
        if (at_ < css_.size())
          fail_char("write =, ~=, |=, ^=, $= or *=");
        else
          fail("'[' is not closed", start, 1);
        return test;
      }
      ++at_;
      skip_space();
      parse_attribute_value(test, start);
    }
    if (fault_) return test;
    if (at_ >= css_.size())
      fail("'[' is not closed", start, 1);
    else
      ++at_;
    return test;
  }

  // The value, the flag and the space up to the ']'.
  void parse_attribute_value(AttributeTest& test, std::size_t start) {
    if (at_ < css_.size() && (css_[at_] == '"' || css_[at_] == '\'')) {
      test.value = parse_string();
    } else if (at_ < css_.size() && is_name_char(css_[at_])) {
      test.value = parse_name();
    } else {
      fail("the attribute has no value", start, at_ - start, "quote it: [class=\"a b\"]");
      return;
    }
    if (fault_) return;
    skip_space();
    if (at_ < css_.size() && (css_[at_] == 'i' || css_[at_] == 'I' || css_[at_] == 's' || css_[at_] == 'S')) {
      test.ignores_case = css_[at_] == 'i' || css_[at_] == 'I';
      ++at_;
      skip_space();
    }
    if (at_ < css_.size() && css_[at_] != ']') fail_char("quote the value: [class=\"a b\"]");
  }

  void parse_pseudo(Compound& compound, int depth) {
    const std::size_t start = at_++;
    if (at_ < css_.size() && css_[at_] == ':') {
      ++at_;
      parse_name();
      fail("'" + std::string(css_.substr(start, at_ - start)) + "' is not supported", start, at_ - start,
           "pseudo-elements stand for no part of the page's source");
      return;
    }
    const std::string name = lower_ascii(parse_name());
    const std::size_t length = at_ - start;
    if (name.empty()) return fail("a name must follow ':'", start, 1);
    for (const auto& [known, structural] : kStructurals)
      if (name == known) return compound.structurals.push_back(structural);
    FunctionTest test;
    if (name == "is")
      test.function = Function::is;
    else if (name == "not")
      test.function = Function::none;
    else if (name == "has")
      test.function = Function::has;
    else
      return fail_pseudo(name, start, length);
    if (at_ >= css_.size() || css_[at_] != '(')
      return fail("':" + name + "' needs selectors in parentheses", start, length);
    if (test.function == Function::has && is_in_has_) return fail("':has' cannot stand inside ':has'", start, length);
    if (depth == kMaxFunctionDepth) return fail("functions are nested too deep", start, length);
    ++at_;
    const bool was_in_has = std::exchange(is_in_has_, is_in_has_ || test.function == Function::has);
    test.arguments = parse_list(depth + 1, test.function == Function::has);
    is_in_has_ = was_in_has;
    if (fault_) return;
    if (at_ >= css_.size()) return fail("'(' is not closed", start + length, 1);
    ++at_;
    compound.functions.push_back(std::move(test));
  }

  std::optional<Combinator> parse_combinator() {
    if (at_ >= css_.size()) return std::nullopt;
    std::optional<Combinator> link;
    if (css_[at_] == '>') link = Combinator::child;
    if (css_[at_] == '+') link = Combinator::next;
    if (css_[at_] == '~') link = Combinator::later;
    if (link) ++at_;
    return link;
  }

  // Name characters and escapes, `md\:flex` and `\31 0`; may come out empty.
  std::string parse_name() {
    std::string name;
    while (at_ < css_.size()) {
      if (is_name_char(css_[at_]))
        name += css_[at_++];
      else if (css_[at_] == '\\' && at_ + 1 < css_.size())
        parse_escape(name);
      else
        break;
    }
    return name;
  }

  void parse_escape(std::string& out) {
    ++at_;
    if (hex_value(css_[at_]) < 0) {
      out += css_[at_++];
      return;
    }
    char32_t code_point = 0;
    for (int digits = 0; digits < 6 && at_ < css_.size() && hex_value(css_[at_]) >= 0; ++digits)
      code_point = code_point * 16 + static_cast<char32_t>(hex_value(css_[at_++]));
    if (at_ < css_.size() && is_css_space(css_[at_])) ++at_;
    const bool is_wrong = code_point == 0 || code_point > 0x10FFFF || (code_point >= 0xD800 && code_point < 0xE000);
    append_utf8(out, is_wrong ? U'\uFFFD' : code_point);
  }

  std::string parse_string() {
    const std::size_t start = at_;
    const char quote = css_[at_++];
    std::string value;
    while (at_ < css_.size() && css_[at_] != quote) {
      if (css_[at_] == '\\' && at_ + 1 < css_.size())
        parse_escape(value);
      else
        value += css_[at_++];
    }
    if (at_ >= css_.size())
      fail("the string is not closed", start, 1);
    else
      ++at_;
    return value;
  }

  // A name can stand here: it begins with no digit, and not with '-' and a digit.
  bool is_name_start() const {
    if (at_ >= css_.size()) return false;
    const char c = css_[at_];
    if (c == '\\') return at_ + 1 < css_.size();
    if (c == '-')
      return at_ + 1 < css_.size() && !is_digit_ascii(css_[at_ + 1]) &&
             (is_name_char(css_[at_ + 1]) || css_[at_ + 1] == '\\');
    return is_name_char(c) && !is_digit_ascii(c);
  }

  std::string digit_help() const {
    if (at_ >= css_.size() || !is_digit_ascii(css_[at_])) return "";
    return "a name that begins with a digit is written [class~=\"" + std::string(1, css_[at_]) + "...\"]";
  }

  bool skip_space() {
    const std::size_t start = at_;
    while (at_ < css_.size() && is_css_space(css_[at_])) ++at_;
    return at_ != start;
  }

  bool is_at_end() const { return at_ >= css_.size() || css_[at_] == ',' || css_[at_] == ')'; }

  void fail(std::string message, std::size_t offset, std::size_t length, std::string help = "") {
    if (!fault_) fault_ = SelectorFault{std::move(message), offset, length == 0 ? 1 : length, std::move(help)};
  }

  void fail_char(std::string help = "") {
    std::size_t end = at_ + 1;
    while (end < css_.size() && (static_cast<unsigned char>(css_[end]) & 0xC0U) == 0x80U) ++end;
    const std::string_view shown = css_.substr(at_, end - at_);
    if (help.empty() && shown == "|") help = "namespaces are not supported";
    fail("'" + std::string(shown) + "' cannot stand here", at_, end - at_, std::move(help));
  }

  void fail_at_end(bool is_empty, std::size_t link_at) {
    const std::size_t offset = at_ < css_.size() ? at_ : (css_.empty() ? 0 : css_.size() - 1);
    if (is_empty)
      fail("a selector is missing here", offset, 1);
    else
      fail("nothing follows '" + std::string(1, css_[link_at]) + "'", link_at, 1);
  }

  void fail_pseudo(const std::string& name, std::size_t start, std::size_t length) {
    std::string_view help = kSupported;
    for (const Instead& instead : kInstead)
      if (instead.name == name) help = instead.help;
    fail("':" + name + "' is not supported", start, length, std::string(help));
  }

  std::string_view css_;
  std::size_t at_ = 0;
  std::size_t all_compounds_ = 0;
  bool is_in_has_ = false;
  std::optional<SelectorFault> fault_;
};

}  // namespace

std::optional<SelectorFault> check_selector(std::string_view css) {
  Parser parser(css);
  (void)parser.parse();
  return parser.take_fault();
}

SelectorList parse_selector(std::string_view css) { return Parser(css).parse(); }

}  // namespace dehusk
