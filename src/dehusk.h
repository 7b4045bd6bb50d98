#ifndef DEHUSK_DEHUSK_H_
#define DEHUSK_DEHUSK_H_
// The front door: the only header that a C++ program (17 or later) needs to include. Link it with dehusk::dehusk.
//
//   const dehusk::Opened opened = dehusk::open_cleaner();       // the built-in rules
//   const dehusk::CleanPage page = opened.cleaner->clean(html, {.url = "https://example.org/story"});
//   std::cout << page.text;
//   for (const dehusk::RemovedPiece& piece : page.removed)
//     std::cout << piece.rule << " in " << piece.file << ':' << piece.line << " took: " << page.taken(piece) << '\n';
//
// All that comes out is plain values that own what they hold. A Cleaner never changes: threads may share one, and
// copies of it are cheap. No page is an error, nothing is thrown for what a page holds; only std::bad_alloc can come.
// It is a coat of inline code over dehusk_c.h, so that library and program need not be of one compiler.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dehusk_c.h"

namespace dehusk {

// A namespace of its own in the symbols, so that nothing here is mixed up with the inside of the static library.
inline namespace api1 {

enum class RuleRisk { standard, low, medium, high };  // standard: medium
enum class PageKind { automatic, html, text };

// How a Cleaner works. Zero and empty stand for the default.
struct CleanerOptions {
  std::vector<std::string> rules;          // rule files, and directories with *.toml files; none: the built-in rules
  std::vector<std::string> rules_off;      // ids of rules to switch off; * stands for anything
  std::string keep_husk;                   // kinds of husk to leave in: "caption,date"
  RuleRisk max_risk = RuleRisk::standard;  // rules of a higher risk do not run
  double max_removed = 0;        // if rules take more of a page's words, 0 to 1, only those of low risk apply (0.9)
  std::uint64_t max_bytes = 0;   // of one page; what comes behind is not read (16 MiB; at most 1 GiB)
  std::uint64_t max_memory = 0;  // bytes that parsing one page may take (256 MiB)
  std::uint32_t timeout_ms = 0;  // processor time that parsing one page may take (2000)
  std::uint32_t max_depth = 0;   // elements inside each other; a page with more is read as bare text (1280)
};

// Something that is wrong with the rules. Strings are empty, numbers zero where they do not apply.
struct RuleFault {
  std::string code;  // "E112", "W301"
  std::string file;
  std::uint32_t line = 0, column = 0;  // from 1, the column in characters
  std::string message;                 // what is wrong
  std::string help;                    // what to write instead
  std::string shown;                   // all of it as a person reads it, with the line of the file
  bool is_warning = false;             // nothing fails for it
};

// What is known of a page beside its bytes, and what is wanted beside its text.
struct PageOptions {
  std::string url;      // where it is from: rules for one site need it
  std::string charset;  // as a header of HTTP names it; unknown names are as good as none
  PageKind kind = PageKind::automatic;
  bool is_utf8 = false;   // the bytes were a decoded string, nothing is to be found out about them
  bool markdown = false;  // fill CleanPage::markdown
  bool links = false;     // markdown with links; asks for markdown too
  bool record = false;    // fill CleanPage::record
};

// A piece that was removed: neighbours by the same rule are one piece.
struct RemovedPiece {
  std::string rule;                              // id: "nav/skip-links"
  std::string file;                              // "rules/nav.toml"
  std::uint32_t line = 0;                        // of the rule in its file, from 1; 0: the rule is code
  std::string why;                               // the reason that the rule gives
  std::string kind;                              // of husk: "nav", "donation", "caption", ...
  std::string stage;                             // "structure", "text", "content" or "tidy"
  std::uint32_t words = 0, chars = 0;            // taken; chars are code points
  std::size_t begin = 0, end = 0;                // bytes of CleanPage::page_text; empty for scripts and the like
  std::size_t char_begin = 0, char_end = 0;      // the same in code points
  std::size_t source_begin = 0, source_end = 0;  // bytes of page_source: of the elements or lines that it stood in
};

// A remark on how a page was read or cleaned: "limit/input", "limit/depth", "charset/repaired", "rule/rescued".
struct PageNote {
  std::string code;
  std::string detail;
};

// A page that was cleaned. What is unknown, or was not wanted, is empty.
struct CleanPage {
  int error = DEHUSK_OK;  // DEHUSK_ERROR_INTERNAL: dehusk has a fault, all else is empty
  std::string text;       // paragraphs apart by a blank line, '\n' at the end unless it is empty
  std::string markdown;
  std::string record;  // the line of JSON that `dehusk --to json` writes
  std::string title, author, date, site, description;
  std::string lang;                       // "en"
  std::string url;                        // as it was given, else the page's own
  PageKind kind = PageKind::automatic;    // what it was found to be
  std::string encoding, encoding_source;  // "windows-1252", "meta"
  std::string page_text;                  // before cleaning
  std::string page_source;                // the page as valid UTF-8
  std::vector<RemovedPiece> removed;      // in the order of the page
  std::vector<PageNote> notes;
  bool rescued = false;  // the rules would have left nothing of a page that has prose; the weakest were undone

  // The words of a piece; of scripts and the like, the source. Lives as long as the page.
  [[nodiscard]] std::string_view taken(const RemovedPiece& piece) const {
    if (piece.begin == piece.end)
      return std::string_view(page_source).substr(piece.source_begin, piece.source_end - piece.source_begin);
    return std::string_view(page_text).substr(piece.begin, piece.end - piece.begin);
  }
};

// Rules, ready to clean with. Comes out of open_cleaner() only, so it is never empty.
class Cleaner {
 public:
  // Any bytes, none too.
  [[nodiscard]] CleanPage clean(std::string_view bytes, const PageOptions& options = {}) const {
    dehusk_page known{};
    known.struct_size = sizeof known;
    known.url = options.url.c_str();
    known.charset = options.charset.c_str();
    known.kind = static_cast<int>(options.kind);
    known.is_utf8 = options.is_utf8 ? 1 : 0;
    if (options.markdown) known.want |= DEHUSK_WANT_MARKDOWN;
    if (options.links) known.want |= DEHUSK_WANT_LINKS;
    if (options.record) known.want |= DEHUSK_WANT_RECORD;
    dehusk_result* made = nullptr;
    const int code = dehusk_clean(handle_.get(), bytes.data(), bytes.size(), &known, &made);
    const std::unique_ptr<dehusk_result, void (*)(dehusk_result*)> result(made, dehusk_result_free);
    if (code == DEHUSK_ERROR_MEMORY || dehusk_error(made) == DEHUSK_ERROR_MEMORY) throw std::bad_alloc();
    CleanPage page;
    page.error = code != DEHUSK_OK ? code : dehusk_error(made);
    if (page.error == DEHUSK_OK) fill(page, *made);
    return page;
  }

  // "sha256:..." over all rule files: output made with the same version and digest is the same.
  [[nodiscard]] std::string rules_digest() const { return dehusk_rules_digest(handle_.get()); }

 private:
  friend struct Opened;
  friend struct Opened open_cleaner(const CleanerOptions& options);
  explicit Cleaner(dehusk_cleaner* handle) : handle_(handle, dehusk_free) {}

  static std::string field(const dehusk_result& result, int number) {
    std::size_t size = 0;
    const char* const text = dehusk_field(&result, number, &size);
    return text == nullptr ? std::string() : std::string(text, size);
  }

  static void fill(CleanPage& page, const dehusk_result& result) {
    page.text = field(result, DEHUSK_FIELD_TEXT);
    page.markdown = field(result, DEHUSK_FIELD_MARKDOWN);
    page.record = field(result, DEHUSK_FIELD_RECORD);
    page.title = field(result, DEHUSK_FIELD_TITLE);
    page.author = field(result, DEHUSK_FIELD_AUTHOR);
    page.date = field(result, DEHUSK_FIELD_DATE);
    page.site = field(result, DEHUSK_FIELD_SITE);
    page.description = field(result, DEHUSK_FIELD_DESCRIPTION);
    page.lang = field(result, DEHUSK_FIELD_LANG);
    page.url = field(result, DEHUSK_FIELD_URL);
    page.kind = field(result, DEHUSK_FIELD_KIND) == "html" ? PageKind::html : PageKind::text;
    page.encoding = field(result, DEHUSK_FIELD_ENCODING);
    page.encoding_source = field(result, DEHUSK_FIELD_ENCODING_SOURCE);
    page.page_text = field(result, DEHUSK_FIELD_PAGE_TEXT);
    page.page_source = field(result, DEHUSK_FIELD_PAGE_SOURCE);
    page.rescued = dehusk_rescued(&result) != 0;
    page.removed.reserve(dehusk_removed_count(&result));
    for (std::size_t i = 0; i < dehusk_removed_count(&result); ++i)
      page.removed.push_back(piece_of(*dehusk_removed(&result, i)));
    for (std::size_t i = 0; i < dehusk_note_count(&result); ++i)
      page.notes.push_back({dehusk_note(&result, i)->code, dehusk_note(&result, i)->detail});
  }

  static RemovedPiece piece_of(const dehusk_removal& removal) {
    RemovedPiece piece;
    piece.rule = removal.rule;
    piece.file = removal.file;
    piece.line = removal.line;
    piece.why = removal.why;
    piece.kind = removal.kind;
    piece.stage = removal.stage;
    piece.words = removal.words;
    piece.chars = removal.chars;
    piece.begin = static_cast<std::size_t>(removal.begin);
    piece.end = static_cast<std::size_t>(removal.end);
    piece.char_begin = static_cast<std::size_t>(removal.char_begin);
    piece.char_end = static_cast<std::size_t>(removal.char_end);
    piece.source_begin = static_cast<std::size_t>(removal.source_begin);
    piece.source_end = static_cast<std::size_t>(removal.source_end);
    return piece;
  }

  std::shared_ptr<const dehusk_cleaner> handle_;
};

// A Cleaner, or the faults that stood in its way; with a Cleaner, the faults are warnings.
struct Opened {
  std::optional<Cleaner> cleaner;
  std::vector<RuleFault> faults;
};

// Loads and compiles rules; takes some 15 ms for the built-in ones.
[[nodiscard]] inline Opened open_cleaner(const CleanerOptions& options = {}) {
  std::vector<const char*> rules, off;
  for (const std::string& path : options.rules) rules.push_back(path.c_str());
  for (const std::string& id : options.rules_off) off.push_back(id.c_str());
  dehusk_options given{};
  given.struct_size = sizeof given;
  given.rules = rules.data();
  given.rules_count = rules.size();
  given.rules_off = off.data();
  given.rules_off_count = off.size();
  given.keep_husk = options.keep_husk.c_str();
  given.max_risk = static_cast<int>(options.max_risk);
  given.max_removed = options.max_removed;
  given.max_bytes = options.max_bytes;
  given.max_memory = options.max_memory;
  given.timeout_ms = options.timeout_ms;
  given.max_depth = options.max_depth;
  dehusk_cleaner* handle = nullptr;
  dehusk_faults* list = nullptr;
  const int code = dehusk_load(&given, &handle, &list);
  const std::unique_ptr<dehusk_faults, void (*)(dehusk_faults*)> faults(list, dehusk_faults_free);
  Opened opened;
  if (code == DEHUSK_OK) opened.cleaner = Cleaner(handle);
  if (code == DEHUSK_ERROR_MEMORY) throw std::bad_alloc();
  for (std::size_t i = 0; i < dehusk_fault_count(list); ++i) {
    const dehusk_fault_info& info = *dehusk_fault(list, i);
    RuleFault fault;
    fault.code = info.code;
    fault.file = info.file;
    fault.line = info.line;
    fault.column = info.column;
    fault.message = info.message;
    fault.help = info.help;
    fault.shown = info.shown;
    fault.is_warning = info.is_warning != 0;
    opened.faults.push_back(std::move(fault));
  }
  if (!opened.cleaner && opened.faults.empty()) {
    RuleFault fault;
    fault.message = fault.shown = dehusk_strerror(code);
    opened.faults.push_back(std::move(fault));
  }
  return opened;
}

}  // namespace api1

}  // namespace dehusk

#endif  // DEHUSK_DEHUSK_H_
