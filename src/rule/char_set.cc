// The scripts for which \p is known are those whose characters have been what they are since the first versions of
// Unicode, so that RE2's tables cannot say otherwise.

#include "rule/char_set.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/unicode.h"

namespace dehusk {

namespace {

constexpr char32_t kLast = 0x10FFFF;
constexpr char32_t kMostCased = 1024;  // a longer range is not gone through letter by letter

void merge(std::vector<CodeRange>& ranges) {
  std::sort(ranges.begin(), ranges.end(), [](const CodeRange& a, const CodeRange& b) { return a.first < b.first; });
  std::size_t kept = 0;
  for (std::size_t i = 1; i < ranges.size(); ++i) {
    if (ranges[i].first <= ranges[kept].last + 1) {
      ranges[kept].last = std::max(ranges[kept].last, ranges[i].last);
    } else {
      ranges[++kept] = ranges[i];
    }
  }
  if (!ranges.empty()) ranges.resize(kept + 1);
}

struct CasePair {
  char32_t folded = 0, character = 0;
};

bool has_cases(char32_t c) {
  return is_letter(c) || c == 0x345 || (c >= 0x2160 && c <= 0x217F) || (c >= 0x24B6 && c <= 0x24E9);
}

// All letters beyond ASCII that have cases, by what they fold to.
const std::vector<CasePair>& case_pairs() {
  static const std::vector<CasePair> kPairs = [] {
    constexpr std::array<CodeRange, 20> kCased = {
        {{0x80, 0x58F},      {0x10A0, 0x10FF},   {0x13A0, 0x13FF},   {0x1C80, 0x1CBF},   {0x1D79, 0x1DBF},
         {0x1E00, 0x1FFF},   {0x2100, 0x218F},   {0x24B6, 0x24E9},   {0x2C00, 0x2DFF},   {0xA640, 0xA7FF},
         {0xAB30, 0xABBF},   {0xFF21, 0xFF5A},   {0x10400, 0x104FF}, {0x10570, 0x105BF}, {0x10C80, 0x10CFF},
         {0x118A0, 0x118DF}, {0x16E40, 0x16E7F}, {0x1E900, 0x1E943}, {0x10D50, 0x10D85}, {0x16EA0, 0x16ED3}}};
    std::vector<CasePair> pairs;
    std::string text, folded;
    for (const CodeRange& range : kCased) {
      for (char32_t c = range.first; c <= range.last; ++c) {
        if (!has_cases(c)) continue;
        text.clear();
        append_utf8(text, c);
        folded.clear();
        append_folded(folded, text);
        std::size_t at = 0;
        const char32_t single = folded.empty() ? c : next_code_point(folded, at);
        pairs.push_back({at == folded.size() ? single : c, c});
      }
    }
    std::sort(pairs.begin(), pairs.end(), [](const CasePair& a, const CasePair& b) { return a.folded < b.folded; });
    return pairs;
  }();
  return kPairs;
}

// What `c` folds to, looked up in the pairs by way of the text's own folding.
char32_t folded_of(char32_t c) {
  std::string text;
  append_utf8(text, c);
  const std::string folded = fold(text);
  std::size_t at = 0;
  return folded.empty() ? c : next_code_point(folded, at);
}

void add_cases_of(char32_t c, CharSet& set) {
  if (!has_cases(c)) return;
  const char32_t folded = folded_of(c);
  const auto& pairs = case_pairs();
  const auto begin = std::lower_bound(pairs.begin(), pairs.end(), folded,
                                      [](const CasePair& pair, char32_t wanted) { return pair.folded < wanted; });
  auto end = begin;
  while (end != pairs.end() && end->folded == folded) ++end;
  // A plain pair of cases is sure; where more fold alike (sigma, the Angstrom sign), RE2 is asked.
  const bool is_plain = end - begin == 2;
  for (auto it = begin; it != end; ++it) {
    (is_plain ? set.sure : set.perhaps).push_back({it->character, it->character});
  }
}

void add_ascii_cases(const CodeRange& range, CharSet& set) {
  const auto add_shifted = [&](char32_t first, char32_t last, int shift) {
    const char32_t begin = std::max(range.first, first);
    const char32_t end = std::min(range.last, last);
    if (begin > end) return;
    const auto shifted = [&](char32_t c) { return static_cast<char32_t>(static_cast<int>(c) + shift); };
    set.sure.push_back({shifted(begin), shifted(end)});
  };
  add_shifted('A', 'Z', 32);
  add_shifted('a', 'z', -32);
  const auto holds = [&](char32_t c) { return range.first <= c && c <= range.last; };
  if (holds('s') || holds('S')) set.perhaps.push_back({0x17F, 0x17F});
  if (holds('k') || holds('K')) set.perhaps.push_back({0x212A, 0x212A});
  if (holds(0x17F)) set.perhaps.insert(set.perhaps.end(), {{'s', 's'}, {'S', 'S'}});
  if (holds(0x212A)) set.perhaps.insert(set.perhaps.end(), {{'k', 'k'}, {'K', 'K'}});
}

}  // namespace

void CharSet::add(const CharSet& other) {
  sure.insert(sure.end(), other.sure.begin(), other.sure.end());
  perhaps.insert(perhaps.end(), other.perhaps.begin(), other.perhaps.end());
}

void CharSet::add_cases() {
  const std::vector<CodeRange> given = sure;
  for (const CodeRange& range : given) {
    add_ascii_cases(range, *this);
    if (range.last < 0x80) continue;
    const char32_t first = std::max<char32_t>(range.first, 0x80);
    if (range.last - first > kMostCased) {
      perhaps.push_back({0, kLast});
      continue;
    }
    for (char32_t c = first; c <= range.last; ++c) add_cases_of(c, *this);
  }
  if (!perhaps.empty()) {
    // The cases of what is perhaps there are perhaps there.
    const std::vector<CodeRange> unsure = perhaps;
    for (const CodeRange& range : unsure) {
      if (range.last - range.first > 1) perhaps.push_back({0x80, kLast});
    }
  }
}

void CharSet::close() {
  merge(sure);
  merge(perhaps);
}

void CharSet::negate() {
  std::vector<CodeRange> other;
  char32_t next = 0;
  for (const CodeRange& range : sure) {
    if (range.first > next) other.push_back({next, range.first - 1});
    next = range.last + 1;
  }
  if (next <= kLast) other.push_back({next, kLast});
  // What is perhaps in the set is perhaps out of it: it must not become sure.
  std::vector<CodeRange> surely_out;
  std::size_t p = 0;
  for (CodeRange range : other) {
    while (p < perhaps.size() && perhaps[p].last < range.first) ++p;
    for (std::size_t i = p; i < perhaps.size() && perhaps[i].first <= range.last; ++i) {
      if (perhaps[i].first > range.first) surely_out.push_back({range.first, perhaps[i].first - 1});
      range.first = perhaps[i].last + 1;
    }
    if (range.first <= range.last) surely_out.push_back(range);
  }
  // Nor may what was sure be perhaps there now, but to say so costs only a question to RE2.
  sure = std::move(surely_out);
}

namespace {

// The letters of Latin Extended-A: capital and small take turns, and twice the turns change.
std::vector<CodeRange> latin_extended(bool capitals) {
  std::vector<CodeRange> ranges;
  for (char32_t c = 0x100; c <= 0x17F; ++c) {
    const bool is_odd_capital = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E);
    const bool is_small = c == 0x138 || c == 0x149 || c == 0x17F;
    const bool is_capital = c == 0x178 || (!is_small && (c % 2 != 0) == is_odd_capital);
    if (is_capital == capitals) ranges.push_back({c, c});
  }
  merge(ranges);
  return ranges;
}

std::vector<CodeRange> joined(std::vector<CodeRange> ranges, const std::vector<CodeRange>& more) {
  ranges.insert(ranges.end(), more.begin(), more.end());
  return ranges;
}

// Letters of scripts without cases: Hebrew, Arabic, Devanagari, Thai, kana, Han, Hangul.
const std::vector<CodeRange>& caseless_letters() {
  static const std::vector<CodeRange> kLetters = {
      {0x5D0, 0x5EA},   {0x621, 0x63A},   {0x641, 0x64A},  {0x671, 0x6D3},   {0x905, 0x939},
      {0xE01, 0xE30},   {0xE32, 0xE33},   {0xE40, 0xE45},  {0x3041, 0x3096}, {0x30A1, 0x30FA},
      {0x3400, 0x4DB5}, {0x4E00, 0x9FA5}, {0xAC00, 0xD7A3}};
  return kLetters;
}

// Where other letters may be, with and without cases: not among the signs of Chinese and Japanese, wide signs,
// variation selectors, symbols and emoji, which stand at the start of many lines.
const std::vector<CodeRange>& perhaps_cased() {
  static const std::vector<CodeRange> kRanges = {
      {0x180, 0x390},   {0x3CF, 0x3FF},   {0x460, 0x58F},   {0x10A0, 0x10FF}, {0x1200, 0x1FFF},   {0x2070, 0x218F},
      {0x2C00, 0x2DFF}, {0xA640, 0xABFF}, {0xFB00, 0xFB1F}, {0xFF21, 0xFFFF}, {0x10000, 0x1EFFF}, {0x20000, kLast}};
  return kRanges;
}

const std::vector<CodeRange>& perhaps_caseless() {
  static const std::vector<CodeRange> kRanges = {
      {0x180, 0x385},   {0x3CF, 0x3FF},     {0x500, 0x1FFF},  {0x2070, 0x218F}, {0x2C00, 0x2FFF},
      {0x3001, 0x3007}, {0x3021, 0x4DFF},   {0x9FA6, 0xABFF}, {0xD7A4, 0xFDFF}, {0xFE70, 0xFEFE},
      {0xFF21, 0xFFFF}, {0x10000, 0x1EFFF}, {0x20000, kLast}};
  return kRanges;
}

}  // namespace

void CharSet::add_unicode_class(std::string_view name) {
  struct Known {
    std::string_view name;
    std::vector<CodeRange> sure, perhaps;
  };
  static const std::vector<Known> kKnown = {
      {"L",
       joined({{'A', 'Z'},
               {'a', 'z'},
               {0xAA, 0xAA},
               {0xB5, 0xB5},
               {0xBA, 0xBA},
               {0xC0, 0xD6},
               {0xD8, 0xF6},
               {0xF8, 0x17F},
               {0x386, 0x386},
               {0x388, 0x38A},
               {0x38C, 0x38C},
               {0x38E, 0x3A1},
               {0x3A3, 0x3CE},
               {0x400, 0x481},
               {0x48A, 0x4FF}},
              caseless_letters()),
       perhaps_caseless()},
      {"Lu",
       joined({{'A', 'Z'},
               {0xC0, 0xD6},
               {0xD8, 0xDE},
               {0x386, 0x386},
               {0x388, 0x38A},
               {0x38C, 0x38C},
               {0x38E, 0x38F},
               {0x391, 0x3A1},
               {0x3A3, 0x3AB},
               {0x400, 0x42F}},
              latin_extended(true)),
       perhaps_cased()},
      {"Ll", joined({{'a', 'z'}, {0xDF, 0xF6}, {0xF8, 0xFF}, {0x3AC, 0x3CE}, {0x430, 0x45F}}, latin_extended(false)),
       joined({{0xAA, 0xAA}, {0xB5, 0xB5}, {0xBA, 0xBA}}, perhaps_cased())},
      {"Lo", caseless_letters(), joined({{0xAA, 0xAA}, {0xBA, 0xBA}}, perhaps_caseless())},
      {"Han",
       {{0x3400, 0x4DB5}, {0x4E00, 0x9FA5}},
       {{0x2E80, 0x303F},
        {0x4DB6, 0x4DFF},
        {0x9FA6, 0x9FFF},
        {0xF900, 0xFAFF},
        {0x16FE0, 0x16FFF},
        {0x20000, 0x3FFFF}}},
      {"N", {{'0', '9'}}, {{0x80, kLast}}},
      {"Nd", {{'0', '9'}}, {{0x80, kLast}}},
      {"M", {}, {{0x80, kLast}}},
      {"P",
       {{'!', '#'}, {'%', '*'}, {',', '/'}, {':', ';'}, {'?', '@'}, {'[', ']'}, {'_', '_'}, {'{', '{'}, {'}', '}'}},
       {{0x80, kLast}}},
      {"S", {{'$', '$'}, {'+', '+'}, {'<', '>'}, {'^', '^'}, {'`', '`'}, {'|', '|'}, {'~', '~'}}, {{0x80, kLast}}},
  };
  const auto known = std::find_if(kKnown.begin(), kKnown.end(), [&](const Known& one) { return one.name == name; });
  if (known == kKnown.end()) {
    perhaps.push_back({0, kLast});
    return;
  }
  sure.insert(sure.end(), known->sure.begin(), known->sure.end());
  perhaps.insert(perhaps.end(), known->perhaps.begin(), known->perhaps.end());
}

}  // namespace dehusk
