#include "feed/dolma.h"

#include <map>

#include "base/json.h"
#include "base/utf8.h"
#include "write/source_cuts.h"

namespace dehusk {

namespace {

// Bytes of a page's source, which never go back, as code points of the field that it was read from. Reading left out a
// byte order mark and control characters, nothing else, and may have stopped before the end.
class FieldRuler {
 public:
  FieldRuler(std::string_view field, std::string_view source) : field_(field), source_(source) {}

  // Of the first character of a span.
  std::uint64_t begin_at(std::size_t byte) {
    pass(byte);
    pass_dropped();
    return chars_;
  }

  // Behind its last one.
  std::uint64_t end_at(std::size_t byte) {
    pass(byte);
    return chars_;
  }

 private:
  void pass(std::size_t byte) {
    while (source_at_ < byte && field_at_ < field_.size()) {
      pass_dropped();
      if (field_at_ == field_.size()) break;
      static_cast<void>(next_code_point(field_, field_at_));
      static_cast<void>(next_code_point(source_, source_at_));
      ++chars_;
    }
  }

  void pass_dropped() {
    while (field_at_ < field_.size() && source_at_ < source_.size()) {
      std::size_t field_after = field_at_;
      std::size_t source_after = source_at_;
      if (next_code_point(field_, field_after) == next_code_point(source_, source_after)) return;
      field_at_ = field_after;
      ++chars_;
    }
  }

  std::string_view field_, source_;
  std::size_t field_at_ = 0, source_at_ = 0;
  std::uint64_t chars_ = 0;
};

}  // namespace

std::string dolma_attribute(std::string_view rule) {
  std::string name = "dehusk__dehusk__";
  for (const char c : rule) name += c == '/' || c == '-' || c == '.' ? '_' : c;
  return name;
}

std::string write_dolma_attributes(std::string_view field, const Page& page, const std::vector<Rule>& rules,
                                   const std::vector<Cut>& cuts) {
  FieldRuler ruler(field, page.source);
  std::map<std::string, std::string> spans;  // by attribute
  for (const SourceCut& cut : source_cuts(page, cuts)) {
    std::string& list = spans[dolma_attribute(rules[cut.rule].id)];
    const std::uint64_t begin = ruler.begin_at(cut.source.begin);
    const std::uint64_t end = ruler.end_at(cut.source.end);
    list += (list.empty() ? "[" : ",[") + std::to_string(begin) + "," + std::to_string(end) + ",1.0]";
  }
  std::string out = "{";
  for (const auto& [name, list] : spans) {
    if (out.size() > 1) out += ',';
    append_json(out, name);
    out += ":[" + list + "]";
  }
  return out + "}";
}

std::string write_dolma_row(std::string_view id, std::string_view source, std::string_view attributes) {
  const auto or_null = [](std::string_view json) { return json.empty() ? std::string("null") : std::string(json); };
  return "{\"id\":" + or_null(id) + ",\"source\":" + or_null(source) + ",\"attributes\":" + std::string(attributes) +
         "}";
}

}  // namespace dehusk
