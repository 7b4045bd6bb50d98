// The report as JSON Lines, one event a line: begin, an example each, a page each followed by its changes, summary.
#include "base/json.h"
#include "check/report.h"

namespace dehusk {
namespace {

// One object, field by field.
class Line {
 public:
  explicit Line(std::string_view event) { text("event", event); }
  void text(std::string_view name, std::string_view value) { append_json(field(name), value); }
  void number(std::string_view name, std::size_t value) { field(name) += std::to_string(value); }
  void flag(std::string_view name, bool value) { field(name) += value ? "true" : "false"; }
  void raw(std::string_view name, std::string_view json) { field(name) += json; }
  [[nodiscard]] std::string finish() const { return json_ + "}\n"; }

 private:
  std::string& field(std::string_view name) {
    json_ += json_.empty() ? '{' : ',';
    append_json(json_, name);
    return json_ += ':';
  }
  std::string json_;
};

std::string_view word_for(Mark mark) {
  switch (mark) {
    case Mark::stays:
      return "stays";
    case Mark::goes:
      return "goes";
    case Mark::trimmed:
      return "trimmed";
    case Mark::known_miss:
      return "known miss";
    case Mark::known_loss:
      return "known loss";
  }
  return "";
}

std::string json_of(const WantLine& line) {
  std::string json =
      "{\"text\":" + to_json(line.text) + ",\"fate\":" + to_json(word_for(line.mark)) + ",\"rule\":" + to_json(line.id);
  if (line.mark == Mark::trimmed) json += ",\"left\":" + to_json(line.left);
  return json + '}';
}

std::string json_of(const std::vector<WantLine>& lines, std::uint32_t begin, std::uint32_t end) {
  std::string json = "[";
  for (std::uint32_t i = begin; i < end; ++i) json += (i > begin ? "," : "") + json_of(lines[i]);
  return json + ']';
}

std::string example_line(const Report& report, const ExampleResult& result) {
  Line line("example");
  line.text("rule", report.pack.rules.rule(result.rule).id);
  line.text("name", result.name);
  line.text("file", result.file);
  line.number("line", static_cast<std::size_t>(result.line));
  line.flag("passed", result.passed());
  if (result.is_todo) line.flag("todo", true);
  if (!result.passed()) {
    std::string failures = "[";
    for (const Failure& failure : result.failures) {
      failures += (failures.size() > 1 ? ",{\"wish\":" : "{\"wish\":") + to_json(failure.wish) +
                  ",\"text\":" + to_json(failure.text) + ",\"fact\":" + to_json(failure.fact) + '}';
    }
    line.raw("failures", failures + ']');
  }
  return line.finish();
}

std::string page_lines(const PageResult& page) {
  Line head("page");
  head.text("fixture", page.fixture.directory);
  head.text("result", !page.fixture.want ? "new" : page.has(kFailing) ? "differs" : "as expected");
  head.number("blocks", page.now.size());
  for (int i = 0; i < kChangeCount; ++i) {
    const auto change = static_cast<Change>(i);
    if (page.count(change) > 0) head.number(to_string(change), page.count(change));
  }
  std::string out = head.finish();
  for (std::uint32_t i = 0; i < page.steps.size(); ++i) {
    const Step& step = page.steps[i];
    if (!step.change) continue;
    Line line("change");
    line.text("fixture", page.fixture.directory);
    line.text("change", to_string(*step.change));
    if (step.now < step.now_end) {
      line.number("block", page.now[step.now].block);
      line.number("source_line", page.source_lines[step.now]);
    }
    line.raw("want", json_of(page.fixture.want->lines, step.want, step.want_end));
    line.raw("now", json_of(page.now, step.now, step.now_end));
    if (const std::string remark = remark_on(page, i); !remark.empty()) line.text("remark", remark);
    out += line.finish();
  }
  return out;
}

}  // namespace

std::string json_report(const Report& report) {
  Line begin("begin");
  begin.number("rules", report.pack.rules.rules().size());
  begin.text("digest", report.pack.rules.digest());
  std::string out = begin.finish();
  for (const ExampleResult& result : report.run.examples) out += example_line(report, result);
  for (const PageResult& page : report.run.pages) out += page_lines(page);
  for (const Fixture& orphan : report.run.orphans) {
    Line line("orphan");
    line.text("want", orphan.want_path());
    out += line.finish();
  }
  const Score& score = report.run.score;
  Line summary("summary");
  summary.number("examples", report.run.examples.size());
  summary.number("examples_failed", report.verdict.failed_examples);
  summary.number("pages", report.run.pages.size());
  summary.number("pages_differing", report.verdict.differing_pages);
  summary.raw("precision", two_digits(precision(score)));
  summary.raw("recall", two_digits(recall(score)));
  summary.number("known_misses", score.known_misses);
  summary.number("known_losses", score.known_losses);
  summary.text("difference", report.verdict.difference());
  summary.number("exit", static_cast<std::size_t>(report.verdict.exit_code));
  return out + summary.finish();
}

}  // namespace dehusk
