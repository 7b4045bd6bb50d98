// Other words: each copy turns vowels into vowels and consonants into others that are about as frequent, so that a
// copy's words are as long, and their letters as common, as words of a language; so it does within other scripts. What
// is no word (sets, escapes, repetitions, types, pseudo-classes) stays, and so do words of one or two letters, which
// any language has.

#include "tenfold.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.h"
#include "rule/pattern.h"
#include "rule/pattern_needs.h"

namespace dehusk {

namespace {

constexpr std::string_view kVowels = "aeiou";
constexpr std::string_view kConsonants = "tnsrhldcmfpgwybvkjxqz";  // frequent ones first

struct Alphabet {
  char32_t first = 0, last = 0;
};
constexpr std::array kAlphabets = {Alphabet{0x391, 0x3A1},   Alphabet{0x3B1, 0x3C1},   Alphabet{0x410, 0x42F},
                                   Alphabet{0x430, 0x44F},   Alphabet{0x5D0, 0x5EA},   Alphabet{0x627, 0x63A},
                                   Alphabet{0x641, 0x64A},   Alphabet{0x915, 0x939},   Alphabet{0xE01, 0xE2E},
                                   Alphabet{0x3041, 0x3093}, Alphabet{0x30A1, 0x30F3}, Alphabet{0x4E00, 0x9FA5},
                                   Alphabet{0xAC00, 0xD7A3}};

bool is_ascii_letter(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool is_name_byte(char c) {
  return is_ascii_letter(static_cast<unsigned char>(c)) || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

char32_t turned(char32_t c, int copy) {
  const auto by = static_cast<std::size_t>(copy);
  if (is_ascii_letter(c)) {
    const char32_t lower = c | 0x20U;
    const std::size_t vowel = kVowels.find(static_cast<char>(lower));
    const char turned_letter =
        vowel != std::string_view::npos
            ? kVowels[(vowel + by) % kVowels.size()]
            : kConsonants[(kConsonants.find(static_cast<char>(lower)) + by) % kConsonants.size()];
    return static_cast<char32_t>(static_cast<unsigned char>(turned_letter)) ^ lower ^ c;
  }
  for (const Alphabet& alphabet : kAlphabets) {
    const std::size_t size = alphabet.last - alphabet.first + 1;
    if (c >= alphabet.first && c <= alphabet.last)
      return alphabet.first + static_cast<char32_t>((c - alphabet.first + by) % size);
  }
  return c;
}

void append_turned(std::string& out, std::string_view word, int copy) {
  for (std::size_t at = 0; at < word.size();) append_utf8(out, turned(next_code_point(word, at), copy));
}

std::size_t word_end(std::string_view text, std::size_t at) {
  while (at < text.size() &&
         (is_ascii_letter(static_cast<unsigned char>(text[at])) || static_cast<unsigned char>(text[at]) >= 0x80))
    ++at;
  return at;
}

// A literal, or the stretch of a regex that begins at a letter.
void append_word(std::string& out, std::string_view word, int copy) {
  if (word.size() <= 2) {
    out += word;
  } else {
    append_turned(out, word, copy);
  }
}

std::string literal_copy(std::string_view literal, int copy) {
  std::string out;
  for (std::size_t at = 0; at < literal.size();) {
    const std::size_t end = word_end(literal, at);
    append_word(out, literal.substr(at, end - at), copy);
    at = end;
    if (at < literal.size()) out += literal[at++];
  }
  return out;
}

// Where the sign ends that begins at `at` and is no letter: a set, an escape, the head of a group, a repetition.
std::size_t sign_end(std::string_view regex, std::size_t at) {
  const auto behind = [&](char close, std::size_t from) {
    const std::size_t found = regex.find(close, from);
    return found == std::string_view::npos ? regex.size() : found + 1;
  };
  const char next = at + 1 < regex.size() ? regex[at + 1] : '\0';
  if (regex[at] == '\\') {
    const bool is_property = next == 'p' || next == 'P' || next == 'x';
    if (is_property && at + 2 < regex.size() && regex[at + 2] == '{') return behind('}', at);
    return std::min(regex.size(), at + (is_property ? 3 : 2));
  }
  if (regex[at] == '{') return behind('}', at);
  if (regex[at] == '(' && next == '?') {
    if (at + 2 < regex.size() && regex[at + 2] == 'P') return behind('>', at);
    return regex.find_first_of(":)", at) + 1;
  }
  if (regex[at] != '[') return at + 1;
  std::size_t end = at + 1;
  if (end < regex.size() && regex[end] == '^') ++end;
  if (end < regex.size() && regex[end] == ']') ++end;
  while (end < regex.size() && regex[end] != ']') end = regex[end] == '\\' ? sign_end(regex, end) : end + 1;
  return std::min(regex.size(), end + 1);
}

std::string regex_copy(std::string_view regex, int copy) {
  std::string out;
  for (std::size_t at = 0; at < regex.size();) {
    std::size_t end = word_end(regex, at);
    append_word(out, regex.substr(at, end - at), copy);
    if (end == regex.size()) break;
    at = end;
    end = sign_end(regex, at);
    out += regex.substr(at, end - at);
    at = end;
  }
  return out;
}

// Behind the flags and the anchor that the regex begins with.
std::string with_opening(std::string_view regex, std::string_view word) {
  std::size_t at = 0;
  while (at + 1 < regex.size() && regex[at] == '(' && regex[at + 1] == '?' && regex[sign_end(regex, at) - 1] == ')')
    at = sign_end(regex, at);
  if (at < regex.size() && regex[at] == '^') ++at;
  return std::string(regex.substr(0, at)) + std::string(word) + " (?:" + std::string(regex.substr(at)) + ")";
}

// What is found by a sign or a short word, or by its shape (`^\d{1,2}:\d\d$`), would match where its original does: its
// copies want the same behind a word of their own.
std::string found_literal_copy(std::string_view literal, int copy) {
  const std::string other = literal_copy(literal, copy);
  return other != literal ? other : literal_copy("Updated ", copy) + other;
}

std::string found_regex_copy(std::string_view regex, int copy) {
  const std::string other = regex_copy(regex, copy);
  if (const std::optional<std::string> whole = whole_literal(other)) {
    if (*whole != whole_literal(regex)) return other;
  } else {
    const std::vector<std::string> own = needs_of(other).literals, shipped = needs_of(regex).literals;
    const auto is_shipped = [&](const std::string& literal) {
      return std::find(shipped.begin(), shipped.end(), literal) != shipped.end();
    };
    if (!own.empty() && std::none_of(own.begin(), own.end(), is_shipped)) return other;
  }
  return with_opening(other, literal_copy("Updated", copy));
}

// Copies one list of selectors. A last compound that names nothing (`p time`) gets a class that no page has.
class SelectorCopy {
 public:
  SelectorCopy(std::string_view css, int copy) : css_(css), copy_(copy) {}

  std::string run() {
    for (; at_ < css_.size();) step();
    end_selector();
    return std::move(out_);
  }

 private:
  void step() {
    const char c = css_[at_];
    if (c == '.' || c == '#') {
      out_ += c;
      ++at_;
      append_name(name());
    } else if (c == '[') {
      copy_attribute();
    } else if (c == ':' || is_name_byte(c)) {
      out_ += c;
      ++at_;
      out_ += name();
    } else {
      depth_ += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (depth_ == 0 && c == ',') end_selector();
      if (depth_ == 0 && (c == ' ' || c == '>' || c == '+' || c == '~')) is_named_ = false;
      out_ += c;
      ++at_;
    }
  }

  std::string_view name() {
    const std::size_t begin = at_;
    while (at_ < css_.size() && is_name_byte(css_[at_])) ++at_;
    return css_.substr(begin, at_ - begin);
  }

  // Short names are doubled: two letters stand for something on many a page, whichever they are.
  void append_name(std::string_view name) {
    append_turned(out_, name, copy_);
    if (name.size() < 4) append_turned(out_, name, copy_);
    if (depth_ == 0) is_named_ = true;
  }

  void copy_attribute() {
    const std::size_t end = css_.find(']', at_);
    const std::size_t quote = css_.find_first_of("\"'", at_);
    if (quote < end) {
      const std::size_t close = css_.find(css_[quote], quote + 1);
      out_ += css_.substr(at_, quote + 1 - at_);
      const std::string_view value = css_.substr(quote + 1, close - quote - 1);
      if (value.find_first_of("abcdefghijklmnopqrstuvwxyz") == std::string_view::npos) {
        out_ += value;
      } else {
        append_name(value);
      }
      at_ = close;
    }
    const std::size_t behind = css_.find(']', at_) + 1;
    out_ += css_.substr(at_, behind - at_);
    at_ = behind;
  }

  void end_selector() {
    if (!is_named_) out_ += ".tenfold" + std::to_string(copy_);
    is_named_ = false;
  }

  std::string_view css_;
  int copy_;
  std::string out_;
  std::size_t at_ = 0;
  int depth_ = 0;
  bool is_named_ = false;  // the last compound so far has a name of the copy's
};

using CopyText = std::string (*)(std::string_view text, int copy);

std::string selector_copy(std::string_view css, int copy) { return SelectorCopy(css, copy).run(); }

void change(std::vector<Text>& texts, CopyText copy_text, int copy) {
  for (Text& text : texts) text.text = copy_text(text.text, copy);
}

void change(std::optional<Text>& text, CopyText copy_text, int copy) {
  if (text) text->text = copy_text(text->text, copy);
}

std::string id_of(std::string_view id, int copy) { return "tenfold" + std::to_string(copy) + "/" + std::string(id); }

Rule copy_of(Rule rule, int copy, std::uint32_t sites) {
  rule.id = id_of(rule.id, copy);
  rule.was.clear();
  rule.remove.clear();
  rule.keep.clear();
  rule.cases.clear();
  for (std::uint32_t& site : rule.scope.sites) site += static_cast<std::uint32_t>(copy) * sites;
  for (std::string& host : rule.scope.hosts) host = literal_copy(host, copy);
  Match& match = rule.match;
  for (std::vector<Text>* literals : {&match.is, &match.starts, &match.ends, &match.has})
    change(*literals, found_literal_copy, copy);
  change(match.not_has, literal_copy, copy);
  change(match.re, found_regex_copy, copy);
  for (std::vector<Text>* regexes : {&match.not_re, &rule.scope.paths, &rule.scope.not_paths})
    change(*regexes, regex_copy, copy);
  for (std::optional<Text>* regex : {&match.prev, &match.next, &rule.take.to, &rule.take.until})
    change(*regex, regex_copy, copy);
  for (std::vector<Text>* selectors : {&match.css, &match.inside, &rule.take.closest})
    change(*selectors, selector_copy, copy);
  for (Text& glob : rule.take.over) glob.text = id_of(glob.text, copy);
  // For good measure; it is asked last, of what all the rest has let through.
  if (!rule.is_structural()) match.not_re.push_back({.text = "(?s).", .line = rule.line, .column = 1});
  return rule;
}

}  // namespace

const RuleSet& tenfold_rules() {
  static const RuleSet rules = [] {
    const auto sources = built_in_rules();
    RuleBook book = std::move(load_rules(sources).value()).book;
    const std::vector<Rule> shipped = book.rules;
    const std::vector<Site> sites = book.sites;
    for (int copy = 1; copy <= kTenfoldCopies; ++copy) {
      for (Site site : sites) {
        site.name = "tenfold" + std::to_string(copy) + site.name;
        for (std::string& host : site.hosts) host = literal_copy(host, copy);
        change(site.marks, literal_copy, copy);
        book.sites.push_back(std::move(site));
      }
      for (const Rule& rule : shipped) {
        // A matcher that is code is a stage, and a page has each stage once.
        if (rule.match.builtin.empty())
          book.rules.push_back(copy_of(rule, copy, static_cast<std::uint32_t>(sites.size())));
      }
    }
    return compile(std::move(book), sources).value();
  }();
  return rules;
}

}  // namespace dehusk
