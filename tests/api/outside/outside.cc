// Cleans standard input, as text, and says who took what.
#include <dehusk.h>

#include <iostream>
#include <iterator>

int main() {
  const std::string html{std::istreambuf_iterator<char>(std::cin), {}};
  const dehusk::Opened opened = dehusk::open_cleaner();
  for (const dehusk::RuleFault& fault : opened.faults) std::cerr << fault.shown << '\n';
  if (!opened.cleaner) return 1;
  const dehusk::CleanPage page = opened.cleaner->clean(html);
  std::cout << page.text;
  for (const dehusk::RemovedPiece& piece : page.removed)
    std::cout << piece.rule << " took " << page.taken(piece) << '\n';
}
