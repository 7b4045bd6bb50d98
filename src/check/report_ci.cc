// The reports that CI systems read: JUnit, TAP 14 and GitHub's annotations. One test an example and a page.
#include "base/unicode.h"
#include "check/report.h"

namespace dehusk {
namespace {

// A test in the words that all three formats share.
struct Test {
  std::string group, name, file;
  int line = 0;
  bool is_todo = false;
  bool is_ok = true;
  std::vector<std::string> details;  // one line each
};

Test test_of(const Report& report, const ExampleResult& result) {
  Test test{report.pack.rules.rule(result.rule).id,
            result.name,
            result.file,
            result.line,
            result.is_todo,
            result.passed(),
            {}};
  for (const Failure& failure : result.failures) {
    std::string detail = failure.wish;
    if (!failure.text.empty()) detail += (detail.empty() ? "" : ": ") + failure.text;
    test.details.push_back(detail + (detail.empty() ? "" : ": ") + failure.fact);
  }
  return test;
}

Test test_of(const Report& report, const PageResult& page) {
  const bool is_ok = !page.has(report.options.fail_on);
  Test test{"page", page.fixture.directory, page.fixture.directory + '/' + page.fixture.page_file, 1, false, is_ok, {}};
  if (is_ok) return test;
  test.details.push_back(changes_in_words(page));
  if (!page.fixture.want) return test;
  test.file = page.fixture.want_path();
  for (const Step& step : page.steps) {
    if (!step.change || (bit(*step.change) & report.options.fail_on) == 0) continue;
    if (test.details.size() == 1 && step.want < page.fixture.want->lines.size())
      test.line = page.fixture.want->lines[step.want].line;
    std::string detail(in_words(*step.change));
    if (step.now < step.now_end) {
      const WantLine& now = page.now[step.now];
      detail += ", block " + std::to_string(now.block) + (now.id.empty() ? "" : ", " + now.id) + ": " + now.text;
    } else {
      detail += ": " + page.fixture.want->lines[step.want].text;
    }
    test.details.push_back(std::move(detail));
  }
  return test;
}

std::vector<Test> all_tests(const Report& report) {
  std::vector<Test> tests;
  for (const ExampleResult& result : report.run.examples) tests.push_back(test_of(report, result));
  for (const PageResult& page : report.run.pages) tests.push_back(test_of(report, page));
  return tests;
}

std::string xml(std::string_view text) {
  std::string out;
  for (const char c : escape_controls(text)) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"') {
      out += "&quot;";
    } else {
      out += c;
    }
  }
  return out;
}

// A YAML string in double quotes, on one line.
std::string yaml(std::string_view text) {
  std::string out = "\"";
  for (const char c : escape_controls(text)) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

std::string joined(const std::vector<std::string>& details) {
  std::string out;
  for (const std::string& detail : details) out += (out.empty() ? "" : "\n") + detail;
  return out;
}

}  // namespace

std::string github_text(std::string_view text, bool is_property) {
  std::string out;
  for (const char c : text) {
    if (c == '%') {
      out += "%25";
    } else if (c == '\n') {
      out += "%0A";
    } else if (c == '\r') {
      out += "%0D";
    } else if (is_property && c == ':') {
      out += "%3A";
    } else if (is_property && c == ',') {
      out += "%2C";
    } else {
      out += c;
    }
  }
  return out;
}

std::string junit_report(const Report& report) {
  const std::vector<Test> tests = all_tests(report);
  std::size_t failed = 0;
  std::size_t skipped = 0;
  std::string cases;
  for (const Test& test : tests) {
    cases += "    <testcase classname=\"" + xml(test.group) + "\" name=\"" + xml(test.name) + "\" file=\"" +
             xml(test.file) + "\" line=\"" + std::to_string(test.line) + "\"";
    if (test.is_ok) {
      cases += "/>\n";
    } else if (test.is_todo) {
      ++skipped;
      cases += ">\n      <skipped message=\"known to fail\"/>\n    </testcase>\n";
    } else {
      ++failed;
      cases += ">\n      <failure message=\"" + xml(test.details.front()) + "\">";
      for (const std::string& detail : test.details) cases += "\n" + xml(detail);
      cases += "\n      </failure>\n    </testcase>\n";
    }
  }
  const std::string counts = "tests=\"" + std::to_string(tests.size()) + "\" failures=\"" + std::to_string(failed) +
                             "\" skipped=\"" + std::to_string(skipped) + "\"";
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites " + counts + ">\n  <testsuite name=\"dehusk test\" " +
         counts + ">\n" + cases + "  </testsuite>\n</testsuites>\n";
}

std::string tap_report(const Report& report) {
  const std::vector<Test> tests = all_tests(report);
  std::string out = "TAP version 14\n1.." + std::to_string(tests.size()) + '\n';
  for (std::size_t i = 0; i < tests.size(); ++i) {
    const Test& test = tests[i];
    std::string name;
    for (const char c : escape_controls(test.group + ' ' + test.name)) {
      if (c == '#') name += '\\';  // a bare one would begin a directive
      name += c;
    }
    out += (test.is_ok ? "ok " : "not ok ") + std::to_string(i + 1) + " - " + name + (test.is_todo ? " # TODO" : "") +
           '\n';
    if (test.is_ok) continue;
    out += "  ---\n  at: " + yaml(test.file + ':' + std::to_string(test.line)) + "\n  details:\n";
    for (const std::string& detail : test.details) out += "    - " + yaml(detail) + '\n';
    out += "  ...\n";
  }
  return out;
}

std::string github_report(const Report& report) {
  std::string out;
  for (const Test& test : all_tests(report)) {
    if (test.is_ok || test.is_todo) continue;
    out += "::error file=" + github_text(test.file, true) + ",line=" + std::to_string(test.line) +
           ",title=" + github_text(test.group + ' ' + test.name, true) +
           "::" + github_text(joined(test.details), false) + '\n';
  }
  return out;
}

}  // namespace dehusk
