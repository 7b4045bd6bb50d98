// Matching. Right to left, a failure says how far back a new attempt can make sense (as in WebKit and Stylo): if the
// ancestors ran out for a compound, no higher start can help; if the parent was wrong, no sibling can. So attempts
// never multiply.

#include "rule/selector.h"

#include <algorithm>

namespace dehusk {

namespace {

constexpr std::string_view kSpaces = " \t\n\r\f";
constexpr int kNear = 32;  // elements that :has looks through by hand

char lower_ascii(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool is_equal(std::string_view a, std::string_view b, bool ignores_case) {
  if (!ignores_case) return a == b;
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower_ascii(x) == lower_ascii(y); });
}

bool is_inside(std::string_view text, std::string_view part, bool ignores_case) {
  if (!ignores_case) return text.find(part) != std::string_view::npos;
  return std::search(text.begin(), text.end(), part.begin(), part.end(),
                     [](char x, char y) { return lower_ascii(x) == lower_ascii(y); }) != text.end();
}

bool is_space(char c) { return kSpaces.find(c) != std::string_view::npos; }

bool is_token(std::string_view value, std::size_t begin, std::size_t end) {
  return begin < end && (begin == 0 || is_space(value[begin - 1])) && (end == value.size() || is_space(value[end])) &&
         std::none_of(value.begin() + static_cast<std::ptrdiff_t>(begin),
                      value.begin() + static_cast<std::ptrdiff_t>(end), is_space);
}

bool has_token(std::string_view value, std::string_view token, bool ignores_case) {
  for (std::size_t at = 0; at + token.size() <= value.size(); ++at) {
    if (!ignores_case) at = value.find(token, at);
    if (at == std::string_view::npos) return false;
    if (is_equal(value.substr(at, token.size()), token, ignores_case) && is_token(value, at, at + token.size()))
      return true;
  }
  return false;
}

}  // namespace

bool Matcher::is_of_type(const Compound& compound, const Element& element) const {
  if (compound.type.empty()) return true;
  if (element.tag != Tag::unknown) return element.tag == compound.tag;
  return is_equal(page_.name_of(element), compound.type, true);
}

bool holds(const AttributeTest& test, std::string_view value) {
  using Way = AttributeTest::Way;
  const std::string_view wanted = test.value;
  if (test.way == Way::present) return true;
  if (test.way == Way::equal) return is_equal(value, wanted, test.ignores_case);
  if (test.way == Way::dash) {
    if (value.size() > wanted.size() && value[wanted.size()] != '-') return false;
    return is_equal(value.substr(0, wanted.size()), wanted, test.ignores_case);
  }
  // The other ways never hold for an empty value, CSS says.
  if (wanted.empty() || wanted.size() > value.size()) return false;
  switch (test.way) {
    case Way::word:
      return has_token(value, wanted, test.ignores_case);
    case Way::prefix:
      return is_equal(value.substr(0, wanted.size()), wanted, test.ignores_case);
    case Way::suffix:
      return is_equal(value.substr(value.size() - wanted.size()), wanted, test.ignores_case);
    default:
      return is_inside(value, wanted, test.ignores_case);
  }
}

bool holds_at(const AttributeTest& test, std::string_view value, std::size_t at) {
  const std::size_t size = test.value.size();
  return at + size <= value.size() && is_equal(value.substr(at, size), test.value, test.ignores_case) &&
         (test.way != AttributeTest::Way::word || is_token(value, at, at + size));
}

bool Matcher::holds(const AttributeTest& test, const Element& element) {
  const std::optional<std::string_view> held =
      test.id == AttributeName::other ? page_.attribute(element, test.name) : page_.attribute(element, test.id);
  if (!held) return false;
  steps_ += held->size() / 64;
  return dehusk::holds(test, *held);
}

bool Matcher::holds(Structural structural, std::uint32_t element) const {
  const Element& self = page_.elements[element];
  const bool is_first = self.parent == kNone ? element == 0 : element == self.parent + 1;
  const bool is_last = self.end == (self.parent == kNone ? page_.elements.size() : page_.elements[self.parent].end);
  switch (structural) {
    case Structural::first_child:
      return is_first;
    case Structural::last_child:
      return is_last;
    case Structural::only_child:
      return is_first && is_last;
    case Structural::empty:
      return self.end == element + 1 && page_.text_of(self).find_first_not_of(kSpaces) == std::string_view::npos;
    case Structural::root:
      return self.parent == kNone;
  }
  return false;
}

bool Matcher::holds(const FunctionTest& test, std::uint32_t element) {
  if (test.function != Function::has) return matches(test.arguments, element) == (test.function == Function::is);
  return std::any_of(test.arguments.begin(), test.arguments.end(),
                     [&](const Selector& relative) { return has(relative, element); });
}

bool Matcher::holds(const Compound& compound, std::uint32_t element) {
  const Element& self = page_.elements[element];
  ++steps_;
  if (!is_of_type(compound, self)) return false;
  if (!compound.ids.empty()) {
    const std::optional<std::string_view> held = page_.attribute(self, AttributeName::id);
    for (const std::string& id : compound.ids)
      if (!held || *held != id) return false;
  }
  if (!compound.classes.empty()) {
    const std::optional<std::string_view> held = page_.attribute(self, AttributeName::class_);
    if (!held) return false;
    for (const std::string& name : compound.classes) {
      steps_ += 1 + held->size() / 64;
      if (!has_token(*held, name, false)) return false;
    }
  }
  for (const AttributeTest& test : compound.attributes) {
    ++steps_;
    if (!holds(test, self)) return false;
  }
  for (const Structural structural : compound.structurals)
    if (!holds(structural, element)) return false;
  return std::all_of(compound.functions.begin(), compound.functions.end(),
                     [&](const FunctionTest& test) { return holds(test, element); });
}

// `compound` has matched at `element`: do those to its left find their places?
Matcher::Outcome Matcher::match_left(const Selector& selector, std::size_t compound, std::uint32_t element) {
  if (compound == 0) return Outcome::matched;
  const Compound& before = selector.compounds[compound - 1];
  switch (selector.compounds[compound].link) {
    case Combinator::descendant:
      for (std::uint32_t above = page_.elements[element].parent; above != kNone; above = page_.elements[above].parent) {
        if (!holds(before, above)) continue;
        const Outcome outcome = match_left(selector, compound - 1, above);
        if (outcome == Outcome::matched || outcome == Outcome::failed) return outcome;
      }
      return Outcome::failed;
    case Combinator::child: {
      const std::uint32_t above = page_.elements[element].parent;
      if (above == kNone) return Outcome::failed;
      if (!holds(before, above)) return Outcome::retry_descendant;
      const Outcome outcome = match_left(selector, compound - 1, above);
      return outcome == Outcome::retry_later_sibling ? Outcome::retry_descendant : outcome;
    }
    case Combinator::next: {
      const std::uint32_t sibling = sibling_before(element);
      if (sibling == kNone) return Outcome::retry_descendant;
      return holds(before, sibling) ? match_left(selector, compound - 1, sibling) : Outcome::retry_later_sibling;
    }
    case Combinator::later:
      for (std::uint32_t sibling = sibling_before(element); sibling != kNone; sibling = sibling_before(sibling)) {
        if (!holds(before, sibling)) continue;
        const Outcome outcome = match_left(selector, compound - 1, sibling);
        if (outcome != Outcome::retry_later_sibling) return outcome;
      }
      return Outcome::retry_descendant;
  }
  return Outcome::failed;
}

bool Matcher::matches(const Selector& selector, std::uint32_t element) {
  const std::size_t last = selector.compounds.size() - 1;
  return holds(selector.compounds[last], element) && match_left(selector, last, element) == Outcome::matched;
}

bool Matcher::matches(const SelectorList& selectors, std::uint32_t element) {
  return std::any_of(selectors.begin(), selectors.end(),
                     [&](const Selector& selector) { return matches(selector, element); });
}

std::uint32_t Matcher::closest(const SelectorList& selectors, std::uint32_t element) {
  while (element != kNone && !matches(selectors, element)) element = page_.elements[element].parent;
  return element;
}

std::uint32_t Matcher::sibling_before(std::uint32_t element) {
  const auto count = static_cast<std::uint32_t>(page_.elements.size());
  if (sibling_before_.empty()) {
    sibling_before_.assign(count, kNone);
    for (std::uint32_t i = 0; i < count; ++i) {
      const std::uint32_t next = page_.elements[i].end;
      if (next < count && page_.elements[next].parent == page_.elements[i].parent) sibling_before_[next] = i;
    }
  }
  return sibling_before_[element];
}

// The elements that stand in `link` to an element of the set on their left: `set > these`.
std::vector<bool> Matcher::linked_from(const std::vector<bool>& set, Combinator link) {
  std::vector<bool> linked(set.size(), false);
  for (std::uint32_t i = 0; i < set.size(); ++i) {
    const bool is_vertical = link == Combinator::descendant || link == Combinator::child;
    const std::uint32_t other = is_vertical ? page_.elements[i].parent : sibling_before(i);
    const bool is_passed_on = link == Combinator::descendant || link == Combinator::later;
    if (other != kNone) linked[i] = set[other] || (is_passed_on && linked[other]);
  }
  steps_ += set.size();
  return linked;
}

// The elements that stand in `link` to an element of the set on their right: `these > set`.
std::vector<bool> Matcher::linked_to(const std::vector<bool>& set, Combinator link) {
  std::vector<bool> linked(set.size(), false);
  for (auto i = static_cast<std::uint32_t>(set.size()); i-- > 0;) {
    const bool is_vertical = link == Combinator::descendant || link == Combinator::child;
    const std::uint32_t other = is_vertical ? page_.elements[i].parent : sibling_before(i);
    const bool is_passed_on = link == Combinator::descendant || link == Combinator::later;
    if (other != kNone && (set[i] || (is_passed_on && linked[i]))) linked[other] = true;
  }
  steps_ += set.size();
  return linked;
}

std::vector<bool> Matcher::select(const Selector& selector) {
  std::vector<bool> set(page_.elements.size(), true);
  for (std::size_t k = 0; k < selector.compounds.size(); ++k) {
    if (k > 0) set = linked_from(set, selector.compounds[k].link);
    for (std::uint32_t i = 0; i < set.size(); ++i) set[i] = set[i] && holds(selector.compounds[k], i);
  }
  return set;
}

// Most elements that are asked have little in them: they are looked through. At the first that has more, the set of all
// elements that have it is made.
std::optional<bool> Matcher::has_near(const Selector& relative, std::uint32_t element) {
  const Compound& wanted = relative.compounds.front();
  const bool is_child = wanted.link == Combinator::child;
  if (relative.compounds.size() > 1 || (!is_child && wanted.link != Combinator::descendant)) return std::nullopt;
  const std::uint32_t end = page_.elements[element].end;
  int looked = 0;
  for (std::uint32_t at = element + 1; at < end; at = is_child ? page_.elements[at].end : at + 1) {
    if (++looked > kNear) return std::nullopt;
    if (holds(wanted, at)) return true;
  }
  return false;
}

// Nothing on the page can be what the compound names, for no element has its tag.
bool Matcher::is_absent(const Compound& compound) {
  if (compound.tag == Tag::unknown) return false;
  if (!tags_) {
    tags_.emplace();
    for (const Element& element : page_.elements) tags_->set(static_cast<std::size_t>(element.tag));
  }
  return !tags_->test(static_cast<std::size_t>(compound.tag));
}

// The elements that have what the argument of :has() names; empty if none has.
std::vector<bool> Matcher::those_that_have(const Selector& relative) {
  std::vector<bool> set;
  for (std::size_t k = relative.compounds.size(); k-- > 0;) {
    const Compound& compound = relative.compounds[k];
    const bool is_last = set.empty();
    if (is_last) set.resize(page_.elements.size(), false);
    bool is_any = false;
    for (std::uint32_t i = 0; i < set.size(); ++i) {
      if (!is_last && !set[i]) continue;
      const bool is_it = holds(compound, i);
      set[i] = is_it;
      is_any |= is_it;
    }
    if (!is_any) return {};
    set = linked_to(set, compound.link);
  }
  return set;
}

bool Matcher::has(const Selector& relative, std::uint32_t element) {
  if (is_absent(relative.compounds.back())) return false;
  auto known = has_.find(&relative);
  if (known == has_.end()) {
    if (const std::optional<bool> near = has_near(relative, element)) return *near;
    known = has_.emplace(&relative, those_that_have(relative)).first;
  }
  return !known->second.empty() && known->second[element];
}

bool matches(const Selector& selector, const Page& page, std::uint32_t element) {
  return Matcher(page).matches(selector, element);
}

}  // namespace dehusk
