#include "feed/pool.h"

#include <utility>

namespace dehusk {

namespace {

constexpr std::uint64_t kSlotBytes = 512;  // what a record costs beside its bytes
constexpr std::uint64_t kAhead = 32;       // records a job that wait for a worker

}  // namespace

Pool::Pool(unsigned jobs, std::uint64_t queue_bytes, Make make, Sink sink)
    : queue_bytes_(queue_bytes), most_ahead_(kAhead * jobs), make_(std::move(make)), sink_(std::move(sink)) {
  for (unsigned worker = 0; jobs > 1 && worker < jobs; ++worker) threads_.emplace_back([this, worker] { run(worker); });
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
    Answer answer = make_(task, 0);
    is_stopped_ = !sink_.deliver(answer);
  }
  return !is_stopped_;
}

bool Pool::put(Task task) {
  if (threads_.empty()) return put_here(task);
  auto slot = std::make_unique<Slot>();
  slot->bytes = task.bytes;
  slot->task = std::move(task);
  slot->task.bytes = slot->bytes;
  Lock lock(mutex_);
  input_waits_ = false;
  has_room_.wait(lock, [this] { return has_room(1); });
  if (is_stopped_) return false;
  charge(*slot, slot->bytes.size());
  slots_.push_back(std::move(slot));
  lock.unlock();
  has_work_.notify_one();
  return true;
}

void Pool::run(unsigned worker) {
  Lock lock(mutex_);
  while (true) {
    has_work_.wait(lock, [this] { return next_ < end() || is_closed_; });
    if (next_ == end()) return;
    Slot& slot = *slots_[static_cast<std::size_t>(next_++ - first_)];
    wake_reader();
    if (!is_stopped_ && !is_border(slot.task)) {
      lock.unlock();
      slot.answer = make_(slot.task, worker);
      slot.task.bytes = {};
      std::string().swap(slot.bytes);
      lock.lock();
    }
    charge(slot, slot.answer.bytes.size());
    slot.is_done = true;
    deliver_in_line(lock);
  }
}

void Pool::deliver_in_line(Lock& lock) {
  if (is_delivering_) return;  // whoever does it will find this record too
  is_delivering_ = true;
  bool is_flushed = false;
  while (true) {
    if (!slots_.empty() && slots_.front()->is_done) {
      const std::unique_ptr<Slot> slot = std::move(slots_.front());
      slots_.pop_front();
      ++first_;
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
