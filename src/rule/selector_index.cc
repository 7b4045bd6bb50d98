// Building the buckets, and the walk. What makes the walk cheap is that an element asks only for what it has: a rule
// pack may hold thousands of selectors, an element has one id, a few classes and attributes, one type.

#include "rule/selector_index.h"

#include <algorithm>
#include <optional>

namespace dehusk {

namespace {

constexpr std::string_view kSpaces = " \t\n\r\f";
constexpr std::size_t kGramSize = 3;

std::uint8_t lower_ascii(char c) { return static_cast<std::uint8_t>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c); }

std::uint32_t gram_at(std::string_view text, std::size_t at) {
  return static_cast<std::uint32_t>(lower_ascii(text[at])) << 16U |
         static_cast<std::uint32_t>(lower_ascii(text[at + 1])) << 8U | lower_ascii(text[at + 2]);
}

std::size_t gram_bit(std::uint32_t gram) { return (gram * 2654435761U) >> 20U; }

// Of something an ancestor may be asked for: 't' type, '.' class, '#' id. Never 0.
std::uint32_t hash_of(char sort, std::string_view name) {
  std::uint32_t hash = 2166136261U ^ static_cast<std::uint8_t>(sort);
  for (const char c : name)
    hash = (hash ^ static_cast<std::uint8_t>(sort == 't' ? lower_ascii(c) : static_cast<std::uint8_t>(c))) * 16777619U;
  return hash | 1U;
}

template <class Visit>
void each_token(std::string_view value, Visit visit) {
  std::size_t begin = value.find_first_not_of(kSpaces);
  while (begin != std::string_view::npos) {
    const std::size_t end = std::min(value.find_first_of(kSpaces, begin), value.size());
    visit(value.substr(begin, end - begin));
    begin = value.find_first_not_of(kSpaces, end);
  }
}

// Which elements are open, as a counting Bloom filter of what they are: "no" is certain, "yes" is not.
class OpenElements {
 public:
  void open(std::uint32_t hash) {
    for (std::uint16_t* counter : counters(hash))
      if (*counter != kFull) ++*counter;
  }
  // A full counter has lost count and stays.
  void close(std::uint32_t hash) {
    for (std::uint16_t* counter : counters(hash))
      if (*counter != kFull) --*counter;
  }
  bool may_hold(std::uint32_t hash) const {
    return counters_[hash >> 20U] != 0 && counters_[(hash >> 8U) & 0xFFFU] != 0;
  }

 private:
  static constexpr std::uint16_t kFull = 0xFFFF;
  std::array<std::uint16_t*, 2> counters(std::uint32_t hash) {
    return {&counters_[hash >> 20U], &counters_[(hash >> 8U) & 0xFFFU]};
  }
  std::array<std::uint16_t, 4096> counters_{};
};

}  // namespace

class IndexBuilder {
 public:
  SelectorIndex build(const std::vector<Rule>& rules) {
    for (std::uint32_t i = 0; i < rules.size(); ++i)
      for (std::uint32_t number = 0; number < rules[i].match.css.size(); ++number)
        for (Selector& selector : parse_selector(rules[i].match.css[number].text))
          index_.entries_.push_back({i, number, std::move(selector), {}});
    for (const SelectorIndex::Entry& entry : index_.entries_) {
      for (const std::string& name : entry.selector.compounds.back().classes) ++class_uses_[name];
      for (const AttributeTest& test : entry.selector.compounds.back().attributes)
        for (std::size_t at = 0; at + kGramSize <= test.value.size(); ++at) ++gram_uses_[gram_at(test.value, at)];
    }
    for (std::uint32_t i = 0; i < index_.entries_.size(); ++i) {
      note_ancestors(index_.entries_[i]);
      if (!await(i)) file(index_.entries_[i].selector.compounds.back(), i);
    }
    return std::move(index_);
  }

 private:
  // '.share a', '#menu > *': what it selects is common, so it is asked about only while its ancestor is open.
  bool await(std::uint32_t entry) {
    const std::vector<Compound>& compounds = index_.entries_[entry].selector.compounds;
    const Compound& last = compounds.back();
    if (!last.ids.empty() || !last.classes.empty() || best(last) != nullptr) return false;
    for (std::size_t i = compounds.size() - 1; i > 0; --i) {
      if (compounds[i].link != Combinator::descendant && compounds[i].link != Combinator::child) continue;
      const Compound& above = compounds[i - 1];
      if (above.ids.empty() && above.classes.empty()) continue;
      add(above.ids.empty() ? index_.below_classes_[rarest(above.classes)] : index_.below_ids_[above.ids.front()],
          entry);
      return true;
    }
    return false;
  }

  // Puts the entry where every element that the compound can match will look.
  void file(const Compound& compound, std::uint32_t entry) {
    if (!compound.ids.empty()) return add(index_.ids_[compound.ids.front()], entry);
    if (!compound.classes.empty()) return add(index_.classes_[rarest(compound.classes)], entry);
    if (const AttributeTest* test = best(compound)) return file(*test, entry);
    if (!compound.type.empty()) {
      if (compound.tag != Tag::unknown) add(index_.tags_[static_cast<std::size_t>(compound.tag)], entry);
      return add(index_.types_[compound.type], entry);
    }
    for (const FunctionTest& test : compound.functions) {
      if (test.function != Function::is) continue;
      for (const Selector& argument : test.arguments) file(argument.compounds.back(), entry);
      return;
    }
    add(index_.universal_, entry);
  }

  void file(const AttributeTest& test, std::uint32_t entry) {
    SelectorIndex::AttributeBucket& bucket = index_.attributes_[test.name];
    if (test.value.size() < kGramSize) return add(bucket.any, entry);
    const std::uint32_t gram = rarest_gram(test.value);
    bucket.has_gram.set(gram_bit(gram));
    add(bucket.grams[gram], entry);
  }

  static void add(SelectorIndex::Bucket& bucket, std::uint32_t entry) {
    if (bucket.empty() || bucket.back() != entry) bucket.push_back(entry);
  }

  const std::string& rarest(const std::vector<std::string>& names) const {
    const auto uses = [&](const std::string& name) {
      const auto found = class_uses_.find(name);
      return found == class_uses_.end() ? 0U : found->second;
    };
    return *std::min_element(names.begin(), names.end(),
                             [&](const std::string& a, const std::string& b) { return uses(a) < uses(b); });
  }

  // Every way to test a value that long wants all of its bytes to be there in a row, so any three will do.
  std::uint32_t rarest_gram(std::string_view value) const {
    std::uint32_t rarest = gram_at(value, 0);
    for (std::size_t at = 1; at + kGramSize <= value.size(); ++at)
      if (uses(gram_at(value, at)) < uses(rarest)) rarest = gram_at(value, at);
    return rarest;
  }

  std::uint32_t uses(std::uint32_t gram) const {
    const auto found = gram_uses_.find(gram);
    return found == gram_uses_.end() ? 0 : found->second;
  }

  // The attribute with the longest value; one without a gram only where it says more than the type.
  static const AttributeTest* best(const Compound& compound) {
    const AttributeTest* found = nullptr;
    for (const AttributeTest& test : compound.attributes)
      if (found == nullptr || test.value.size() > found->value.size()) found = &test;
    if (found == nullptr || found->value.size() >= kGramSize || compound.type.empty()) return found;
    static constexpr std::array<std::string_view, 7> kCommon = {"alt", "class", "href", "id", "src", "style", "title"};
    return std::find(kCommon.begin(), kCommon.end(), found->name) == kCommon.end() ? found : nullptr;
  }

  // What stands before a ' ' or '>' is an ancestor of the last compound's element, even across siblings.
  void note_ancestors(SelectorIndex::Entry& entry) {
    const std::vector<Compound>& compounds = entry.selector.compounds;
    std::size_t noted = 0;
    const auto note = [&](std::uint32_t hash) {
      if (noted < entry.above.size()) entry.above[noted++] = hash;
    };
    for (std::size_t i = compounds.size() - 1; i > 0; --i) {
      if (compounds[i].link != Combinator::descendant && compounds[i].link != Combinator::child) continue;
      const Compound& above = compounds[i - 1];
      for (const std::string& id : above.ids) note(hash_of('#', id));
      for (const std::string& name : above.classes) note(hash_of('.', name));
      if (!above.type.empty()) note(hash_of('t', above.type));
    }
    index_.has_above_ = index_.has_above_ || noted > 0;
  }

  SelectorIndex index_;
  std::unordered_map<std::string, std::uint32_t> class_uses_;
  std::unordered_map<std::uint32_t, std::uint32_t> gram_uses_;
};

class IndexWalk {
 public:
  IndexWalk(const SelectorIndex& index, const Page& page, const std::vector<bool>& active, std::vector<Hit>& out)
      : index_(index), page_(page), active_(active), out_(out), matcher_(page), asked_(index.entries_.size()) {}

  MatchReport run() {
    const auto count = static_cast<std::uint32_t>(page_.elements.size());
    for (element_ = 0; element_ < count; ++element_) {
      close_ended();
      ask_all();
      if (index_.has_above_ && page_.elements[element_].end > element_ + 1) open();
      if (is_over()) {
        out_.clear();
        return {steps_ + matcher_.steps(), true};
      }
    }
    return {steps_ + matcher_.steps(), false};
  }

 private:
  struct Asked {
    std::uint32_t element = kNone;  // the last one this entry was asked about
    std::uint32_t cost = 0;         // steps it has taken on this page
    bool is_awaited = false;        // it is in awaiting_
  };
  struct Open {
    std::uint32_t end = 0;
    std::size_t hashes = 0;    // size of hashes_ before it
    std::size_t awaiting = 0;  // size of awaiting_ before it
  };

  bool is_over() const { return steps_ + matcher_.steps() > kMaxMatchSteps; }

  void ask_all() {
    const Element& element = page_.elements[element_];
    if (element.tag != Tag::unknown)
      ask(index_.tags_[static_cast<std::size_t>(element.tag)]);
    else if (!index_.types_.empty())
      ask_type(page_.name_of(element));
    ask(index_.universal_);
    for (const std::uint32_t entry : awaiting_) {
      const Compound& wanted = index_.entries_[entry].selector.compounds.back();
      if (wanted.type.empty() || wanted.tag == element.tag || element.tag == Tag::unknown)
        ask(entry);
      else
        ++steps_;
    }
    for (const Attribute& attribute : page_.attributes_of(element)) {
      const std::string_view name = page_.name_of(attribute);
      const std::string_view value = page_.value_of(attribute);
      ++steps_;
      if (attribute.id == AttributeName::id) ask(index_.ids_, value);
      if (attribute.id == AttributeName::class_) each_token(value, [&](std::string_view token) { ask(index_.classes_, token); });
      const auto found = index_.attributes_.find(name);
      if (found != index_.attributes_.end()) ask_attribute(found->second, value);
    }
  }

  void ask_type(std::string_view name) {
    std::string lower;
    for (const char c : name) lower += static_cast<char>(lower_ascii(c));
    ask(index_.types_, lower);
  }

  void ask_attribute(const SelectorIndex::AttributeBucket& bucket, std::string_view value) {
    ask(bucket.any);
    if (bucket.grams.empty()) return;
    steps_ += value.size() / 16;
    for (std::size_t at = 0; at + kGramSize <= value.size(); ++at) {
      const std::uint32_t gram = gram_at(value, at);
      if (!bucket.has_gram.test(gram_bit(gram))) continue;
      const auto found = bucket.grams.find(gram);
      if (found != bucket.grams.end()) ask(found->second);
    }
  }

  void ask(const SelectorIndex::ByText<SelectorIndex::Bucket>& buckets, std::string_view name) {
    ++steps_;
    const auto found = buckets.find(name);
    if (found != buckets.end()) ask(found->second);
  }

  void ask(const SelectorIndex::Bucket& bucket) {
    if (is_over()) return;
    for (const std::uint32_t entry : bucket) ask(entry);
  }

  void ask(std::uint32_t number) {
    const SelectorIndex::Entry& entry = index_.entries_[number];
    Asked& asked = asked_[number];
    ++steps_;
    if (!active_[entry.rule] || asked.element == element_ || is_over()) return;
    asked.element = element_;
    for (const std::uint32_t hash : entry.above)
      if (hash != 0 && !open_.may_hold(hash)) return;
    if (matches(number, entry, asked)) out_.push_back({element_, entry.rule, entry.number});
  }

  // A selector that has cost more than a few walks over the page is answered by its set from then on: that is linear.
  bool matches(std::uint32_t number, const SelectorIndex::Entry& entry, Asked& asked) {
    const auto known = sets_.find(number);
    if (known != sets_.end()) return known->second[element_];
    const std::uint64_t before = matcher_.steps();
    const bool is_match = matcher_.matches(entry.selector, element_);
    const std::uint64_t cost = asked.cost + matcher_.steps() - before;
    asked.cost = static_cast<std::uint32_t>(std::min<std::uint64_t>(cost, kNone));
    if (cost > 1000 + 8 * std::uint64_t{page_.elements.size()} * entry.selector.compounds.size())
      sets_.emplace(number, matcher_.select(entry.selector));
    return is_match;
  }

  void close_ended() {
    while (!opened_.empty() && opened_.back().end <= element_) {
      for (std::size_t i = opened_.back().hashes; i < hashes_.size(); ++i) open_.close(hashes_[i]);
      hashes_.resize(opened_.back().hashes);
      for (std::size_t i = opened_.back().awaiting; i < awaiting_.size(); ++i) asked_[awaiting_[i]].is_awaited = false;
      awaiting_.resize(opened_.back().awaiting);
      opened_.pop_back();
    }
  }

  void open() {
    const Element& element = page_.elements[element_];
    opened_.push_back({element.end, hashes_.size(), awaiting_.size()});
    hashes_.push_back(hash_of('t', page_.name_of(element)));
    if (const auto id = page_.attribute(element, AttributeName::id)) {
      hashes_.push_back(hash_of('#', *id));
      await(index_.below_ids_, *id);
    }
    if (const auto names = page_.attribute(element, AttributeName::class_)) {
      each_token(*names, [&](std::string_view name) {
        hashes_.push_back(hash_of('.', name));
        await(index_.below_classes_, name);
      });
    }
    for (std::size_t i = opened_.back().hashes; i < hashes_.size(); ++i) open_.open(hashes_[i]);
  }

  void await(const SelectorIndex::ByText<SelectorIndex::Bucket>& buckets, std::string_view name) {
    const auto found = buckets.find(name);
    if (found == buckets.end()) return;
    for (const std::uint32_t entry : found->second) {
      if (asked_[entry].is_awaited || !active_[index_.entries_[entry].rule]) continue;
      asked_[entry].is_awaited = true;
      awaiting_.push_back(entry);
    }
  }

  const SelectorIndex& index_;
  const Page& page_;
  const std::vector<bool>& active_;
  std::vector<Hit>& out_;
  Matcher matcher_;
  std::uint64_t steps_ = 0;
  std::uint32_t element_ = 0;
  std::vector<Asked> asked_;                                   // by entry
  std::unordered_map<std::uint32_t, std::vector<bool>> sets_;  // by entry
  OpenElements open_;
  std::vector<Open> opened_;
  std::vector<std::uint32_t> hashes_;
  std::vector<std::uint32_t> awaiting_;  // entries below an open element that they name
};

MatchReport SelectorIndex::match_all(const Page& page, const std::vector<bool>& active, std::vector<Hit>& out,
                                     bool naive) const {
  out.clear();
  MatchReport report;
  if (naive) {
    Matcher matcher(page);
    for (const Entry& entry : entries_) {
      if (!active[entry.rule]) continue;
      const std::vector<bool> set = matcher.select(entry.selector);
      for (std::uint32_t i = 0; i < set.size(); ++i)
        if (set[i]) out.push_back({i, entry.rule, entry.number});
    }
    report.steps = matcher.steps();
  } else if (!entries_.empty()) {
    report = IndexWalk(*this, page, active, out).run();
  }
  const auto place = [](const Hit& hit) { return std::array{hit.element, hit.rule, hit.selector}; };
  std::sort(out.begin(), out.end(), [&](const Hit& a, const Hit& b) { return place(a) < place(b); });
  out.erase(std::unique(out.begin(), out.end(),
                        [](const Hit& a, const Hit& b) { return a.element == b.element && a.rule == b.rule; }),
            out.end());
  return report;
}

SelectorIndex build_selector_index(const std::vector<Rule>& rules) { return IndexBuilder().build(rules); }

}  // namespace dehusk
