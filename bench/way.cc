#include "way.h"

#include <time.h>

#include <fstream>
#include <iterator>

#include "clean/clean.h"
#include "rule/prepared.h"
#include "write/text.h"

namespace dehusk {

const RuleSet& shipped_rules() {
  static const RuleSet rules = compile(built_in_pack()).value();
  return rules;
}

Input input_of(std::string_view bytes) {
  Input input;
  input.bytes = bytes;
  return input;
}

std::string clean_text_of(std::string_view bytes) { return clean_text_of(bytes, shipped_rules()); }

std::string clean_text_of(std::string_view bytes, const RuleSet& rules) {
  const Page page = read_page(input_of(bytes), {});
  return write_text(page, clean(page, rules, {}));
}

std::string file_bytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

double processor_seconds() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

}  // namespace dehusk
