// Writes the evidence feature by feature from what the survey found. A feature that no block of a page can have is
// not written at all: in a dump those of the elements, on every page those of the page, which all its blocks share.

#include "clean/evidence.h"

#include <algorithm>

#include "base/unicode.h"
#include "clean/evidence_page.h"
#include "clean/evidence_place.h"
#include "clean/evidence_scale.h"
#include "clean/evidence_survey.h"
#include "clean/evidence_table.h"
#include "clean/known_runs.h"

namespace dehusk {

namespace {

constexpr std::uint32_t kFarAway = 4000;

class Writer {
 public:
  Writer(const Page& page, const Survey& survey, EvidenceColumns& columns)
      : page_(page), survey_(survey), columns_(columns) {}

  void write() {
    write_text();
    write_place();
    write_gaps();
    write_neighbours();
    write_shape();
    write_known();
    if (survey_.elements.empty()) write_said();
  }

 private:
  // value(live block, its index) for each.
  template <class Value>
  void fill(Feature feature, Value value) {
    std::uint8_t* const column = columns_.make(feature);
    for (std::uint32_t i = 0; i < survey_.size(); ++i) column[i] = value(survey_.live[i], i);
  }

  [[nodiscard]] const Block& block(const LiveBlock& live) const { return page_.blocks[live.block]; }

  static std::uint8_t start_of(char32_t first) {
    if (first == 0) return 0;
    const CharacterClass what = class_of(first);
    if (what.is_any(CharacterClass::kDigit)) return 3;
    if (!what.is_any(CharacterClass::kLetter)) return 4;
    return what.is_any(CharacterClass::kUpper) ? 2 : 1;
  }

  void write_text() {
    using Live = const LiveBlock&;
    fill(kKind, [this](Live live, auto) { return static_cast<std::uint8_t>(block(live).kind); });
    fill(kLevel, [this](Live live, auto) { return block(live).level; });
    fill(kWords, [](Live live, auto) { return as_log(live.facts.words); });
    fill(kBytes, [](Live live, auto) { return as_log(live.bytes); });
    fill(kLinkShare, [](Live live, auto) { return as_share(live.linked, live.bytes); });
    fill(kSentenceEnds, [](Live live, auto) { return as_log(live.facts.sentence_ends); });
    fill(kEndsSentence, [](Live live, auto) { return live.facts.ends_sentence; });
    fill(kEndsColon, [](Live live, auto) { return live.facts.last == ':' || live.facts.last == 0xFF1A; });
    fill(kCommaShare, [](Live live, auto) { return as_share(live.facts.commas, live.facts.words); });
    fill(kStopShare, [](Live live, auto) { return as_share(live.facts.stop_words, live.facts.words); });
    fill(kCapitalShare, [](Live live, auto) { return as_share(live.facts.capitalized, live.facts.words); });
    fill(kDigitShare, [](Live live, auto) {
      return as_share(live.facts.digits, std::uint64_t{live.facts.digits} + live.facts.letters);
    });
    fill(kStarts, [](Live live, auto) { return start_of(live.facts.first); });
    fill(kQuotes, [](Live live, auto) { return as_log(live.facts.quotes); });
    fill(kBars, [](Live live, auto) { return as_log(live.facts.bars); });
    fill(kHuskWords, [](Live live, auto) { return as_log(live.facts.husk_words); });
    fill(kHuskShare, [](Live live, auto) { return as_share(live.facts.husk_words, live.facts.words); });
    fill(kCopyright, [](Live live, auto) { return live.facts.has_copyright; });
    fill(kEmail, [](Live live, auto) { return live.facts.has_email; });
    fill(kYear, [](Live live, auto) { return live.facts.has_year; });
    fill(kClock, [](Live live, auto) { return live.facts.has_clock; });
    fill(kWordLength, [](Live live, auto) {
      return live.facts.words == 0 ? std::uint8_t{0} : clipped(live.facts.letters * 10 / live.facts.words);
    });
    fill(kTitleOverlap, [](Live live, auto) { return live.title_overlap; });
    fill(kProse, [](Live live, auto) { return live.is_prose; });
    fill(kIdeographs, [](Live live, auto) { return as_share(live.facts.ideographs, live.facts.letters); });
  }

  void write_place() {
    using Live = const LiveBlock&;
    const std::uint32_t count = survey_.size();
    const std::uint32_t words = survey_.all().words;
    const std::int64_t headline = survey_.headline;
    fill(kPlace, [count](Live, std::uint32_t i) { return as_share(i, count); });
    fill(kWordsBefore, [this, words](Live, std::uint32_t i) { return as_share(survey_.sums[i].words, words); });
    if (survey_.headline != kNone)
      fill(kHeadlineDistance, [headline](Live, std::uint32_t i) { return as_distance(i - headline); });
    fill(kBlocksLeft, [count](Live, std::uint32_t i) { return as_log(count - 1 - i); });
    fill(kLineGap, [this](Live live, std::uint32_t i) {
      if (i == 0) return std::uint8_t{0};
      const std::uint32_t line = block(live).line;
      return as_log(line - std::min(line, block(survey_.live[i - 1]).line));
    });
    fill(kCutBefore, [](Live live, auto) { return as_log(live.cut_before); });
    fill(kHuskBefore, [](Live live, auto) { return live.husk_before; });
    fill(kCutAfter, [](Live live, auto) { return as_log(live.cut_after); });
    fill(kHuskAfter, [](Live live, auto) { return live.husk_after; });
  }

  // What the page says elsewhere too.
  void write_known() {
    const KnownRuns description({page_.metadata.description, page_.metadata.json_description});
    const KnownRuns body({page_.metadata.article_body});
    const auto ask = [this](const KnownRuns& known) {
      return [this, &known](const LiveBlock& live, auto) { return known.share_of_start(page_.text_of(block(live))); };
    };
    if (!description.empty()) fill(kDescribed, ask(description));
    if (!body.empty()) fill(kInJsonBody, ask(body));
    columns_.set(kPageJsonBody, body.empty() ? 0 : 1);
  }

  // Dumps only: on other pages elements and class names say it better.
  void write_said() {
    fill(kSaid, [](const LiveBlock& live, auto) { return live.said; });
    columns_.shift(kBefore1Said, kSaid, -1);
    columns_.shift(kAfter1Said, kSaid, 1);
  }

  // Distances to the nearest heading and prose on either side.
  void write_gaps() {
    std::uint8_t* const heading_gap = columns_.make(kHeadingGap);
    std::uint8_t* const heading_level = columns_.make(kHeadingLevel);
    std::uint8_t* const next_heading_gap = columns_.make(kNextHeadingGap);
    std::uint8_t* const prose_gap_before = columns_.make(kProseGapBefore);
    std::uint8_t* const prose_gap_after = columns_.make(kProseGapAfter);
    const auto gap = [](std::uint32_t from, std::uint32_t to) {
      return as_log(from == kNone || to == kNone ? kFarAway : to - from);
    };
    std::uint32_t prose = kNone;
    std::uint32_t heading = kNone;
    std::uint8_t level = 0;
    for (std::uint32_t i = 0; i < survey_.size(); ++i) {
      prose_gap_before[i] = gap(prose, i);
      heading_gap[i] = gap(heading, i);
      heading_level[i] = level;
      if (survey_.live[i].is_prose) prose = i;
      if (block(survey_.live[i]).kind != Kind::heading) continue;
      heading = i;
      level = block(survey_.live[i]).level;
    }
    prose = heading = kNone;
    for (std::uint32_t i = survey_.size(); i-- > 0;) {
      prose_gap_after[i] = gap(i, prose);
      next_heading_gap[i] = gap(i, heading);
      if (survey_.live[i].is_prose) prose = i;
      if (block(survey_.live[i]).kind == Kind::heading) heading = i;
    }
  }

  // What three blocks on either side are like: words, links, kind (0 for none), prose. The kinds as neighbours tell
  // them are made in the place of one of these features, which therefore comes last.
  void write_neighbours() {
    struct Neighbour {
      std::size_t first_feature;
      std::ptrdiff_t steps;
    };
    std::uint8_t* const kinds = columns_.make(kBefore1Kind);
    for (std::uint32_t i = 0; i < survey_.size(); ++i)
      kinds[i] = static_cast<std::uint8_t>(1 + static_cast<unsigned>(block(survey_.live[i]).kind));
    constexpr std::array<Neighbour, 6> kNeighbours = {{{kBefore3Words, -3},
                                                       {kBefore2Words, -2},
                                                       {kAfter1Words, 1},
                                                       {kAfter2Words, 2},
                                                       {kAfter3Words, 3},
                                                       {kBefore1Words, -1}}};
    for (const auto& [feature, steps] : kNeighbours) {
      columns_.shift(feature, kWords, steps);
      columns_.shift(feature + 1, kLinkShare, steps);
      columns_.shift(feature + 2, kBefore1Kind, steps);
      columns_.shift(feature + 3, kProse, steps);
    }
  }

  void write_shape() {
    using Live = const LiveBlock&;
    const std::uint32_t words = survey_.all().words;
    const auto is_same = [this](std::uint32_t i, std::uint32_t other) {
      return survey_.live[i].shape == survey_.live[other].shape;
    };
    fill(kSameShape, [this](Live live, auto) { return as_log(survey_.shapes[live.shape].blocks); });
    fill(kShapeWords, [this, words](Live live, auto) { return as_share(survey_.shapes[live.shape].words, words); });
    fill(kSameClass, [this](Live live, auto) { return as_log(survey_.looks[live.look]); });
    fill(kBeforeSame, [&](Live, std::uint32_t i) { return i > 0 && is_same(i, i - 1); });
    fill(kAfterSame, [&](Live, std::uint32_t i) { return i + 1 < survey_.size() && is_same(i, i + 1); });
    fill(kCopies, [this](Live live, auto) { return as_log(survey_.wordings[live.wording] - 1); });
    fill(kIsCopy, [](Live live, auto) { return live.is_copy; });
    std::uint8_t* const runs = columns_.make(kShapeRun);
    for (std::uint32_t begin = 0; begin < survey_.size();) {
      std::uint32_t end = begin + 1;
      while (end < survey_.size() && is_same(end, begin)) ++end;
      std::fill(runs + begin, runs + end, as_log(end - begin));
      begin = end;
    }
  }

  const Page& page_;
  const Survey& survey_;
  EvidenceColumns& columns_;
};

}  // namespace

EvidenceRow Evidence::row(std::size_t i) const {
  EvidenceRow row{};
  for (std::size_t feature = 0; feature < row.size(); ++feature) row[feature] = columns.at(feature, i);
  return row;
}

Evidence gather_evidence(const Scene& scene) {
  const Survey survey = survey_page(scene);
  Evidence evidence;
  if (survey.live.empty()) return evidence;
  evidence.columns = EvidenceColumns(survey.size());
  evidence.blocks.reserve(survey.size());
  evidence.words.reserve(survey.size());
  for (const LiveBlock& live : survey.live) {
    evidence.blocks.push_back(live.block);
    evidence.words.push_back(live.facts.words);
  }
  evidence.containers.assign(survey.size(), {Span{0, survey.size()}, Span{0, survey.size()}});
  Writer(scene.page, survey, evidence.columns).write();
  write_page_evidence(scene.page, survey, evidence.columns);
  if (!survey.elements.empty()) write_element_evidence(scene.page, survey, evidence.columns, evidence.containers);
  return evidence;
}

}  // namespace dehusk
