// Handlers can be reached by nothing but globals, so here, and nowhere else, there are some.

#include "feed/signals.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>

namespace dehusk {

namespace {

std::atomic<int> stop{0};
std::atomic<bool> wants_reload{false};
int wake_ends[2] = {-1, -1};  // a pipe: a byte in it ends the wait for input

static_assert(std::atomic<int>::is_always_lock_free && std::atomic<bool>::is_always_lock_free);

void wake() {
  const int error = errno;
  if (write(wake_ends[1], "", 1) < 0) errno = 0;  // it is full: whoever waits is woken anyway
  errno = error;
}

void on_stop(int signal) {
  int none = 0;
  if (!stop.compare_exchange_strong(none, signal)) {
    std::signal(signal, SIG_DFL);
    std::raise(signal);
    return;
  }
  wake();
}

void on_reload(int) {
  wants_reload = true;
  wake();
}

void handle(int signal, void (*handler)(int)) {
  struct sigaction now {};
  if (sigaction(signal, nullptr, &now) != 0 || now.sa_handler == SIG_IGN) return;
  struct sigaction action {};
  action.sa_handler = handler;
  sigemptyset(&action.sa_mask);
  sigaction(signal, &action, nullptr);
}

}  // namespace

void listen_to_signals() {
  if (wake_ends[0] >= 0 || pipe2(wake_ends, O_CLOEXEC | O_NONBLOCK) != 0) return;
  handle(SIGTERM, on_stop);
  handle(SIGINT, on_stop);
  handle(SIGHUP, on_reload);
}

int stop_signal() { return stop; }

bool take_reload() { return wants_reload && wants_reload.exchange(false); }

bool wait_for_input(int descriptor) {
  pollfd wait_for[2] = {{descriptor, POLLIN, 0}, {wake_ends[0], POLLIN, 0}};
  if (poll(wait_for, 2, -1) < 0) return errno != EINTR;
  if ((wait_for[1].revents & POLLIN) == 0) return true;
  char bytes[16];
  while (read(wake_ends[0], bytes, sizeof bytes) > 0) {
  }
  return false;
}

}  // namespace dehusk
