#include "feed/wire.h"

#include <sys/socket.h>
#include <sys/uio.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <type_traits>
#include <utility>

namespace dehusk {

namespace {

constexpr std::uint64_t kMostBytes = 8ULL << 30;  // of a message that is not nonsense
constexpr std::size_t kStep = 1U << 20;           // memory that is taken before its bytes have come
constexpr std::size_t kKept = 4U << 20;           // and that is kept for the next message
constexpr char kTask = 'T', kAnswer = 'A', kGreeting = 'H';

class NoteWriter {
 public:
  explicit NoteWriter(char kind) : note_(16, '\0') { note_ += kind; }

  template <class Number>
  void number(Number value) {
    static_assert(std::is_trivially_copyable_v<Number>);
    note_.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
  void text(std::string_view value) {
    number<std::uint64_t>(value.size());
    note_ += value;
  }
  void optional(const std::optional<std::uint64_t>& value) {
    number(value.has_value());
    number(value.value_or(0));
  }

  std::string finish(std::uint64_t bytes) {
    const std::uint64_t sizes[2] = {note_.size() - sizeof sizes, bytes};
    std::memcpy(note_.data(), sizes, sizeof sizes);
    return std::move(note_);
  }

 private:
  std::string note_;
};

class NoteReader {
 public:
  NoteReader(std::string_view note, char kind) : left_(note) { is_good_ = number<char>() == kind; }

  template <class Number>
  Number number() {
    Number value{};
    if (left_.size() < sizeof value) {
      is_good_ = false;
      return value;
    }
    std::memcpy(&value, left_.data(), sizeof value);
    left_.remove_prefix(sizeof value);
    return value;
  }
  bool flag() { return below(2) == 1; }
  // One of the values of an enum.
  std::uint8_t below(int count) {
    const auto value = number<std::uint8_t>();
    if (value >= count) is_good_ = false;
    return is_good_ ? value : std::uint8_t{0};
  }
  std::string_view text() {
    const auto size = number<std::uint64_t>();
    if (size > left_.size()) is_good_ = false;
    if (!is_good_) return {};
    const std::string_view value = left_.substr(0, static_cast<std::size_t>(size));
    left_.remove_prefix(value.size());
    return value;
  }
  std::optional<std::uint64_t> optional() {
    const bool has_value = flag();
    const auto value = number<std::uint64_t>();
    return has_value ? std::optional<std::uint64_t>(value) : std::nullopt;
  }

  [[nodiscard]] bool is_read_to_the_end() const { return is_good_ && left_.empty(); }
  [[nodiscard]] bool is_good() const { return is_good_; }

 private:
  std::string_view left_;
  bool is_good_ = true;
};

}  // namespace

std::string note_of(const Task& task) {
  NoteWriter note(kTask);
  note.number(task.kind);
  note.text(task.file);
  note.number(task.number);
  note.text(task.code);
  note.text(task.detail);
  note.number(task.is_cut);
  note.text(task.title);
  note.number(task.framing);
  note.number<std::uint64_t>(task.head);
  note.optional(task.offset);
  note.optional(task.length);
  return note.finish(task.bytes.size());
}

bool Inbox::read(Task& task) const {
  NoteReader note(note_, kTask);
  task.kind = static_cast<Task::Kind>(note.below(static_cast<int>(Task::Kind::message) + 1));
  task.file = note.text();
  task.number = note.number<std::uint64_t>();
  task.code = note.text();
  task.detail = note.text();
  task.is_cut = note.flag();
  task.title = note.text();
  task.framing = static_cast<Framing>(note.below(static_cast<int>(Framing::nul) + 1));
  task.head = static_cast<std::size_t>(note.number<std::uint64_t>());
  task.offset = note.optional();
  task.length = note.optional();
  task.bytes = bytes_;
  return note.is_read_to_the_end() && task.head <= bytes_.size();
}

std::string note_of(const Answer& answer) {
  NoteWriter note(kAnswer);
  note.number(answer.fate);
  note.text(answer.code);
  note.text(answer.error);
  note.text(answer.original);
  note.text(answer.remark);
  note.number(answer.in_bytes);
  note.number(answer.is_timed);
  note.number(answer.timings);
  note.text(answer.encoding);
  note.number<std::uint64_t>(answer.hits.size());
  for (const Answer::Hits& hits : answer.hits) {
    note.text(hits.rule);
    note.number(hits.count);
    note.number(hits.chars);
  }
  return note.finish(answer.bytes.size());
}

bool Inbox::read(Answer& answer) {
  NoteReader note(note_, kAnswer);
  answer.fate = static_cast<Fate>(note.below(kFateCount));
  answer.code = note.text();
  answer.error = note.text();
  answer.original = note.text();
  answer.remark = note.text();
  answer.in_bytes = note.number<std::uint64_t>();
  answer.is_timed = note.flag();
  answer.timings = note.number<Timings>();
  answer.encoding = note.text();
  answer.hits.clear();
  for (auto count = note.number<std::uint64_t>(); count > 0 && note.is_good(); --count) {
    Answer::Hits hits;
    hits.rule = note.text();
    hits.count = note.number<std::uint64_t>();
    hits.chars = note.number<std::uint64_t>();
    answer.hits.push_back(std::move(hits));
  }
  if (!note.is_read_to_the_end()) return false;
  answer.bytes = std::move(bytes_);
  bytes_.clear();
  return true;
}

std::string greeting() { return NoteWriter(kGreeting).finish(0); }

bool Inbox::is_greeting() const { return note_.size() == 1 && note_[0] == kGreeting && bytes_.empty(); }

void Outbox::put(std::string note, std::string_view bytes) {
  note_ = std::move(note);
  bytes_ = bytes;
  done_ = 0;
}

Outbox::Sent Outbox::send(int socket, bool may_wait) {
  while (!is_empty()) {
    const std::size_t of_note = std::min(done_, note_.size());
    const std::size_t of_bytes = done_ - of_note;
    iovec pieces[2] = {{note_.data() + of_note, note_.size() - of_note},
                       {const_cast<char*>(bytes_.data()) + of_bytes, bytes_.size() - of_bytes}};
    msghdr message{};
    message.msg_iov = pieces;
    message.msg_iovlen = 2;
    const ssize_t count = sendmsg(socket, &message, MSG_NOSIGNAL | (may_wait ? 0 : MSG_DONTWAIT));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return errno == EAGAIN || errno == EWOULDBLOCK ? Sent::some : Sent::failed;
    done_ += static_cast<std::size_t>(count);
  }
  return Sent::all;
}

std::uint64_t Inbox::size(std::size_t which) const {
  std::uint64_t value = 0;
  std::memcpy(&value, prefix_.data() + which * sizeof value, sizeof value);
  return value;
}

void Inbox::begin() {
  is_complete_ = false;
  prefix_.clear();
  note_.clear();
  bytes_.clear();
  if (bytes_.capacity() > kKept) std::string().swap(bytes_);
}

Inbox::Got Inbox::receive(int socket, bool may_wait) {
  if (is_complete_) begin();
  bool has_come = false;
  while (true) {
    std::string* part = &prefix_;
    std::uint64_t wanted = kPrefix - prefix_.size();
    if (has_sizes()) {
      if (size(0) > kMostBytes || size(1) > kMostBytes) return Got::nonsense;
      part = note_.size() < size(0) ? &note_ : &bytes_;
      wanted = note_.size() < size(0) ? size(0) - note_.size() : size(1) - bytes_.size();
      if (wanted == 0) {
        is_complete_ = true;
        return Got::message;
      }
    }
    const std::size_t had = part->size();
    part->resize(had + static_cast<std::size_t>(std::min<std::uint64_t>(wanted, kStep)));
    const ssize_t count = recv(socket, part->data() + had, part->size() - had, may_wait ? 0 : MSG_DONTWAIT);
    part->resize(had + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    if (count > 0) {
      has_come = true;
    } else if (count == 0) {
      return Got::end;
    } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
      return has_come ? Got::some : Got::nothing;
    } else if (errno != EINTR) {
      return Got::end;  // reset: the other end has died with bytes of ours unread
    }
  }
}

}  // namespace dehusk
