#ifndef DEHUSK_BASE_FAULT_H_
#define DEHUSK_BASE_FAULT_H_
// A Fault is something a person wrote wrong (a rule, a fixture, a path) and must mend: where it stands,
// what is wrong, what to write instead. A Result is a value or the faults that stood in its way.
// What the web did wrong is never a Fault: that is a Note of the Page.
//
//   rules/news.toml:31:8: error[E112]: rule 'tail/explore-more': `re` does not compile: invalid perl operator: (?!
//      31 | re     = ['(?!x)Skip']
//         |           ^^^
//     help: RE2 has no lookahead. Put the unwanted text in `not_re`.

#include <cassert>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace dehusk {

struct Fault {
  std::string code;     // "E112", "W301"; empty for faults outside rule files
  std::string file;     // as the user named it; empty if there is none
  int line = 0;         // 1-based; 0: the fault has no line
  int column = 0;       // 1-based, in characters; 0: no column
  int width = 1;        // how many carets to draw
  std::string message;  // what is wrong, one line
  std::string help;     // what to write instead; may be empty
  std::string source;   // the source line as it stands in the file; may be empty
  [[nodiscard]] bool is_warning() const { return !code.empty() && code[0] == 'W'; }
};

// The fault as a person reads it (the form above, no trailing newline). Control characters that came
// from a file are escaped, so that a hostile file cannot write to the terminal.
[[nodiscard]] std::string to_string(const Fault& fault);

// A T, or one or more faults. Test with ok() before value().
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value)
      : held_(std::in_place_index<0>, std::move(value)) {}  // NOLINT(google-explicit-constructor): reads as a value
  Result(std::vector<Fault> faults)
      : held_(std::in_place_index<1>, std::move(faults)) {}  // NOLINT(google-explicit-constructor)
  Result(Fault fault)
      : held_(std::in_place_index<1>, std::vector<Fault>{std::move(fault)}) {}  // NOLINT(google-explicit-constructor)

  [[nodiscard]] bool ok() const { return held_.index() == 0; }
  [[nodiscard]] const T& value() const& {
    assert(ok());
    return std::get<0>(held_);
  }
  [[nodiscard]] T& value() & {
    assert(ok());
    return std::get<0>(held_);
  }
  [[nodiscard]] T&& value() && {
    assert(ok());
    return std::get<0>(std::move(held_));
  }
  [[nodiscard]] const std::vector<Fault>& faults() const {
    assert(!ok());
    return std::get<1>(held_);
  }

 private:
  std::variant<T, std::vector<Fault>> held_;
};

}  // namespace dehusk

#endif  // DEHUSK_BASE_FAULT_H_
