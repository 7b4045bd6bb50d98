#ifndef DEHUSK_PAGE_NAME_TABLE_H_
#define DEHUSK_PAGE_NAME_TABLE_H_
// From a name to its number in one step, for the closed sets of names that HTML has: a hash table that the compiler
// fills. The hash looks at the size and three letters, so a miss costs hardly more than a hit.
//
//   constexpr NameTable<256, 45> kTable(kNames);    kTable.find("class") -> place in kNames, 0 if it has no such name

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace dehusk {

// `slots` is a power of two, at least twice the number of names. Place 0 of the names stands for "none of them".
template <std::size_t slots, std::size_t count>
class NameTable {
 public:
  constexpr explicit NameTable(const std::array<std::string_view, count>& names) : names_(names) {
    static_assert((slots & (slots - 1)) == 0 && slots >= 2 * count && count <= 256);
    for (std::size_t i = 1; i < count; ++i) {
      std::size_t slot = hash(names[i]);
      while (places_[slot] != 0) slot = (slot + 1) & (slots - 1);
      places_[slot] = static_cast<std::uint8_t>(i);
    }
  }

  // The place of a lower-case name.
  [[nodiscard]] constexpr std::size_t find(std::string_view name) const {
    return find(name, [](std::string_view a, std::string_view b) { return a == b; });
  }

  // The place of a name in any case.
  [[nodiscard]] constexpr std::size_t find_in_any_case(std::string_view name) const {
    return find(name, [](std::string_view a, std::string_view b) { return equals_ignoring_case(a, b); });
  }

  [[nodiscard]] static constexpr bool equals_ignoring_case(std::string_view text, std::string_view lower) {
    if (text.size() != lower.size()) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const char c = text[i];
      if ((c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c) != lower[i]) return false;
    }
    return true;
  }

 private:
  template <typename Equals>
  [[nodiscard]] constexpr std::size_t find(std::string_view name, Equals equals) const {
    if (name.empty()) return 0;
    for (std::size_t slot = hash(name); places_[slot] != 0; slot = (slot + 1) & (slots - 1)) {
      if (equals(name, names_[places_[slot]])) return places_[slot];
    }
    return 0;
  }

  // Blind to the case of letters.
  [[nodiscard]] static constexpr std::size_t hash(std::string_view name) {
    const auto letter = [name](std::size_t i) { return static_cast<std::size_t>(name[i]) & 0x1F; };
    const std::size_t size = name.size();
    return (size * 71 + letter(0) * 37 + letter(size / 2) * 29 + letter(size - 1) * 11) & (slots - 1);
  }

  std::array<std::string_view, count> names_;
  std::array<std::uint8_t, slots> places_{};
};

}  // namespace dehusk

#endif  // DEHUSK_PAGE_NAME_TABLE_H_
