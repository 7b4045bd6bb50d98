#include "feed/cleaner.h"

#include <utility>

#include "write/tally.h"

namespace dehusk {

namespace {

std::string remark_on(const std::string& file, const Outcome& outcome, const Job& job) {
  const Tally sums = tally(outcome.page, job.rules.rules(), outcome.cleaned.cuts);
  return shown(file) + ": " + (outcome.page.kind == InputKind::html ? "html, " : "text, ") + outcome.page.encoding +
         " (" + outcome.page.encoding_source + "), kept " + std::to_string(sums.words_kept) + " of " +
         std::to_string(sums.words) + " words, " + std::to_string(sums.rules.size()) + " rules took the rest" +
         (outcome.cleaned.rescued ? ", rescued" : "");
}

}  // namespace

std::string shown(const std::string& file) { return file == "-" ? "standard input" : file; }

Cleaner::Cleaner(CleanerSetup setup, unsigned workers) : setup_(std::move(setup)) {
  while (line_cleaners_.size() < workers) line_cleaners_.emplace_back(setup_.jsonl, setup_.lines);
}

Answer Cleaner::answer(const Task& task, unsigned worker) {
  switch (task.kind) {
    case Task::Kind::line:
      return line_answer(task, worker);
    case Task::Kind::message:
      return message_answer(task, worker);
    case Task::Kind::warc: {
      const WarcRecord record{.bytes = task.bytes,
                              .head = task.head,
                              .is_cut = task.is_cut,
                              .offset = task.offset,
                              .length = task.length,
                              .code = task.code,
                              .detail = task.detail};
      return clean_warc_record(record, task.file == "-" ? "" : task.file, setup_.types, setup_.warc);
    }
    default:
      return page_answer(task);
  }
}

Answer Cleaner::page_answer(const Task& task) const {
  if (!task.code.empty()) return failed_page(task);
  const Job& job = setup_.pages;
  Outcome outcome =
      clean_document({.bytes = task.bytes, .url = "", .charset = "", .is_utf8 = false}, job.read.kind, job);
  if (!outcome.undecodable.empty()) return undecodable_page(task, outcome);
  if (!task.detail.empty()) outcome.page.notes.push_back({.code = "input/damaged", .detail = task.detail});
  Answer answer = answer_to(outcome, job);
  if (setup_.remarks) answer.remark = remark_on(task.file, outcome, job);
  if (job.form == Form::json) {
    std::string_view text = outcome.text;
    if (!text.empty()) text.remove_suffix(1);
    answer.bytes = write_record(task.file == "-" ? "" : task.file, text, outcome.page, job.rules.rules(),
                                outcome.cleaned, record_options(outcome, job));
    answer.bytes += '\n';
  } else {
    answer.bytes = task.title + outcome.text;
    answer.is_timed = job.timings;
  }
  return answer;
}

// As text there is no place in the output for what went wrong, so a person is told.
Answer Cleaner::undecodable_page(const Task& task, const Outcome& outcome) const {
  const Job& job = setup_.pages;
  Answer answer = answer_to_undecodable(outcome, job);
  if (answer.fate == Fate::skipped) return answer;
  answer.error = write_failed_record(task.file == "-" ? "" : task.file, outcome.page.url, {},
                                     {answer.code, "read", outcome.undecodable});
  answer.original = task.title + std::string(task.bytes);
  if (job.form == Form::json) {
    answer.bytes = answer.error + "\n";
  } else {
    answer.remark = shown(task.file) + ": " + outcome.undecodable;
  }
  return answer;
}

Answer Cleaner::failed_page(const Task& task) const {
  Answer answer;
  answer.fate = Fate::failed;
  answer.code = task.code;
  answer.in_bytes = task.bytes.size();
  answer.error = write_failed_record(task.file == "-" ? "" : task.file, setup_.pages.url, {},
                                     {task.code, stage_of(task.code), task.detail});
  answer.original = task.title + std::string(task.bytes);
  if (setup_.pages.form == Form::json) {
    answer.bytes = answer.error + "\n";
  } else {
    answer.remark = shown(task.file) + ": " + task.code + ": " + task.detail;
  }
  return answer;
}

Answer Cleaner::line_answer(const Task& task, unsigned worker) {
  Answer answer;
  if (task.code.empty()) {
    answer = line_cleaners_[worker].clean(task.bytes, task.number);
  } else if (task.is_cut) {
    answer = failed_line(task.bytes, task.number, task.code, task.detail, setup_.lines.form);
  } else {
    answer = line_cleaners_[worker].give_up(task.bytes, task.number, task.code, task.detail);
  }
  const bool may_pass = !task.is_cut && setup_.lines.form != Form::dolma;
  if (answer.fate == Fate::failed && may_pass) answer.original = std::string(task.bytes) + "\n";
  answer.bytes += '\n';
  return answer;
}

Answer Cleaner::message_answer(const Task& task, unsigned worker) {
  Answer answer = unframed_answer(task, worker);
  answer.bytes = framed(task.framing, answer.bytes);
  if (answer.fate == Fate::failed && !task.is_cut) answer.original = framed(task.framing, task.bytes);
  return answer;
}

// An answer without its frame, and without a newline at its end.
Answer Cleaner::unframed_answer(const Task& task, unsigned worker) {
  const bool is_json = setup_.messages_are_json;
  if (is_json && task.is_cut && task.code.empty())
    return failed_line(task.bytes, task.number, "too_large", "the message is too long");
  if (is_json && task.code.empty()) return line_cleaners_[worker].clean(task.bytes, task.number);
  if (is_json && !task.is_cut) return line_cleaners_[worker].give_up(task.bytes, task.number, task.code, task.detail);
  if (!task.code.empty()) {
    Answer answer = failed_line(task.bytes, task.number, task.code, task.detail);
    // Only JSON has a place for what went wrong.
    if (!is_json && setup_.pages.form != Form::json) answer.bytes.clear();
    return answer;
  }
  Task page;
  page.bytes = task.bytes;
  page.file = "-";
  Answer answer = page_answer(page);
  if (!answer.bytes.empty()) answer.bytes.pop_back();
  return answer;
}

Answer Cleaner::bare_failure(const Task& task) const {
  if (task.kind == Task::Kind::page) return failed_page(task);
  const Form form = task.kind == Task::Kind::line ? setup_.lines.form : Form::json;
  Answer answer = failed_line(task.bytes, task.number, task.code, task.detail, form);
  if (task.kind == Task::Kind::message) {
    if (!setup_.messages_are_json && setup_.pages.form != Form::json) answer.bytes.clear();
    answer.bytes = framed(task.framing, answer.bytes);
  } else if (task.kind == Task::Kind::warc && setup_.warc.form != Form::json) {
    answer.bytes.clear();
  } else {
    answer.bytes += '\n';
  }
  return answer;
}

}  // namespace dehusk
