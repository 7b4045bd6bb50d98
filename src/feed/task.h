#ifndef DEHUSK_FEED_TASK_H_
#define DEHUSK_FEED_TASK_H_
// One record on its way from the input to whoever cleans it, as a plain value: what was read, and what the reader knows
// about it. Nothing in it points into the run, so that a thread, or another process, can be given it.
//
// Three more kinds need nobody to clean them, they only keep their place in the line: the borders of an input, so that
// who delivers the answers knows when the last one of a file is out, and records that are skipped.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "feed/frames.h"

namespace dehusk {

struct Task {
  enum class Kind : std::uint8_t { page, line, warc, message, skipped, input_begins, input_ends };

  Kind kind = Kind::page;
  std::string_view bytes;    // owned by whoever hands the task out
  std::string file;          // the input, "-" for standard input; lines and messages need none
  std::uint64_t number = 0;  // line, message: which one of its input, from 1 on
  std::string code, detail;  // what is wrong with it: "truncated" and that in words
  bool is_cut = false;       // the record has more bytes than these
  std::string title;         // page: what stands above its text
  Framing framing = Framing::nul;
  std::size_t head = 0;                         // warc: bytes of the head
  std::optional<std::uint64_t> offset, length;  // warc: where it lies in its file
  bool has_records = false;                     // input_ends: it was no single page
  std::string output;                           // borders: the input's own output, if each has one
};

inline bool is_border(const Task& task) {
  return task.kind == Task::Kind::input_begins || task.kind == Task::Kind::input_ends;
}

inline bool needs_no_work(const Task& task) { return task.kind == Task::Kind::skipped || is_border(task); }

}  // namespace dehusk

#endif  // DEHUSK_FEED_TASK_H_
