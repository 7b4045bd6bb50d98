#ifndef DEHUSK_FEED_INPUT_LIST_H_
#define DEHUSK_FEED_INPUT_LIST_H_
// The names of the inputs of a run, one after the other: those on the command line, then those that a list holds, a
// name a line or each ended by a NUL. The list is read as the names are asked for, so that who writes it can wait for
// the answer to one before sending the next.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "feed/byte_source.h"

namespace dehusk {

class InputList {
 public:
  explicit InputList(std::vector<std::string> names) : names_(std::move(names)) {}

  // Then the names in this descriptor, which stays the caller's to close. Empty ones are none.
  void read_from(int descriptor, char name_end, std::function<void()> before_wait);

  [[nodiscard]] std::optional<std::string> next();
  [[nodiscard]] int error() const { return list_ ? list_->error() : 0; }  // errno of reading the list

 private:
  std::vector<std::string> names_;
  std::size_t next_ = 0;
  std::optional<ByteSource> list_;
  char name_end_ = '\n';
};

}  // namespace dehusk

#endif  // DEHUSK_FEED_INPUT_LIST_H_
