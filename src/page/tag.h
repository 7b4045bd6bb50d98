#ifndef DEHUSK_PAGE_TAG_H_
#define DEHUSK_PAGE_TAG_H_
// The HTML element names, sorted, so that a name is found by binary search and compared as a number from then on.
// Custom elements and those of svg and math are Tag::unknown; Page::name_of tells their name.

#include <cstdint>
#include <string_view>

namespace dehusk {

enum class Tag : std::uint8_t {
  unknown,
  a, abbr, acronym, address, applet, area, article, aside, audio, b, base, basefont, bdi, bdo,
  bgsound, big, blink, blockquote, body, br, button, canvas, caption, center, cite, code, col,
  colgroup, command, data, datalist, dd, del, details, dfn, dialog, dir, div, dl, dt, em,
  embed, fieldset, figcaption, figure, font, footer, form, frame, frameset, h1, h2, h3, h4, h5,
  h6, head, header, hgroup, hr, html, i, iframe, image, img, input, ins, isindex, kbd, keygen,
  label, legend, li, link, listing, main, map, mark, marquee, math, menu, menuitem, meta,
  meter, multicol, nav, nextid, nobr, noembed, noframes, noscript, object, ol, optgroup,
  option, output, p, param, picture, plaintext, portal, pre, progress, q, rb, rp, rt, rtc,
  ruby, s, samp, script, search, section, select, slot, small, source, spacer, span, strike,
  strong, style, sub, summary, sup, svg, table, tbody, td, template_, textarea, tfoot, th,
  thead, time, title, tr, track, tt, u, ul, var, video, wbr, xmp,
};
inline constexpr int kTagCount = 147;  // `unknown` included

// The element's name, "div"; "" for unknown.
[[nodiscard]] std::string_view to_string(Tag tag);

// The tag of a lower-case name; Tag::unknown for any other name.
[[nodiscard]] Tag tag_from(std::string_view name);

}  // namespace dehusk

#endif  // DEHUSK_PAGE_TAG_H_
