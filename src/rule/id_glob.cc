// The usual two cursors with one point to go back to, so the cost is at most the product of the lengths.

#include "rule/id_glob.h"

namespace dehusk {

bool id_matches(std::string_view glob, std::string_view id) {
  std::size_t g = 0;
  std::size_t i = 0;
  std::size_t star = std::string_view::npos;  // the last '*' seen
  std::size_t retry = 0;                      // where its text ends so far
  while (i < id.size()) {
    if (g < glob.size() && glob[g] == '*') {
      star = g++;
      retry = i;
    } else if (g < glob.size() && glob[g] == id[i]) {
      ++g;
      ++i;
    } else if (star != std::string_view::npos) {
      g = star + 1;
      i = ++retry;
    } else {
      return false;
    }
  }
  while (g < glob.size() && glob[g] == '*') ++g;
  return g == glob.size();
}

}  // namespace dehusk
