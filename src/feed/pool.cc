#include "feed/pool.h"

#include <algorithm>
#include <utility>

namespace dehusk {

namespace {

constexpr std::uint64_t kSlotBytes = 512;  // what a record costs beside its bytes
constexpr std::uint64_t kAhead = 32;       // records a job that wait for a worker
constexpr std::size_t kDepth = 2;          // tasks of a thread whose answers are made elsewhere

}  // namespace

Pool::Pool(unsigned jobs, std::uint64_t queue_bytes, Crew crew, Sink sink)
    : queue_bytes_(queue_bytes), most_ahead_(kAhead * jobs), crew_(std::move(crew)), sink_(std::move(sink)) {
  const bool has_threads = jobs > 1 || crew_.begin;
  for (unsigned worker = 0; has_threads && worker < jobs; ++worker)
    threads_.emplace_back([this, worker] { run(worker); });
}

Pool::~Pool() {
  {
    const Lock lock(mutex_);
    is_closed_ = true;
  }
  has_work_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

void Pool::charge(Slot& slot, std::uint64_t bytes) {
  held_ += bytes + kSlotBytes - slot.cost;
  slot.cost = bytes + kSlotBytes;
}

// Less than this share (1: all, 2: half) of what may be held and of what may wait for a worker is there.
bool Pool::has_room(std::uint64_t share) const {
  if (slots_.empty() || is_stopped_) return true;
  return held_ < queue_bytes_ / share && end() - next_ < most_ahead_ / share;
}

// Not for every record: a reader that waits is called when it can read several.
void Pool::wake_reader() {
  if (has_room(2)) has_room_.notify_one();
}

bool Pool::put_here(const Task& task) {
  if (is_stopped_) return false;
  if (is_border(task)) {
    is_stopped_ = !sink_.border(task);
  } else {
    Answer answer;
    if (!needs_no_work(task)) answer = crew_.make(task, 0);
    is_stopped_ = !sink_.deliver(answer);
  }
  return !is_stopped_;
}

bool Pool::put(Task task) {
  if (threads_.empty()) return put_here(task);
  auto slot = std::make_unique<Slot>();
  slot->is_done = needs_no_work(task);
  if (!slot->is_done) slot->bytes = task.bytes;
  slot->task = std::move(task);
  slot->task.bytes = slot->bytes;
  Lock lock(mutex_);
  input_waits_ = false;
  has_room_.wait(lock, [this] { return has_room(1); });
  if (is_stopped_) return false;
  charge(*slot, slot->bytes.size());
  slots_.push_back(std::move(slot));
  if (slots_.back()->is_done) {
    static_cast<void>(waiting());  // it is not ahead of anybody
    if (slots_.size() == 1) deliver_in_line(lock);
    return !is_stopped_;
  }
  lock.unlock();
  has_work_.notify_one();
  return true;
}

// The next slot that nobody has begun with, if there is one.
Pool::Slot* Pool::waiting() {
  while (next_ < end() && slots_[static_cast<std::size_t>(next_ - first_)]->is_done) ++next_;
  return next_ < end() ? slots_[static_cast<std::size_t>(next_ - first_)].get() : nullptr;
}

// Begins with tasks. Of those that are made elsewhere a second one, unless another thread has nothing to do.
void Pool::take(std::deque<Slot*>& taken, unsigned worker, Lock& lock) {
  while (taken.size() < (crew_.begin ? kDepth : 1)) {
    Slot* const slot = waiting();
    if (slot == nullptr || (!taken.empty() && end() - next_ <= idle_)) return;
    ++next_;
    wake_reader();
    taken.push_back(slot);
    slot->is_begun = !is_stopped_;
    if (!slot->is_begun || !crew_.begin) continue;
    lock.unlock();
    crew_.begin(slot->task, worker);
    lock.lock();
  }
}

void Pool::run(unsigned worker) {
  std::deque<Slot*> taken;
  Lock lock(mutex_);
  while (true) {
    ++idle_;
    has_work_.wait(lock, [&] { return !taken.empty() || waiting() != nullptr || is_closed_; });
    --idle_;
    take(taken, worker, lock);
    if (taken.empty()) {
      if (is_closed_) return;
      continue;
    }
    Slot& slot = *taken.front();
    taken.pop_front();
    if (slot.is_begun) {
      lock.unlock();
      slot.answer = crew_.make(slot.task, worker);
      slot.task.bytes = {};
      std::string().swap(slot.bytes);
      lock.lock();
    }
    charge(slot, slot.answer.bytes.size());
    slot.is_done = true;
    deliver_in_line(lock);
  }
}

// Called without the lock.
bool Pool::deliver(Slot& slot) { return is_border(slot.task) ? sink_.border(slot.task) : sink_.deliver(slot.answer); }

void Pool::deliver_in_line(Lock& lock) {
  if (is_delivering_) return;  // whoever does it will find this record too
  is_delivering_ = true;
  bool is_flushed = false;
  while (true) {
    if (!slots_.empty() && slots_.front()->is_done) {
      const std::unique_ptr<Slot> slot = std::move(slots_.front());
      slots_.pop_front();
      next_ = std::max(next_, ++first_);
      held_ -= slot->cost;
      wake_reader();
      const bool is_wanted = !is_stopped_;
      lock.unlock();
      const bool go_on = is_wanted && (is_border(slot->task) ? sink_.border(slot->task) : sink_.deliver(slot->answer));
      lock.lock();
      if (!go_on) is_stopped_ = true;
      is_flushed = false;
    } else if (input_waits_ && !is_flushed) {
      lock.unlock();
      sink_.flush();
      lock.lock();
      is_flushed = true;
    } else {
      break;
    }
  }
  is_delivering_ = false;
  if (is_stopped_) wake_reader();
  is_idle_.notify_all();
}

void Pool::input_waits() {
  if (threads_.empty()) return sink_.flush();
  Lock lock(mutex_);
  input_waits_ = true;
  deliver_in_line(lock);
}

bool Pool::is_stopped() {
  const Lock lock(mutex_);
  return is_stopped_;
}

void Pool::finish() {
  Lock lock(mutex_);
  is_idle_.wait(lock, [this] { return slots_.empty() && !is_delivering_; });
}

}  // namespace dehusk
