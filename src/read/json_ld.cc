#include "read/json_ld.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "base/unicode.h"

namespace dehusk {

namespace {

constexpr std::size_t kMostNesting = 64;

// Types of the furniture around a page's subject.
constexpr std::array<std::string_view, 22> kFurniture = {
    "AggregateRating", "Brand",          "BreadcrumbList", "Comment",    "ContactPoint", "Country",
    "EntryPoint",      "ImageObject",    "ListItem",       "Offer",      "Organization", "NewsMediaOrganization",
    "Person",          "PostalAddress",  "PropertyValue",  "Rating",     "SearchAction", "SiteNavigationElement",
    "WebPage",         "WebPageElement", "WebSite",        "Corporation"};

// What an object or array is the value of.
struct Open {
  std::string_view key;  // of an array's elements: the array's own
  bool is_array = false;
};

class Scanner {
 public:
  Scanner(std::string_view script, JsonLd& found) : script_(script), found_(found) {}

  void scan() {
    for (at_ = script_.find_first_of("{["); at_ < script_.size();) {
      const char c = script_[at_];
      if (c == '"') {
        take_string();
        continue;
      }
      ++at_;
      if (c == '{' || c == '[') {
        if (open_.size() == kMostNesting) return;
        open_.push_back({.key = key_, .is_array = c == '['});
        if (c == '{') key_ = {};
      } else if (c == '}' || c == ']') {
        if (!open_.empty()) open_.pop_back();
        key_ = !open_.empty() && open_.back().is_array ? open_.back().key : std::string_view{};
      } else if (c == ',' && !open_.empty() && !open_.back().is_array) {
        key_ = {};
      }
    }
  }

 private:
  void take_string() {
    const std::size_t begin = at_ + 1;
    std::size_t end = begin;
    while (end < script_.size() && script_[end] != '"') end += script_[end] == '\\' ? 2 : 1;
    end = std::min(end, script_.size());
    at_ = std::min(end + 1, script_.size());
    const std::string_view raw = script_.substr(begin, end - begin);
    const bool is_in_object = !open_.empty() && !open_.back().is_array;
    if (is_in_object && key_.empty()) {
      key_ = raw;
    } else {
      take_value(raw);
    }
  }

  // The key whose value the innermost object is: "author" for the "name" in {"author": {"name": ...}}.
  [[nodiscard]] std::string_view owner() const {
    for (std::size_t i = open_.size(); i-- > 0;) {
      if (!open_[i].is_array) return open_[i].key;
    }
    return {};
  }

  void take_value(std::string_view raw) {
    const std::string_view owner_key = owner();
    // What stands on the page itself, not on its author's picture.
    const bool is_subject = owner_key.empty() || owner_key == "@graph" || owner_key == "mainEntity" ||
                            owner_key == "mainEntityOfPage" || owner_key == "itemReviewed";
    if (key_ == "@type") {
      if (is_subject && found_.type.empty() && std::find(kFurniture.begin(), kFurniture.end(), raw) == kFurniture.end())
        found_.type = decode(raw);
    } else if (key_ == "headline") {
      if (is_subject && found_.headline.empty()) found_.headline = decode(raw);
    } else if (key_ == "datePublished") {
      if (is_subject && found_.date.empty()) found_.date = decode(raw);
    } else if (key_ == "description") {
      if (is_subject && found_.description.empty()) found_.description = decode(raw);
    } else if (key_ == "articleBody") {
      std::string body = decode(raw);
      if (body.size() > found_.article_body.size()) found_.article_body = std::move(body);
    } else if ((key_ == "author" && is_subject) || (key_ == "name" && owner_key == "author")) {
      add_author(decode(raw));
    }
  }

  void add_author(const std::string& name) {
    if (name.empty() || name.starts_with("http") || found_.author.size() > 500) return;
    if (found_.author.find(name) != std::string::npos) return;
    if (!found_.author.empty()) found_.author += ", ";
    found_.author += name;
  }

  static int hex4(std::string_view text) {
    if (text.size() < 4) return -1;
    int value = 0;
    for (std::size_t i = 0; i < 4; ++i) {
      const char c = text[i];
      const int digit = c >= '0' && c <= '9'   ? c - '0'
                        : c >= 'a' && c <= 'f' ? c - 'a' + 10
                        : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                               : -1;
      if (digit < 0) return -1;
      value = value * 16 + digit;
    }
    return value;
  }

  static std::string decode(std::string_view raw) {
    std::string out;
    out.reserve(raw.size());
    for (std::size_t at = 0; at < raw.size(); ++at) {
      if (raw[at] != '\\' || at + 1 == raw.size()) {
        out += raw[at];
        continue;
      }
      const char c = raw[++at];
      if (c == 'u') {
        at += append_escape(out, raw.substr(at + 1));
      } else if (c == 'n' || c == 'r' || c == 't' || c == 'b' || c == 'f') {
        out += c == 'n' ? '\n' : ' ';
      } else {
        out += c;
      }
    }
    return out;
  }

  // The character of "00e9..." or of a surrogate pair "d83d\ude00..."; returns how many bytes were read.
  static std::size_t append_escape(std::string& out, std::string_view digits) {
    const int first = hex4(digits);
    if (first < 0) return 0;
    auto code_point = static_cast<char32_t>(first);
    std::size_t length = 4;
    if (code_point >= 0xD800 && code_point < 0xDC00 && digits.substr(4).starts_with("\\u")) {
      const int second = hex4(digits.substr(6));
      if (second >= 0xDC00 && second < 0xE000) {
        code_point = 0x10000 + ((code_point - 0xD800) << 10) + (static_cast<char32_t>(second) - 0xDC00);
        length = 10;
      }
    }
    append_utf8(out, code_point);
    return length;
  }

  std::string_view script_;
  JsonLd& found_;
  std::size_t at_ = 0;
  std::vector<Open> open_;
  std::string_view key_;  // whose value comes next; empty: a key comes next, if we are in an object
};

}  // namespace

void scan_json_ld(std::string_view script, JsonLd& found) { Scanner(script, found).scan(); }

}  // namespace dehusk
