#ifndef DEHUSK_CLI_LOG_H_
#define DEHUSK_CLI_LOG_H_
// What goes to standard error: lines for people, or with --log-format json an object a line for programs.
//
//   dehusk: crawl.warc.gz: the gzip stream is cut off at byte 917
//   {"level":"error","message":"crawl.warc.gz: the gzip stream is cut off at byte 917"}

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/fault.h"

namespace dehusk {

// From here on. Standard error is one for the whole process, and so is its form.
void log_as_json();

enum class Level : std::uint8_t { error, info };
// "dehusk: " and the message, control characters escaped.
void complain(std::string_view message, Level level = Level::error);
void print_faults(const std::vector<Fault>& faults);
// A table or the like; as JSON one message.
void print_lines(std::string_view lines);

}  // namespace dehusk

#endif  // DEHUSK_CLI_LOG_H_
