#ifndef DEHUSK_FEED_POOL_H_
#define DEHUSK_FEED_POOL_H_
// Records in, answers out in the same order, made by as many threads as are wanted.
//
//   put(3) put(4) ...   [1 done][2 at work][3 done][4 at work]   ... deliver(1); 3 waits for 2
//
// Whoever finishes the record that is next in line delivers it, and all behind it that are done: no thread only waits.
// The queue is bounded by bytes, so that one slow record lets the memory grow no further; of records that nobody has
// begun with there are a few a job, so that a fast reader does not fill it for nothing. While the input has nothing to
// read, everything that is delivered is flushed at once; else only when the output's buffer is full. With one job there
// are no threads: put() does it all. Where answers are made elsewhere, by another process, a thread each hands the
// tasks over, two at a time, so that the next one is there when the first is done.

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "feed/job.h"
#include "feed/task.h"

namespace dehusk {

class Pool {
 public:
  // Who makes the answers; `worker` is below the number of jobs, and no two calls with the same worker run at once.
  // Must not throw. With `begin` the answers are made elsewhere: it is called once for each task, and make() then waits
  // for the answer to the first task of this worker that it was not called for.
  struct Crew {
    std::function<Answer(const Task& task, unsigned worker)> make;
    std::function<void(const Task& task, unsigned worker)> begin = {};
  };
  struct Sink {
    std::function<bool(Answer& answer)> deliver;     // false: no more is wanted
    std::function<bool(const Task& border)> border;  // the same, in its place among the answers
    std::function<void()> flush;
  };

  // The sink is called by one thread at a time, by any of them.
  Pool(unsigned jobs, std::uint64_t queue_bytes, Crew crew, Sink sink);
  ~Pool();  // after finish()
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  // Takes a copy of the bytes if it has to; waits while the queue is full. False: no more is wanted.
  bool put(Task task);

  // The input has nothing to read: what is finished goes out, now and until the next put().
  void input_waits();

  [[nodiscard]] std::size_t jobs() const { return threads_.empty() ? 1 : threads_.size(); }
  [[nodiscard]] bool is_stopped();  // no more is wanted

  // Waits until all is delivered.
  void finish();

 private:
  struct Slot {
    std::string bytes;  // of the task
    Task task;
    Answer answer;
    std::uint64_t cost = 0;  // of the slot, in bytes
    bool is_begun = false;   // make() is to be called
    bool is_done = false;
  };
  using Lock = std::unique_lock<std::mutex>;

  void run(unsigned worker);
  [[nodiscard]] bool put_here(const Task& task);
  [[nodiscard]] bool deliver(Slot& slot);
  [[nodiscard]] Slot* waiting();
  void take(std::deque<Slot*>& taken, unsigned worker, Lock& lock);
  void charge(Slot& slot, std::uint64_t bytes);
  void deliver_in_line(Lock& lock);
  [[nodiscard]] bool has_room(std::uint64_t share) const;
  void wake_reader();
  [[nodiscard]] std::uint64_t end() const { return first_ + slots_.size(); }

  const std::uint64_t queue_bytes_;
  const std::uint64_t most_ahead_;
  const Crew crew_;
  const Sink sink_;
  std::mutex mutex_;
  std::condition_variable has_work_, has_room_, is_idle_;
  std::deque<std::unique_ptr<Slot>> slots_;  // in order, from the next to be delivered on
  std::uint64_t first_ = 0;                  // number of slots_.front()
  std::uint64_t next_ = 0;                   // number of the next slot to be worked on
  std::uint64_t held_ = 0;                   // cost of all slots
  unsigned idle_ = 0;                        // threads with nothing to do
  bool is_delivering_ = false, input_waits_ = false, is_stopped_ = false, is_closed_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace dehusk

#endif  // DEHUSK_FEED_POOL_H_
