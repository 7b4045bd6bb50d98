#include "clean/class_words.h"

#include <array>

namespace dehusk {

namespace {

struct Row {
  std::string_view word;
  ClassWord group;
};

// clang-format off: a table to read, not to spread
constexpr Row kRows[] = {
    {"article", ClassWord::content},
    {"content", ClassWord::content},
    {"body", ClassWord::content},
    {"entry", ClassWord::content},
    {"post", ClassWord::content},
    {"story", ClassWord::content},
    {"text", ClassWord::content},
    {"main", ClassWord::content},
    {"page", ClassWord::content},
    {"paragraph", ClassWord::content},
    {"richtext", ClassWord::content},
    {"prose", ClassWord::content},
    {"markdown", ClassWord::content},
    {"copy", ClassWord::content},
    {"description", ClassWord::content},
    {"maincontent", ClassWord::content},
    {"postbody", ClassWord::content},
    {"articlebody", ClassWord::content},
    {"message", ClassWord::content},
    {"document", ClassWord::content},
    {"intro", ClassWord::content},
    {"lead", ClassWord::content},
    {"lede", ClassWord::content},
    {"standfirst", ClassWord::content},
    {"section", ClassWord::content},
    {"nav", ClassWord::navigation},
    {"navigation", ClassWord::navigation},
    {"navbar", ClassWord::navigation},
    {"menu", ClassWord::navigation},
    {"submenu", ClassWord::navigation},
    {"breadcrumb", ClassWord::navigation},
    {"breadcrumbs", ClassWord::navigation},
    {"pagination", ClassWord::navigation},
    {"pager", ClassWord::navigation},
    {"toc", ClassWord::navigation},
    {"skip", ClassWord::navigation},
    {"tabs", ClassWord::navigation},
    {"dropdown", ClassWord::navigation},
    {"mega", ClassWord::navigation},
    {"topbar", ClassWord::navigation},
    {"toolbar", ClassWord::navigation},
    {"search", ClassWord::navigation},
    {"filter", ClassWord::navigation},
    {"filters", ClassWord::navigation},
    {"related", ClassWord::related},
    {"recommended", ClassWord::related},
    {"recommendations", ClassWord::related},
    {"popular", ClassWord::related},
    {"trending", ClassWord::related},
    {"teaser", ClassWord::related},
    {"teasers", ClassWord::related},
    {"more", ClassWord::related},
    {"latest", ClassWord::related},
    {"outbrain", ClassWord::related},
    {"taboola", ClassWord::related},
    {"recent", ClassWord::related},
    {"similar", ClassWord::related},
    {"upsell", ClassWord::related},
    {"readmore", ClassWord::related},
    {"comment", ClassWord::comment},
    {"comments", ClassWord::comment},
    {"disqus", ClassWord::comment},
    {"reply", ClassWord::comment},
    {"replies", ClassWord::comment},
    {"respond", ClassWord::comment},
    {"discussion", ClassWord::comment},
    {"review", ClassWord::comment},
    {"reviews", ClassWord::comment},
    {"promo", ClassWord::promotion},
    {"ad", ClassWord::promotion},
    {"ads", ClassWord::promotion},
    {"advert", ClassWord::promotion},
    {"advertisement", ClassWord::promotion},
    {"sponsor", ClassWord::promotion},
    {"sponsored", ClassWord::promotion},
    {"banner", ClassWord::promotion},
    {"newsletter", ClassWord::promotion},
    {"subscribe", ClassWord::promotion},
    {"subscription", ClassWord::promotion},
    {"signup", ClassWord::promotion},
    {"cta", ClassWord::promotion},
    {"donate", ClassWord::promotion},
    {"donation", ClassWord::promotion},
    {"paywall", ClassWord::promotion},
    {"cookie", ClassWord::promotion},
    {"consent", ClassWord::promotion},
    {"gdpr", ClassWord::promotion},
    {"popup", ClassWord::promotion},
    {"modal", ClassWord::promotion},
    {"overlay", ClassWord::promotion},
    {"dialog", ClassWord::promotion},
    {"footer", ClassWord::footer},
    {"foot", ClassWord::footer},
    {"bottom", ClassWord::footer},
    {"copyright", ClassWord::footer},
    {"legal", ClassWord::footer},
    {"contentinfo", ClassWord::footer},
    {"colophon", ClassWord::footer},
    {"header", ClassWord::header},
    {"head", ClassWord::header},
    {"masthead", ClassWord::header},
    {"hero", ClassWord::header},
    {"title", ClassWord::header},
    {"headline", ClassWord::header},
    {"top", ClassWord::header},
    {"logo", ClassWord::header},
    {"sidebar", ClassWord::sidebar},
    {"aside", ClassWord::sidebar},
    {"rail", ClassWord::sidebar},
    {"complementary", ClassWord::sidebar},
    {"secondary", ClassWord::sidebar},
    {"side", ClassWord::sidebar},
    {"meta", ClassWord::meta},
    {"byline", ClassWord::meta},
    {"author", ClassWord::meta},
    {"date", ClassWord::meta},
    {"time", ClassWord::meta},
    {"tags", ClassWord::meta},
    {"tag", ClassWord::meta},
    {"category", ClassWord::meta},
    {"categories", ClassWord::meta},
    {"info", ClassWord::meta},
    {"published", ClassWord::meta},
    {"bio", ClassWord::meta},
    {"kicker", ClassWord::meta},
    {"label", ClassWord::meta},
    {"share", ClassWord::share},
    {"sharing", ClassWord::share},
    {"social", ClassWord::share},
    {"follow", ClassWord::share},
    {"print", ClassWord::share},
    {"tools", ClassWord::share},
    {"actions", ClassWord::share},
    {"buttons", ClassWord::share},
    {"button", ClassWord::share},
    {"btn", ClassWord::share},
    {"caption", ClassWord::caption},
    {"credit", ClassWord::caption},
    {"figure", ClassWord::caption},
    {"figcaption", ClassWord::caption},
    {"image", ClassWord::caption},
    {"img", ClassWord::caption},
    {"photo", ClassWord::caption},
    {"gallery", ClassWord::caption},
    {"media", ClassWord::caption},
    {"video", ClassWord::caption},
    {"slider", ClassWord::caption},
    {"carousel", ClassWord::caption},
    {"slideshow", ClassWord::caption},
    {"hidden", ClassWord::hidden},
    {"hide", ClassWord::hidden},
    {"invisible", ClassWord::hidden},
    {"sr", ClassWord::hidden},
    {"visually", ClassWord::hidden},
    {"screen", ClassWord::hidden},
    {"collapse", ClassWord::hidden},
    {"collapsed", ClassWord::hidden},
    {"noprint", ClassWord::hidden},
    {"widget", ClassWord::widget},
    {"widgets", ClassWord::widget},
    {"block", ClassWord::widget},
    {"box", ClassWord::widget},
    {"module", ClassWord::widget},
    {"card", ClassWord::widget},
    {"cards", ClassWord::widget},
    {"tile", ClassWord::widget},
    {"panel", ClassWord::widget},
    {"form", ClassWord::widget},
    {"list", ClassWord::list},
    {"listing", ClassWord::list},
    {"grid", ClassWord::list},
    {"items", ClassWord::list},
    {"item", ClassWord::list},
    {"feed", ClassWord::list},
    {"results", ClassWord::list},
    {"products", ClassWord::list},
    {"archive", ClassWord::list},
    {"posts", ClassWord::list},
    {"row", ClassWord::list},
};
// clang-format on

constexpr std::size_t kSlots = 1024;
constexpr std::size_t kLongestWord = 16;

constexpr std::size_t slot_of(std::string_view word) {
  std::uint32_t hash = 2166136261U;
  for (const char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return (hash ^ (hash >> 13U)) % kSlots;
}

// Slot -> row number + 1, built at compile time.
constexpr std::array<std::uint16_t, kSlots> make_table() {
  std::array<std::uint16_t, kSlots> table{};
  std::uint16_t number = 0;
  for (const Row& row : kRows) {
    ++number;
    std::size_t at = slot_of(row.word);
    while (table[at] != 0) at = (at + 1) % kSlots;
    table[at] = number;
  }
  return table;
}

constexpr auto kTable = make_table();

ClassWords group_of(std::string_view word) {
  for (std::size_t at = slot_of(word); kTable[at] != 0; at = (at + 1) % kSlots) {
    const Row& row = kRows[kTable[at] - 1];
    if (row.word == word) return bit(row.group);
  }
  return 0;
}

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

}  // namespace

ClassWords class_words(std::string_view value) {
  ClassWords found = 0;
  std::array<char, kLongestWord> word{};
  std::size_t length = 0;
  bool too_long = false;
  const auto end_word = [&] {
    if (length >= 2 && !too_long) found = static_cast<ClassWords>(found | group_of({word.data(), length}));
    length = 0;
    too_long = false;
  };
  char before = 0;
  for (const char c : value) {
    // A capital after a small letter starts a new word: relatedPosts.
    if (is_capital(c) && is_lower(before)) end_word();
    before = c;
    if (!is_lower(c) && !is_capital(c)) {
      end_word();
    } else if (length == word.size()) {
      too_long = true;
    } else {
      word[length++] = is_capital(c) ? static_cast<char>(c + 32) : c;
    }
  }
  end_word();
  return found;
}

}  // namespace dehusk
