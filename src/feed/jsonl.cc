#include "feed/jsonl.h"

#include <algorithm>
#include <utility>

#include "base/json.h"
#include "feed/dolma.h"
#include "feed/json_string.h"
#include "write/record.h"

namespace dehusk {

namespace {

constexpr std::size_t kRawBytes = 200;  // of a bad line, shown in its error record

// Replacements of stretches of a line, made in one go.
class Splices {
 public:
  void replace(Span span, std::string text) { splices_.push_back({span, std::move(text)}); }

  // A member of an object: its value is replaced, or it is added before the '}'.
  void set(const JsonPlace& place, std::string_view key, std::string value) {
    if (place.is_found) {
      replace(place.value, std::move(value));
      return;
    }
    std::string member = place.object_is_empty ? "" : ",";
    append_json(member, key);
    replace({place.object_end, place.object_end}, member + ":" + value);
  }

  // Takes a member out, and all of its name before it: each with the comma after it, or before it if it is the last.
  void remove(std::string_view line, const JsonPlace& place) {
    Span span = place.member;
    std::vector<Span> earlier = place.earlier;
    const std::size_t after = line.find_first_not_of(" \t", span.end);
    if (after != std::string_view::npos && line[after] == ',') {
      span.end = static_cast<std::uint32_t>(after + 1);
    } else {
      while (true) {
        const std::size_t comma = line.find_last_not_of(" \t", span.begin - 1);
        if (line[comma] != ',') break;
        span.begin = static_cast<std::uint32_t>(comma);
        const std::size_t end = line.find_last_not_of(" \t", comma - 1) + 1;
        if (earlier.empty() || earlier.back().end != end) break;
        span.begin = earlier.back().begin;  // it goes too, so it is the comma before that one
        earlier.pop_back();
      }
    }
    replace(span, "");
    remove_earlier(line, earlier);
  }

  // Behind each stands another member.
  void remove_earlier(std::string_view line, const std::vector<Span>& members) {
    for (const Span& member : members)
      replace({member.begin, static_cast<std::uint32_t>(line.find(',', member.end) + 1)}, "");
  }

  std::string apply(std::string_view line) {
    std::stable_sort(splices_.begin(), splices_.end(),
                     [](const Splice& a, const Splice& b) { return a.span.begin < b.span.begin; });
    std::string out;
    std::size_t at = 0;
    for (const Splice& splice : splices_) {
      if (splice.span.begin < at) continue;  // inside what is replaced already: the pointers overlap
      out += line.substr(at, splice.span.begin - at);
      out += splice.text;
      at = splice.span.end;
    }
    out += line.substr(at);
    return out;
  }

 private:
  struct Splice {
    Span span;
    std::string text;
  };
  std::vector<Splice> splices_;
};

// The pointers that are looked up in every line: the sources, then each source's place for the text, then url, id and
// these.
constexpr std::string_view kTopLevel[] = {"title", "author", "date", "lang", "dehusk", "source"};
constexpr std::size_t kVerdict = 4;

std::vector<Pointer> pointers_of(const JsonlOptions& options) {
  std::vector<Pointer> pointers = options.sources;
  for (const Pointer& source : options.sources) {
    Pointer beside = source;
    beside.back() = "text";
    pointers.push_back(options.out.empty() ? beside : options.out);
  }
  pointers.push_back(options.url);
  pointers.push_back(options.id);
  for (const std::string_view name : kTopLevel) pointers.push_back({std::string(name)});
  return pointers;
}

// Unless it is told, the field's name says what it holds: markup in /html; anything else is looked at.
Sniff kind_of(const Pointer& source, const Job& job) {
  if (job.form == Form::dolma) return Sniff::text;
  if (job.read.kind != Sniff::automatic) return job.read.kind;
  return source.back() == "html" ? Sniff::html : Sniff::automatic;
}

// A line with nothing on it: there is no record that could get a reply.
bool is_blank(std::string_view line) { return line.find_first_not_of(" \t\r") == std::string_view::npos; }

// A field can be set where there is an object for it, an element of an array only where there is one.
bool can_be_set(const JsonPlace& place) { return place.has_object || place.is_element; }

// What the places of one line are.
struct Places {
  const JsonPlace* source = nullptr;  // the first source that is a string
  const JsonPlace* out = nullptr;
  const JsonPlace* url = nullptr;
  const JsonPlace* top = nullptr;  // kTopLevel's, in its order
  std::size_t index = 0;           // of the source
};

Places sort_out(const std::vector<JsonPlace>& places, const JsonlOptions& options) {
  Places sorted;
  const std::size_t count = options.sources.size();
  sorted.url = &places[count * 2];
  sorted.top = sorted.url + 2;
  for (std::size_t i = 0; i < count && sorted.source == nullptr; ++i) {
    if (!places[i].is_found || places[i].type != JsonType::string) continue;
    sorted.source = &places[i];
    // Beside an element of an array there is no place with a name.
    sorted.out = options.out.empty() && places[i].is_element ? &places[i] : &places[count + i];
    sorted.index = i;
  }
  return sorted;
}

std::string spliced(std::string_view line, const Places& places, std::string_view out_name, const Outcome& outcome,
                    const JsonlOptions& options, const Job& job) {
  std::string_view text = outcome.text;
  if (!text.empty()) text.remove_suffix(1);  // a string needs no newline at its end
  Splices splices;
  const bool is_in_place = places.out->is_found && places.out->value == places.source->value;
  const bool has_one_object = !places.source->is_element && places.source->object_begin == places.out->object_begin;
  if (options.drop_source && !places.out->is_found && has_one_object) {
    std::string member = to_json(out_name) + ":";
    append_json(member, text);
    splices.replace(places.source->member, member);
    splices.remove_earlier(line, places.source->earlier);
  } else {
    splices.set(*places.out, out_name, to_json(text));
    if (options.drop_source && !is_in_place) splices.remove(line, *places.source);
  }
  if (job.report != Report::none) {
    std::size_t field = 0;
    for (const Told& told : told_by(outcome.page, outcome.cleaned)) {
      const JsonPlace& place = places.top[field++];
      std::string value;
      append_string_or_null(value, told.value);
      if (!place.is_found) splices.set(place, told.key, value);
    }
    splices.set(places.top[field], "dehusk",
                write_verdict(outcome.page, job.rules.rules(), outcome.cleaned, record_options(outcome, job)));
  }
  return splices.apply(line);
}

}  // namespace

LineCleaner::LineCleaner(const JsonlOptions& options, const Job& job)
    : options_(options), job_(job), pointers_(pointers_of(options)) {}

Answer failed_line(std::string_view line, std::uint64_t number, std::string_view code, std::string detail, Form form) {
  Answer answer;
  answer.fate = Fate::failed;
  answer.code = code;
  answer.in_bytes = line.size();
  std::string& out = answer.bytes;
  out = "{\"text\":null,\"dehusk\":{\"error\":";
  append_error(out, {code, stage_of(code), std::move(detail)});
  out += ",\"line\":" + std::to_string(number) + ",\"raw\":";
  append_json(out, line.substr(0, kRawBytes));
  out += "}}";
  answer.error = out;
  if (form == Form::dolma) out = write_dolma_row({}, {}, "{}");
  return answer;
}

std::size_t most_of_line(std::uint64_t max_bytes) {
  // Escapes make a string at most six times as long.
  return static_cast<std::size_t>(std::min<std::uint64_t>(max_bytes * 6 + (1U << 20), 0xF0000000U));
}

// A row of attributes; the line was looked through.
std::string LineCleaner::row(std::string_view line, std::string_view attributes) const {
  const auto json_of = [&](const JsonPlace& place) {
    return place.is_found ? slice(line, place.value) : std::string_view();
  };
  const std::size_t url = options_.sources.size() * 2;
  return write_dolma_row(json_of(found_[url + 1]), json_of(found_.back()), attributes);
}

Answer LineCleaner::pass(std::string_view line) const {
  Answer answer;
  answer.fate = Fate::passed;
  answer.in_bytes = line.size();
  answer.bytes = line;
  return answer;
}

Answer LineCleaner::give_up(std::string_view line, std::uint64_t number, std::string_view code, std::string detail) {
  Answer answer = failed_line(line, number, code, detail, job_.form);
  if (number == 1 && line.substr(0, 3) == "\xEF\xBB\xBF") line.remove_prefix(3);
  if (!reader_.read(line, pointers_, found_).empty()) return answer;
  if (job_.form == Form::dolma) {
    answer.bytes = row(line, "{}");
    return answer;
  }
  const Places places = sort_out(found_, options_);
  if (places.source == nullptr || !can_be_set(*places.out)) return answer;
  Splices splices;
  const bool is_in_place = places.out->is_found && places.out->value == places.source->value;
  splices.set(*places.out, options_.out.empty() ? "text" : options_.out.back(), "null");
  if (options_.drop_source && !is_in_place) splices.remove(line, *places.source);
  std::string verdict = "{\"error\":";
  append_error(verdict, {code, stage_of(code), std::move(detail)});
  splices.set(places.top[kVerdict], "dehusk", verdict + ",\"line\":" + std::to_string(number) + "}");
  answer.bytes = answer.error = splices.apply(line);
  return answer;
}

Answer LineCleaner::clean(std::string_view line, std::uint64_t number) {
  const std::size_t in_bytes = line.size();
  const bool is_dolma = job_.form == Form::dolma;
  const auto fail = [&](std::string_view code, std::string detail) {
    return failed_line(line, number, code, std::move(detail), job_.form);
  };
  if (number == 1 && line.substr(0, 3) == "\xEF\xBB\xBF") line.remove_prefix(3);
  if (is_blank(line)) return is_dolma ? fail("bad_json", "the line is empty") : pass(line);
  if (std::string fault = reader_.read(line, pointers_, found_); !fault.empty())
    return fail("bad_json", std::move(fault));
  const Places places = sort_out(found_, options_);
  if (places.source == nullptr && !options_.needs_source) {
    Answer answer = pass(line);
    if (is_dolma) answer.bytes = row(line, "{}");
    return answer;
  }
  const bool has_place = is_dolma || (places.source != nullptr && can_be_set(*places.out));
  if (places.source == nullptr || !has_place) {
    Answer answer =
        fail("missing_field", places.source == nullptr
                                  ? "the record has no field that could be cleaned"
                                  : "the record has no object or array element in which the clean text could stand");
    if (is_dolma) answer.bytes = row(line, "{}");
    return answer;
  }
  const std::string source = unescape_json(slice(line, places.source->value));
  const std::string url =
      places.url->type == JsonType::string && places.url->is_found ? unescape_json(slice(line, places.url->value)) : "";
  const Input input{.bytes = source, .url = url, .charset = "", .is_utf8 = true};
  const Outcome outcome = clean_document(input, kind_of(options_.sources[places.index], job_), job_);
  Answer answer = answer_to(outcome, job_);
  answer.in_bytes = in_bytes;
  if (is_dolma) {
    answer.bytes = row(line, write_dolma_attributes(source, outcome.page, job_.rules.rules(), outcome.cleaned.cuts));
  } else {
    const std::string out_name = options_.out.empty() ? "text" : options_.out.back();
    answer.bytes = spliced(line, places, out_name, outcome, options_, job_);
  }
  return answer;
}

void put_lines(ByteSource& source, const std::function<bool(Task)>& put, std::uint64_t max_bytes,
               const std::function<void(const Damage&)>& on_damage) {
  const std::size_t most = most_of_line(max_bytes);
  std::uint64_t number = 0;
  bool is_wanted = true;
  while (is_wanted) {
    Task task;
    task.kind = Task::Kind::line;
    const ByteSource::Got got = source.next_line(task.bytes, most);
    if (got == ByteSource::Got::end) {
      if (!source.damage()) return;
      on_damage(*source.damage());
      if (!source.resume()) return;
      continue;
    }
    task.number = ++number;
    if (got == ByteSource::Got::long_line) {
      task.code = "too_large";
      task.detail = "the line has more than " + std::to_string(most) + " bytes";
    } else if (got == ByteSource::Got::broken_line) {
      task.code = "truncated";
      task.detail = source.damage()->what;
    }
    task.is_cut = !task.code.empty();
    if (task.is_cut) task.bytes = task.bytes.substr(0, kRawBytes);  // no more of it is shown
    is_wanted = put(std::move(task));
  }
}

}  // namespace dehusk
