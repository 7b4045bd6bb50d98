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
#include "feed/task.h"

namespace dehusk {

struct JsonlOptions {
  std::vector<Pointer> sources = {{"html"}, {"content"}, {"text"}};  // the first that leads to a string is cleaned
  Pointer out;                         // where the clean text goes; empty: "text" beside the source
  bool drop_source = false;            // remove the source field when the text goes elsewhere
  Pointer url = {"url"}, id = {"id"};  // of the page; the id is for the rows of Form::dolma
  bool needs_source = false;           // a record without a field to clean is an error, and does not pass
};

// Cleans one line after the other; what it holds from one to the next is only memory to be used again. The options and
// the job must outlive it.
class LineCleaner {
 public:
  LineCleaner(const JsonlOptions& options, const Job& job);

  // What becomes of a line, both without their newline: same line, same number, same bytes.
  [[nodiscard]] Answer clean(std::string_view line, std::uint64_t number);
  // The line with this error in the place of what would have been made of it: it keeps its id.
  [[nodiscard]] Answer give_up(std::string_view line, std::uint64_t number, std::string_view code, std::string detail);

 private:
  [[nodiscard]] Answer pass(std::string_view line) const;
  [[nodiscard]] std::string row(std::string_view line, std::string_view attributes) const;

  const JsonlOptions& options_;
  const Job& job_;
  const std::vector<Pointer> pointers_;  // what is looked up in every line
  JsonReader reader_;
  std::vector<JsonPlace> found_;
};

// The answer to a line that could not be read, without a newline:
// {"text":null,"dehusk":{"error":{...},"line":7,"raw":...}}, or for Form::dolma a row without attributes.
[[nodiscard]] Answer failed_line(std::string_view line, std::uint64_t number, std::string_view code, std::string detail,
                                 Form form = Form::json);

// How long the line of a page of so many bytes may be.
[[nodiscard]] std::size_t most_of_line(std::uint64_t max_bytes);

// All lines of a source, put where they are answered. Stops when no more is wanted. Damage in a packed source is told,
// and the lines behind it are read; one that it struck becomes an error record.
void put_lines(ByteSource& source, const std::function<bool(Task)>& put, std::uint64_t max_bytes,
               const std::function<void(const Damage&)>& on_damage);

}  // namespace dehusk

#endif  // DEHUSK_FEED_JSONL_H_
