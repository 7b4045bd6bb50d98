#include "feed/nursery.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <map>
#include <set>
#include <utility>

namespace dehusk {

namespace {

constexpr int kRoom = 4 << 20;
constexpr int kControl = 3;  // the nursery's end, beside the three standard descriptors

// Zero: a new worker is wanted; else this one is to be buried.
using Wish = pid_t;
struct Reply {
  pid_t pid = 0;  // 0: that cannot be
  int status = 0;
};

void close_from(int first) {
  if (close_range(static_cast<unsigned>(first), ~0U, 0) == 0) return;
  const auto last = static_cast<int>(std::min(sysconf(_SC_OPEN_MAX), 65536L));  // an old kernel
  for (int descriptor = first; descriptor < last; ++descriptor) close(descriptor);
}

// Dies with its parent, by whatever that dies.
void die_with(pid_t parent) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(0);  // it was faster
}

void hide_descriptors(int control) {
  // Through numbers above all that are kept, lest one of these be overwritten.
  const int safe = fcntl(control, F_DUPFD, kControl + 1);
  const int null = fcntl(open("/dev/null", O_RDWR), F_DUPFD, kControl + 1);
  dup2(null, 0);
  dup2(null, 1);
  dup2(safe, kControl);
  close_from(kControl + 1);
}

bool send_reply(const Reply& reply, int socket) {
  Reply copy = reply;
  iovec piece{&copy, sizeof copy};
  alignas(cmsghdr) char room[CMSG_SPACE(sizeof(int))] = {};
  msghdr message{};
  message.msg_iov = &piece;
  message.msg_iovlen = 1;
  if (socket >= 0) {
    message.msg_control = room;
    message.msg_controllen = sizeof room;
    cmsghdr* const head = CMSG_FIRSTHDR(&message);
    head->cmsg_level = SOL_SOCKET;
    head->cmsg_type = SCM_RIGHTS;
    head->cmsg_len = CMSG_LEN(sizeof(int));
    std::memcpy(CMSG_DATA(head), &socket, sizeof socket);
  }
  return sendmsg(kControl, &message, MSG_NOSIGNAL) == sizeof copy;
}

bool receive_reply(int control, Reply& reply, int& socket) {
  iovec piece{&reply, sizeof reply};
  alignas(cmsghdr) char room[CMSG_SPACE(sizeof(int))] = {};
  msghdr message{};
  message.msg_iov = &piece;
  message.msg_iovlen = 1;
  message.msg_control = room;
  message.msg_controllen = sizeof room;
  ssize_t count = 0;
  do {
    count = recvmsg(control, &message, MSG_CMSG_CLOEXEC);
  } while (count < 0 && errno == EINTR);
  if (count != sizeof reply) return false;
  const cmsghdr* const head = CMSG_FIRSTHDR(&message);
  socket = -1;
  if (head != nullptr && head->cmsg_type == SCM_RIGHTS) std::memcpy(&socket, CMSG_DATA(head), sizeof socket);
  return true;
}

// What the nursery is doing all its life.
class Keeper {
 public:
  explicit Keeper(const Nursery::Serve& serve) : serve_(serve) {}

  void run() {
    Wish wish = 0;
    while (next(wish)) {
      if (wish == 0) {
        bear();
      } else {
        static_cast<void>(send_reply(bury(wish), -1));
      }
    }
    for (const pid_t pid : living_) kill(pid, SIGKILL);
    while (waitpid(-1, nullptr, 0) > 0) {
    }
  }

 private:
  // Until the next wish, workers that die are waited for at once, so that none stays about as a zombie. False: the run
  // is over.
  bool next(Wish& wish) {
    sigset_t child, none;
    sigemptyset(&child);
    sigaddset(&child, SIGCHLD);
    sigemptyset(&none);
    sigprocmask(SIG_BLOCK, &child, nullptr);
    while (true) {
      reap();
      pollfd poll_for{kControl, POLLIN, 0};
      if (ppoll(&poll_for, 1, nullptr, &none) <= 0) continue;
      const ssize_t count = recv(kControl, &wish, sizeof wish, 0);
      if (count < 0 && errno == EINTR) continue;
      return count == sizeof wish;
    }
  }

  void reap() {
    int status = 0;
    for (pid_t pid = waitpid(-1, &status, WNOHANG); pid > 0; pid = waitpid(-1, &status, WNOHANG)) {
      living_.erase(pid);
      dead_[pid] = status;
    }
  }

  void bear() {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
      static_cast<void>(send_reply({}, -1));
      return;
    }
    // Room for a page or two on its way, as much as the system gives, so that neither side waits for the other.
    for (const int end : ends) static_cast<void>(setsockopt(end, SOL_SOCKET, SO_SNDBUF, &kRoom, sizeof kRoom));
    const pid_t nursery = getpid();
    const pid_t pid = fork();
    if (pid == 0) {
      die_with(nursery);
      close(kControl);
      close(ends[0]);
      prctl(PR_SET_NAME, "dehusk-worker");
      std::signal(SIGCHLD, SIG_DFL);
      serve_(ends[1]);
      _exit(0);
    }
    if (pid > 0) living_.insert(pid);
    static_cast<void>(send_reply({std::max(pid, 0), 0}, pid > 0 ? ends[0] : -1));
    close(ends[0]);
    close(ends[1]);
  }

  // A number that is no living worker's any more may be a stranger's by now, so it is not killed.
  Reply bury(pid_t pid) {
    Reply reply;
    if (living_.count(pid) == 1) {
      kill(pid, SIGKILL);
      int status = 0;
      while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
      }
      living_.erase(pid);
      reply = {pid, status};
    } else if (const auto dead = dead_.find(pid); dead != dead_.end()) {
      reply = {pid, dead->second};
      dead_.erase(dead);
    }
    return reply;
  }

  const Nursery::Serve& serve_;
  std::set<pid_t> living_;
  std::map<pid_t, int> dead_;  // that nobody has asked about yet
};

void on_child(int) {}  // a handler is what makes ppoll return

}  // namespace

std::optional<Nursery> Nursery::start(const Serve& serve) {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) return std::nullopt;
  const pid_t run = getpid();
  const pid_t pid = fork();
  if (pid == 0) {
    die_with(run);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE}) std::signal(signal, SIG_IGN);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    std::signal(SIGCHLD, on_child);
    hide_descriptors(ends[1]);
    prctl(PR_SET_NAME, "dehusk-nursery");
    Keeper(serve).run();
    _exit(0);
  }
  close(ends[1]);
  if (pid < 0) {
    close(ends[0]);
    return std::nullopt;
  }
  return Nursery(ends[0], pid);
}

Nursery::Nursery(Nursery&& other) noexcept
    : control_(std::exchange(other.control_, -1)), pid_(std::exchange(other.pid_, 0)) {}

Nursery::~Nursery() {
  if (pid_ == 0) return;
  close(control_);
  while (waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
  }
}

std::optional<Nursery::Born> Nursery::bear() {
  const std::lock_guard<std::mutex> lock(mutex_);
  const Wish wish = 0;
  Reply reply;
  Born born;
  if (send(control_, &wish, sizeof wish, MSG_NOSIGNAL) != sizeof wish) return std::nullopt;
  if (!receive_reply(control_, reply, born.socket) || born.socket < 0) return std::nullopt;
  born.pid = reply.pid;
  return born;
}

std::optional<int> Nursery::bury(pid_t pid) {
  const std::lock_guard<std::mutex> lock(mutex_);
  Reply reply;
  int socket = -1;
  if (send(control_, &pid, sizeof pid, MSG_NOSIGNAL) != sizeof pid) return std::nullopt;
  if (!receive_reply(control_, reply, socket) || reply.pid != pid) return std::nullopt;
  return reply.status;
}

}  // namespace dehusk
