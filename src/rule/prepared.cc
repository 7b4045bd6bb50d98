// Prepared as bytes. The fields of each struct stand here once, and writer and reader both go by them; a struct that
// gets a field more does not compile until the field is named here too.

#include "rule/prepared.h"

#include <algorithm>
#include <concepts>
#include <cstring>
#include <optional>
#include <type_traits>

namespace dehusk {

namespace {

template <class T, class Plain>
concept Either = std::same_as<T, Plain> || std::same_as<T, const Plain>;  // to be read into, or to be written

void visit_fields(auto& archive, Either<Text> auto& fields) {
  auto& [text, line, column] = fields;
  archive(text, line, column);
}

void visit_fields(auto& archive, Either<Scope> auto& fields) {
  auto& [sites, hosts, not_hosts, paths, not_paths, lang, not_lang, input] = fields;
  archive(sites, hosts, not_hosts, paths, not_paths, lang, not_lang, input);
}

void visit_fields(auto& archive, Either<Match> auto& fields) {
  auto& [css, is, starts, ends, has, re, not_has, not_re, min_words, max_words, min_links, kinds, zones, first, last,
         inside, prev, next, prev_reach, next_reach, run, builtin] = fields;
  archive(css, is, starts, ends, has, re, not_has, not_re, min_words, max_words, min_links, kinds, zones, first, last,
          inside, prev, next, prev_reach, next_reach, run, builtin);
}

void visit_fields(auto& archive, Either<Take> auto& fields) {
  auto& [action, to, until, max_blocks, to_end, closest, rest, over, max_share, max_hits] = fields;
  archive(action, to, until, max_blocks, to_end, closest, rest, over, max_share, max_hits);
}

void visit_fields(auto& archive, Either<Rule> auto& fields) {
  auto& [id, why, husk, risk, status, enabled, was, tags, see, note, replaced_by, owner, file, line, scope, match, take,
         remove, keep, cases] = fields;
  archive(id, why, husk, risk, status, enabled, was, tags, see, note, replaced_by, owner, file, line, scope, match,
          take);  // remove, keep and cases are for `dehusk test`, which reads the rule files themselves
}

void visit_fields(auto& archive, Either<Site> auto& fields) {
  auto& [name, hosts, marks] = fields;
  archive(name, hosts, marks);
}

void visit_fields(auto& archive, Either<RuleBook> auto& fields) {
  auto& [rules, sites, content, content_file, content_line] = fields;
  archive(rules, sites, content, content_file, content_line);
}

void visit_fields(auto& archive, Either<EdgeNeeds> auto& fields) {
  auto& [first, last, min_bytes, max_bytes] = fields;
  archive(first, last, min_bytes, max_bytes);
}

void visit_fields(auto& archive, Either<PatternNeeds> auto& fields) {
  auto& [literals, at_start, frequency, edges, pairs, signs] = fields;
  archive(literals, at_start, frequency, edges, pairs, signs);
}

void visit_fields(auto& archive, Either<RuleNeeds> auto& fields) {
  auto& [re, prev, next] = fields;
  archive(re, prev, next);
}

void visit_fields(auto& archive, Either<Prepared> auto& fields) {
  auto& [book, digest, needs] = fields;
  archive(book, digest, needs);
}

template <class T>
concept Number = std::is_arithmetic_v<T> || std::is_enum_v<T>;

class Writer {
 public:
  void operator()(const auto&... fields) { (write(fields), ...); }

  [[nodiscard]] std::string take() { return std::move(bytes_); }

 private:
  void write(const Number auto& number) {
    char bytes[sizeof number];
    std::memcpy(bytes, &number, sizeof number);
    bytes_.append(bytes, sizeof number);
  }
  void write(const std::string& text) {
    write(static_cast<std::uint32_t>(text.size()));
    bytes_ += text;
  }
  template <class T>
  void write(const std::optional<T>& value) {
    write(value.has_value());
    if (value) write(*value);
  }
  template <class T>
  void write(const std::vector<T>& list) {
    write(static_cast<std::uint32_t>(list.size()));
    for (const T& value : list) write(value);
  }
  void write(const auto& fields) { visit_fields(*this, fields); }

  std::string bytes_;
};

// Bytes that end too early read as zeros and empty strings.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}

  void operator()(auto&... fields) { (read(fields), ...); }

 private:
  std::string_view take(std::size_t size) {
    const std::string_view bytes = rest_.substr(0, size);
    rest_.remove_prefix(bytes.size());
    return bytes;
  }
  std::uint32_t read_size() {
    std::uint32_t size = 0;
    read(size);
    return size;
  }
  void read(Number auto& number) {
    const std::string_view bytes = take(sizeof number);
    if (bytes.size() == sizeof number) std::memcpy(&number, bytes.data(), sizeof number);
  }
  void read(std::string& text) { text = take(read_size()); }
  template <class T>
  void read(std::optional<T>& value) {
    bool has_value = false;
    read(has_value);
    if (has_value) read(value.emplace());
  }
  template <class T>
  void read(std::vector<T>& list) {
    list.resize(std::min<std::size_t>(read_size(), rest_.size()));
    for (T& value : list) read(value);
  }
  void read(auto& fields) { visit_fields(*this, fields); }

  std::string_view rest_;
};

}  // namespace

std::string write_prepared(const Prepared& prepared) {
  Writer writer;
  writer(prepared);
  return writer.take();
}

Prepared read_prepared(std::string_view bytes) {
  Prepared prepared;
  Reader reader(bytes);
  reader(prepared);
  return prepared;
}

}  // namespace dehusk
