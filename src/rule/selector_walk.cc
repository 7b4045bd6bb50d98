// The walk. What makes it cheap is that an element asks only for what it has: a rule pack may hold thousands of
// selectors, an element has one id, a few classes and attributes, one type. Pages repeat few class values all the time,
// so what one of them means to the selectors is found out once and kept.

#include <algorithm>
#include <functional>
#include <unordered_map>
#include <utility>

#include "rule/selector_index.h"

namespace dehusk {

namespace {

template <class Visit>
void each_token(std::string_view value, Visit visit) {
  const auto is_space = [](char c) { return c <= ' ' && (c == ' ' || (c >= '\t' && c <= '\r' && c != '\v')); };
  std::size_t at = 0;
  while (at < value.size()) {
    while (at < value.size() && is_space(value[at])) ++at;
    const std::size_t begin = at;
    while (at < value.size() && !is_space(value[at])) ++at;
    if (begin < at) visit(value.substr(begin, at - begin));
  }
}

void assign_lowered(std::string& out, std::string_view text) {
  out.assign(text);
  for (char& c : out) c = static_cast<char>(lower_byte(c));
}

}  // namespace

class IndexWalk {
 public:
  IndexWalk(const SelectorIndex& index, const Page& page, const std::vector<bool>& active, std::vector<Hit>& out)
      : index_(index), page_(page), active_(active), out_(out), matcher_(page), open_(index.below_.size()) {}

  MatchReport run() {
    for (const Attribute& attribute : page_.attributes)
      held_ |= std::uint64_t{1} << static_cast<unsigned>(attribute.id);
    const auto count = static_cast<std::uint32_t>(page_.elements.size());
    for (element_ = 0; element_ < count; ++element_) {
      while (!opened_.empty() && opened_.back().end <= element_) close();
      visit(page_.elements[element_]);
      if (is_over()) {
        out_.clear();
        return {steps_ + matcher_.steps(), true};
      }
    }
    return {steps_ + matcher_.steps(), false};
  }

 private:
  using Feature = SelectorIndex::Feature;

  // What a class value means: ranges of candidates_ and of class_features_.
  struct ClassUse {
    std::string_view value;
    Span candidates, features;
  };
  struct Waiting {
    std::uint32_t entry = 0;
    Tag tag = Tag::unknown;
    bool is_any = false;  // it takes elements of any type
  };
  struct Open {
    std::uint32_t end = 0;
    std::size_t features = 0;  // size of features_ before it
    std::size_t waiting = 0;   // size of waiting_ before it
  };
  static constexpr std::size_t kClassUses = 1024;
  static constexpr std::uint64_t kDear = 64;  // steps of one question; what is below is linear in any case

  bool is_over() const { return steps_ + matcher_.steps() > kMaxMatchSteps; }

  void visit(const Element& element) {
    ++steps_;
    Feature type_feature = 0, id_feature = 0;
    const ClassUse* class_use = nullptr;
    if (element.tag != Tag::unknown) {
      type_feature = index_.tag_features_[static_cast<std::size_t>(element.tag)];
      ask(index_.tags_[static_cast<std::size_t>(element.tag)]);
    } else {
      assign_lowered(lowered_, page_.name_of(element));
      type_feature = ask(index_.types_, lowered_);
    }
    ask(index_.universal_);
    if (!later_.empty()) ask_awaited();
    for (const Waiting& waiting : waiting_)
      if (waiting.is_any || waiting.tag == element.tag || element.tag == Tag::unknown) ask(waiting.entry);
    steps_ += waiting_.size();
    for (const Attribute& attribute : page_.attributes_of(element)) {
      ++steps_;
      if (attribute.id == AttributeName::class_) {
        class_use = &use_of_class(page_.value_of(attribute));
        for (std::uint32_t i = class_use->candidates.begin; i < class_use->candidates.end; ++i) ask(candidates_[i]);
        continue;
      }
      if (attribute.id == AttributeName::id) id_feature = ask(index_.ids_, page_.value_of(attribute));
      if (const SelectorIndex::AttributeBucket* bucket = bucket_of(attribute))
        each_filed(*bucket, page_.value_of(attribute), [&](std::uint32_t entry) { ask(entry); });
    }
    if (element.end > element_ + 1) open(element, type_feature, id_feature, class_use);
  }

  const SelectorIndex::AttributeBucket* bucket_of(const Attribute& attribute) const {
    if (attribute.id != AttributeName::other) {
      const std::uint32_t bucket = index_.attribute_buckets_[static_cast<std::size_t>(attribute.id)];
      return bucket == 0 ? nullptr : &index_.attributes_[bucket - 1];
    }
    const std::uint32_t number = index_.other_names_.find(page_.name_of(attribute));
    return number == kNone ? nullptr : &index_.attributes_[index_.other_buckets_[number]];
  }

  // The entries that are filed by a test which this value passes; one may come more than once.
  template <class Visit>
  void each_filed(const SelectorIndex::AttributeBucket& bucket, std::string_view value, const Visit& visit) {
    const auto each = [&](const std::vector<FiledTest>& filed) {
      steps_ += filed.size() * (1 + value.size() / 64);
      for (const FiledTest& candidate : filed)
        if (holds(candidate.test, value)) visit(candidate.entry);
    };
    each(bucket.any);
    if (value.size() <= bucket.longest) {
      assign_lowered(lowered_, value);
      const std::uint32_t number = bucket.values.find(lowered_);
      if (number != kNone) each(bucket.whole[number]);
    }
    for (std::size_t size = 1; bucket.has_edges && size <= std::min(kGramSize, value.size()); ++size) {
      const std::vector<FiledTest>* const first =
          bucket.first_sizes[size] ? bucket.first.find(gram_of(value.substr(0, size))) : nullptr;
      if (first != nullptr) each(*first);
      const std::vector<FiledTest>* const last =
          bucket.last_sizes[size] ? bucket.last.find(gram_of(value.substr(value.size() - size))) : nullptr;
      if (last != nullptr) each(*last);
    }
    if (!bucket.inside.empty()) each_inside(bucket, value, visit);
  }

  template <class Visit>
  void each_inside(const SelectorIndex::AttributeBucket& bucket, std::string_view value, const Visit& visit) {
    steps_ += value.size() / 16;
    for (std::size_t at = 0; at + kGramSize <= value.size(); at += bucket.step) {
      const std::vector<FiledTest>* const filed = bucket.inside.find(gram_at(value, at));
      if (filed == nullptr || is_over()) continue;
      steps_ += filed->size();
      for (const FiledTest& candidate : *filed)
        if (candidate.gram_at <= at && holds_at(candidate.test, value, at - candidate.gram_at)) visit(candidate.entry);
    }
  }

  // Each value has one place and takes it from whoever had it: the table has its bounds whatever the page.
  const ClassUse& use_of_class(std::string_view value) {
    const std::size_t place = place_of(value);
    const std::uint16_t known = class_places_[place];
    if (known != 0 && class_uses_[known - 1U].value == value) return class_uses_[known - 1U];
    if (known == 0) {
      class_uses_.emplace_back();
      class_places_[place] = static_cast<std::uint16_t>(class_uses_.size());
    }
    ClassUse& use = class_uses_[class_places_[place] - 1U];
    use.value = value;
    look_into(use);
    return use;
  }

  // By its ends and its middle: no need to read all of a long value to find its place.
  static std::size_t place_of(std::string_view value) {
    if (value.size() <= 24) return hash_of_name(value) % kClassUses;
    const std::uint64_t middle = load_eight(value.data() + value.size() / 2 - 4) * 3;
    const std::uint64_t ends = load_eight(value.data()) * 5 + load_eight(value.data() + value.size() - 8) * 7;
    return ((ends + middle + value.size()) * 0x9E3779B97F4A7C15U >> 32U) % kClassUses;
  }

  void look_into(ClassUse& use) {
    use.candidates.begin = static_cast<std::uint32_t>(candidates_.size());
    use.features.begin = static_cast<std::uint32_t>(class_features_.size());
    each_token(use.value, [&](std::string_view name) {
      ++steps_;
      const std::uint32_t number = index_.classes_.index.find(name);
      if (number == kNone) return;
      for (const std::uint32_t entry : index_.classes_.entries[number]) candidates_.push_back(entry);
      if (index_.classes_.features[number] != 0) class_features_.push_back(index_.classes_.features[number]);
    });
    const std::uint32_t bucket = index_.attribute_buckets_[static_cast<std::size_t>(AttributeName::class_)];
    if (bucket != 0) {
      each_filed(index_.attributes_[bucket - 1], use.value, [&](std::uint32_t entry) {
        const bool is_again = candidates_.size() > use.candidates.begin && candidates_.back() == entry;
        if (!is_again) candidates_.push_back(entry);
      });
    }
    const auto first = candidates_.begin() + use.candidates.begin;
    std::sort(first, candidates_.end());
    candidates_.erase(std::unique(first, candidates_.end()), candidates_.end());
    use.candidates.end = static_cast<std::uint32_t>(candidates_.size());
    use.features.end = static_cast<std::uint32_t>(class_features_.size());
  }

  // Asks the entries of a name; says what the name is to those below.
  Feature ask(const SelectorIndex::Names& names, std::string_view name) {
    const std::uint32_t number = names.index.find(name);
    if (number == kNone) return 0;
    ask(names.entries[number]);
    return names.features[number];
  }

  void ask(const SelectorIndex::Bucket& bucket) {
    for (const std::uint32_t entry : bucket) ask(entry);
  }

  void ask(std::uint32_t number) {
    const SelectorIndex::Entry& entry = index_.entries_[number];
    ++steps_;
    if (!active_[entry.rule] || (entry.needs & ~held_) != 0) return;
    for (const Feature feature : entry.above) {
      if (feature == 0) break;
      if (open_[feature] == 0) return;
    }
    if (entry.target != SelectorIndex::Target::self)
      ask_later(number, entry.target);
    else if (entry.is_simple || (!is_over() && matches(number, entry)))
      add_hit(entry);
  }

  // The next sibling of this element or of its parent shall be asked when the walk gets there.
  void ask_later(std::uint32_t number, SelectorIndex::Target target) {
    std::uint32_t before = element_;
    if (target == SelectorIndex::Target::next_of_parent) before = page_.elements[before].parent;
    if (before == kNone) return;
    const std::uint32_t next = page_.elements[before].end;
    if (next == page_.elements.size() || page_.elements[next].parent != page_.elements[before].parent) return;
    later_.push_back({next, number});
    std::push_heap(later_.begin(), later_.end(), std::greater<>());
  }

  void ask_awaited() {
    while (!later_.empty() && later_.front().first == element_) {
      std::pop_heap(later_.begin(), later_.end(), std::greater<>());
      const std::uint32_t number = later_.back().second;
      later_.pop_back();
      if (!is_over() && matches(number, index_.entries_[number])) add_hit(index_.entries_[number]);
    }
  }

  // A selector that has cost more than a few walks over the page is answered by its set from then on: that is linear.
  bool matches(std::uint32_t number, const SelectorIndex::Entry& entry) {
    if (!sets_.empty()) {
      const auto known = sets_.find(number);
      if (known != sets_.end()) return known->second[element_];
    }
    const std::uint64_t before = matcher_.steps();
    const bool is_match = matcher_.matches(entry.selector, element_);
    const std::uint64_t cost = matcher_.steps() - before;
    if (cost < kDear) return is_match;
    const std::uint64_t all = costs_[number] += cost;
    if (all > 1000 + 8 * std::uint64_t{page_.elements.size()} * entry.selector.compounds.size())
      sets_.emplace(number, matcher_.select(entry.selector));
    return is_match;
  }

  // Sorted by rule within the element; most come in order.
  void add_hit(const SelectorIndex::Entry& entry) {
    if (out_.empty() || out_.back().element != element_ || out_.back().rule < entry.rule) {
      out_.push_back({element_, entry.rule, entry.number});
      return;
    }
    auto at = out_.end();
    while (at != out_.begin() && (at - 1)->element == element_ && (at - 1)->rule > entry.rule) --at;
    if (at != out_.begin() && (at - 1)->element == element_ && (at - 1)->rule == entry.rule)
      (at - 1)->selector = std::min((at - 1)->selector, entry.number);
    else
      out_.insert(at, {element_, entry.rule, entry.number});
  }

  void open(const Element& element, Feature type, Feature id, const ClassUse* classes) {
    const std::size_t before = features_.size(), waiting_before = waiting_.size();
    open(type);
    open(id);
    if (classes != nullptr)
      for (std::uint32_t i = classes->features.begin; i < classes->features.end; ++i) open(class_features_[i]);
    if (features_.size() > before) opened_.push_back({element.end, before, waiting_before});
  }

  void open(Feature feature) {
    if (feature == 0) return;
    features_.push_back(feature);
    if (open_[feature]++ > 0) return;
    for (const std::uint32_t entry : index_.below_[feature]) {
      const Compound& wanted = index_.entries_[entry].selector.compounds.back();
      if (active_[index_.entries_[entry].rule]) waiting_.push_back({entry, wanted.tag, wanted.type.empty()});
    }
  }

  void close() {
    for (std::size_t i = opened_.back().features; i < features_.size(); ++i) --open_[features_[i]];
    features_.resize(opened_.back().features);
    waiting_.resize(opened_.back().waiting);
    opened_.pop_back();
  }

  const SelectorIndex& index_;
  const Page& page_;
  const std::vector<bool>& active_;
  std::vector<Hit>& out_;
  Matcher matcher_;
  std::uint64_t steps_ = 0;
  std::uint64_t held_ = 0;  // bit i: the page has the attribute AttributeName{i}
  std::uint32_t element_ = 0;
  std::string lowered_;

  std::array<std::uint16_t, kClassUses> class_places_{};  // index into class_uses_ + 1
  std::vector<ClassUse> class_uses_;
  std::vector<std::uint32_t> candidates_;
  std::vector<Feature> class_features_;

  std::vector<std::uint32_t> open_;  // by feature: how many of the elements around have it
  std::vector<Open> opened_;         // the elements around that have features, outermost first
  std::vector<Feature> features_;    // theirs
  std::vector<Waiting> waiting_;     // entries below an open element that they name

  std::vector<std::pair<std::uint32_t, std::uint32_t>> later_;  // heap, first in front: element, entry to ask it

  std::unordered_map<std::uint32_t, std::uint64_t> costs_;     // by entry, what its dear questions took
  std::unordered_map<std::uint32_t, std::vector<bool>> sets_;  // by entry
};

MatchReport SelectorIndex::match_all(const Page& page, const std::vector<bool>& active, std::vector<Hit>& out,
                                     bool naive) const {
  out.clear();
  if (entries_.empty()) return {};
  if (!naive) return IndexWalk(*this, page, active, out).run();
  Matcher matcher(page);
  for (const Entry& entry : entries_) {
    if (!active[entry.rule]) continue;
    const std::vector<bool> set = matcher.select(entry.selector);
    for (std::uint32_t i = 0; i < set.size(); ++i)
      if (set[i]) out.push_back({i, entry.rule, entry.number});
  }
  const auto place = [](const Hit& hit) { return std::array{hit.element, hit.rule, hit.selector}; };
  std::sort(out.begin(), out.end(), [&](const Hit& a, const Hit& b) { return place(a) < place(b); });
  out.erase(std::unique(out.begin(), out.end(),
                        [](const Hit& a, const Hit& b) { return a.element == b.element && a.rule == b.rule; }),
            out.end());
  return {matcher.steps(), false};
}

}  // namespace dehusk
