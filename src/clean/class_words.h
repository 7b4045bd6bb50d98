#ifndef DEHUSK_CLEAN_CLASS_WORDS_H_
#define DEHUSK_CLEAN_CLASS_WORDS_H_
// What the words of class, id and role say about an element, as far as their authors meant something by them:
// "article__body" is cut into article and body, "relatedPosts" into related and posts. Whole words only.

#include <cstdint>
#include <string_view>

namespace dehusk {

enum class ClassWord : std::uint8_t {
  content,
  navigation,
  related,
  comment,
  promotion,
  footer,
  header,
  sidebar,
  meta,
  share,
  caption,
  hidden,
  widget,
  list
};
inline constexpr int kClassWordCount = 14;
using ClassWords = std::uint16_t;  // bit i: ClassWord i
[[nodiscard]] constexpr ClassWords bit(ClassWord word) {
  return static_cast<ClassWords>(1U << static_cast<unsigned>(word));
}

// The groups that the words in `value` (of a class, id or role attribute) belong to.
[[nodiscard]] ClassWords class_words(std::string_view value);

}  // namespace dehusk

#endif  // DEHUSK_CLEAN_CLASS_WORDS_H_
