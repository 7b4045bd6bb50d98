#include "feed/workers.h"

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

#include "feed/worker.h"

namespace dehusk {

namespace {

constexpr int kSliceMs = 250;         // of the wait for an answer
constexpr int kMostFailedStarts = 3;  // without a task in hand, one after the other
constexpr int kMostTries = 3;         // to have an error record made

std::string words_for(int status) {
  if (WIFSIGNALED(status)) return "killed by signal " + std::to_string(WTERMSIG(status));
  return "ended with exit code " + std::to_string(WEXITSTATUS(status));
}

}  // namespace

Workers::Workers(const Cleaner& cleaner, Nursery::Serve serve, const WorkersOptions& options)
    : cleaner_(cleaner), options_(options), links_(options.jobs) {
  while (nurseries_.size() < kNurseries) {
    std::optional<Nursery> nursery = Nursery::start(serve);
    if (!nursery) break;
    nurseries_.push_back(std::move(*nursery));
  }
  if (nurseries_.empty()) fail("no process can be started");
}

Workers::~Workers() {
  for (const Link& link : links_)
    if (link.socket >= 0) close(link.socket);
}

std::string Workers::failure() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return failure_;
}

void Workers::fail(const std::string& why) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (failure_.empty()) failure_ = why;
}

void Workers::begin(const Task& task, unsigned worker) {
  Link& link = links_[worker];
  link.begun.push_back(&task);
  // If the socket takes it, the worker finds it there. What is wrong with the socket end() will find out.
  if (link.socket >= 0 && link.has_greeted) static_cast<void>(send(link));
}

Answer Workers::end(unsigned worker) {
  Link& link = links_[worker];
  Answer answer;
  while (failure().empty()) {
    if (link.socket < 0 && !start(link)) break;
    const Event event = converse(link, answer);
    if (event == Event::answer) {
      link.failed_starts = 0;
      link.begun.pop_front();
      --link.sent;
      link.lost_again = 0;
      return answer;
    }
    const std::optional<Loss> loss = bury(link, event);
    if (!loss) continue;
    if (link.sent == 0 && ++link.failed_starts >= kMostFailedStarts)
      fail("workers cannot be started: the last one was " + loss->detail);
    if (std::optional<Answer> made = blame(link, *loss)) return std::move(*made);
  }
  link.begun.clear();
  answer = {};
  answer.fate = Fate::failed;
  answer.code = "internal";
  return answer;
}

bool Workers::start(Link& link) {
  std::size_t nursery = nursery_;
  std::optional<Nursery::Born> born = nurseries_[nursery].bear();
  while (!born && nursery + 1 < nurseries_.size()) {
    born = nurseries_[++nursery].bear();
    if (born) nursery_ = nursery;
  }
  if (!born) {
    fail("the processes that start workers have died, or can start no more");
    return false;
  }
  link.nursery = nursery;
  if (link.was_there) ++restarts_;
  link.was_there = true;
  link.socket = born->socket;
  link.pid = born->pid;
  link.has_greeted = false;
  link.outbox = {};
  link.inbox = {};
  link.sent = 0;
  return true;
}

// Sends what the socket takes of the tasks that were begun. False: there is nobody to take it.
bool Workers::send(Link& link) {
  while (true) {
    if (link.outbox.is_empty()) {
      if (link.sent == link.begun.size()) return true;
      const Task& task = *link.begun[link.sent];
      link.outbox.put(note_of(task), task.bytes);
    }
    const bool was_begun = link.outbox.has_begun();
    const Outbox::Sent sent = link.outbox.send(link.socket, false);
    if (!was_begun && link.outbox.has_begun()) ++link.sent;
    if (sent != Outbox::Sent::all) return sent == Outbox::Sent::some;
  }
}

Workers::Event Workers::receive(Link& link, Answer& answer) {
  switch (link.inbox.receive(link.socket, false)) {
    case Inbox::Got::message:
      if (!link.has_greeted) {
        link.has_greeted = link.inbox.is_greeting();
        return link.has_greeted ? Event::none : Event::broken;
      }
      // An answer to what was not asked yet is none.
      return link.sent > (link.outbox.is_half_sent() ? 1U : 0U) && link.inbox.read(answer) ? Event::answer
                                                                                           : Event::broken;
    case Inbox::Got::end:
      return Event::closed;
    case Inbox::Got::nonsense:
      return Event::broken;
    default:
      return Event::none;
  }
}

// Until an answer has come, or none will. The wait is counted in slices, so that a run that was
// stopped for an hour and goes on (SIGSTOP, a laptop's sleep) does not find its workers an hour late.
Workers::Event Workers::converse(Link& link, Answer& answer) {
  unsigned waited = 0;
  while (true) {
    const bool is_gone = link.has_greeted && !send(link);
    const bool had_greeted = link.has_greeted;
    const Event event = receive(link, answer);
    if (event != Event::none) return event;
    if (link.has_greeted != had_greeted) continue;  // now there is something to send
    if (is_gone) return Event::closed;
    if (waited >= options_.deadline_ms) return Event::late;
    const bool has_more = link.has_greeted && !link.outbox.is_empty();
    pollfd poll_for{link.socket, static_cast<short>(has_more ? POLLIN | POLLOUT : POLLIN), 0};
    const int slice = static_cast<int>(std::min<unsigned>(kSliceMs, options_.deadline_ms - waited));
    const int ready = poll(&poll_for, 1, slice);
    if (ready > 0) waited = 0;
    if (ready == 0) waited += static_cast<unsigned>(slice);
  }
}

std::optional<Workers::Loss> Workers::bury(Link& link, Event how) {
  const std::optional<int> status = nurseries_[link.nursery].bury(link.pid);
  close(std::exchange(link.socket, -1));
  if (!status) return std::nullopt;
  if (how == Event::late) return Loss{"timeout", "no answer within " + std::to_string(options_.deadline_ms) + " ms"};
  if (how == Event::broken) return Loss{"crash", "the worker's answer makes no sense"};
  if (WIFEXITED(*status) && WEXITSTATUS(*status) == kOutOfMemory)
    return Loss{"memory", "the record takes more memory than a worker may have (see --max-memory)"};
  return Loss{"crash", words_for(*status)};
}

std::optional<Answer> Workers::blame(Link& link, const Loss& loss) {
  if (link.sent == 0) return std::nullopt;  // it had no task in hand
  link.sent = 0;
  const Task& task = *link.begun.front();
  if (link.lost_again++ == 0) {
    link.lost = task;
    link.lost.code = loss.code;
    link.lost.detail = loss.detail;
    link.begun.front() = &link.lost;
  } else if (link.lost_again > kMostTries) {
    link.begun.pop_front();
    link.lost_again = 0;
    return cleaner_.bare_failure(link.lost);
  }
  return std::nullopt;
}

}  // namespace dehusk
