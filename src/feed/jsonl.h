#ifndef DEHUSK_FEED_JSONL_H_
#define DEHUSK_FEED_JSONL_H_
// JSONL: one line in, one line out, in order. The clean text is spliced into the line; every byte that is not ours
// stays as it was. What cannot be read becomes an error record in its place, what is none of our business passes.
//
//   {"id":7,"html":"<p>Rain fell."}  ->  {"id":7,"html":"<p>Rain fell.","text":"Rain fell.","title":...,"dehusk":{...}}
//   {"id":7,"text":"Home\nRain"}     ->  {"id":7,"text":"Rain","title":...,"dehusk":{...}}

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "feed/byte_source.h"
#include "feed/job.h"
#include "feed/json_line.h"
#include "feed/output.h"

namespace dehusk {

struct JsonlOptions {
  std::vector<Pointer> sources = {{"html"}, {"content"}, {"text"}};  // the first that leads to a string is cleaned
  Pointer out;               // where the clean text goes; empty: "text" beside the source
  bool drop_source = false;  // remove the source field when the text goes elsewhere
};

struct JsonlCounts {
  std::uint64_t lines = 0, cleaned = 0, passed = 0, errors = 0;
};

// Cleans one line after the other; what it holds from one to the next is only memory to be used again. The options and
// the job must outlive it.
class LineCleaner {
 public:
  LineCleaner(const JsonlOptions& options, const Job& job);

  // What becomes of a line (without its newline): same line, same number, same bytes.
  [[nodiscard]] std::string clean(std::string_view line, std::uint64_t number, JsonlCounts& counts);

 private:
  const JsonlOptions& options_;
  const Job& job_;
  const std::vector<Pointer> pointers_;  // what is looked up in every line
  JsonReader reader_;
  std::vector<JsonPlace> found_;
};

// All lines of a source. Stops when the reader of the output has gone. Damage in a packed source is told, and the lines
// behind it are read; one that it struck becomes an error record.
[[nodiscard]] JsonlCounts clean_lines(ByteSource& source, Output& output, const JsonlOptions& options, const Job& job,
                                      const std::function<void(const Damage&)>& on_damage);

}  // namespace dehusk

#endif  // DEHUSK_FEED_JSONL_H_
