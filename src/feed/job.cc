#include "feed/job.h"

#include <algorithm>
#include <chrono>

#include "write/markdown.h"
#include "write/removed.h"
#include "write/text.h"

namespace dehusk {

std::optional<Form> form_from(std::string_view name) {
  if (name == "text") return Form::text;
  if (name == "markdown" || name == "md") return Form::markdown;
  if (name == "json" || name == "jsonl") return Form::json;
  if (name == "wet") return Form::wet;
  if (name == "dolma-attributes") return Form::dolma;
  return std::nullopt;
}

std::optional<EncodingErrors> encoding_errors_from(std::string_view name) {
  if (name == "replace") return EncodingErrors::replace;
  if (name == "record") return EncodingErrors::record;
  if (name == "skip") return EncodingErrors::skip;
  return std::nullopt;
}

std::string_view to_string(Fate fate) {
  static constexpr std::string_view kNames[] = {"cleaned", "unchanged", "empty", "passed", "skipped", "errors"};
  return kNames[static_cast<int>(fate)];
}

std::string_view stage_of(std::string_view code) {
  return code == "crash" || code == "timeout" || code == "memory" ? "worker" : "feed";
}

Answer answer_to(const Outcome& outcome, const Job& job) {
  Answer answer;
  answer.fate = outcome.text.empty() ? Fate::empty : outcome.cleaned.cuts.empty() ? Fate::unchanged : Fate::cleaned;
  answer.in_bytes = outcome.in_bytes;
  answer.timings = outcome.timings;
  if (!job.tallies) return answer;
  answer.encoding = outcome.page.encoding + "/" + outcome.page.encoding_source;
  for (const Removal& removal : removals_of(outcome.page, outcome.cleaned.cuts)) {
    const std::string& rule = job.rules.rule(removal.rule).id;
    const auto same = [&](const Answer::Hits& hits) { return hits.rule == rule; };
    auto hits = std::find_if(answer.hits.begin(), answer.hits.end(), same);
    if (hits == answer.hits.end()) hits = answer.hits.insert(hits, Answer::Hits{rule, 0, 0});
    ++hits->count;
    hits->chars += removal.chars;
  }
  return answer;
}

Answer answer_to_undecodable(const Outcome& outcome, const Job& job) {
  Answer answer;
  answer.fate = job.encoding_errors == EncodingErrors::skip ? Fate::skipped : Fate::failed;
  if (answer.fate == Fate::failed) answer.code = "decode";
  answer.in_bytes = outcome.in_bytes;
  if (job.tallies) answer.encoding = outcome.page.encoding + "/" + outcome.page.encoding_source;
  return answer;
}

Outcome clean_document(const Input& input, Sniff kind, const Job& job) {
  const auto start = std::chrono::steady_clock::now();
  Input complete = input;
  if (complete.url.empty()) complete.url = job.url;
  if (complete.charset.empty() && !complete.is_utf8) complete.charset = job.charset;
  ReadOptions read = job.read;
  read.kind = kind;
  Outcome outcome;
  CleanOptions options = job.clean;
  if (job.timings) read.timings = options.timings = &outcome.timings;
  outcome.in_bytes = input.bytes.size();
  outcome.page = read_page(complete, read);
  if (job.encoding_errors != EncodingErrors::replace) {
    for (const Note& note : outcome.page.notes)
      if (note.code == "charset/repaired") outcome.undecodable = note.detail;
    if (!outcome.undecodable.empty()) return outcome;
  }
  outcome.cleaned = clean(outcome.page, job.rules, options);
  PartClock clock(options.timings);
  outcome.text = job.form == Form::markdown ? write_markdown(outcome.page, outcome.cleaned, {.links = job.links})
                                            : write_text(outcome.page, outcome.cleaned);
  clock.end(Part::write);
  if (job.timings) {
    const std::chrono::duration<double, std::milli> time = std::chrono::steady_clock::now() - start;
    outcome.milliseconds = time.count();
  }
  return outcome;
}

RecordOptions record_options(const Outcome& outcome, const Job& job) {
  RecordOptions options;
  options.report = job.report;
  options.rules_digest = job.digest;
  options.in_bytes = outcome.in_bytes;
  options.milliseconds = outcome.milliseconds;
  if (outcome.milliseconds) options.timings = &outcome.timings;
  return options;
}

}  // namespace dehusk
