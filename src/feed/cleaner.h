#ifndef DEHUSK_FEED_CLEANER_H_
#define DEHUSK_FEED_CLEANER_H_
// Makes the answer to a task, whatever kind of record it is. All that the answer depends on is in the task and in the
// setup, so any cleaner with the same setup gives the same bytes.

#include <deque>
#include <string>

#include "feed/clean_warc.h"
#include "feed/job.h"
#include "feed/jsonl.h"
#include "feed/task.h"

namespace dehusk {

struct CleanerSetup {
  Job pages, lines, warc;  // the job as it is for each kind of record
  JsonlOptions jsonl;
  WarcOptions types;
  bool messages_are_json = false;  // else each is a page
  bool remarks = false;            // a line for people about each page
};

class Cleaner {
 public:
  // For so many workers; each may be at one task at a time.
  Cleaner(CleanerSetup setup, unsigned workers);
  Cleaner(const Cleaner&) = delete;
  Cleaner& operator=(const Cleaner&) = delete;

  // `task` is no border; `worker` is below the number of workers.
  [[nodiscard]] Answer answer(const Task& task, unsigned worker);
  // The answer to a task with a code, without so much as a look at its bytes: it has no id.
  [[nodiscard]] Answer bare_failure(const Task& task) const;

  [[nodiscard]] const CleanerSetup& setup() const { return setup_; }

 private:
  [[nodiscard]] Answer page_answer(const Task& task) const;
  [[nodiscard]] Answer undecodable_page(const Task& task, const Outcome& outcome) const;
  [[nodiscard]] Answer line_answer(const Task& task, unsigned worker);
  [[nodiscard]] Answer message_answer(const Task& task, unsigned worker);
  [[nodiscard]] Answer unframed_answer(const Task& task, unsigned worker);
  [[nodiscard]] Answer failed_page(const Task& task) const;

  const CleanerSetup setup_;
  std::deque<LineCleaner> line_cleaners_;  // one a worker
};

// The name of an input in messages.
[[nodiscard]] std::string shown(const std::string& file);

}  // namespace dehusk

#endif  // DEHUSK_FEED_CLEANER_H_
