#ifndef DEHUSK_FEED_NURSERY_H_
#define DEHUSK_FEED_NURSERY_H_
// A process that starts worker processes. It is forked once, before the run has any thread, when the rules are loaded;
// after that it does nothing but fork. So a worker has all rules at once and in memory that it shares with the others,
// no lock of a thread that it does not have is held in it, and one that died is replaced within a millisecond or two.
//
//   run (threads) -- "bear one" --> nursery -- fork --> worker
//                 <-- socket, pid --
//                 -- "bury 4711" -->   kills it if it lives, waits for it
//                 <-- how it died --
//
// Nobody survives anybody above: workers die with the nursery, the nursery with the run, whatever kills that. They hold
// no descriptor of the run's but standard error. What a person or a service manager says to a whole group of processes
// (interrupt, terminate, hang up) is the run's to act on: nursery and workers do not hear it.

#include <sys/types.h>

#include <functional>
#include <mutex>
#include <optional>

namespace dehusk {

class Nursery {
 public:
  // In the new worker; when it returns the worker ends.
  using Serve = std::function<void(int socket)>;

  // Nothing if there can be no more processes. No other thread may be running.
  [[nodiscard]] static std::optional<Nursery> start(const Serve& serve);
  // Kills all workers that are left, and waits for the end of all of them.
  ~Nursery();
  Nursery(Nursery&& other) noexcept;
  Nursery& operator=(Nursery&&) = delete;
  Nursery(const Nursery&) = delete;
  Nursery& operator=(const Nursery&) = delete;

  struct Born {
    int socket = -1;  // to the worker; the caller closes it
    pid_t pid = 0;
  };
  // Both may be called by any thread. Nothing: the nursery has died, or cannot fork.
  [[nodiscard]] std::optional<Born> bear();
  // What waitpid(2) says of the worker.
  [[nodiscard]] std::optional<int> bury(pid_t pid);

 private:
  Nursery(int control, pid_t pid) : control_(control), pid_(pid) {}

  int control_ = -1;
  pid_t pid_ = 0;
  std::mutex mutex_;
};

}  // namespace dehusk

#endif  // DEHUSK_FEED_NURSERY_H_
