#include "feed/worker.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <new>

#include "feed/wire.h"

namespace dehusk {

namespace {

// A process that holds as much address space has been promised it by a sanitizer, and is not to be limited.
constexpr std::uint64_t kNobodyHas = 1ULL << 40;

// Bytes of address space that this process has.
std::uint64_t address_space() {
  std::FILE* const file = std::fopen("/proc/self/statm", "re");
  if (file == nullptr) return kNobodyHas;
  unsigned long long pages = 0;
  const bool is_read = std::fscanf(file, "%llu", &pages) == 1;
  std::fclose(file);
  return is_read ? pages * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE)) : kNobodyHas;
}

// How much address space this process may have.
class MemoryLimit {
 public:
  explicit MemoryLimit(std::uint64_t beyond_now) {
    const std::uint64_t held = address_space();
    if (held >= kNobodyHas || getrlimit(RLIMIT_AS, &unlimited_) != 0) return;
    limited_ = unlimited_;
    limited_.rlim_cur = std::min<rlim_t>(unlimited_.rlim_cur, held + beyond_now);
    is_known_ = true;
  }
  void set(bool is_on) const {
    if (is_known_) static_cast<void>(setrlimit(RLIMIT_AS, is_on ? &limited_ : &unlimited_));
  }

 private:
  rlimit limited_{}, unlimited_{};
  bool is_known_ = false;
};

void offer_to_be_killed() {
  const int file = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
  if (file < 0) return;
  if (write(file, "1000", 4) < 0) errno = 0;  // some containers forbid it
  close(file);
}

}  // namespace

void serve_tasks(int socket, Cleaner& cleaner, const WorkerBounds& bounds) {
  offer_to_be_killed();
  const MemoryLimit limit(bounds.max_memory);
  std::set_new_handler([] { _exit(kOutOfMemory); });
  Outbox outbox;
  outbox.put(greeting(), {});
  Inbox inbox;
  while (outbox.send(socket, true) == Outbox::Sent::all && inbox.receive(socket, true) == Inbox::Got::message) {
    Task task;
    if (!inbox.read(task)) return;
    limit.set(task.code.empty());  // what was too much for the last worker is not cleaned again, its id is wanted
    const Answer answer = cleaner.answer(task, 0);
    limit.set(false);
    outbox.put(note_of(answer), answer.bytes);
    if (outbox.send(socket, true) != Outbox::Sent::all) return;
  }
}

}  // namespace dehusk
