#include "cli/values.h"

#include <charconv>
#include <cstdlib>
#include <string>

namespace dehusk {

namespace {

constexpr std::uint64_t kMostBytes = std::uint64_t{1} << 40;

// The whole number that `text` begins with, which is taken off it.
std::optional<std::uint64_t> take_number(std::string_view& text) {
  std::uint64_t number = 0;
  const auto [at, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc()) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(at - text.data()));
  return number;
}

}  // namespace

std::optional<std::uint32_t> milliseconds_from(std::string_view text) {
  const std::optional<std::uint64_t> number = take_number(text);
  if (!number || *number == 0 || *number > 4'000'000) return std::nullopt;
  if (text == "ms") return static_cast<std::uint32_t>(*number);
  if (text == "s" || text.empty()) return static_cast<std::uint32_t>(*number * 1000);
  return std::nullopt;
}

std::optional<std::uint64_t> bytes_from(std::string_view text) {
  const std::optional<std::uint64_t> number = take_number(text);
  if (!number || *number == 0 || *number > kMostBytes) return std::nullopt;
  std::string unit;
  for (const char c : text)
    if (c != ' ') unit += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  const std::size_t power = unit.empty() ? 0 : std::string_view("bkmgt").find(unit[0]);
  if (power == std::string_view::npos) return std::nullopt;
  const std::string_view rest = std::string_view(unit).substr(unit.empty() ? 0 : 1);
  if (!rest.empty() && (power == 0 || (rest != "b" && rest != "i" && rest != "ib"))) return std::nullopt;
  const std::uint64_t factor = std::uint64_t{1} << (10 * power);
  if (*number > kMostBytes / factor) return std::nullopt;
  return *number * factor;
}

std::optional<double> number_from(std::string_view text, double least, double most) {
  const std::string whole(text);
  char* end = nullptr;
  const double number = std::strtod(whole.c_str(), &end);
  if (whole.empty() || *end != '\0' || !(number >= least && number <= most)) return std::nullopt;
  return number;
}

std::optional<int> descriptor_from(std::string_view text) {
  if (text.substr(0, 3) != "fd:") return std::nullopt;
  text.remove_prefix(3);
  const std::optional<std::uint64_t> number = take_number(text);
  if (!number || !text.empty() || *number > 65535) return std::nullopt;
  return static_cast<int>(*number);
}

}  // namespace dehusk
