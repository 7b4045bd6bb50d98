#include "feed/input_list.h"

#include <utility>

namespace dehusk {

namespace {

constexpr std::size_t kMostOfName = 64U << 10;

}  // namespace

void InputList::read_from(int descriptor, char name_end, std::function<void()> before_wait) {
  list_.emplace(descriptor, std::move(before_wait));
  name_end_ = name_end;
}

std::optional<std::string> InputList::next() {
  if (next_ < names_.size()) return names_[next_++];
  std::string_view name;
  while (list_ && list_->next_line(name, kMostOfName, name_end_) != ByteSource::Got::end) {
    if (name_end_ == '\n' && !name.empty() && name.back() == '\r') name.remove_suffix(1);
    if (name == "-") return "./-";  // a list names files
    if (!name.empty()) return std::string(name);
  }
  return std::nullopt;
}

}  // namespace dehusk
