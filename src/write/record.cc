#include "write/record.h"

#include <algorithm>
#include <cstdio>
#include <map>

#include "base/json.h"
#include "base/unicode.h"
#include "write/removed.h"

namespace dehusk {

namespace {

constexpr std::size_t kSampleChars = 100;

// `"key":`, with a comma before it unless the object has just begun.
void append_key(std::string& out, std::string_view key) {
  if (out.back() != '{') out += ',';
  append_json(out, key);
  out += ':';
}

void append_text(std::string& out, std::string_view key, std::string_view value) {
  append_key(out, key);
  append_json(out, value);
}

void append_number(std::string& out, std::string_view key, std::uint64_t value) {
  append_key(out, key);
  out += std::to_string(value);
}

void append_milliseconds(std::string& out, std::string_view key, double value, int decimals) {
  char number[32];
  std::snprintf(number, sizeof number, "%.*f", decimals, value);
  append_key(out, key);
  out += number;
}

// "timings":{"read":1.234,...}, in milliseconds.
void append_timings(std::string& out, const Timings& timings) {
  append_key(out, "timings");
  out += '{';
  for (std::size_t i = 0; i < kPartCount; ++i) {
    const auto part = static_cast<Part>(i);
    append_milliseconds(out, to_string(part), static_cast<double>(timings.of(part)) / 1e6, 3);
  }
  out += '}';
}

void append_removal(std::string& out, const Page& page, const Rule& rule, const Removal& removal, Report report) {
  const bool is_full = report == Report::full;
  out += '{';
  append_text(out, "rule", rule.id);
  if (is_full) {
    append_text(out, "file", rule.file);
    append_number(out, "line", static_cast<std::uint64_t>(std::max(rule.line, 0)));
    append_text(out, "why", rule.why);
    append_text(out, "husk", to_string(rule.husk));
    append_text(out, "stage", to_string(removal.stage));
  }
  append_number(out, "start", removal.start);
  append_number(out, "end", removal.end);
  append_text(out, "unit", "char");
  out += ",\"src\":[" + std::to_string(removal.source.begin) + ',' + std::to_string(removal.source.end) + ']';
  if (is_full) {
    append_number(out, "blocks", removal.last_block - removal.first_block + 1);
    append_text(out, "sample", sample_of(page, removal, kSampleChars));
  }
  out += '}';
}

void append_removed(std::string& out, const Page& page, const std::vector<Rule>& rules,
                    const std::vector<Removal>& removals, Report report) {
  out += '[';
  for (const Removal& removal : removals) {
    if (&removal != removals.data()) out += ',';
    append_removal(out, page, rules[removal.rule], removal, report);
  }
  out += ']';
}

void append_counts(std::string& out, const std::vector<Rule>& rules, const std::vector<Removal>& removals) {
  struct Count {
    std::uint64_t n = 0, chars = 0;
  };
  std::map<std::string_view, Count> counts;
  for (const Removal& removal : removals) {
    Count& count = counts[rules[removal.rule].id];
    ++count.n;
    count.chars += removal.chars;
  }
  out += '{';
  for (const auto& [id, count] : counts) {
    append_key(out, id);
    out += "{\"n\":" + std::to_string(count.n) + ",\"chars\":" + std::to_string(count.chars) + '}';
  }
  out += '}';
}

void append_note(std::string& out, std::string_view code, std::string_view detail) {
  if (out.back() != '[') out += ',';
  out += '{';
  append_text(out, "code", code);
  append_text(out, "detail", detail);
  out += '}';
}

// What reading and cleaning left as remarks: "limit/depth", "rule/unclosed".
void append_notes(std::string& out, const Page& page, const std::vector<Rule>& rules, const Cleaned& cleaned) {
  out += '[';
  for (const Note& note : page.notes) append_note(out, note.code, note.detail);
  for (const Event& event : cleaned.events) {
    std::string detail = event.rule == kNone ? "" : rules[event.rule].id;
    if (!event.detail.empty()) detail += (detail.empty() ? "" : ": ") + event.detail;
    append_note(out, "rule/" + std::string(to_string(event.kind)), detail);
  }
  out += ']';
}

void append_metadata(std::string& out, std::string_view metadata) {
  if (metadata.empty()) return;
  append_key(out, "metadata");
  out += metadata;
}

}  // namespace

std::optional<Report> report_from(std::string_view name) {
  if (name == "none") return Report::none;
  if (name == "counts") return Report::counts;
  if (name == "spans") return Report::spans;
  if (name == "full") return Report::full;
  return std::nullopt;
}

std::string write_verdict(const Page& page, const std::vector<Rule>& rules, const Cleaned& cleaned,
                          const RecordOptions& options) {
  const std::vector<Removal> removals = removals_of(page, cleaned.cuts);
  std::size_t text_chars = 0, cut_chars = 0;
  for (const Block& block : page.blocks) text_chars += count_code_points(page.text_of(block));
  for (const Removal& removal : removals) cut_chars += removal.chars;
  const bool is_truncated = std::any_of(page.notes.begin(), page.notes.end(), [](const Note& note) {
    return note.code == "limit/input" || note.code == "input/damaged" || note.code == "input/truncated";
  });
  std::string out = "{\"v\":1";
  append_text(out, "rules", options.rules_digest);
  append_text(out, "kind", page.kind == InputKind::html ? "html" : "text");
  append_text(out, "encoding", page.encoding);
  append_text(out, "encoding_source", page.encoding_source);
  append_number(out, "in_bytes", options.in_bytes);
  append_number(out, "text_chars", text_chars);
  append_number(out, "kept_chars", text_chars - std::min(cut_chars, text_chars));
  append_key(out, "truncated");
  out += is_truncated ? "true" : "false";
  if (options.milliseconds) {
    append_milliseconds(out, "ms", *options.milliseconds, 2);
  }
  if (options.timings != nullptr) append_timings(out, *options.timings);
  append_key(out, "removed");
  if (options.report == Report::full || options.report == Report::spans) {
    append_removed(out, page, rules, removals, options.report);
  } else {
    append_counts(out, rules, removals);
  }
  append_key(out, "notes");
  append_notes(out, page, rules, cleaned);
  append_key(out, "rescued");
  out += cleaned.rescued ? "true" : "false";
  out += ",\"error\":null}";
  return out;
}

std::vector<Told> told_by(const Page& page, const Cleaned& cleaned) {
  return {{"title", cleaned.title}, {"author", cleaned.author}, {"date", cleaned.date}, {"lang", page.lang}};
}

void append_string_or_null(std::string& out, std::string_view value) {
  if (value.empty()) {
    out += "null";
  } else {
    append_json(out, value);
  }
}

std::string write_record(std::string_view id, std::string_view text, const Page& page, const std::vector<Rule>& rules,
                         const Cleaned& cleaned, const RecordOptions& options) {
  std::string out = "{";
  if (!id.empty()) append_text(out, "id", id);
  append_key(out, "url");
  append_string_or_null(out, page.url);
  append_text(out, "text", text);
  for (const Told& told : told_by(page, cleaned)) {
    append_key(out, told.key);
    append_string_or_null(out, told.value);
  }
  append_metadata(out, options.metadata);
  if (options.report != Report::none) {
    append_key(out, "dehusk");
    out += write_verdict(page, rules, cleaned, options);
  }
  out += '}';
  return out;
}

void append_error(std::string& out, const RecordError& error) {
  out += '{';
  append_text(out, "code", error.code);
  append_text(out, "stage", error.stage);
  append_text(out, "detail", error.detail);
  out += ",\"rule\":null}";
}

std::string write_failed_record(std::string_view id, std::string_view url, std::string_view metadata,
                                const RecordError& error) {
  std::string out = "{";
  if (!id.empty()) append_text(out, "id", id);
  append_key(out, "url");
  append_string_or_null(out, url);
  for (const std::string_view key : {"text", "title", "author", "date", "lang"}) {
    append_key(out, key);
    out += "null";
  }
  append_metadata(out, metadata);
  append_key(out, "dehusk");
  out += "{\"error\":";
  append_error(out, error);
  out += "}}";
  return out;
}

}  // namespace dehusk
