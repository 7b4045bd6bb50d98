#include "feed/json_line.h"

#include <simdjson.h>

#include <algorithm>

#include "feed/json_string.h"

namespace dehusk {

namespace {

namespace ondemand = simdjson::ondemand;

constexpr std::size_t kMaxDepth = 64;
constexpr const char* kTextBehind = "there is text behind the object";

// JSON's numbers and literals, and those that Python's json writes and reads.
bool is_valid_scalar(std::string_view token) {
  for (const std::string_view literal : {"true", "false", "null", "NaN", "Infinity", "-Infinity"})
    if (token == literal) return true;
  std::size_t at = token.substr(0, 1) == "-" ? 1 : 0;
  const auto digits = [&] {
    const std::size_t begin = at;
    while (at < token.size() && token[at] >= '0' && token[at] <= '9') ++at;
    return at - begin;
  };
  const std::size_t first = at;
  const std::size_t whole = digits();
  if (whole == 0 || (whole > 1 && token[first] == '0')) return false;
  if (at < token.size() && token[at] == '.') {
    ++at;
    if (digits() == 0) return false;
  }
  if (at < token.size() && (token[at] == 'e' || token[at] == 'E')) {
    ++at;
    if (at < token.size() && (token[at] == '+' || token[at] == '-')) ++at;
    if (digits() == 0) return false;
  }
  return at == token.size();
}

std::string_view without_trailing_blanks(std::string_view token) {
  const std::size_t last = token.find_last_not_of(" \t\r\n");
  return token.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

// Whether the object that a line begins with is closed before the line ends. simdjson looks at the line's end first,
// and takes rubbish there for an object that goes on.
bool has_text_behind(std::string_view line) {
  std::size_t depth = 0;
  bool is_in_string = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (is_in_string && c == '\\') {
      ++i;
    } else if (c == '"') {
      is_in_string = !is_in_string;
    } else if (!is_in_string && (c == '{' || c == '[')) {
      ++depth;
    } else if (!is_in_string && (c == '}' || c == ']') && depth > 0 && --depth == 0) {
      return !without_trailing_blanks(line.substr(i + 1)).empty();
    }
  }
  return false;
}

// RFC 6901: "0", "12"; no zeros before it.
bool is_index(const std::string& part, std::size_t index) { return part == std::to_string(index); }

// The walk over one line: visits every value, so that nothing invalid passes, and notes the places on its way.
class Walk {
 public:
  Walk(std::string_view line, const std::vector<Pointer>& pointers, std::vector<JsonPlace>& places)
      : line_(line), pointers_(pointers), places_(places) {}

  std::string fault;  // what is wrong; empty: nothing

  // `active`: the pointers whose first `depth` parts lead to this object.
  bool visit_object(ondemand::object object, std::size_t depth, std::size_t pointer_depth,
                    const std::vector<std::size_t>& active) {
    if (depth > kMaxDepth) return fail("nested deeper than 64 levels");
    if (!active.empty() && !note_object(object, pointer_depth, active)) return false;
    for (auto result : object) {
      ondemand::field field;
      if (const auto error = std::move(result).get(field)) return fail(simdjson::error_message(error));
      std::string_view key;
      if (!read_key(field.key().raw(), key)) return false;
      std::vector<std::size_t> here, deeper;
      if (!active.empty()) match(key, pointer_depth, active, here, deeper);
      for (const std::size_t pointer : deeper) places_[pointer] = {};  // an object of the same name was of no account
      const std::uint32_t key_begin = offset(key.data()) - 1;
      Span span;
      JsonType type{};
      if (!visit_value(field.value(), depth, pointer_depth + 1, deeper, !here.empty(), span, type)) return false;
      for (const std::size_t pointer : here) {
        JsonPlace& place = places_[pointer];
        if (place.is_found) place.earlier.push_back(place.member);
        place.is_found = true;
        place.type = type;
        place.value = span;
        place.member = {key_begin, span.end};
      }
    }
    return true;
  }

 private:
  bool fail(std::string_view what) {
    if (fault.empty()) fault = what;
    return false;
  }

  std::uint32_t offset(const char* at) const { return static_cast<std::uint32_t>(at - line_.data()); }
  Span span_of(std::string_view part) const { return {offset(part.data()), offset(part.data() + part.size())}; }

  bool note_object(ondemand::object& object, std::size_t pointer_depth, const std::vector<std::size_t>& active) {
    std::string_view whole;
    if (const auto error = object.raw_json().get(whole)) return fail(simdjson::error_message(error));
    whole = without_trailing_blanks(whole);
    if (whole.back() != '}') return fail("an object is not closed");
    bool is_empty = false;
    if (const auto error = object.reset().get(is_empty)) return fail(simdjson::error_message(error));
    is_empty = without_trailing_blanks(whole.substr(1, whole.size() - 2)).empty();
    for (const std::size_t pointer : active) {
      JsonPlace& place = places_[pointer];
      if (pointers_[pointer].size() != pointer_depth + 1) continue;
      place.has_object = true;
      place.object_begin = span_of(whole).begin;
      place.object_end = span_of(whole).end - 1;
      place.object_is_empty = is_empty;
    }
    return true;
  }

  bool read_key(const char* begin, std::string_view& key) {
    std::size_t end = offset(begin);
    while (end < line_.size() && line_[end] != '"') end += line_[end] == '\\' ? 2 : 1;
    if (end >= line_.size()) return fail("a key is not closed");
    key = line_.substr(offset(begin), end - offset(begin));
    return escapes_are_valid(key) || fail("invalid escape in a key");
  }

  void match(std::string_view key, std::size_t depth, const std::vector<std::size_t>& active,
             std::vector<std::size_t>& here, std::vector<std::size_t>& deeper) const {
    std::string decoded;
    if (key.find('\\') != std::string_view::npos) {
      decoded = unescape_json(std::string_view(key.data() - 1, key.size() + 2));
      key = decoded;
    }
    for (const std::size_t pointer : active) {
      if (pointers_[pointer][depth] != key) continue;
      (pointers_[pointer].size() == depth + 1 ? here : deeper).push_back(pointer);
    }
  }

  bool visit_value(ondemand::value value, std::size_t depth, std::size_t pointer_depth,
                   const std::vector<std::size_t>& deeper, bool wants_span, Span& span, JsonType& type) {
    const std::string_view token = without_trailing_blanks(value.raw_json_token());
    if (token[0] == '{') {
      ondemand::object object;
      if (const auto error = value.get_object().get(object)) return fail(simdjson::error_message(error));
      type = JsonType::object;
      return (!wants_span || measure(object, span)) && visit_object(object, depth + 1, pointer_depth, deeper);
    }
    if (token[0] == '[') {
      ondemand::array array;
      if (const auto error = value.get_array().get(array)) return fail(simdjson::error_message(error));
      type = JsonType::array;
      return (!wants_span || measure(array, span)) && visit_array(array, depth + 1, pointer_depth, deeper);
    }
    span = span_of(token);
    if (token[0] == '"') {
      type = JsonType::string;
      if (token.size() < 2 || token.back() != '"') return fail("a string is not closed");
      return escapes_are_valid(token.substr(1, token.size() - 2)) || fail("invalid escape in a string");
    }
    type = token == "true" || token == "false" || token == "null" ? JsonType::literal : JsonType::number;
    return is_valid_scalar(token) || fail("'" + std::string(token.substr(0, 40)) + "' is no JSON value");
  }

  template <class Container>
  bool measure(Container& container, Span& span) {
    std::string_view whole;
    if (const auto error = container.raw_json().get(whole)) return fail(simdjson::error_message(error));
    span = span_of(without_trailing_blanks(whole));
    bool is_not_empty = false;
    if (const auto error = container.reset().get(is_not_empty)) return fail(simdjson::error_message(error));
    return true;
  }

  bool visit_array(ondemand::array array, std::size_t depth, std::size_t pointer_depth,
                   const std::vector<std::size_t>& active) {
    if (depth > kMaxDepth) return fail("nested deeper than 64 levels");
    std::size_t index = 0;
    for (auto result : array) {
      ondemand::value value;
      if (const auto error = std::move(result).get(value)) return fail(simdjson::error_message(error));
      std::vector<std::size_t> here, deeper;
      for (const std::size_t pointer : active) {
        if (!is_index(pointers_[pointer][pointer_depth], index)) continue;
        (pointers_[pointer].size() == pointer_depth + 1 ? here : deeper).push_back(pointer);
      }
      ++index;
      Span span;
      JsonType type{};
      if (!visit_value(value, depth, pointer_depth + 1, deeper, !here.empty(), span, type)) return false;
      for (const std::size_t pointer : here) {
        JsonPlace& place = places_[pointer];
        place.is_found = true;
        place.is_element = true;
        place.type = type;
        place.value = place.member = span;
      }
    }
    return true;
  }

  std::string_view line_;
  const std::vector<Pointer>& pointers_;
  std::vector<JsonPlace>& places_;
};

}  // namespace

std::optional<Pointer> pointer_from(std::string_view text) {
  if (text.empty() || text[0] != '/') return std::nullopt;
  Pointer pointer;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '/') {
      pointer.emplace_back();
    } else if (text[i] == '~' && i + 1 < text.size() && (text[i + 1] == '0' || text[i + 1] == '1')) {
      pointer.back() += text[++i] == '0' ? '~' : '/';
    } else {
      pointer.back() += text[i];
    }
  }
  return pointer;
}

struct JsonReader::Parser {
  ondemand::parser parser;
  std::string padded;
};

JsonReader::JsonReader() : parser_(std::make_unique<Parser>()) {}
JsonReader::~JsonReader() = default;

std::string JsonReader::read(std::string_view line, const std::vector<Pointer>& pointers,
                             std::vector<JsonPlace>& places) {
  places.assign(pointers.size(), {});
  std::string& padded = parser_->padded;
  padded.reserve(line.size() + simdjson::SIMDJSON_PADDING);
  padded.assign(line);
  ondemand::document document;
  if (const auto error = parser_->parser.iterate(padded.data(), padded.size(), padded.capacity()).get(document))
    return simdjson::error_message(error);
  ondemand::object object;
  ondemand::json_type type{};
  if (const auto error = document.type().get(type)) return simdjson::error_message(error);
  if (type != ondemand::json_type::object) return "the line is not an object";
  if (const auto error = document.get_object().get(object))
    return has_text_behind(padded) ? kTextBehind : simdjson::error_message(error);
  std::string_view whole;
  if (const auto error = object.raw_json().get(whole)) return simdjson::error_message(error);
  const auto end = static_cast<std::size_t>(without_trailing_blanks(whole).data() +
                                            without_trailing_blanks(whole).size() - padded.data());
  if (!without_trailing_blanks(std::string_view(padded).substr(end)).empty()) return kTextBehind;
  bool is_not_empty = false;
  if (const auto error = object.reset().get(is_not_empty)) return simdjson::error_message(error);
  std::vector<std::size_t> all(pointers.size());
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
  Walk walk(padded, pointers, places);
  walk.visit_object(object, 1, 0, all);
  return walk.fault;
}

}  // namespace dehusk
