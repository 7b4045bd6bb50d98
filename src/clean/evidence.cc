// Fills the evidence rows in four passes: look at each live block's text, sum over the blocks, look at the elements,
// then write each block's row from what the passes found. Nothing is looked at twice.

#include "clean/evidence.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "base/unicode.h"
#include "clean/evidence_scale.h"
#include "clean/evidence_table.h"
#include "clean/evidence_tree.h"
#include "clean/text_facts.h"

namespace dehusk {

namespace {

constexpr std::uint32_t kProseWords = 12;
constexpr std::uint32_t kFarAway = 4000;

// A block that is left, and what its text tells.
struct Live {
  std::uint32_t block = 0;
  std::uint32_t bytes = 0;
  std::uint32_t linked = 0;
  TextFacts facts;
  bool is_prose = false;
  std::uint64_t shape = 0;
  std::uint32_t cut_before = 0;  // blocks that rules took between the live block before and this one
  std::uint8_t husk_before = 0;  // 1 + husk of the last of them; 0 for none
  std::uint8_t husk_after = 0;
  std::uint32_t cut_after = 0;
};

std::uint64_t mix(std::uint64_t hash, std::uint64_t value) {
  return (hash ^ value) * 0x9E3779B97F4A7C15ULL + (hash >> 29U);
}

// Sums over the live blocks: entry i holds the blocks before i.
struct Sums {
  std::vector<std::uint32_t> words, prose_words, prose_blocks, bytes, linked;
};

class Gatherer {
 public:
  explicit Gatherer(const Scene& scene) : scene_(scene), page_(scene.page) {}

  Evidence gather() {
    find_live_blocks();
    look_at_title();
    elements_ = gather_element_facts(page_, live_before_);
    find_shapes();
    sum_up();
    find_core();
    look_at_page();
    Evidence evidence;
    evidence.rows.resize(live_.size());
    for (std::uint32_t i = 0; i < live_.size(); ++i) {
      EvidenceRow& row = evidence.rows[i];
      row = page_row_;
      write_text(row, i);
      write_place(row, i);
      write_neighbours(row, i);
      write_shape(row, i);
      std::array<Span, 2> containers = {Span{0, size()}, Span{0, size()}};
      if (!elements_.empty()) write_element(row, i, containers);
      evidence.blocks.push_back(live_[i].block);
      evidence.words.push_back(live_[i].facts.words);
      evidence.containers.push_back(containers);
    }
    return evidence;
  }

 private:
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(live_.size()); }
  [[nodiscard]] const Block& block(std::uint32_t i) const { return page_.blocks[live_[i].block]; }

  // The blocks that the cuts leave something of, and what the cuts just before and after them were.
  void find_live_blocks() {
    live_before_.reserve(page_.blocks.size() + 1);
    std::size_t cut = 0;
    std::uint32_t gone = 0;
    std::uint8_t husk = 0;
    std::string rest;
    for (std::uint32_t b = 0; b < page_.blocks.size(); ++b) {
      live_before_.push_back(size());
      const Block& held = page_.blocks[b];
      const std::size_t first_cut = cut;
      const std::vector<Span> kept = kept_spans(page_, b, scene_.cuts, cut);
      if (kept.empty()) {
        if (held.kind == Kind::raw) continue;
        ++gone;
        if (cut > first_cut)
          husk =
              static_cast<std::uint8_t>(1 + static_cast<unsigned>(scene_.rules.rule(scene_.cuts[cut - 1].rule).husk));
        if (!live_.empty()) {
          ++live_.back().cut_after;
          if (live_.back().husk_after == 0) live_.back().husk_after = husk;
        }
        continue;
      }
      Live live;
      live.block = b;
      live.cut_before = gone;
      live.husk_before = husk;
      gone = 0;
      husk = 0;
      std::string_view text = page_.text_of(held);
      live.bytes = held.text.size();
      live.linked = held.linked_bytes;
      if (kept.size() != 1 || kept[0] != held.text) {
        rest.clear();
        for (const Span span : kept) rest += slice(page_.text, span);
        live.linked = std::min<std::uint32_t>(live.linked, static_cast<std::uint32_t>(rest.size()));
        live.bytes = static_cast<std::uint32_t>(rest.size());
        text = rest;
      }
      live.facts = look_at(text);
      const TextFacts& facts = live.facts;
      live.is_prose = facts.words >= kProseWords && held.kind != Kind::heading &&
                      (facts.sentence_ends > 0 || facts.ends_sentence) && live.linked * 2 < live.bytes;
      live_.push_back(live);
    }
    live_before_.push_back(size());
  }

  void look_at_title() {
    const std::string folded = fold(page_.metadata.title);
    std::size_t start = 0;
    for (std::size_t at = 0; at <= folded.size(); ++at) {
      if (at < folded.size() && folded[at] != ' ') continue;
      if (at - start >= 4) title_words_.insert(folded.substr(start, at - start));
      start = at + 1;
    }
  }

  // Blocks have the same shape if kind, element, depth and the elements just around agree; in a dump: kind, level and
  // size class.
  void find_shapes() {
    for (Live& live : live_) {
      const Block& held = page_.blocks[live.block];
      std::uint64_t shape = mix(static_cast<std::uint64_t>(held.kind), held.level);
      std::uint64_t classes = 0;
      if (held.element != kNone) {
        std::uint32_t element = held.element;
        shape = mix(shape, page_.elements[element].depth);
        for (int step = 0; step < 3 && element != kNone; ++step) {
          shape = mix(shape, static_cast<std::uint64_t>(page_.elements[element].tag));
          classes = mix(classes, elements_[element].class_hash);
          element = page_.elements[element].parent;
        }
      } else {
        shape = mix(shape, live.facts.words < 4 ? 1 : live.facts.words < 10 ? 2 : live.facts.words < 25 ? 3 : 4);
        shape = mix(shape, live.facts.ends_sentence ? 1 : 0);
        classes = static_cast<std::uint64_t>(live.facts.first < 0x80 ? 1 : 2);
      }
      live.shape = shape;
      ++shape_count_[shape];
      shape_words_[shape] += live.facts.words;
      class_of_.push_back(mix(shape, classes));
      ++class_count_[class_of_.back()];
    }
    run_.assign(live_.size(), 1);
    for (std::size_t i = 1; i < live_.size(); ++i)
      if (live_[i].shape == live_[i - 1].shape) run_[i] = run_[i - 1] + 1;
    for (std::size_t i = live_.size(); i-- > 1;)
      if (live_[i].shape == live_[i - 1].shape) run_[i - 1] = run_[i];
  }

  void sum_up() {
    const auto start = [](std::vector<std::uint32_t>& sums) { sums.assign(1, 0); };
    for (auto* sums : {&sums_.words, &sums_.prose_words, &sums_.prose_blocks, &sums_.bytes, &sums_.linked})
      start(*sums);
    for (const Live& live : live_) {
      sums_.words.push_back(sums_.words.back() + live.facts.words);
      sums_.prose_words.push_back(sums_.prose_words.back() + (live.is_prose ? live.facts.words : 0));
      sums_.prose_blocks.push_back(sums_.prose_blocks.back() + (live.is_prose ? 1 : 0));
      sums_.bytes.push_back(sums_.bytes.back() + live.bytes);
      sums_.linked.push_back(sums_.linked.back() + live.linked);
    }
    last_prose_.assign(live_.size(), kFarAway);
    next_prose_.assign(live_.size(), kFarAway);
    last_heading_.assign(live_.size(), kNone);
    next_heading_.assign(live_.size(), kNone);
    std::uint32_t prose = kNone;
    std::uint32_t heading = kNone;
    for (std::uint32_t i = 0; i < size(); ++i) {
      if (prose != kNone) last_prose_[i] = i - prose;
      last_heading_[i] = heading;
      if (live_[i].is_prose) prose = i;
      if (block(i).kind == Kind::heading) heading = i;
    }
    prose = heading = kNone;
    for (std::uint32_t i = size(); i-- > 0;) {
      if (prose != kNone) next_prose_[i] = prose - i;
      next_heading_[i] = heading;
      if (live_[i].is_prose) prose = i;
      if (block(i).kind == Kind::heading) heading = i;
    }
  }

  // The deepest element that holds three fifths of the page's prose.
  void find_core() {
    const std::uint32_t all = sums_.prose_words.back();
    for (std::uint32_t e = 0; e < elements_.size() && all > 0; ++e) {
      const std::uint32_t held = sums_.prose_words[elements_[e].end_live] - sums_.prose_words[elements_[e].first_live];
      if (held * 5 >= all * 3) core_ = e;
    }
    for (std::uint32_t i = 0; i < size(); ++i) {
      const std::uint32_t gone_before = live_[i].husk_before;
      if (gone_before == 1 + static_cast<unsigned>(Husk::headline) && headline_ == kNone) headline_ = i;
    }
    for (std::uint32_t i = 0; i < size() && headline_ == kNone; ++i)
      if (block(i).kind == Kind::heading && block(i).level == 1) headline_ = i;
  }

  void look_at_page() {
    EvidenceRow& row = page_row_;
    row.fill(0);
    const std::uint32_t words = sums_.words.back();
    std::uint32_t headings = 0, items = 0, cells = 0, longest = 0, ideographs = 0, letters = 0, commonest = 0,
                  commonest_words = 0;
    for (std::uint32_t i = 0; i < size(); ++i) {
      const Live& live = live_[i];
      headings += block(i).kind == Kind::heading ? 1 : 0;
      items += block(i).kind == Kind::item ? 1 : 0;
      cells += block(i).kind == Kind::cell ? 1 : 0;
      longest = std::max(longest, live.facts.words);
      ideographs += live.facts.ideographs;
      letters += live.facts.letters;
      const std::uint32_t count = shape_count_[live.shape];
      if (count > commonest) commonest = count, commonest_words = shape_words_[live.shape];
    }
    std::uint32_t articles = 0, times = 0, inputs = 0, tables = 0, comments = 0;
    for (std::uint32_t e = 0; e < elements_.size(); ++e) {
      const Tag tag = page_.elements[e].tag;
      articles += tag == Tag::article ? 1 : 0;
      times += tag == Tag::time ? 1 : 0;
      inputs += tag == Tag::input ? 1 : 0;
      tables += tag == Tag::table ? 1 : 0;
      comments += elements_[e].class_steps[static_cast<std::size_t>(ClassWord::comment)] == 1 ? 1 : 0;
    }
    row[kPageWords] = as_log(words);
    row[kPageProse] = as_log(sums_.prose_words.back());
    row[kPageProseShare] = as_share(sums_.prose_words.back(), words);
    row[kPageLinks] = as_share(sums_.linked.back(), sums_.bytes.back());
    row[kPageBlocks] = as_log(size());
    row[kPageProseBlocks] = as_log(sums_.prose_blocks.back());
    row[kPageHeadings] = as_log(headings);
    row[kPageItems] = as_share(items, size());
    row[kPageCells] = as_share(cells, size());
    row[kPageType] = page_type();
    row[kPageArticles] = as_log(articles);
    row[kPageShape] = as_log(commonest);
    row[kPageShapeWords] = as_share(commonest_words, words);
    row[kPageIdeographs] = as_share(ideographs, letters);
    row[kPageTimes] = as_log(times);
    row[kPageInputs] = as_log(inputs);
    row[kPageLongest] = as_log(longest);
    row[kPageMeanProse] =
        sums_.prose_blocks.back() == 0 ? std::uint8_t{0} : as_log(sums_.prose_words.back() / sums_.prose_blocks.back());
    row[kPageComments] = as_log(comments);
    row[kPageTables] = as_log(tables);
  }

  [[nodiscard]] std::uint8_t page_type() const {
    const std::string type = fold(page_.metadata.type);
    const auto has = [&type](std::string_view word) { return type.find(word) != std::string::npos; };
    if (type.empty()) return 0;
    if (has("product") || has("offer")) return 2;
    if (has("forum") || has("qapage") || has("question")) return 3;
    if (has("collection") || has("itemlist") || has("searchresults")) return 4;
    if (has("article") || has("blogposting") || has("news") || has("report")) return 1;
    if (has("website") || has("webpage")) return 5;
    return 6;
  }

  void write_text(EvidenceRow& row, std::uint32_t i) const {
    const Live& live = live_[i];
    const TextFacts& facts = live.facts;
    row[kKind] = static_cast<std::uint8_t>(block(i).kind);
    row[kLevel] = block(i).level;
    row[kWords] = as_log(facts.words);
    row[kBytes] = as_log(live.bytes);
    row[kLinkShare] = as_share(live.linked, live.bytes);
    row[kSentenceEnds] = as_log(facts.sentence_ends);
    row[kEndsSentence] = facts.ends_sentence ? 1 : 0;
    row[kEndsColon] = facts.last == ':' || facts.last == 0xFF1A ? 1 : 0;
    row[kCommaShare] = as_share(facts.commas, facts.words);
    row[kStopShare] = as_share(facts.stop_words, facts.words);
    row[kCapitalShare] = as_share(facts.capitalized, facts.words);
    row[kDigitShare] = as_share(facts.digits, facts.digits + facts.letters);
    const char32_t first = facts.first;
    row[kStarts] = first == 0 ? 0 : is_digit(first) ? 3 : !is_letter(first) ? 4 : is_upper(first) ? 2 : 1;
    row[kQuotes] = as_log(facts.quotes);
    row[kBars] = as_log(facts.bars);
    row[kHuskWords] = as_log(facts.husk_words);
    row[kHuskShare] = as_share(facts.husk_words, facts.words);
    row[kCopyright] = facts.has_copyright ? 1 : 0;
    row[kEmail] = facts.has_email ? 1 : 0;
    row[kYear] = facts.has_year ? 1 : 0;
    row[kClock] = facts.has_clock ? 1 : 0;
    row[kWordLength] = facts.words == 0 ? std::uint8_t{0} : clipped(facts.letters * 10 / facts.words);
    row[kTitleOverlap] = title_overlap(i);
    row[kProse] = live.is_prose ? 1 : 0;
    row[kIdeographs] = as_share(facts.ideographs, facts.letters);
  }

  // Only short blocks repeat a title.
  [[nodiscard]] std::uint8_t title_overlap(std::uint32_t i) const {
    if (title_words_.empty() || live_[i].facts.words > 40) return 0;
    const std::string folded = fold(page_.text_of(block(i)));
    std::uint32_t words = 0;
    std::uint32_t shared = 0;
    std::size_t start = 0;
    for (std::size_t at = 0; at <= folded.size(); ++at) {
      if (at < folded.size() && folded[at] != ' ') continue;
      if (at - start >= 4) {
        ++words;
        shared += title_words_.count(folded.substr(start, at - start)) != 0 ? 1 : 0;
      }
      start = at + 1;
    }
    return as_share(shared, words);
  }

  void write_place(EvidenceRow& row, std::uint32_t i) const {
    row[kPlace] = as_share(i, size());
    row[kWordsBefore] = as_share(sums_.words[i], sums_.words.back());
    row[kHeadlineDistance] = headline_ == kNone
                                 ? std::uint8_t{0}
                                 : as_distance(static_cast<std::int64_t>(i) - static_cast<std::int64_t>(headline_));
    row[kBlocksLeft] = as_log(size() - 1 - i);
    row[kHeadingGap] = as_log(last_heading_[i] == kNone ? kFarAway : i - last_heading_[i]);
    row[kHeadingLevel] = last_heading_[i] == kNone ? std::uint8_t{0} : block(last_heading_[i]).level;
    row[kNextHeadingGap] = as_log(next_heading_[i] == kNone ? kFarAway : next_heading_[i] - i);
    row[kProseGapBefore] = as_log(last_prose_[i]);
    row[kProseGapAfter] = as_log(next_prose_[i]);
    row[kLineGap] = i == 0 ? std::uint8_t{0} : as_log(block(i).line - std::min(block(i).line, block(i - 1).line));
    row[kCutBefore] = as_log(live_[i].cut_before);
    row[kHuskBefore] = live_[i].husk_before;
    row[kCutAfter] = as_log(live_[i].cut_after);
    row[kHuskAfter] = live_[i].husk_after;
  }

  void write_neighbours(EvidenceRow& row, std::uint32_t i) const {
    constexpr std::int64_t kOffsets[] = {-3, -2, -1, 1, 2, 3};
    std::size_t at = kBefore3Words;
    for (const std::int64_t offset : kOffsets) {
      const std::int64_t other = static_cast<std::int64_t>(i) + offset;
      if (other >= 0 && other < static_cast<std::int64_t>(live_.size())) {
        const auto o = static_cast<std::uint32_t>(other);
        row[at] = as_log(live_[o].facts.words);
        row[at + 1] = as_share(live_[o].linked, live_[o].bytes);
        row[at + 2] = static_cast<std::uint8_t>(1 + static_cast<unsigned>(block(o).kind));
        row[at + 3] = live_[o].is_prose ? 1 : 0;
      }
      at += 4;
    }
  }

  void write_shape(EvidenceRow& row, std::uint32_t i) const {
    const std::uint64_t shape = live_[i].shape;
    row[kSameShape] = as_log(shape_count_.at(shape));
    row[kShapeRun] = as_log(run_[i]);
    row[kShapeWords] = as_share(shape_words_.at(shape), sums_.words.back());
    row[kSameClass] = as_log(class_count_.at(class_of_[i]));
    row[kBeforeSame] = i > 0 && live_[i - 1].shape == shape ? 1 : 0;
    row[kAfterSame] = i + 1 < size() && live_[i + 1].shape == shape ? 1 : 0;
  }

  void write_element(EvidenceRow& row, std::uint32_t i, std::array<Span, 2>& containers) const {
    const std::uint32_t own = block(i).element;
    if (own == kNone) return;
    const Element& element = page_.elements[own];
    const ElementFacts& facts = elements_[own];
    row[kTag] = static_cast<std::uint8_t>(element.tag);
    if (element.parent != kNone) row[kParentTag] = static_cast<std::uint8_t>(page_.elements[element.parent].tag);
    row[kDepth] = clipped(element.depth);
    for (std::size_t inside = 0; inside <= static_cast<std::size_t>(Inside::body_property); ++inside)
      row[kInArticle + inside] = (facts.inside >> inside & 1U) != 0 ? 1 : 0;
    for (std::size_t group = 0; group < facts.class_steps.size(); ++group)
      row[kClassContent + group] = facts.class_steps[group];
    row[kBadClasses] = facts.bad_classes;
    row[kGoodClasses] = facts.good_classes;
    std::uint32_t container = facts.end_live - facts.first_live >= 2 ? own : facts.container;
    std::size_t at = kBox1Prose;
    for (std::size_t level = 0; level < 3 && container != kNone; ++level) {
      write_box(row, at, elements_[container]);
      if (level < containers.size())
        containers[level] = {elements_[container].first_live, elements_[container].end_live};
      container = elements_[container].container;
      at += 5;
    }
    if (core_ != kNone) {
      row[kInCore] = i >= elements_[core_].first_live && i < elements_[core_].end_live ? 1 : 0;
      row[kCoreSteps] = clipped(tree_steps(page_, own, core_, 32));
    }
    row[kSiblingPlace] = as_log(facts.sibling);
    row[kSiblings] = element.parent == kNone ? std::uint8_t{0} : as_log(elements_[element.parent].children);
    row[kGapBefore] = i == 0 ? std::uint8_t{32} : clipped(tree_steps(page_, own, block(i - 1).element, 32));
    row[kGapAfter] = i + 1 == size() ? std::uint8_t{32} : clipped(tree_steps(page_, own, block(i + 1).element, 32));
  }

  void write_box(EvidenceRow& row, std::size_t at, const ElementFacts& box) const {
    const auto within = [&box](const std::vector<std::uint32_t>& sums) {
      return sums[box.end_live] - sums[box.first_live];
    };
    row[at] = as_share(within(sums_.prose_words), sums_.prose_words.back());
    row[at + 1] = as_share(within(sums_.linked), within(sums_.bytes));
    row[at + 2] = as_log(within(sums_.words));
    row[at + 3] = as_log(box.end_live - box.first_live);
    row[at + 4] = as_share(within(sums_.prose_blocks), box.end_live - box.first_live);
  }

  const Scene& scene_;
  const Page& page_;
  std::vector<Live> live_;
  std::vector<std::uint32_t> live_before_;
  std::vector<ElementFacts> elements_;
  std::unordered_map<std::uint64_t, std::uint32_t> shape_count_, shape_words_, class_count_;
  std::vector<std::uint64_t> class_of_;
  std::vector<std::uint32_t> run_, last_prose_, next_prose_, last_heading_, next_heading_;
  std::unordered_set<std::string> title_words_;
  Sums sums_;
  EvidenceRow page_row_{};
  std::uint32_t core_ = kNone;
  std::uint32_t headline_ = kNone;
};

}  // namespace

Evidence gather_evidence(const Scene& scene) { return Gatherer(scene).gather(); }

}  // namespace dehusk
