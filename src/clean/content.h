#ifndef DEHUSK_CLEAN_CONTENT_H_
#define DEHUSK_CLEAN_CONTENT_H_
// The content stage: is what the rules left of a block body text? Two layers of small trees judge each block's
// evidence; the second also sees what the first said about the block's surroundings. All its cuts belong to one rule,
// that with `builtin = 'evidence'` in rules/content.toml.

#include <cstdint>
#include <string>
#include <vector>

#include "clean/evidence.h"
#include "clean/stage.h"

namespace dehusk {

struct Judged {
  Taken taken;
  std::vector<Judgement> judgements;
};

[[nodiscard]] Judged run_content(const Scene& scene);

// Adds to the evidence what the second layer sees beside it: what the first layer said of the block itself, of three
// blocks on either side, of its two containers, of the page and of the seventeen blocks around it.
void surround(Evidence& evidence, const std::vector<float>& first);

// The `most` features that moved the judgement of `block` furthest, in words: "share of its text that is links 0.85:
// against". Empty if the block was not judged.
[[nodiscard]] std::vector<std::string> evidence_in_words(const Scene& scene, std::uint32_t block, std::size_t most);

}  // namespace dehusk

#endif  // DEHUSK_CLEAN_CONTENT_H_
