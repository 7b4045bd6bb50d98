#include "clean/known_runs.h"

#include <algorithm>

#include "base/unicode.h"
#include "base/utf8.h"
#include "clean/evidence_scale.h"

namespace dehusk {

namespace {

constexpr std::uint32_t kMostRuns = 14, kFirstRuns = 3;

std::uint32_t grown(std::uint32_t hash, char32_t c) { return (hash ^ c) * 0x01000193U; }

// Calls on_run(hash) for each run of three words until it says false.
template <class OnRun>
class RunWalk {
 public:
  explicit RunWalk(OnRun on_run) : on_run_(on_run) {}

  void walk(std::string_view text) {
    for (std::size_t at = 0; at < text.size() && is_wanted_;) {
      const auto byte = static_cast<unsigned char>(text[at]);
      if (byte >= 0x80) {
        meet(next_code_point(text, at));
        continue;
      }
      ++at;
      if (is_ascii_word(byte)) {
        word_ = grown(word_, byte >= 'A' && byte <= 'Z' ? byte + 32U : byte);
      } else {
        end_word();
      }
    }
    end_word();
  }

 private:
  static constexpr std::uint32_t kNoWord = 0x811C9DC5U;

  static bool is_ascii_word(unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  void meet(char32_t c) {
    const CharacterClass what = class_of(c);
    if (what.is_any(CharacterClass::kIdeograph)) {
      end_word();
      word_ = grown(word_, c);
      end_word();
    } else if (what.is_any(CharacterClass::kLetter) || what.is_any(CharacterClass::kDigit)) {
      word_ = grown(word_, fold(c));
    } else if (!what.is_any(CharacterClass::kInvisible)) {
      end_word();
    }
  }

  void end_word() {
    if (word_ == kNoWord) return;
    if (++words_ >= 3 && is_wanted_) is_wanted_ = on_run_(((second_last_ * 31U + last_) * 31U + word_) * 0x9E3779B1U);
    second_last_ = last_;
    last_ = word_;
    word_ = kNoWord;
  }

  OnRun on_run_;
  std::uint32_t word_ = kNoWord, last_ = 0, second_last_ = 0;
  std::uint32_t words_ = 0;
  bool is_wanted_ = true;
};

}  // namespace

KnownRuns::KnownRuns(std::initializer_list<std::string_view> texts) {
  for (const std::string_view text : texts) {
    RunWalk([this](std::uint32_t run) {
      runs_.push_back(run);
      filter_[run >> 28U] |= std::uint64_t{1} << (run >> 22U & 63U);
      return true;
    }).walk(text);
  }
  std::sort(runs_.begin(), runs_.end());
}

bool KnownRuns::has(std::uint32_t run) const {
  if ((filter_[run >> 28U] >> (run >> 22U & 63U) & 1U) == 0) return false;
  return std::binary_search(runs_.begin(), runs_.end(), run);
}

std::uint8_t KnownRuns::share_of_start(std::string_view text) const {
  if (empty()) return 0;
  std::uint32_t runs = 0;
  std::uint32_t known = 0;
  RunWalk([&](std::uint32_t run) {
    ++runs;
    known += has(run) ? 1 : 0;
    return runs < kMostRuns && (runs < kFirstRuns || known > 0);
  }).walk(text);
  return as_share(known, runs);
}

}  // namespace dehusk
