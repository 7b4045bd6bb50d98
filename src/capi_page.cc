// The half of dehusk_c.h that cleans. A result holds all of its strings, and a share of the rules that it names.

#include <array>
#include <memory>

#include "capi.h"
#include "write/markdown.h"
#include "write/record.h"
#include "write/removed.h"
#include "write/text.h"

struct dehusk_result {  // NOLINT(readability-identifier-naming): the name is C's
  int error = DEHUSK_OK;
  dehusk::RuleSet rules;
  std::array<std::string, DEHUSK_FIELD_PAGE_SOURCE + 1> fields;
  std::vector<dehusk_removal> removed;
  std::vector<dehusk::Note> notes;
  std::vector<dehusk_note_info> note_infos;
  bool rescued = false;
};

namespace dehusk {

namespace {

// to_string() gives literals, which end with a NUL.
std::vector<dehusk_removal> removals_for_c(const std::vector<Removal>& removals, const RuleSet& rules) {
  std::vector<dehusk_removal> list;
  list.reserve(removals.size());
  for (const Removal& removal : removals) {
    const Rule& rule = rules.rule(removal.rule);
    list.push_back({.struct_size = sizeof(dehusk_removal),
                    .rule = rule.id.c_str(),
                    .file = rule.file.c_str(),
                    .why = rule.why.c_str(),
                    .kind = to_string(rule.husk).data(),
                    .stage = to_string(removal.stage).data(),
                    .line = static_cast<std::uint32_t>(std::max(rule.line, 0)),
                    .words = removal.words,
                    .chars = removal.chars,
                    .begin = removal.text.begin,
                    .end = removal.text.end,
                    .char_begin = removal.start,
                    .char_end = removal.end,
                    .source_begin = removal.source.begin,
                    .source_end = removal.source.end});
  }
  return list;
}

void add_notes(dehusk_result& result, std::vector<Note> notes, const Cleaned& cleaned) {
  result.notes = std::move(notes);
  for (const Event& event : cleaned.events) {
    std::string detail = event.rule == kNone ? "" : result.rules.rule(event.rule).id;
    if (!event.detail.empty()) detail += (detail.empty() ? "" : ": ") + event.detail;
    result.notes.push_back({"rule/" + std::string(to_string(event.kind)), std::move(detail)});
  }
  for (const Note& note : result.notes)
    result.note_infos.push_back(
        {.struct_size = sizeof(dehusk_note_info), .code = note.code.c_str(), .detail = note.detail.c_str()});
}

Sniff sniff_of(int kind) {
  if (kind == DEHUSK_KIND_HTML) return Sniff::html;
  return kind == DEHUSK_KIND_TEXT ? Sniff::text : Sniff::automatic;
}

void fill(dehusk_result& result, const dehusk_cleaner& cleaner, const Input& input, const dehusk_page& known) {
  result.rules = cleaner.rules;
  ReadOptions read;
  read.kind = sniff_of(known.kind);
  read.limits = cleaner.limits;
  Page page = read_page(input, read);
  Cleaned cleaned = clean(page, cleaner.rules, cleaner.clean);
  auto& fields = result.fields;
  fields[DEHUSK_FIELD_TEXT] = write_text(page, cleaned);
  if ((known.want & (DEHUSK_WANT_MARKDOWN | DEHUSK_WANT_LINKS)) != 0)
    fields[DEHUSK_FIELD_MARKDOWN] = write_markdown(page, cleaned, {.links = (known.want & DEHUSK_WANT_LINKS) != 0});
  if ((known.want & DEHUSK_WANT_RECORD) != 0) {
    RecordOptions options;
    options.rules_digest = cleaner.digest;
    options.in_bytes = input.bytes.size();
    std::string_view text = fields[DEHUSK_FIELD_TEXT];
    if (!text.empty()) text.remove_suffix(1);
    fields[DEHUSK_FIELD_RECORD] = write_record("", text, page, cleaner.rules.rules(), cleaned, options);
  }
  result.removed = removals_for_c(removals_of(page, cleaned.cuts), result.rules);
  result.rescued = cleaned.rescued;
  add_notes(result, std::move(page.notes), cleaned);
  fields[DEHUSK_FIELD_TITLE] = std::move(cleaned.title);
  fields[DEHUSK_FIELD_AUTHOR] = std::move(cleaned.author);
  fields[DEHUSK_FIELD_DATE] = std::move(cleaned.date);
  fields[DEHUSK_FIELD_SITE] = std::move(page.metadata.site);
  fields[DEHUSK_FIELD_DESCRIPTION] = std::move(page.metadata.description);
  fields[DEHUSK_FIELD_LANG] = std::move(page.lang);
  fields[DEHUSK_FIELD_URL] = std::move(page.url);
  fields[DEHUSK_FIELD_KIND] = page.kind == InputKind::html ? "html" : "text";
  fields[DEHUSK_FIELD_ENCODING] = std::move(page.encoding);
  fields[DEHUSK_FIELD_ENCODING_SOURCE] = std::move(page.encoding_source);
  fields[DEHUSK_FIELD_PAGE_TEXT] = std::move(page.text);
  fields[DEHUSK_FIELD_PAGE_SOURCE] = std::move(page.source);
}

std::string_view view_of(const char* text) { return text == nullptr ? std::string_view() : std::string_view(text); }

}  // namespace

}  // namespace dehusk

extern "C" {

int dehusk_clean(const dehusk_cleaner* cleaner, const void* data, std::size_t size, const dehusk_page* page,
                 dehusk_result** result) {
  if (result == nullptr) return DEHUSK_ERROR_ARGUMENT;
  *result = nullptr;
  const std::optional<dehusk_page> known = dehusk::taken_over(page);
  if (cleaner == nullptr || (data == nullptr && size > 0) || !known) return DEHUSK_ERROR_ARGUMENT;
  if (known->kind < DEHUSK_KIND_AUTO || known->kind > DEHUSK_KIND_TEXT) return DEHUSK_ERROR_ARGUMENT;
  std::unique_ptr<dehusk_result> made(new (std::nothrow) dehusk_result);
  if (made == nullptr) return DEHUSK_ERROR_MEMORY;
  const dehusk::Input input{.bytes = {static_cast<const char*>(data), size},
                            .url = dehusk::view_of(known->url),
                            .charset = dehusk::view_of(known->charset),
                            .is_utf8 = known->is_utf8 != 0};
  const int error = dehusk::guarded([&] {
    dehusk::fill(*made, *cleaner, input, *known);
    return DEHUSK_OK;
  });
  if (error != DEHUSK_OK) {
    made.reset(new (std::nothrow) dehusk_result);
    if (made == nullptr) return DEHUSK_ERROR_MEMORY;
    made->error = error;
  }
  *result = made.release();
  return DEHUSK_OK;
}

int dehusk_error(const dehusk_result* result) { return result == nullptr ? DEHUSK_ERROR_ARGUMENT : result->error; }

const char* dehusk_field(const dehusk_result* result, int field, std::size_t* size) {
  if (size != nullptr) *size = 0;
  if (result == nullptr || field < 0 || static_cast<std::size_t>(field) >= result->fields.size()) return nullptr;
  const std::string& text = result->fields[static_cast<std::size_t>(field)];
  if (size != nullptr) *size = text.size();
  return text.c_str();
}

const char* dehusk_text(const dehusk_result* result, std::size_t* size) {
  return dehusk_field(result, DEHUSK_FIELD_TEXT, size);
}

std::size_t dehusk_removed_count(const dehusk_result* result) { return result == nullptr ? 0 : result->removed.size(); }

const dehusk_removal* dehusk_removed(const dehusk_result* result, std::size_t index) {
  return index < dehusk_removed_count(result) ? &result->removed[index] : nullptr;
}

std::size_t dehusk_note_count(const dehusk_result* result) { return result == nullptr ? 0 : result->note_infos.size(); }

const dehusk_note_info* dehusk_note(const dehusk_result* result, std::size_t index) {
  return index < dehusk_note_count(result) ? &result->note_infos[index] : nullptr;
}

int dehusk_rescued(const dehusk_result* result) { return result != nullptr && result->rescued ? 1 : 0; }

void dehusk_result_free(dehusk_result* result) { delete result; }

}  // extern "C"
