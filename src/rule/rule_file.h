#ifndef DEHUSK_RULE_RULE_FILE_H_
#define DEHUSK_RULE_RULE_FILE_H_
// A rule file as TOML: what its keys hold and where each stands, before anyone asks whether the keys make sense.
// The keys of a table are in the order of the file, which the TOML library does not keep.
//
//   re = '''^Skip'''      Entry{key "re", spot 4:1, Value{string "^Skip", begin 4:6, end 4:17}}
//        ^  ^             begin, and the content's first character: spot_in(file, value, 0) = 4:9

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/fault.h"
#include "rule/rule_set.h"

namespace dehusk {

struct Spot {
  int line = 0;    // 1-based
  int column = 0;  // 1-based, in characters
  friend bool operator==(Spot, Spot) = default;
};

struct Entry;

struct Value {
  enum class Type : std::uint8_t { string, integer, number, flag, list, table, date };
  Type type = Type::string;
  std::string text;
  std::int64_t integer = 0;
  double number = 0;
  bool flag = false;
  std::vector<Value> list;
  std::vector<Entry> table;
  Spot begin, end;  // of the value with its quotes or brackets; a [table]'s begin is its header

  [[nodiscard]] bool is_string() const { return type == Type::string; }
  [[nodiscard]] const Entry* find(std::string_view key) const;  // nullptr if the table does not have it
};

struct Entry {
  std::string key;
  Spot spot;
  Value value;
};

struct RuleFile {
  std::string name;
  std::string text;                      // valid UTF-8
  std::vector<std::size_t> line_starts;  // offset of each line in `text`
  Value root;
  bool is_built_in = false;  // as its RuleSource
  int content_line = 0;      // of its [content], whose inside is not read here; 0: it has none
};

inline constexpr std::size_t kMaxFileBytes = std::size_t{1} << 20;
inline constexpr std::size_t kMaxContentFileBytes = std::size_t{8} << 20;  // of a file with a [content] table

// The file's keys and values; faults E100 (no TOML) and E122 (too large). TOML stops at its first fault.
[[nodiscard]] Result<RuleFile> read_rule_file(const RuleSource& source);

// Where byte `offset` of a string's content stands in the file: quotes, escapes and line breaks are counted.
[[nodiscard]] Spot spot_in(const RuleFile& file, const Value& string, std::size_t offset);

// A line without its end; empty if there is none of that number.
[[nodiscard]] std::string_view line_of(const RuleFile& file, int line);

// A fault at a spot of this file, with its source line. The width is cut at the end of the line.
[[nodiscard]] Fault fault_at(const RuleFile& file, std::string code, Spot spot, int width, std::string message,
                             std::string help = {});

// How many carets lie under a value: all of it, or up to the end of its first line.
[[nodiscard]] int width_of(const RuleFile& file, const Value& value);

}  // namespace dehusk

#endif  // DEHUSK_RULE_RULE_FILE_H_
