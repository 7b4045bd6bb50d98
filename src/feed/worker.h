#ifndef DEHUSK_FEED_WORKER_H_
#define DEHUSK_FEED_WORKER_H_
// A worker process: a task comes in, its answer goes out, until nobody is at the other end. What would take the whole
// run down takes only this process with it: a crash, a page that never ends, a page that wants all memory there is.

#include <cstdint>

#include "feed/cleaner.h"

namespace dehusk {

struct WorkerBounds {
  std::uint64_t max_memory = 0;  // beyond what the process has when it begins
};

// How a worker ends that could get no more memory.
inline constexpr int kOutOfMemory = 71;

// Serves in this process, which must be there for nothing else: its bounds are set, and the system is told that it is
// the one to kill when memory runs out.
void serve_tasks(int socket, Cleaner& cleaner, const WorkerBounds& bounds);

}  // namespace dehusk

#endif  // DEHUSK_FEED_WORKER_H_
