// Building the buckets: each selector goes where the fewest elements will ask for it, and where every element that it
// can match does ask.

#include <algorithm>
#include <unordered_map>

#include "rule/selector_index.h"

namespace dehusk {

namespace {

// The attributes without which no element of a page can match the selector: one bit for each AttributeName.
std::uint64_t needs_of(const Selector& selector);

std::uint64_t bit_of(AttributeName name) {
  return name == AttributeName::other ? 0 : std::uint64_t{1} << static_cast<unsigned>(name);
}
static_assert(kAttributeNameCount <= 64);

std::uint64_t needs_of(const FunctionTest& test) {
  if (test.function == Function::none || test.arguments.empty()) return 0;
  std::uint64_t needs = ~std::uint64_t{0};
  for (const Selector& argument : test.arguments) needs &= needs_of(argument);
  return needs;
}

std::uint64_t needs_of(const Selector& selector) {
  std::uint64_t needs = 0;
  for (const Compound& compound : selector.compounds) {
    if (!compound.ids.empty()) needs |= bit_of(AttributeName::id);
    if (!compound.classes.empty()) needs |= bit_of(AttributeName::class_);
    for (const AttributeTest& test : compound.attributes) needs |= bit_of(test.id);
    for (const FunctionTest& test : compound.functions) needs |= needs_of(test);
  }
  return needs;
}

std::string lowered(std::string_view text) {
  std::string lower;
  for (const char c : text) lower += static_cast<char>(lower_byte(c));
  return lower;
}

bool is_simple(const Selector& selector) {
  const Compound& only = selector.compounds.front();
  const std::size_t parts = (only.type.empty() ? 0U : 1U) + only.ids.size() + only.classes.size() +
                            only.attributes.size() + 2 * (only.structurals.size() + only.functions.size());
  return selector.compounds.size() == 1 && parts <= 1;
}

// What stands before a ' ' or '>' is an ancestor of the last compound's element, even across siblings.
bool is_above(const Selector& selector, std::size_t compound) {
  const Combinator link = selector.compounds[compound + 1].link;
  return link == Combinator::descendant || link == Combinator::child;
}

}  // namespace

class IndexBuilder {
 public:
  SelectorIndex build(const std::vector<Rule>& rules) {
    for (std::uint32_t i = 0; i < rules.size(); ++i)
      for (std::uint32_t number = 0; number < rules[i].match.css.size(); ++number)
        for (Selector& selector : parse_selector(rules[i].match.css[number].text))
          index_.entries_.push_back({.selector = std::move(selector), .rule = i, .number = number});
    for (const SelectorIndex::Entry& entry : index_.entries_)
      for (const std::string& name : entry.selector.compounds.back().classes) ++class_uses_[name];
    index_.below_.resize(1);
    for (std::uint32_t i = 0; i < index_.entries_.size(); ++i) {
      SelectorIndex::Entry& entry = index_.entries_[i];
      entry.needs = needs_of(entry.selector);
      entry.is_simple = is_simple(entry.selector);
      note_ancestors(entry);
      if (!await(i) && !file_left(i)) file(entry.selector.compounds.back(), i);
    }
    for (SelectorIndex::AttributeBucket& bucket : index_.attributes_) file_insides(bucket);
    return std::move(index_);
  }

 private:
  using Feature = SelectorIndex::Feature;
  using Names = SelectorIndex::Names;

  // '.share a', '#menu > *': what it selects is common, so it is asked about only while its ancestor is open.
  bool await(std::uint32_t entry) {
    const Selector& selector = index_.entries_[entry].selector;
    if (is_telling(selector.compounds.back())) return false;
    for (std::size_t i = selector.compounds.size() - 1; i-- > 0;) {
      const Compound& above = selector.compounds[i];
      if (!is_above(selector, i) || (above.ids.empty() && above.classes.empty())) continue;
      const Feature feature = above.ids.empty() ? feature_of(index_.classes_, rarest(above.classes))
                                                : feature_of(index_.ids_, above.ids.front());
      add(index_.below_[feature], entry);
      return true;
    }
    return false;
  }

  // '[aria-expanded] + div', ':has(> [aria-expanded]) + div': filed by what stands on the left.
  bool file_left(std::uint32_t number) {
    SelectorIndex::Entry& entry = index_.entries_[number];
    const std::vector<Compound>& compounds = entry.selector.compounds;
    if (compounds.size() < 2 || compounds.back().link != Combinator::next || is_telling(compounds.back())) return false;
    const Compound* left = &compounds[compounds.size() - 2];
    SelectorIndex::Target target = SelectorIndex::Target::next_sibling;
    if (!is_telling(*left)) {
      left = only_child(*left);
      target = SelectorIndex::Target::next_of_parent;
    }
    if (left == nullptr || !is_telling(*left)) return false;
    entry.target = target;
    file(*left, number);
    return true;
  }

  // The compound that a child must match, if that is what the compound asks: ':has(> img)'.
  static const Compound* only_child(const Compound& compound) {
    for (const FunctionTest& test : compound.functions) {
      if (test.function != Function::has || test.arguments.size() != 1) continue;
      const Compound& child = test.arguments.front().compounds.front();
      if (test.arguments.front().compounds.size() == 1 && child.link == Combinator::child) return &child;
    }
    return nullptr;
  }

  // Few elements match it: it has a bucket that is not a type's.
  static bool is_telling(const Compound& compound) {
    return !compound.ids.empty() || !compound.classes.empty() || best(compound) != nullptr;
  }

  // Puts the entry where every element that the compound can match will look.
  void file(const Compound& compound, std::uint32_t entry) {
    if (!compound.ids.empty()) return add(index_.ids_, compound.ids.front(), entry);
    if (!compound.classes.empty()) return add(index_.classes_, rarest(compound.classes), entry);
    if (const AttributeTest* test = best(compound)) return file(*test, entry);
    if (!compound.type.empty()) {
      if (compound.tag != Tag::unknown) add(index_.tags_[static_cast<std::size_t>(compound.tag)], entry);
      return add(index_.types_, compound.type, entry);
    }
    for (const FunctionTest& test : compound.functions) {
      if (test.function != Function::is) continue;
      for (const Selector& argument : test.arguments) file(argument.compounds.back(), entry);
      return;
    }
    add(index_.universal_, entry);
  }

  void file(const AttributeTest& test, std::uint32_t entry) {
    using Way = AttributeTest::Way;
    SelectorIndex::AttributeBucket& bucket = bucket_of(test);
    const FiledTest filed{.test = test, .entry = entry};
    const std::string_view value = filed.test.value;
    const std::size_t size = std::min(value.size(), kGramSize);
    if (test.way == Way::equal) {
      const std::uint32_t number = bucket.values.add(lowered(value));
      bucket.whole.resize(bucket.values.size());
      bucket.whole[number].push_back(filed);
      bucket.longest = std::max(bucket.longest, value.size());
    } else if (is_weak(test)) {
      bucket.any.push_back(filed);
    } else if (test.way == Way::prefix || test.way == Way::dash) {
      bucket.first.add(gram_of(value.substr(0, size)), filed);
      bucket.first_sizes[size] = bucket.has_edges = true;
    } else if (test.way == Way::suffix) {
      bucket.last.add(gram_of(value.substr(value.size() - size)), filed);
      bucket.last_sizes[size] = bucket.has_edges = true;
    } else {
      bucket.insides.push_back(filed);
    }
  }

  // A value of n bytes has n - 2 grams: of any n - 2 places in a row one is looked at.
  static void file_insides(SelectorIndex::AttributeBucket& bucket) {
    if (bucket.insides.empty()) return;
    std::size_t shortest = bucket.insides.front().test.value.size();
    for (const FiledTest& filed : bucket.insides) shortest = std::min(shortest, filed.test.value.size());
    bucket.step = shortest - kGramSize + 1;
    for (FiledTest& filed : bucket.insides)
      for (filed.gram_at = 0; filed.gram_at < bucket.step; ++filed.gram_at)
        bucket.inside.add(gram_of(std::string_view(filed.test.value).substr(filed.gram_at, kGramSize)), filed);
  }

  SelectorIndex::AttributeBucket& bucket_of(const AttributeTest& test) {
    const auto next = static_cast<std::uint32_t>(index_.attributes_.size());
    std::uint32_t bucket = next;
    if (test.id == AttributeName::other) {
      const std::uint32_t number = index_.other_names_.add(test.name);
      if (number == index_.other_buckets_.size()) index_.other_buckets_.push_back(next);
      bucket = index_.other_buckets_[number];
    } else {
      std::uint32_t& known = index_.attribute_buckets_[static_cast<std::size_t>(test.id)];
      if (known == 0) known = next + 1;
      bucket = known - 1;
    }
    if (bucket == next) index_.attributes_.emplace_back();
    return index_.attributes_[bucket];
  }

  static std::uint32_t number_of(Names& names, const std::string& name) {
    const std::uint32_t number = names.index.add(name);
    names.entries.resize(names.index.size());
    names.features.resize(names.index.size());
    return number;
  }

  static void add(Names& names, const std::string& name, std::uint32_t entry) {
    add(names.entries[number_of(names, name)], entry);
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

  // Says nothing, or too little for a look-up, about the value.
  static bool is_weak(const AttributeTest& test) {
    using Way = AttributeTest::Way;
    const bool is_inside = test.way == Way::inside || test.way == Way::word;
    return test.way == Way::present || (test.way != Way::equal && test.value.empty()) ||
           (is_inside && test.value.size() < kGramSize);
  }

  // The attribute with the longest value; a weak one only where it says more than the type.
  static const AttributeTest* best(const Compound& compound) {
    const AttributeTest* found = nullptr;
    for (const AttributeTest& test : compound.attributes)
      if (found == nullptr || test.value.size() > found->value.size()) found = &test;
    if (found == nullptr || !is_weak(*found) || compound.type.empty()) return found;
    using enum AttributeName;
    static constexpr std::array kCommon = {alt, class_, href, id, src, style, title};
    return std::find(kCommon.begin(), kCommon.end(), found->id) == kCommon.end() ? found : nullptr;
  }

  void note_ancestors(SelectorIndex::Entry& entry) {
    std::size_t noted = 0;
    const auto note = [&](Feature feature) {
      if (noted < entry.above.size()) entry.above[noted++] = feature;
    };
    for (std::size_t i = entry.selector.compounds.size() - 1; i-- > 0;) {
      if (!is_above(entry.selector, i)) continue;
      const Compound& above = entry.selector.compounds[i];
      for (const std::string& id : above.ids) note(feature_of(index_.ids_, id));
      for (const std::string& name : above.classes) note(feature_of(index_.classes_, name));
      if (above.type.empty()) continue;
      const Feature feature = feature_of(index_.types_, above.type);
      if (above.tag != Tag::unknown) index_.tag_features_[static_cast<std::size_t>(above.tag)] = feature;
      note(feature);
    }
  }

  Feature feature_of(Names& names, const std::string& name) {
    Feature& feature = names.features[number_of(names, name)];
    if (feature != 0) return feature;
    feature = static_cast<Feature>(index_.below_.size());
    index_.below_.emplace_back();
    return feature;
  }

  SelectorIndex index_;
  std::unordered_map<std::string, std::uint32_t> class_uses_;
};

SelectorIndex build_selector_index(const std::vector<Rule>& rules) { return IndexBuilder().build(rules); }

}  // namespace dehusk
