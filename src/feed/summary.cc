#include "feed/summary.h"

#include <cstdio>
#include <cstdlib>
#include <numeric>

#include "base/json.h"

namespace dehusk {

namespace {

constexpr std::uint64_t kManyRecords = 1000;  // of which a share means something

std::string number_with(double number, int decimals) {
  char text[32];
  std::snprintf(text, sizeof text, "%.*f", decimals, number);
  return text;
}

void append_counts_by_name(std::string& out, const std::map<std::string, std::uint64_t, std::less<>>& counts) {
  out += '{';
  for (const auto& [name, count] : counts) {
    if (out.back() != '{') out += ',';
    append_json(out, name);
    out += ":" + std::to_string(count);
  }
  out += '}';
}

}  // namespace

std::uint64_t Summary::records_in() const {
  return std::accumulate(std::begin(by_fate), std::end(by_fate), std::uint64_t{0});
}

void Summary::count(const Answer& answer) {
  ++by_fate[static_cast<int>(answer.fate)];
  bytes_in += answer.in_bytes;
  if (answer.fate == Fate::failed) ++errors[answer.code];
  if (!answer.encoding.empty()) ++encodings[answer.encoding];
  for (const Answer::Hits& hits : answer.hits) {
    RuleSum& sum = rules[hits.rule];
    ++sum.pages;
    sum.hits += hits.count;
    sum.chars += hits.chars;
  }
}

bool ErrorLimit::is_exceeded(const Summary& summary, bool is_at_end) const {
  const std::uint64_t errors = summary.of(Fate::failed);
  if (errors > most) return true;
  const std::uint64_t records = summary.records_in() - summary.of(Fate::skipped);
  if (!is_at_end && records < kManyRecords) return false;
  return static_cast<double>(errors) * 100 > most_percent * static_cast<double>(records);
}

std::optional<ErrorLimit> error_limit_from(std::string_view text) {
  const bool is_share = !text.empty() && text.back() == '%';
  const std::string number(text.substr(0, text.size() - (is_share ? 1 : 0)));
  if (number.empty() || number[0] < '0' || number[0] > '9') return std::nullopt;
  ErrorLimit limit;
  char* end = nullptr;
  if (is_share) {
    limit.most_percent = std::strtod(number.c_str(), &end);
  } else {
    limit.most = std::strtoull(number.c_str(), &end, 10);
  }
  if (*end != '\0' || !(limit.most_percent <= 100)) return std::nullopt;
  return limit;
}

void append_counts(std::string& out, const Summary& summary) {
  out +=
      "\"records\":{\"in\":" + std::to_string(summary.records_in()) + ",\"out\":" + std::to_string(summary.records_out);
  for (int fate = 0; fate < kFateCount; ++fate)
    out += ",\"" + std::string(to_string(static_cast<Fate>(fate))) + "\":" + std::to_string(summary.by_fate[fate]);
  out += "},\"errors\":";
  append_counts_by_name(out, summary.errors);
  out +=
      ",\"bytes\":{\"in\":" + std::to_string(summary.bytes_in) + ",\"out\":" + std::to_string(summary.bytes_out) + '}';
  out += ",\"encodings\":";
  append_counts_by_name(out, summary.encodings);
  out += ",\"rules\":{";
  for (const auto& [rule, sum] : summary.rules) {
    if (out.back() != '{') out += ',';
    append_json(out, rule);
    out += ":{\"pages\":" + std::to_string(sum.pages) + ",\"hits\":" + std::to_string(sum.hits) +
           ",\"chars\":" + std::to_string(sum.chars) + '}';
  }
  out += '}';
}

std::string write_summary(const Summary& summary, const RunFacts& facts, const Job& job) {
  std::string out = "{\"tool\":\"dehusk\",\"version\":\"" DEHUSK_VERSION "\",\"rules_digest\":" + to_json(job.digest);
  out += ",\"started\":" + to_json(facts.started) + ",\"wall_s\":" + number_with(facts.wall_seconds, 3) +
         ",\"cpu_s\":" + number_with(facts.cpu_seconds, 3) + ",\"peak_rss_kb\":" + std::to_string(facts.peak_rss_kb) +
         ",\"jobs\":" + std::to_string(facts.jobs) + ",\"stopped\":" + to_json(facts.stopped);
  out += ',';
  append_counts(out, summary);
  out += ",\"workers\":{\"crashes\":" + std::to_string(facts.crashes) +
         ",\"restarts\":" + std::to_string(facts.restarts) + "}}\n";
  return out;
}

}  // namespace dehusk
