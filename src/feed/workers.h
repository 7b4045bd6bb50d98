#ifndef DEHUSK_FEED_WORKERS_H_
#define DEHUSK_FEED_WORKERS_H_
// The run's side of its worker processes, one a job. Each has two tasks: the one it is at, and the next, which waits in
// its socket, so that it goes on at once when it has answered.
//
//   begin(a) begin(b)  a: at work, b: waits      end() -> a's answer; b: at work      begin(c) ...
//
// A worker that dies takes the first task that it has not answered with it: this one becomes an error record ("crash",
// "timeout", "memory"), and the task behind it is given to the new worker. So every record is answered once, in its
// place, and as many records crash as workers were lost at work. The error record is made by the new worker as well,
// with the record's own id: this process looks into no record.
//
// If the nursery dies, its workers die with it. That is no record's fault, so none is blamed: a second nursery, which
// was started with the first and has slept till then, bears new workers, and they get what was not answered.

#include <atomic>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>

#include "feed/cleaner.h"
#include "feed/nursery.h"
#include "feed/task.h"
#include "feed/wire.h"

namespace dehusk {

struct WorkersOptions {
  unsigned jobs = 1;
  unsigned deadline_ms = 8000;  // for one task, by the clock on the wall
};

class Workers {
 public:
  // Starts the nursery, so no other thread may be running. `serve` is what a worker does, serve_tasks as a rule; the
  // cleaner makes the records that no worker lives to make, and must outlive it.
  Workers(const Cleaner& cleaner, Nursery::Serve serve, const WorkersOptions& options);
  ~Workers();
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  // Each worker belongs to one thread at a time. The task must stay as it is until it is answered.
  void begin(const Task& task, unsigned worker);
  // The answer to the first task of this worker that was begun and not ended.
  [[nodiscard]] Answer end(unsigned worker);

  [[nodiscard]] std::uint64_t restarts() const { return restarts_; }
  // Why there can be no more workers; empty as long as there can. Then all answers have failed with "internal".
  [[nodiscard]] std::string failure() const;

 private:
  // How a worker was lost, in the words of an error record.
  struct Loss {
    std::string code, detail;
  };
  struct Link {
    int socket = -1;  // -1: there is no worker now
    pid_t pid = 0;
    std::size_t nursery = 0;  // which one bore it
    bool has_greeted = false;
    bool was_there = false;  // there was a worker before
    int failed_starts = 0;   // one after the other
    Outbox outbox;           // of the task `sending`
    Inbox inbox;
    std::deque<const Task*> begun;  // not answered
    std::size_t sent = 0;           // of these, whole or in part
    Task lost;                      // the first of them, if it took a worker with it and its error record is to be made
    int lost_again = 0;             // how often that was tried
  };
  enum class Event : std::uint8_t { answer, broken, late, closed, none };
  static constexpr std::size_t kNurseries = 2;

  [[nodiscard]] bool start(Link& link);
  [[nodiscard]] Event converse(Link& link, Answer& answer);
  [[nodiscard]] bool send(Link& link);
  [[nodiscard]] Event receive(Link& link, Answer& answer);
  // Nothing: it died with its nursery.
  [[nodiscard]] std::optional<Loss> bury(Link& link, Event how);
  // Nothing, or the answer to the task that is lost for good.
  [[nodiscard]] std::optional<Answer> blame(Link& link, const Loss& loss);
  void fail(const std::string& why);

  const Cleaner& cleaner_;
  const WorkersOptions options_;
  std::deque<Nursery> nurseries_;
  std::atomic<std::size_t> nursery_{0};  // the one that bears workers now
  std::deque<Link> links_;
  std::atomic<std::uint64_t> restarts_{0};
  mutable std::mutex mutex_;
  std::string failure_;
};

}  // namespace dehusk

#endif  // DEHUSK_FEED_WORKERS_H_
