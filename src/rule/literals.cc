// Four bytes are one number: a multiplication hashes them, a look-up in 32 KiB of bits says whether any literal has
// marked them. A literal of three bytes marks them with every fourth byte there is; for those of one or two
// there is a bit for each pair of bytes.

#include "rule/literals.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <tuple>
#include <utility>

#include "base/unicode.h"
#include "rule/pattern_needs.h"

namespace dehusk {

namespace {

constexpr std::size_t kMostLookedAt = 1000;  // bytes of a literal among which the rarest are sought
constexpr unsigned kMarkBits = 18;           // of a hash of four bytes: 32 KiB of marks
constexpr double kCommonTimes = 20;
constexpr std::size_t kPairs = 65536;  // of bytes

std::uint32_t bytes_at(std::string_view text, std::size_t at, std::size_t count) {
  std::uint32_t bytes = 0;
  std::memcpy(&bytes, text.data() + at, count);
  return bytes;
}

constexpr bool kIsLittle = std::endian::native == std::endian::little;
// What keeps the bytes that come first in memory.
constexpr std::uint32_t kFirst[5] = {0, kIsLittle ? 0xFFU : 0xFF000000U, kIsLittle ? 0xFFFFU : 0xFFFF0000U,
                                     kIsLittle ? 0xFFFFFFU : 0xFFFFFF00U, 0xFFFFFFFFU};

std::uint32_t hash_of(std::uint32_t bytes) { return bytes * 0x9E3779B1U; }

// The first four bytes; fewer with zeros behind them.
std::uint32_t head_of(std::string_view text) {
  if (text.size() >= 4) return bytes_at(text, 0, 4);
  std::uint32_t head = 0;
  for (std::size_t i = 0; i < text.size(); ++i) std::memcpy(reinterpret_cast<char*>(&head) + i, &text[i], 1);
  return head;
}

std::uint32_t hash_of_whole(std::string_view text) {
  const std::uint32_t tail = text.size() >= 4 ? bytes_at(text, text.size() - 4, 4) : 0;
  return hash_of(head_of(text) + 0x85EBCA6BU * tail + static_cast<std::uint32_t>(text.size()) * 0xC2B2AE35U);
}

// The two bytes that come first in memory, as one number.
std::uint32_t pair_of(std::uint32_t bytes) { return kIsLittle ? bytes & 0xFFFFU : bytes >> 16U; }

unsigned bit_at(const std::uint8_t* bits, std::uint32_t bit) { return bits[bit / 8] >> bit % 8 & 1U; }

// Stretches of four that stand in text far more often than their letters tell. Sorted.
bool is_common(std::string_view four) {
  static constexpr std::array<std::string_view, 88> kCommon = {
      "able", "ado ", "all ", "ally", "ance", "and ", "ando", "arch", "are ", "ated", "atio", "been", "chen",
      "comm", "comp", "cont", "des ", "ding", "eine", "ence", "ende", "ent ", "ente", "ers ", "ever", "for ",
      "form", "from", "have", "her ", "here", "hich", "iche", "icht", "ient", "ight", "ing ", "inte", "ions",
      "ique", "king", "les ", "lich", "like", "ment", "more", "nder", "news", "ngen", "ning", "ons ", "ough",
      "ould", "our ", "over", "para", "port", "que ", "rate", "rest", "ring", "sche", "some", "stat", "stor",
      "ter ", "than", "that", "the ", "them", "then", "ther", "they", "this", "time", "ting", "tion", "tive",
      "ture", "vide", "were", "what", "when", "whic", "will", "with", "you ", "your"};
  static_assert(std::is_sorted(kCommon.begin(), kCommon.end()));
  return std::binary_search(kCommon.begin(), kCommon.end(), four);
}

// Scripts that put no space between words have no word borders to ask for.
bool is_bordered(char32_t c) { return is_word_char(c) && !is_ideograph(c); }

char32_t code_point_at(std::string_view text, std::size_t at) { return next_code_point(text, at); }

bool is_border(std::string_view text, std::size_t at) {
  return at == 0 || at == text.size() || !is_bordered(code_point_before(text, at)) ||
         !is_bordered(code_point_at(text, at));
}

}  // namespace

bool stands_at(std::string_view text, std::size_t at, std::size_t size, Where where) {
  const std::size_t end = at + size;
  switch (where) {
    case Where::whole:
      return at == 0 && end == text.size();
    case Where::start:
      return at == 0 && is_border(text, end);
    case Where::end:
      return end == text.size() && is_border(text, at);
    case Where::anywhere:
      return is_border(text, at) && is_border(text, end);
    case Where::atom:
      return true;
    case Where::prefix:
      return at == 0;
  }
  return false;
}

void LiteralIndex::add(std::string_view literal, Where where, std::uint32_t number) {
  if (literal.empty()) return;
  added_.push_back({.text = std::string(literal), .where = where, .number = number});
  number_count_ = std::max(number_count_, number + 1);
}

void LiteralIndex::Buckets::build() {
  unsigned bits = 4;
  while (bits < 20 && (std::size_t{1} << bits) < 2 * entries.size()) ++bits;
  shift = 32 - bits;
  std::sort(entries.begin(), entries.end(),
            [](const Entry& a, const Entry& b) { return std::tie(a.hash, a.literal) < std::tie(b.hash, b.literal); });
  first_entry.assign((std::size_t{1} << bits) + 1, 0);
  for (const Entry& entry : entries) ++first_entry[(entry.hash >> shift) + 1];
  for (std::size_t i = 1; i < first_entry.size(); ++i) first_entry[i] += first_entry[i - 1];
}

void LiteralIndex::build() {
  const auto key = [](const Added& literal) { return std::tie(literal.text, literal.where, literal.number); };
  std::sort(added_.begin(), added_.end(), [&](const Added& a, const Added& b) { return key(a) < key(b); });
  for (Added& added : added_) {
    if (literals_.empty() || literals_.back().text != added.text || literals_.back().where != added.where) {
      const auto first = static_cast<std::uint32_t>(numbers_.size());
      literals_.push_back({std::move(added.text), added.where, first, first});
      added.text = literals_.back().text;
    } else if (numbers_.back() == added.number) {
      continue;
    }
    numbers_.push_back(added.number);
    literals_.back().end_number = static_cast<std::uint32_t>(numbers_.size());
  }
  added_ = {};
  for (std::uint32_t i = 0; i < literals_.size(); ++i) {
    const Literal& literal = literals_[i];
    const std::string_view text = literal.text;
    const std::size_t head = std::min<std::size_t>(text.size(), 4);
    if (literal.where == Where::whole) {
      whole_.entries.push_back({hash_of_whole(text), 0, i, 0, 0});
    } else if (literal.where == Where::start || literal.where == Where::prefix) {
      Buckets& buckets = (literal.where == Where::start ? starts_ : prefixes_)[head - 1];
      buckets.entries.push_back({hash_of(bytes_at(text, 0, head)), 0, i, 0, 0});
    } else {
      add_inside(i);
    }
  }
  whole_.build();
  for (Buckets& buckets : starts_) buckets.build();
  for (Buckets& buckets : prefixes_) buckets.build();
  by_four_.build();
  by_three_.build();
}

void LiteralIndex::mark(std::uint32_t hash) {
  const std::uint32_t bit = hash >> (32 - kMarkBits);
  marks_[bit / 8] |= static_cast<std::uint8_t>(1U << bit % 8);
}

// The literal's two bytes, or its one byte and any other.
void LiteralIndex::mark_short(std::string_view text) {
  for (unsigned second = 0; second < 256; ++second) {
    const std::string pair{text[0], text.size() > 1 ? text[1] : static_cast<char>(second)};
    const std::uint32_t bit = pair_of(bytes_at(pair, 0, 2));
    short_marks_[bit / 8] |= static_cast<std::uint8_t>(1U << bit % 8);
  }
}

void LiteralIndex::add_inside(std::uint32_t index) {
  const std::string_view text = literals_[index].text;
  if (marks_.empty()) {
    marks_.assign((std::size_t{1} << kMarkBits) / 8, 0);
    short_marks_.assign(kPairs / 8, 0);
  }
  if (text.size() < kShortestInside) {
    short_.push_back(index);
    mark_short(text);
    return;
  }
  if (text.size() == 3) {
    const std::uint32_t hash = hash_of(bytes_at(text, 0, 3));
    for (unsigned fourth = 0; fourth < 256; ++fourth) {
      mark(hash_of(bytes_at(std::string(text) + static_cast<char>(fourth), 0, 4)));
    }
    by_three_.entries.push_back({hash, 0, index, 0, 0});
    return;
  }
  std::size_t rarest = 0;
  double least = 2;
  for (std::size_t at = 0; at + 4 <= std::min(text.size(), kMostLookedAt); ++at) {
    const std::string_view four = text.substr(at, 4);
    double frequency = frequency_of(four);
    if (frequency < least && is_common(four)) frequency *= kCommonTimes;
    if (frequency >= least) continue;
    least = frequency;
    rarest = at;
  }
  const std::uint32_t hash = hash_of(bytes_at(text, rarest, 4));
  mark(hash);
  // The end that is farther from the rarest bytes.
  const std::size_t last = std::min(text.size(), kMostLookedAt) - 4;
  const std::size_t check = rarest > last - rarest ? 0 : last;
  by_four_.entries.push_back(
      {hash, bytes_at(text, check, 4), index, static_cast<std::uint16_t>(rarest), static_cast<std::uint16_t>(check)});
}

template <class Name>
void LiteralIndex::name_all(const Literal& literal, Name& name) const {
  for (std::uint32_t i = literal.first_number; i < literal.end_number; ++i) name(numbers_[i]);
}

template <class Name>
void LiteralIndex::find_whole(std::string_view text, Name& name) const {
  if (whole_.empty() || text.empty()) return;
  const std::uint32_t hash = hash_of_whole(text);
  for (const Buckets::Entry& entry : whole_.at(hash)) {
    if (entry.hash == hash && literals_[entry.literal].text == text) name_all(literals_[entry.literal], name);
  }
}

template <class Name>
void LiteralIndex::find_starts(std::string_view text, bool is_prefix, Name& name) const {
  const std::uint32_t head = head_of(text);
  for (std::size_t size = 1; size <= std::min<std::size_t>(text.size(), 4); ++size) {
    const Buckets& buckets = (is_prefix ? prefixes_ : starts_)[size - 1];
    if (!buckets.empty()) compare_at(buckets, hash_of(head & kFirst[size]), text, 0, name);
  }
}

// Compares the literals whose hashed bytes may stand at `at`.
template <class Name>
void LiteralIndex::compare_at(const Buckets& buckets, std::uint32_t hash, std::string_view text, std::size_t at,
                              Name& name) const {
  for (const Buckets::Entry& entry : buckets.at(hash)) {
    if (entry.hash != hash || entry.offset > at) continue;
    const std::size_t begin = at - entry.offset;
    const std::size_t check_at = begin + entry.check_offset;
    if (entry.check != 0 && (check_at + 4 > text.size() || bytes_at(text, check_at, 4) != entry.check)) continue;
    const Literal& literal = literals_[entry.literal];
    if (text.substr(begin, literal.text.size()) == literal.text &&
        stands_at(text, begin, literal.text.size(), literal.where)) {
      name_all(literal, name);
    }
  }
}

// What is hashed at a place may be another literal's, or none's.
template <class Name>
void LiteralIndex::compare_inside(std::string_view text, std::size_t at, Name& name) const {
  if (at + 4 <= text.size()) compare_at(by_four_, hash_of(bytes_at(text, at, 4)), text, at, name);
  if (at + 3 <= text.size()) compare_at(by_three_, hash_of(bytes_at(text, at, 3)), text, at, name);
  if (short_.empty() || bit_at(short_marks_.data(), pair_of(head_of(text.substr(at)))) == 0) return;
  for (const std::uint32_t index : short_) {
    const Literal& literal = literals_[index];
    if (text.substr(at, literal.text.size()) == literal.text &&
        stands_at(text, at, literal.text.size(), literal.where)) {
      name_all(literal, name);
    }
  }
}

// Where in `span` telling bytes may be. Each offset is written down and most are written over by the next: cheaper than
// to ask whether it is a place.
template <class Name>
void LiteralIndex::find_inside(std::string_view all, Span span, Name& name) const {
  if (marks_.empty()) return;
  const std::uint8_t* const marks = marks_.data();
  const std::uint8_t* const short_marks = short_marks_.data();
  const auto is_place = [&](std::uint32_t four) {
    return bit_at(marks, hash_of(four) >> (32 - kMarkBits)) | bit_at(short_marks, pair_of(four));
  };
  const std::string_view text = slice(all, span);
  constexpr std::size_t kStretch = 256;
  std::array<std::uint32_t, kStretch> places;  // NOLINT: filled as far as it is read
  const std::size_t whole = std::min<std::size_t>(span.end, std::max<std::size_t>(all.size(), 3) - 3);
  for (std::size_t begin = span.begin; begin < whole; begin += kStretch) {
    const std::size_t end = std::min(begin + kStretch, whole);
    std::size_t found = 0;
    for (std::size_t at = begin; at < end; ++at) {
      places[found] = static_cast<std::uint32_t>(at);
      found += is_place(bytes_at(all, at, 4));
    }
    for (std::size_t i = 0; i < found; ++i) compare_inside(text, places[i] - span.begin, name);
  }
  for (std::size_t at = std::max<std::size_t>(span.begin, whole); at < span.end; ++at) {
    if (is_place(head_of(all.substr(at))) != 0) compare_inside(text, at - span.begin, name);
  }
}

template <class Name>
void LiteralIndex::find_all(std::string_view all, Span span, std::size_t marker, Name& name) const {
  const std::string_view text = slice(all, span);
  find_whole(text.substr(marker), name);
  find_starts(text.substr(marker), false, name);
  find_starts(text, true, name);
  find_inside(all, span, name);
}

void LiteralIndex::find(std::string_view all, Span span, std::size_t marker, std::vector<std::uint32_t>& numbers,
                        Seen& seen) const {
  if (seen.turns.size() < number_count_ || ++seen.turn == 0) {
    seen.turns.assign(number_count_, 0);
    seen.turn = 1;
  }
  const auto name = [&](std::uint32_t number) {
    if (seen.turns[number] == seen.turn) return;
    seen.turns[number] = seen.turn;
    numbers.push_back(number);
  };
  find_all(all, span, marker, name);
}

void LiteralIndex::find(std::string_view text, std::vector<std::uint32_t>& numbers) const {
  const auto name = [&](std::uint32_t number) {
    if (std::find(numbers.begin(), numbers.end(), number) == numbers.end()) numbers.push_back(number);
  };
  find_all(text, {0, static_cast<std::uint32_t>(text.size())}, 0, name);
}

}  // namespace dehusk
