// All ways to a tree give the same tree, whatever the page is.

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/utf8.h"
#include "read/tree_builder.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view html(reinterpret_cast<const char*>(bytes), size);
  if (!dehusk::is_valid_utf8(html)) return 0;  // what reads pages sees to that
  std::string difference;
  if (dehusk::same_tree(html, difference)) return 0;
  std::fprintf(stderr, "%s\n", difference.c_str());
  std::abort();
}
