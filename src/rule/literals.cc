// Four bytes are one number: a multiplication hashes them, a look-up in 16 KiB of bits says whether any literal has
// marked them. Literals of three bytes have a table of their own, those of one or two are compared wherever their first
// byte stands.

#include "rule/literals.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <tuple>
#include <utility>

#include "base/unicode.h"
#include "rule/pattern_needs.h"

namespace dehusk {

namespace {

constexpr unsigned kFourBits = 17;   // of a hash of four bytes: 16 KiB of marks
constexpr unsigned kThreeBits = 14;  // of three

std::uint32_t bytes_at(std::string_view text, std::size_t at, std::size_t count) {
  std::uint32_t bytes = 0;
  std::memcpy(&bytes, text.data() + at, count);
  return bytes;
}

// The three bytes that come first in memory.
constexpr std::uint32_t kLowThree = std::endian::native == std::endian::little ? 0x00FFFFFFU : 0xFFFFFF00U;

std::uint32_t hash_of(std::uint32_t bytes) { return bytes * 0x9E3779B1U; }

std::uint32_t hash_of_whole(std::string_view text) {
  const std::size_t count = std::min<std::size_t>(text.size(), 4);
  return hash_of(bytes_at(text, 0, count) + 0x85EBCA6BU * bytes_at(text, text.size() - count, count) +
                 static_cast<std::uint32_t>(text.size()) * 0xC2B2AE35U);
}

bool is_marked(const std::vector<std::uint32_t>& bits, std::uint32_t hash, unsigned count) {
  const std::uint32_t bit = hash >> (32 - count);
  return (bits[bit / 32] >> bit % 32 & 1) != 0;
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
      whole_.entries.push_back({hash_of_whole(text), i, 0});
    } else if (literal.where == Where::start || literal.where == Where::prefix) {
      Buckets& buckets = (literal.where == Where::start ? starts_ : prefixes_)[head - 1];
      buckets.entries.push_back({hash_of(bytes_at(text, 0, head)), i, 0});
    } else {
      add_inside(i);
    }
  }
  whole_.build();
  for (Buckets& buckets : starts_) buckets.build();
  for (Buckets& buckets : prefixes_) buckets.build();
  inside_.build();
}

void LiteralIndex::mark(std::vector<std::uint32_t>& bits, std::uint32_t bit) { bits[bit / 32] |= 1U << bit % 32; }

void LiteralIndex::add_inside(std::uint32_t index) {
  const std::string_view text = literals_[index].text;
  if (text.size() < kShortestInside) {
    short_[static_cast<unsigned char>(text[0])].push_back(index);
    has_short_ = true;
    return;
  }
  if (fours_.empty()) fours_.assign((std::size_t{1} << kFourBits) / 32, 0);
  std::size_t rarest = 0;
  if (text.size() == 3) {
    if (threes_.empty()) threes_.assign((std::size_t{1} << kThreeBits) / 32, 0);
    mark(threes_, hash_of(bytes_at(text, 0, 3)) >> (32 - kThreeBits));
  } else {
    double least = 2;
    for (std::size_t at = 0; at + 4 <= text.size(); ++at) {
      const double frequency = frequency_of(text.substr(at, 4));
      if (frequency >= least) continue;
      least = frequency;
      rarest = at;
    }
    mark(fours_, hash_of(bytes_at(text, rarest, 4)) >> (32 - kFourBits));
  }
  inside_.entries.push_back({hash_of(bytes_at(text, rarest, 3)), index, static_cast<std::uint32_t>(rarest)});
}

template <class Name>
void LiteralIndex::name_all(const Literal& literal, Name& name) const {
  for (std::uint32_t i = literal.first_number; i < literal.end_number; ++i) name(numbers_[i]);
}

template <class Name>
void LiteralIndex::find_whole(std::string_view text, Name& name) const {
  if (whole_.empty() || text.empty()) return;
  const std::uint32_t hash = hash_of_whole(text);
  const std::uint32_t bucket = hash >> whole_.shift;
  for (std::uint32_t i = whole_.first_entry[bucket]; i < whole_.first_entry[bucket + 1]; ++i) {
    const Buckets::Entry& entry = whole_.entries[i];
    if (entry.hash == hash && literals_[entry.literal].text == text) name_all(literals_[entry.literal], name);
  }
}

template <class Name>
void LiteralIndex::find_starts(std::string_view text, bool is_prefix, Name& name) const {
  for (std::size_t size = 1; size <= std::min<std::size_t>(text.size(), 4); ++size) {
    const Buckets& buckets = (is_prefix ? prefixes_ : starts_)[size - 1];
    if (buckets.empty()) continue;
    const std::uint32_t hash = hash_of(bytes_at(text, 0, size));
    const std::uint32_t bucket = hash >> buckets.shift;
    for (std::uint32_t i = buckets.first_entry[bucket]; i < buckets.first_entry[bucket + 1]; ++i) {
      const Buckets::Entry& entry = buckets.entries[i];
      if (entry.hash != hash) continue;
      const Literal& literal = literals_[entry.literal];
      if (text.substr(0, literal.text.size()) == literal.text && stands_at(text, 0, literal.text.size(), literal.where))
        name_all(literal, name);
    }
  }
}

// Compares the literals that have marked the three bytes at `at`.
template <class Name>
void LiteralIndex::compare_at(std::string_view text, std::size_t at, Name& name) const {
  const std::uint32_t hash = hash_of(bytes_at(text, at, 3));
  const std::uint32_t bucket = hash >> inside_.shift;
  for (std::uint32_t i = inside_.first_entry[bucket]; i < inside_.first_entry[bucket + 1]; ++i) {
    const Buckets::Entry& entry = inside_.entries[i];
    if (entry.hash != hash || entry.offset > at) continue;
    const Literal& literal = literals_[entry.literal];
    const std::size_t begin = at - entry.offset;
    if (text.substr(begin, literal.text.size()) == literal.text &&
        stands_at(text, begin, literal.text.size(), literal.where)) {
      name_all(literal, name);
    }
  }
}

template <class Name>
void LiteralIndex::find_inside(std::string_view text, Name& name) const {
  if (inside_.empty() || text.size() < 3) return;
  const std::size_t last = text.size() - 3;
  if (threes_.empty()) {
    for (std::size_t at = 0; at < last; ++at) {
      if (is_marked(fours_, hash_of(bytes_at(text, at, 4)), kFourBits)) compare_at(text, at, name);
    }
    return;
  }
  for (std::size_t at = 0; at < last; ++at) {
    const std::uint32_t bytes = bytes_at(text, at, 4);
    const bool is_four = is_marked(fours_, hash_of(bytes), kFourBits);
    const bool is_three = is_marked(threes_, hash_of(bytes & kLowThree), kThreeBits);
    if (is_four | is_three) compare_at(text, at, name);
  }
  if (is_marked(threes_, hash_of(bytes_at(text, last, 3)), kThreeBits)) compare_at(text, last, name);
}

template <class Name>
void LiteralIndex::find_short(std::string_view text, Name& name) const {
  for (std::size_t at = 0; at < text.size(); ++at) {
    for (const std::uint32_t index : short_[static_cast<unsigned char>(text[at])]) {
      const Literal& literal = literals_[index];
      if (text.substr(at, literal.text.size()) == literal.text &&
          stands_at(text, at, literal.text.size(), literal.where)) {
        name_all(literal, name);
      }
    }
  }
}

void LiteralIndex::find(std::string_view text, std::size_t marker, std::vector<std::uint32_t>& numbers,
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
  find_whole(text.substr(marker), name);
  find_starts(text.substr(marker), false, name);
  find_starts(text, true, name);
  find_inside(text, name);
  if (has_short_) find_short(text, name);
}

void LiteralIndex::find(std::string_view text, std::vector<std::uint32_t>& numbers) const {
  const auto name = [&](std::uint32_t number) {
    if (std::find(numbers.begin(), numbers.end(), number) == numbers.end()) numbers.push_back(number);
  };
  find_whole(text, name);
  find_starts(text, false, name);
  find_starts(text, true, name);
  find_inside(text, name);
  if (has_short_) find_short(text, name);
}

}  // namespace dehusk
