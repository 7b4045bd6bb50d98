#include "feed/wire.h"

#include <sys/socket.h>
#include <unistd.h>

#include <thread>

#include "catch.h"

using namespace dehusk;

namespace {

struct Pair {
  int ends[2];
  Pair() { REQUIRE(socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0); }
  ~Pair() {
    close(ends[0]);
    close(ends[1]);
  }
};

Task full_task(std::string_view bytes) {
  Task task;
  task.kind = Task::Kind::warc;
  task.bytes = bytes;
  task.file = "crawl.warc.gz";
  task.number = 77;
  task.code = "truncated";
  task.detail = std::string("a NUL \0 in it", 13);
  task.is_cut = true;
  task.title = "==> x <==\n";
  task.framing = Framing::uint32be;
  task.head = 3;
  task.offset = 1ULL << 40;
  return task;
}

Answer full_answer() {
  Answer answer;
  answer.bytes = "Rain fell.\n";
  answer.fate = Fate::failed;
  answer.code = "crash";
  answer.error = "{}";
  answer.original = "<p>Rain";
  answer.remark = "remark";
  answer.in_bytes = 99;
  answer.is_timed = true;
  answer.timings.nanoseconds[2] = 5;
  answer.encoding = "utf-8/valid";
  answer.hits = {{"nav/menu", 2, 30}, {"appeal/x", 1, 7}};
  return answer;
}

// What comes of a note in front of no bytes.
template <class Value>
bool reads(const std::string& message, Value& value) {
  Pair pair;
  REQUIRE(write(pair.ends[0], message.data(), message.size()) == static_cast<ssize_t>(message.size()));
  Inbox inbox;
  if (inbox.receive(pair.ends[1], false) != Inbox::Got::message) return false;
  return inbox.read(value);
}

}  // namespace

TEST_CASE("a task comes through a socket as it was, however large") {
  Pair pair;
  const std::string bytes(5U << 20, 'x');
  const Task sent = full_task(bytes);
  std::thread sender([&] {
    Outbox outbox;
    outbox.put(note_of(sent), sent.bytes);
    CHECK(outbox.send(pair.ends[0], true) == Outbox::Sent::all);
    outbox.put(greeting(), {});
    CHECK(outbox.send(pair.ends[0], true) == Outbox::Sent::all);
  });
  Inbox inbox;
  REQUIRE(inbox.receive(pair.ends[1], true) == Inbox::Got::message);
  Task got;
  CHECK_FALSE(inbox.is_greeting());
  REQUIRE(inbox.read(got));
  CHECK(got.bytes == sent.bytes);
  CHECK(got.kind == sent.kind);
  CHECK(got.file == sent.file);
  CHECK(got.number == sent.number);
  CHECK(got.code == sent.code);
  CHECK(got.detail == sent.detail);
  CHECK(got.is_cut == sent.is_cut);
  CHECK(got.title == sent.title);
  CHECK(got.framing == sent.framing);
  CHECK(got.head == sent.head);
  CHECK(got.offset == sent.offset);
  CHECK(got.length == sent.length);
  REQUIRE(inbox.receive(pair.ends[1], true) == Inbox::Got::message);
  CHECK(inbox.is_greeting());
  sender.join();
}

TEST_CASE("an answer comes through a socket as it was, byte by byte too") {
  Pair pair;
  const Answer sent = full_answer();
  const std::string message = note_of(sent) + sent.bytes;
  Inbox inbox;
  CHECK(inbox.receive(pair.ends[1], false) == Inbox::Got::nothing);
  for (std::size_t i = 0; i < message.size(); ++i) {
    REQUIRE(write(pair.ends[0], &message[i], 1) == 1);
    CHECK(inbox.receive(pair.ends[1], false) == (i + 1 < message.size() ? Inbox::Got::some : Inbox::Got::message));
  }
  Answer got;
  REQUIRE(inbox.read(got));
  CHECK(got.bytes == sent.bytes);
  CHECK(got.fate == sent.fate);
  CHECK(got.code == sent.code);
  CHECK(got.error == sent.error);
  CHECK(got.original == sent.original);
  CHECK(got.remark == sent.remark);
  CHECK(got.in_bytes == sent.in_bytes);
  CHECK(got.is_timed);
  CHECK(got.timings.nanoseconds == sent.timings.nanoseconds);
  CHECK(got.encoding == sent.encoding);
  REQUIRE(got.hits.size() == 2);
  CHECK(got.hits[0].rule == "nav/menu");
  CHECK(got.hits[1].chars == 7);
}

TEST_CASE("a note that is too short or too long, or of something else, is none") {
  Answer answer;
  Task task;
  std::string note = note_of(full_answer());
  note.replace(8, 8, std::string(8, '\0'));  // no bytes behind it
  REQUIRE(reads(note, answer));
  CHECK_FALSE(reads(note, task));
  for (std::size_t size = 17; size < note.size(); ++size) {
    std::string cut = note.substr(0, size);
    const std::uint64_t left = size - 16;
    cut.replace(0, 8, reinterpret_cast<const char*>(&left), 8);
    CHECK_FALSE(reads(cut, answer));
  }
  std::string longer = note + "x";
  const std::uint64_t size = longer.size() - 16;
  longer.replace(0, 8, reinterpret_cast<const char*>(&size), 8);
  CHECK_FALSE(reads(longer, answer));
  std::string wrong = note;
  wrong[17] = 17;  // there is no such fate
  CHECK_FALSE(reads(wrong, answer));
  Task long_head;
  long_head.head = 5;
  CHECK_FALSE(reads(note_of(long_head), task));
}

TEST_CASE("a size that cannot be is nonsense, and one that does not come takes no memory") {
  for (const std::uint64_t size : {~0ULL, 1ULL << 60, 6ULL << 30}) {
    CAPTURE(size);
    Pair pair;
    const std::uint64_t sizes[2] = {1, size};
    REQUIRE(write(pair.ends[0], sizes, sizeof sizes) == sizeof sizes);
    REQUIRE(write(pair.ends[0], "A..", 3) == 3);
    Inbox inbox;
    CHECK(inbox.receive(pair.ends[1], false) == (size > 8ULL << 30 ? Inbox::Got::nonsense : Inbox::Got::some));
    shutdown(pair.ends[0], SHUT_WR);
    if (size <= 8ULL << 30) CHECK(inbox.receive(pair.ends[1], false) == Inbox::Got::end);
  }
}
