// Every fact has several places, some better than others. One pass gathers what is there into slots by rank; then each
// field takes its best slot.

#include "read/metadata.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "base/unicode.h"
#include "read/json_ld.h"

namespace dehusk {

namespace {

enum class Field : std::uint8_t { title, author, date, site, description, type, url, lang };
constexpr std::size_t kFieldCount = 8;
constexpr std::size_t kRankCount = 4;

// The <meta> names and properties that are read; rank 0 is the best. JSON-LD, <title>, <time> and <html lang> take the
// ranks left free here.
struct MetaName {
  std::string_view name;
  Field field;
  std::size_t rank;
};
constexpr std::array kMetaNames = {
    MetaName{"article:author", Field::author, 2},
    MetaName{"article:published_time", Field::date, 0},
    MetaName{"author", Field::author, 0},
    MetaName{"byl", Field::author, 2},
    MetaName{"content-language", Field::lang, 2},
    MetaName{"date", Field::date, 2},
    MetaName{"datepublished", Field::date, 2},
    MetaName{"dc.creator", Field::author, 2},
    MetaName{"dc.date", Field::date, 2},
    MetaName{"dc.date.issued", Field::date, 2},
    MetaName{"description", Field::description, 1},
    MetaName{"og:description", Field::description, 0},
    MetaName{"og:locale", Field::lang, 1},
    MetaName{"og:site_name", Field::site, 0},
    MetaName{"og:title", Field::title, 0},
    MetaName{"og:type", Field::type, 1},
    MetaName{"og:url", Field::url, 1},
    MetaName{"parsely-author", Field::author, 2},
    MetaName{"parsely-pub-date", Field::date, 2},
    MetaName{"pubdate", Field::date, 2},
    MetaName{"publish-date", Field::date, 2},
    MetaName{"sailthru.author", Field::author, 2},
    MetaName{"sailthru.date", Field::date, 2},
    MetaName{"twitter:title", Field::title, 2},
};

constexpr bool is_sorted_by_name() {
  return std::is_sorted(kMetaNames.begin(), kMetaNames.end(),
                        [](const MetaName& a, const MetaName& b) { return a.name < b.name; });
}
static_assert(is_sorted_by_name());

constexpr std::size_t kLongestMetaName =
    std::max_element(kMetaNames.begin(), kMetaNames.end(), [](const MetaName& a, const MetaName& b) {
      return a.name.size() < b.name.size();
    })->name.size();

constexpr std::string_view kCanonical = "canonical";

std::string to_lower(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return lower;
}

// White space collapsed, none at the ends.
std::string tidy(std::string_view text) {
  std::string out;
  std::size_t at = 0;
  bool is_pending = false;
  while (at < text.size()) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(text, at);
    if (is_space(c)) {
      is_pending = !out.empty();
    } else if (c >= 0x20 && !is_invisible(c)) {
      if (is_pending) out += ' ';
      is_pending = false;
      out.append(text, begin, at - begin);
    }
  }
  return out;
}

bool is_url(std::string_view text) {
  return text.starts_with("http://") || text.starts_with("https://") || text.starts_with("//");
}

// "de-AT" -> "de"; empty for what is no language.
std::string primary_language(std::string_view tag) {
  const std::string_view primary = tag.substr(0, tag.find_first_of("-_,; "));
  const bool is_language =
      primary.size() >= 2 && primary.size() <= 3 &&
      std::all_of(primary.begin(), primary.end(), [](char c) { return is_letter(static_cast<unsigned char>(c)); });
  return is_language ? to_lower(primary) : std::string();
}

class Gatherer {
 public:
  explicit Gatherer(Page& page) : page_(page) {}

  void gather() {
    for (const Element& element : page_.elements) {
      if (element.is_foreign) continue;
      switch (element.tag) {
        case Tag::html:
          take_language(element);
          break;
        case Tag::meta:
          take_meta(element);
          break;
        case Tag::link:
          take_link(element);
          break;
        case Tag::script:
          take_script(element);
          break;
        case Tag::title:
          offer(Field::title, 3, page_.text_of(element));
          break;
        default:
          take_marked(element);
          break;
      }
    }
    offer(Field::title, 1, json_ld_.headline);
    offer(Field::author, 1, json_ld_.author);
    offer(Field::date, 1, json_ld_.date);
    offer(Field::description, 2, json_ld_.description);
    offer(Field::type, 0, json_ld_.type);
  }

  void store() {
    Metadata& metadata = page_.metadata;
    metadata.title = best(Field::title);
    metadata.author = best(Field::author);
    metadata.date = best(Field::date);
    metadata.site = best(Field::site);
    metadata.description = best(Field::description);
    metadata.type = best(Field::type);
    metadata.json_description = std::move(json_ld_.description);
    metadata.article_body = std::move(json_ld_.article_body);
    page_.lang = best(Field::lang);
    if (page_.url.empty()) page_.url = best(Field::url);
  }

 private:
  using Slots = std::array<std::string, kRankCount>;

  [[nodiscard]] Slots& slots(Field field) { return slots_[static_cast<std::size_t>(field)]; }

  // The first offer of a rank stands.
  void offer(Field field, std::size_t rank, std::string_view value) {
    std::string& slot = slots(field)[rank];
    if (!slot.empty()) return;
    if (field == Field::lang) {
      slot = primary_language(value);
    } else if (field != Field::author || !is_url(value)) {
      slot = tidy(value);
    }
  }

  [[nodiscard]] std::string best(Field field) {
    for (const std::string& slot : slots(field)) {
      if (!slot.empty()) return slot;
    }
    return {};
  }

  void take_language(const Element& element) {
    const auto lang = page_.attribute(element, AttributeName::lang);
    offer(Field::lang, 0, lang.value_or(page_.attribute(element, AttributeName::xml_lang).value_or("")));
  }

  void take_meta(const Element& element) {
    const auto content = page_.attribute(element, AttributeName::content);
    if (!content.has_value()) return;
    for (const AttributeName kind :
         {AttributeName::property, AttributeName::name, AttributeName::http_equiv, AttributeName::itemprop}) {
      const auto name = page_.attribute(element, kind);
      if (!name.has_value() || name->size() > kLongestMetaName) continue;
      const std::string lower = to_lower(*name);
      const auto* const known =
          std::lower_bound(kMetaNames.begin(), kMetaNames.end(), lower,
                           [](const MetaName& held, const std::string& wanted) { return held.name < wanted; });
      if (known != kMetaNames.end() && known->name == lower) offer(known->field, known->rank, *content);
    }
  }

  void take_link(const Element& element) {
    const auto rel = page_.attribute(element, AttributeName::rel);
    if (!rel.has_value() || rel->size() != kCanonical.size() || to_lower(*rel) != kCanonical) return;
    const std::string_view href = page_.attribute(element, AttributeName::href).value_or("");
    if (is_url(href)) offer(Field::url, 0, href);
  }

  void take_script(const Element& element) {
    const auto type = page_.attribute(element, AttributeName::type);
    const bool may_be_json_ld = type.has_value() && type->find('+') != std::string_view::npos;
    if (may_be_json_ld && to_lower(*type).find("ld+json") != std::string::npos)
      scan_json_ld(slice(page_.source, element.source), json_ld_);
  }

  // <time itemprop=datePublished>, <span itemprop=author>, <a rel=author>.
  void take_marked(const Element& element) {
    for (const Attribute& held : page_.attributes_of(element)) {
      const AttributeName name = held.id;
      if (name != AttributeName::itemprop && name != AttributeName::rel && name != AttributeName::pubdate) continue;
      const std::string_view value = page_.value_of(held);
      if (name == AttributeName::itemprop && value == "datePublished") {
        offer(Field::date, 3, date_of(element));
      } else if (name == AttributeName::pubdate && element.tag == Tag::time) {
        offer(Field::date, 3, date_of(element));
      } else if ((name == AttributeName::itemprop || name == AttributeName::rel) && value == "author") {
        const std::string_view author = page_.text_of(element);
        if (author.size() <= 200) offer(Field::author, 3, author);
      }
    }
  }

  [[nodiscard]] std::string_view date_of(const Element& element) const {
    const auto datetime = page_.attribute(element, AttributeName::datetime);
    const auto content = page_.attribute(element, AttributeName::content);
    return datetime.value_or(content.value_or(page_.text_of(element).substr(0, 100)));
  }

  Page& page_;
  JsonLd json_ld_;
  std::array<Slots, kFieldCount> slots_;
};

}  // namespace

void read_metadata(Page& page) {
  Gatherer gatherer(page);
  gatherer.gather();
  gatherer.store();
}

}  // namespace dehusk
