// The runner for dehusk itself, and for Gumbo's bare parse, which any program on top of Gumbo pays at least. What it
// says and when: tools/compare.d/README.md.
//
//   compare_runner dehusk < paths
//   compare_runner gumbo < paths

#include <gumbo.h>

#include <cstdio>
#include <iostream>
#include <string>
#include <string_view>

#include "base/json.h"
#include "way.h"

namespace dehusk {

namespace {

// Gumbo keeps no text: a parse alone cleans nothing.
std::string parse_bare(std::string_view page) {
  GumboOutput* const output = gumbo_parse_with_options(&kGumboDefaultOptions, page.data(), page.size());
  gumbo_destroy_output(&kGumboDefaultOptions, output);
  return "";
}

int run(const std::string& tool) {
  const bool is_gumbo = tool == "gumbo";
  if (!is_gumbo) static_cast<void>(shipped_rules());  // loading them is start-up
  std::printf("{\"tool\":%s,\"seconds\":%.6f}\n", to_json(tool).c_str(), processor_seconds());
  std::fflush(stdout);
  for (std::string path; std::getline(std::cin, path);) {
    const std::string page = file_bytes(path);
    const double start = processor_seconds();
    const std::string text = is_gumbo ? parse_bare(page) : clean_text_of(page);
    const double seconds = processor_seconds() - start;
    std::printf("{\"seconds\":%.9f,\"text\":%s}\n", seconds, to_json(text).c_str());
    std::fflush(stdout);
  }
  return 0;
}

}  // namespace

}  // namespace dehusk

int main(int argc, char** argv) {
  if (argc != 2 || (argv[1] != std::string_view("dehusk") && argv[1] != std::string_view("gumbo"))) {
    std::fputs("usage: compare_runner dehusk|gumbo < paths\n", stderr);
    return 2;
  }
  return dehusk::run(argv[1]);
}
