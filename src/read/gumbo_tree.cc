// Gumbo's tree, of the page or of its skeleton, walked once without recursion. Source offsets come from Gumbo's
// pointers into the buffer for elements and text, where fuzzing has shown them to be right, and never from those of
// attributes, where they are not.

#include "read/gumbo_tree.h"

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <string>

#include "read/parse_guard.h"
#include "read/skeleton.h"
#include "read/skeleton_lookup.h"
#include "read/skeleton_tags.h"
#include "read/source_repair.h"

namespace dehusk {

namespace {

constexpr std::uint32_t kDepthSlack = 120;  // the adoption agency nests a little deeper than the stack of open elements

struct ParseJob {
  GumboOptions options;
  const char* buffer;
  std::size_t size;
  GumboOutput* output;
};

void parse(void* context) {
  auto* const job = static_cast<ParseJob*>(context);
  job->output = gumbo_parse_with_options(&job->options, job->buffer, job->size);
}

std::array<Tag, GUMBO_TAG_LAST + 1> make_tags() {
  std::array<Tag, GUMBO_TAG_LAST + 1> tags{};
  for (int i = 0; i < GUMBO_TAG_UNKNOWN; ++i)
    tags[static_cast<std::size_t>(i)] = tag_from(gumbo_normalized_tagname(static_cast<GumboTag>(i)));
  return tags;
}

std::array<bool, GUMBO_TAG_LAST + 1> make_is_raw() {
  std::array<bool, GUMBO_TAG_LAST + 1> is_raw{};
  for (int i = 0; i < GUMBO_TAG_UNKNOWN; ++i) {
    const std::string_view name = gumbo_normalized_tagname(static_cast<GumboTag>(i));
    const TagTraits& traits = traits_of(tag_from(name), name);
    is_raw[static_cast<std::size_t>(i)] = traits.content != TagTraits::Content::markup;
  }
  return is_raw;
}

// The nodes that Gumbo made up or copied: their start tag stands elsewhere or nowhere.
constexpr unsigned kNoTagOfItsOwn = GUMBO_INSERTION_BY_PARSER | GUMBO_INSERTION_RECONSTRUCTED_FORMATTING_ELEMENT |
                                    GUMBO_INSERTION_ADOPTION_AGENCY_CLONED | GUMBO_INSERTION_FROM_ISINDEX;

char to_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

class Flattener {
 public:
  // `repaired` is the page as Gumbo should see it, `buffer` what it has seen: the same, or a skeleton of it. Then
  // `lookup` knows the way back.
  Flattener(Page& page, std::string_view repaired, std::string_view buffer, SkeletonLookup* lookup,
            std::vector<TextRun>& runs)
      : page_(page), repaired_(repaired), buffer_(buffer), lookup_(lookup), runs_(runs) {}

  // False if the tree is deeper than `max_depth`.
  bool flatten(const GumboNode* root, std::uint32_t max_depth) {
    open(root, kNone);
    while (!stack_.empty()) {
      Open& top = stack_.back();
      const GumboVector& children = top.node->v.element.children;
      if (top.next == children.length) {
        close();
        continue;
      }
      const auto* const child = static_cast<const GumboNode*>(children.data[top.next++]);
      if (child->type == GUMBO_NODE_ELEMENT || child->type == GUMBO_NODE_TEMPLATE) {
        if (stack_.size() > max_depth) return false;
        open(child, top.element);
      } else if (child->type != GUMBO_NODE_COMMENT) {
        add_run(child->v.text, top.element);
      }
    }
    return true;
  }

 private:
  struct Open {
    const GumboNode* node;
    std::uint32_t element;
    unsigned next;
  };

  // The place in the source of a tag; nothing for pieces that lie elsewhere (Gumbo's static strings).
  [[nodiscard]] std::optional<Span> place_of(const GumboStringPiece& piece) const {
    const std::optional<Span> place = place_in_buffer(piece);
    return place.has_value() && lookup_ != nullptr ? lookup_->place_of_tag(*place) : place;
  }

  [[nodiscard]] std::optional<Span> place_in_buffer(const GumboStringPiece& piece) const {
    if (piece.data == nullptr || piece.data < buffer_.data() || piece.data > buffer_.data() + buffer_.size())
      return std::nullopt;
    const auto begin = static_cast<std::size_t>(piece.data - buffer_.data());
    const std::size_t end = begin + std::min(piece.length, buffer_.size() - begin);
    return Span{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }

  // The place of a start tag. Gumbo counts a "</>" that stands right before it (an error, and nothing) as part of it.
  [[nodiscard]] std::optional<Span> place_of_tag(const GumboStringPiece& piece) const {
    std::optional<Span> place = place_of(piece);
    while (place.has_value() && slice(page_.source, *place).starts_with("</>")) place->begin += 3;
    return place;
  }

  void open(const GumboNode* node, std::uint32_t parent) {
    const GumboElement& from = node->v.element;
    const auto index = static_cast<std::uint32_t>(page_.elements.size());
    Element element;
    element.tag = tag_of(from.tag);
    element.is_foreign = from.tag_namespace != GUMBO_NAMESPACE_HTML;
    element.depth = static_cast<std::uint16_t>(stack_.size());
    element.parent = parent;
    element.source = {.begin = at_, .end = at_};
    if (from.original_tag.length > 0 && (static_cast<unsigned>(node->parse_flags) & kNoTagOfItsOwn) == 0) {
      element.source = place_of_tag(from.original_tag).value_or(element.source);
      at_ = element.source.end;
    }
    if (element.tag == Tag::unknown || is_renamed(element)) name_element(element, from);
    add_attributes(element, from);
    page_.elements.push_back(element);
    stack_.push_back({.node = node, .element = index, .next = 0});
  }

  void close() {
    const Open top = stack_.back();
    stack_.pop_back();
    Element& element = page_.elements[top.element];
    element.end = static_cast<std::uint32_t>(page_.elements.size());
    if (!element.source.empty()) {
      const GumboElement& from = top.node->v.element;
      const bool has_end_tag = from.original_end_tag.length > 0;
      const std::optional<Span> end_tag = has_end_tag ? place_of(from.original_end_tag) : std::nullopt;
      if (end_tag.has_value()) {
        element.source.end = std::max(element.source.end, end_tag->end);
        at_ = std::max(at_, end_tag->end);
      }
    }
    if (element.parent == kNone || element.source.empty()) return;
    Element& parent = page_.elements[element.parent];
    if (!parent.source.empty()) parent.source.end = std::max(parent.source.end, element.source.end);
  }

  void add_run(const GumboText& from, std::uint32_t parent) {
    TextRun run{.text = from.text,
                .source = {.begin = at_, .end = at_},
                .parent = parent,
                .before = static_cast<std::uint32_t>(page_.elements.size())};
    if (const std::optional<Span> place = place_in_buffer(from.original_text); place.has_value()) {
      run.source = lookup_ == nullptr ? *place : lookup_->place_of_text(*place);
      if (lookup_ != nullptr) run.text = lookup_->text_of(*place, from.text);
    }
    at_ = std::max(at_, run.source.end);
    Element& owner = page_.elements[parent];
    if (is_code(owner.tag) && !owner.is_foreign) run.text = slice(page_.source, run.source);
    if (!owner.source.empty()) owner.source.end = std::max(owner.source.end, run.source.end);
    runs_.push_back(run);
  }

  static Tag tag_of(GumboTag tag) {
    static const std::array<Tag, GUMBO_TAG_LAST + 1> kTags = make_tags();
    return kTags[static_cast<std::size_t>(tag)];
  }

  Span add_lower(std::string_view name) {
    const auto begin = static_cast<std::uint32_t>(page_.attribute_text.size());
    page_.attribute_text.append(name);
    const auto end = static_cast<std::uint32_t>(page_.attribute_text.size());
    std::transform(page_.attribute_text.begin() + begin, page_.attribute_text.end(),
                   page_.attribute_text.begin() + begin, to_lower);
    return {.begin = begin, .end = end};
  }

  // True if Gumbo saw another name than the source has (source_repair.h).
  [[nodiscard]] bool is_renamed(const Element& element) const {
    if (repaired_.data() == page_.source.data() || element.source.empty()) return false;
    constexpr std::size_t kTelling = 3;  // '<' and two letters
    return repaired_.substr(element.source.begin, kTelling) !=
           std::string_view(page_.source).substr(element.source.begin, kTelling);
  }

  // Gumbo knows fewer names than HTML has now: <dialog> and <picture> are unknown to it, but not to tag_from.
  void name_element(Element& element, const GumboElement& from) {
    if (from.tag != GUMBO_TAG_UNKNOWN && !is_renamed(element)) {
      element.name = add_lower(gumbo_normalized_tagname(from.tag));
      return;
    }
    const std::optional<Span> place = place_of_tag(from.original_tag);
    if (!place.has_value()) return;
    std::string_view name = slice(page_.source, *place);
    name.remove_prefix(std::min(name.find_first_not_of("</"), name.size()));
    element.name = add_lower(name.substr(0, name.find_first_of(" \t\n\f\r/>")));
    element.tag = tag_from(slice(page_.attribute_text, element.name));
    if (element.tag != Tag::unknown) element.name = {};
  }

  void add_attributes(Element& element, const GumboElement& from) {
    std::optional<Span> tag = place_in_buffer(from.original_tag);
    if (lookup_ != nullptr && tag.has_value() && !tag->empty()) {
      while (slice(buffer_, *tag).starts_with("</>")) tag->begin += 3;
      const bool is_raw = from.tag_namespace == GUMBO_NAMESPACE_HTML && has_raw_content(from.tag);
      if (lookup_->give_attributes(tag->begin, is_raw, page_, element)) return;
    }
    add_attributes(element, from.attributes);
  }

  static bool has_raw_content(GumboTag tag) {
    static const std::array<bool, GUMBO_TAG_LAST + 1> kIsRaw = make_is_raw();
    return kIsRaw[static_cast<std::size_t>(tag)];
  }

  void add_attributes(Element& element, const GumboVector& attributes) {
    element.first_attribute = static_cast<std::uint32_t>(page_.attributes.size());
    element.attribute_count = attributes.length;
    for (unsigned i = 0; i < attributes.length; ++i) {
      const auto* const from = static_cast<const GumboAttribute*>(attributes.data[i]);
      const Span name = add_lower(from->name);
      page_.attribute_text.append(from->value);
      const auto end = static_cast<std::uint32_t>(page_.attribute_text.size());
      page_.attributes.push_back({.name = name,
                                  .value = {.begin = name.end, .end = end},
                                  .id = attribute_name_from(slice(page_.attribute_text, name))});
    }
  }

  Page& page_;
  std::string_view repaired_;
  std::string_view buffer_;
  SkeletonLookup* lookup_;
  std::vector<TextRun>& runs_;
  std::vector<Open> stack_;
  std::uint32_t at_ = 0;  // how far the source has been seen: where implied elements stand
};

std::size_t arena_bytes(const Limits& limits, std::size_t input) {
  const std::uint64_t wanted = (16U << 20) + 32 * static_cast<std::uint64_t>(input);
  return static_cast<std::size_t>(std::min(wanted, limits.max_memory));
}

// Gumbo's tree of `buffer`, which stands for a page of `page_bytes`, in memory that lives until the next one in this
// thread. Without `wants_errors` Gumbo runs the names of doubled attributes together (`<div hidden hidden class=a>`
// gets an attribute `hiddenclass`).
ParseStop parse_guarded(const std::string& buffer, std::size_t page_bytes, bool wants_errors, const Limits& limits,
                        const GumboOutput*& output) {
  ParseJob job{.options = kGumboDefaultOptions, .buffer = buffer.c_str(), .size = buffer.size(), .output = nullptr};
  job.options.allocator = &guard_allocate;
  job.options.deallocator = &guard_release;
  job.options.max_errors = wants_errors ? -1 : 0;
  const GuardBounds bounds{.max_memory = arena_bytes(limits, page_bytes),
                           .max_depth = limits.max_depth,
                           .timeout_ms = limits.timeout_ms,
                           .node_size = sizeof(GumboNode),
                           .attribute_size = sizeof(GumboAttribute)};
  const ParseStop stop = run_guarded(bounds, &parse, &job);
  if (stop == ParseStop::none) output = job.output;
  return stop;
}

}  // namespace

ParseStop build_skeleton_tree(std::string_view source, const HtmlTokens& tokens, Page& page, const Limits& limits,
                              std::vector<TextRun>& runs, bool& is_sure) {
  thread_local Skeleton skeleton;
  thread_local std::string texts;
  make_skeleton(source, tokens, skeleton);
  const GumboOutput* output = nullptr;
  ParseStop stop = parse_guarded(skeleton.bytes, source.size(), skeleton.has_doubles, limits, output);
  is_sure = true;
  if (stop == ParseStop::none) {
    page.elements.reserve(skeleton.tokens.size() / 3);  // a start tag, an end tag, a text
    SkeletonLookup lookup(skeleton, tokens, source, texts);
    Flattener flattener(page, source, skeleton.bytes, &lookup, runs);
    if (!flattener.flatten(output->root, limits.max_depth + kDepthSlack)) stop = ParseStop::depth;
    is_sure = lookup.is_right();
  }
  skeleton.clear();  // what is next needs memory, too
  return stop;
}

ParseStop build_plain_tree(Page& page, const Limits& limits, std::vector<TextRun>& runs) {
  std::string repaired;
  const std::string& source = repair_source(page.source, repaired) ? repaired : page.source;
  const GumboOutput* output = nullptr;
  // What errors cost is bounded by the arena.
  const ParseStop stop = parse_guarded(source, source.size(), true, limits, output);
  if (stop != ParseStop::none) return stop;
  const bool is_shallow =
      Flattener(page, source, source, nullptr, runs).flatten(output->root, limits.max_depth + kDepthSlack);
  return is_shallow ? ParseStop::none : ParseStop::depth;
}

std::string text_by_gumbo(std::string_view raw) {
  std::string html = "<p>x";  // a text that does not begin with white space
  html += raw;
  repair_references(html);
  const GumboOutput* output = nullptr;
  if (parse_guarded(html, html.size(), true, {}, output) != ParseStop::none) return std::string(raw);
  const auto child = [](const GumboNode* node, unsigned i) {
    return static_cast<const GumboNode*>(node->v.element.children.data[i]);
  };
  const GumboNode* const paragraph = child(child(output->root, 1), 0);
  return paragraph->v.element.children.length == 0 ? "" : child(paragraph, 0)->v.text.text + 1;
}

bool is_quirky(std::string_view doctype) {
  const GumboOutput* output = nullptr;
  const std::string html(doctype);
  if (parse_guarded(html, html.size(), false, {}, output) != ParseStop::none) return true;
  return output->document->v.document.doc_type_quirks_mode == GUMBO_DOCTYPE_QUIRKS;
}

bool is_known_to_gumbo(std::string_view name) {
  return gumbo_tagn_enum(name.data(), static_cast<unsigned>(name.size())) != GUMBO_TAG_UNKNOWN;
}

}  // namespace dehusk
