#ifndef DEHUSK_READ_SOURCE_REPAIR_H_
#define DEHUSK_READ_SOURCE_REPAIR_H_
// A copy of the source for the parser, as long as the source, without the few things that Gumbo 0.10.1 gets wrong.
//
//   &#xFFFFFF80;    overflows into an invalid byte       -> &#x0000fffd;
//   <isindex>       brings English words into the page   -> <isinde_>
//   <annotation-xml a b c ...>  compares all attributes   -> <annotation-xm_ ...>
//   <noscript><iframe /></noscript>  swallows the page    -> <noscript><source /></noscript>
//   <title>Rain</head>  swallows the page                -> <param>Rain</head>
//   <html a1> <html a2> ...  compares each to all         -> <!tml a17>   from the 17th on

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace dehusk {

// All repairs. True if something had to be repaired; `repaired` then holds the whole source, with all offsets as they
// were. Where the name of an element was changed, the source still tells the true one.
[[nodiscard]] bool repair_source(std::string_view source, std::string& repaired);

// The same for tags alone. `suspects` are the places that look_over has found.
[[nodiscard]] bool repair_tags(std::string_view source, std::span<const std::uint32_t> suspects, std::string& repaired);

// The same for the numbers in references alone, in place.
void repair_references(std::string& text);

}  // namespace dehusk

#endif  // DEHUSK_READ_SOURCE_REPAIR_H_
