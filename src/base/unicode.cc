// ASCII goes eight bytes a step where text is counted or folded. The characters below U+3100 (Latin, Greek, Cyrillic,
// Arabic, punctuation, kana...) are in a table that is made once from utf8proc; Han and Hangul are ranges; only what is
// left asks utf8proc each time.

#include "base/unicode.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>

#include "base/eight_bytes.h"

namespace dehusk {

namespace {

constexpr char32_t kTableEnd = 0x3100;
constexpr char32_t kEllipsis = 0x2026;  // the one character that folds to three

bool is_in(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }

bool is_space_beyond_ascii(char32_t c) {
  return c == 0x85 || c == 0xA0 || c == 0x1680 || is_in(c, 0x2000, 0x200A) || c == 0x2028 || c == 0x2029 ||
         c == 0x202F || c == 0x205F || c == 0x3000;
}

bool is_ideograph_beyond_ascii(char32_t c) {
  return is_in(c, 0x0E00, 0x0EFF) ||  // Thai, Lao
         is_in(c, 0x1780, 0x17FF) ||  // Khmer
         is_in(c, 0x2E80, 0x2FDF) ||  // radicals
         is_in(c, 0x3041, 0x30FF) ||  // Hiragana, Katakana
         is_in(c, 0x3400, 0x9FFF) ||  // Han
         is_in(c, 0xF900, 0xFAFF) || is_in(c, 0x20000, 0x3FFFF);
}

CharacterClass make_class(char32_t c) {
  unsigned flags = 0;
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(c))) {
    case UTF8PROC_CATEGORY_LU:
      flags = CharacterClass::kWord | CharacterClass::kLetter | CharacterClass::kUpper;
      break;
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
      flags = CharacterClass::kWord | CharacterClass::kLetter;
      break;
    case UTF8PROC_CATEGORY_ND:
      flags = CharacterClass::kWord | CharacterClass::kDigit;
      break;
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
      flags = CharacterClass::kWord;
      break;
    default:
      break;
  }
  if (is_space_beyond_ascii(c)) flags |= CharacterClass::kSpace;
  if (c == 0xAD || c == 0x200B || c == 0x2060 || c == 0xFEFF) flags |= CharacterClass::kInvisible;
  if (is_ideograph_beyond_ascii(c)) flags |= CharacterClass::kIdeograph;
  return {static_cast<std::uint8_t>(flags)};
}

// What fold() makes of one character that is not ASCII, the ellipsis apart.
char32_t make_folded(char32_t c) {
  switch (c) {
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0x00AB:
    case 0x00BB:
      return '"';
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
      return '\'';
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
      return '-';
    case 0x017F:
      return 's';
    case 0x212A:
      return 'k';
    case 0x1E9E:
      return 0x00DF;
    // Simple folding goes further than lower case: RE2's (?i) takes these for the same letter.
    case 0x00B5:
      return 0x03BC;
    case 0x03C2:
      return 0x03C3;
    case 0x03D0:
      return 0x03B2;
    case 0x03D1:
      return 0x03B8;
    case 0x03D5:
      return 0x03C6;
    case 0x03D6:
      return 0x03C0;
    case 0x03F0:
      return 0x03BA;
    case 0x03F1:
      return 0x03C1;
    case 0x03F5:
      return 0x03B5;
    case 0x0345:
    case 0x1FBE:
      return 0x03B9;
    case 0x1E9B:
      return 0x1E61;
    default:
      return static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(c)));
  }
}

constexpr std::array<CharacterClass, 128> make_ascii_classes() {
  std::array<CharacterClass, 128> classes{};
  for (unsigned c = 0; c < classes.size(); ++c) {
    const bool is_digit_character = c >= '0' && c <= '9';
    const bool is_upper_letter = c >= 'A' && c <= 'Z';
    const bool is_any_letter = is_upper_letter || (c >= 'a' && c <= 'z');
    classes[c].flags = static_cast<std::uint8_t>(
        (is_any_letter || is_digit_character || c == '_' ? CharacterClass::kWord : 0) |
        (is_any_letter ? CharacterClass::kLetter : 0) | (is_upper_letter ? CharacterClass::kUpper : 0) |
        (is_digit_character ? CharacterClass::kDigit : 0) |
        (c == ' ' || (c >= '\t' && c <= '\r') ? CharacterClass::kSpace : 0));
  }
  return classes;
}

struct Character {
  CharacterClass kind;
  char16_t folded = 0;
};

using CharacterTable = std::array<Character, kTableEnd>;

const CharacterTable& character_table() {
  static const CharacterTable kTable = [] {
    CharacterTable made{};
    for (char32_t c = 0; c < 0x80; ++c) {
      const bool is_upper_letter = kAsciiClasses[c].is_any(CharacterClass::kUpper);
      made[c] = {kAsciiClasses[c], static_cast<char16_t>(is_upper_letter ? c + 32 : c)};
    }
    for (char32_t c = 0x80; c < kTableEnd; ++c) made[c] = {make_class(c), static_cast<char16_t>(make_folded(c))};
    return made;
  }();
  return kTable;
}

bool is_han(char32_t c) { return is_in(c, 0x4E00, 0x9FA5); }
bool is_hangul(char32_t c) { return is_in(c, 0xAC00, 0xD7A3); }

CharacterClass class_beyond_table(char32_t c) {
  if (is_han(c)) return {CharacterClass::kWord | CharacterClass::kLetter | CharacterClass::kIdeograph};
  if (is_hangul(c)) return {CharacterClass::kWord | CharacterClass::kLetter};
  return make_class(c);
}

// The text of a fold on its way: bytes gather here, since appending them one by one would cost more than folding them.
class FoldedText {
 public:
  explicit FoldedText(std::string& out) : out_(out), begin_(out.size()) {}

  void add(char32_t c) {
    make_room();
    held_ += encode_utf8(c, buffer_.data() + held_);
    is_after_space_ = false;
  }

  void add_space() {
    if (is_after_space_) return;
    make_room();
    buffer_[held_++] = ' ';
    is_after_space_ = true;
  }

  // The first `count` of eight bytes of ASCII; false, and nothing added, if not all of them are printable or their
  // blanks need to be collapsed.
  bool add_eight(std::uint64_t eight, std::size_t count) {
    if (!is_ascii(eight) || is_at_least(eight, 0x20) != kHighBits) return false;
    const std::uint64_t blanks = is_equal(eight, ' ');
    if ((blanks & one_later(blanks, is_after_space_)) != 0) return false;
    make_room();
    store_eight(buffer_.data() + held_, to_lower(eight));
    held_ += count;
    is_after_space_ = last_of(blanks << (64 - 8 * count));
    return true;
  }

  void finish() {
    out_.append(buffer_.data(), held_);
    if (is_after_space_ && out_.size() > begin_) out_.pop_back();
  }

 private:
  void make_room() {
    if (held_ + 8 <= buffer_.size()) return;
    out_.append(buffer_.data(), held_);
    held_ = 0;
  }

  std::string& out_;
  std::size_t begin_;
  bool is_after_space_ = true;  // or at the start: white space adds nothing here
  std::size_t held_ = 0;
  std::array<char, 512> buffer_;  // NOLINT(cppcoreguidelines-pro-type-member-init): written before it is read
};

}  // namespace

constinit const std::array<CharacterClass, 128> kAsciiClasses = make_ascii_classes();

CharacterClass class_beyond_ascii(char32_t c) {
  return c < kTableEnd ? character_table()[c].kind : class_beyond_table(c);
}

std::uint32_t count_words(std::string_view text) {
  const CharacterTable& known = character_table();
  std::uint32_t words = 0;
  std::uint32_t ideographs = 0;
  // In a word, or at an apostrophe in one: "don't" is one word.
  bool is_inside = false;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t left = text.size() - at;
    if (text.size() >= 8) {
      const std::uint64_t eight =
          left >= 8 ? load_eight(text.data() + at) : load_tail(text.data() + text.size(), left, ' ');
      const std::uint64_t apostrophes = is_equal(eight, '\'');
      if (is_ascii(eight) && (apostrophes & one_later(apostrophes, false)) == 0) {
        const std::uint64_t in_word = is_word(eight);
        const std::uint64_t inside = in_word | (apostrophes & one_later(in_word, is_inside));
        words += count_bytes(in_word & ~one_later(inside, is_inside));
        is_inside = last_of(inside);
        at += std::min<std::size_t>(left, 8);
        continue;
      }
    }
    // One character, and all that are not ASCII after it.
    do {
      const char32_t c = next_code_point(text, at);
      const CharacterClass kind = c < kTableEnd ? known[c].kind : class_beyond_table(c);
      const bool is_ideographic = kind.is_any(CharacterClass::kIdeograph);
      const bool is_part_of_word = kind.is_any(CharacterClass::kWord) && !is_ideographic;
      ideographs += is_ideographic ? 1 : 0;
      words += is_part_of_word && !is_inside ? 1 : 0;
      is_inside = is_part_of_word || (is_inside && (c == '\'' || c == 0x2019));
    } while (at < text.size() && static_cast<unsigned char>(text[at]) >= 0x80);
  }
  return words + (ideographs + 1) / 2;
}

void append_folded(std::string& out, std::string_view text) {
  const CharacterTable& known = character_table();
  FoldedText folded(out);
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t left = text.size() - at;
    if (left >= 8 && folded.add_eight(load_eight(text.data() + at), 8)) {
      at += 8;
      continue;
    }
    if (left < 8 && text.size() >= 8 && folded.add_eight(load_tail(text.data() + text.size(), left, '!'), left)) break;
    // One character, and all after it that the fast lane would not take.
    do {
      const char32_t c = next_code_point(text, at);
      const Character character = c < kTableEnd ? known[c] : Character{class_beyond_table(c)};
      if (character.kind.is_any(CharacterClass::kSpace)) {
        folded.add_space();
      } else if (c == kEllipsis) {
        for (int i = 0; i < 3; ++i) folded.add('.');
      } else if (!character.kind.is_any(CharacterClass::kInvisible)) {
        folded.add(c < kTableEnd ? character.folded : fold(c));
      }
    } while (at < text.size() && (static_cast<unsigned char>(text[at]) >= 0x80 || text[at] == ' '));
  }
  folded.finish();
}

char32_t fold(char32_t c) {
  if (c < kTableEnd) return character_table()[c].folded;
  return is_han(c) || is_hangul(c) ? c : make_folded(c);
}

std::string fold(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  append_folded(out, text);
  return out;
}

}  // namespace dehusk
