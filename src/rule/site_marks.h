#ifndef DEHUSK_RULE_SITE_MARKS_H_
#define DEHUSK_RULE_SITE_MARKS_H_
// Looks for the marks of all sites in a page of which nobody knows the address. Marks are long and rare, so the text is
// not read but sampled: six characters at every n-th byte, n being so small that no mark can lie between two samples
// without one of its own six being hit.
//
//   mark    skip to more dw sites               n = 13: every block that holds it shows one of "skip t", "kip to",
//   sample  ......|skip to|more dw .....|       "ip to ", ... at a multiple of 13
//
// Only where a sample is known to be of a mark is the block folded and looked through.

#include <cstdint>
#include <string_view>
#include <vector>

#include "page/page.h"
#include "rule/literals.h"

namespace dehusk {

class SiteMarks {
 public:
  // Before build(): a mark of a site. It is folded and not empty.
  void add(std::string_view mark, std::uint32_t site);
  void build();

  // The sites whose marks stand in a block of the page, each once.
  [[nodiscard]] std::vector<std::uint32_t> find(const Page& page) const;

  [[nodiscard]] bool empty() const { return marks_.empty(); }

 private:
  // Bits by hash of what may be a mark's: the characters of a sample, and its first two, which are known sooner.
  class Filter {
   public:
    void resize(std::size_t count);
    void add(std::uint64_t hash) { bits_[place(hash) / 64] |= std::uint64_t{1} << (place(hash) % 64); }
    [[nodiscard]] bool may_hold(std::uint64_t hash) const {
      return (bits_[place(hash) / 64] >> (place(hash) % 64) & 1U) != 0;
    }

   private:
    [[nodiscard]] std::size_t place(std::uint64_t hash) const {
      return (hash * 0x9E3779B97F4A7C15U >> 40U) & (bits_.size() * 64 - 1);
    }
    std::vector<std::uint64_t> bits_;  // a power of two
  };

  [[nodiscard]] bool may_hold_mark(std::string_view block) const;
  [[nodiscard]] bool is_sample_known(std::string_view block, std::size_t at) const;

  LiteralIndex marks_;
  std::vector<std::u32string> characters_;  // of the marks, while they are added
  std::size_t shortest_ = 0;                // in characters
  std::size_t step_ = 0;                    // 0: a mark is too short for samples
  Filter samples_, pairs_;
};

}  // namespace dehusk

#endif  // DEHUSK_RULE_SITE_MARKS_H_
