#include "feed/pool.h"

#include <atomic>
#include <chrono>
#include <deque>
#include <vector>

#include "catch.h"
#include "feed/cores.h"

using namespace dehusk;

namespace {

// Takes longer for some records than for others, so that they overtake each other.
Answer slow_copy(const Task& task, unsigned) {
  if (task.bytes.size() % 7 == 3) std::this_thread::sleep_for(std::chrono::milliseconds(2));
  Answer answer;
  answer.bytes = task.bytes;
  return answer;
}

Task record(std::string_view bytes) {
  Task task;
  task.bytes = bytes;
  return task;
}

Task border(Task::Kind kind, std::string file) {
  Task task;
  task.kind = kind;
  task.file = std::move(file);
  return task;
}

bool pass(const Task&) { return true; }

// Waits until it holds, for ten seconds at most.
template <class Holds>
bool comes_true(Holds holds) {
  for (int i = 0; i < 10000 && !holds(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  return holds();
}

}  // namespace

TEST_CASE(
    "answers come in the order of the records, each once, whatever the number of jobs and the size of the queue") {
  for (const unsigned jobs : {1U, 2U, 5U}) {
    for (const std::uint64_t queue : {1U, 5000U, 1U << 20}) {
      CAPTURE(jobs, queue);
      std::vector<std::string> got;
      Pool pool(jobs, queue, {slow_copy},
                {[&](Answer& answer) {
                   got.push_back(answer.bytes);
                   return true;
                 },
                 pass, [] {}});
      std::vector<std::string> want;
      for (std::size_t i = 0; i < 300; ++i) want.push_back(std::to_string(i) + std::string(i % 40, 'x'));
      for (const std::string& bytes : want) CHECK(pool.put(record(bytes)));
      pool.finish();
      CHECK(got == want);
      CHECK(pool.put(record("after")));  // finished is not closed
      pool.finish();
      CHECK(got.back() == "after");
    }
  }
}

TEST_CASE("a worker has one record at a time") {
  std::atomic<int> at_work[4] = {};
  std::atomic<bool> is_alone{true};
  const auto make = [&](const Task&, unsigned worker) {
    if (worker >= 4 || ++at_work[worker] != 1) is_alone = false;
    std::this_thread::yield();
    --at_work[worker];
    return Answer();
  };
  Pool pool(4, 1U << 20, {make}, {[](Answer&) { return true; }, pass, [] {}});
  CHECK(pool.jobs() == 4);
  for (int i = 0; i < 500; ++i) pool.put(record("x"));
  pool.finish();
  CHECK(is_alone);
}

TEST_CASE("a full queue makes the reader wait, and holds one record whatever its size") {
  std::atomic<int> put{0}, made{0};
  std::atomic<bool> may_go{false};
  const auto make = [&](const Task&, unsigned) {
    while (!may_go) std::this_thread::yield();
    ++made;
    return Answer();
  };
  Pool pool(2, 10000, {make}, {[](Answer&) { return true; }, pass, [] {}});
  std::thread reader([&] {
    const std::string bytes(100000, 'x');
    for (int i = 0; i < 50; ++i) {
      pool.put(record(bytes));
      ++put;
    }
  });
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  CHECK(put <= 1);
  may_go = true;
  reader.join();
  pool.finish();
  CHECK(made == 50);
}

TEST_CASE("a reader that is fast does not fill the queue with what nobody has begun with") {
  std::atomic<int> put{0};
  std::atomic<bool> may_go{false};
  const auto make = [&](const Task&, unsigned) {
    while (!may_go) std::this_thread::yield();
    return Answer();
  };
  Pool pool(2, 1U << 30, {make}, {[](Answer&) { return true; }, pass, [] {}});
  std::thread reader([&] {
    for (int i = 0; i < 5000; ++i) {
      pool.put(record("x"));
      ++put;
    }
  });
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  CHECK(put < 200);
  may_go = true;
  reader.join();
  pool.finish();
}

TEST_CASE("while the input waits, what is finished is flushed, also what is finished only then") {
  for (const unsigned jobs : {1U, 3U}) {
    CAPTURE(jobs);
    std::atomic<int> delivered{0}, flushed{0};
    std::atomic<bool> may_go{jobs == 1};
    const auto make = [&](const Task& task, unsigned worker) {
      while (task.bytes == "b" && !may_go) std::this_thread::yield();
      return slow_copy(task, worker);
    };
    Pool pool(jobs, 1U << 20, {make},
              {[&](Answer&) {
                 ++delivered;
                 return true;
               },
               pass, [&] { flushed = delivered.load(); }});
    pool.put(record("a"));
    pool.put(record("b"));
    pool.input_waits();
    CHECK(comes_true([&] { return flushed >= 1; }));
    may_go = true;
    CHECK(comes_true([&] { return flushed == 2; }));
  }
}

TEST_CASE("when no more is wanted, nothing more is delivered and the reader hears of it") {
  for (const unsigned jobs : {1U, 3U}) {
    CAPTURE(jobs);
    int delivered = 0;
    Pool pool(jobs, 2000, {slow_copy}, {[&](Answer&) { return ++delivered < 5; }, pass, [] {}});
    int put = 0;
    while (put < 1000 && pool.put(record("x"))) ++put;
    pool.finish();
    CHECK(delivered == 5);
    CHECK(put < 20);
    CHECK(pool.is_stopped());
  }
}

TEST_CASE("the borders of an input keep their place among its answers, and may be the end of it") {
  for (const unsigned jobs : {1U, 3U}) {
    CAPTURE(jobs);
    std::string got;
    Pool pool(jobs, 1U << 20, {slow_copy},
              {[&](Answer& answer) {
                 got += answer.bytes;
                 return true;
               },
               [&](const Task& task) {
                 got += (task.kind == Task::Kind::input_begins ? "<" : ">") + task.file;
                 return task.file != "b" || task.kind == Task::Kind::input_begins;
               },
               [] {}});
    for (const char* file : {"a", "b", "c"}) {
      pool.put(border(Task::Kind::input_begins, file));
      for (const char* bytes : {"1", "two", "3"}) pool.put(record(bytes));
      pool.put(border(Task::Kind::input_ends, file));
    }
    pool.finish();
    CHECK(got == "<a1two3>a<b1two3>b");
    CHECK(pool.is_stopped());
  }
}

TEST_CASE("where answers are made elsewhere, two tasks are there at a time, and they are ended in their order") {
  for (const unsigned jobs : {1U, 3U}) {
    CAPTURE(jobs);
    std::deque<const Task*> begun[3];
    std::atomic<std::size_t> most{0};
    std::atomic<bool> is_in_order{true};
    const Pool::Crew crew{[&](const Task& task, unsigned worker) {
                            if (begun[worker].empty() || begun[worker].front() != &task) is_in_order = false;
                            most = std::max(most.load(), begun[worker].size());
                            begun[worker].pop_front();
                            return slow_copy(task, worker);
                          },
                          [&](const Task& task, unsigned worker) { begun[worker].push_back(&task); }};
    std::vector<std::string> got, want;
    Pool pool(jobs, 1U << 20, crew,
              {[&](Answer& answer) {
                 got.push_back(answer.bytes);
                 return true;
               },
               pass, [] {}});
    CHECK(pool.jobs() == jobs);
    for (std::size_t i = 0; i < 300; ++i) {
      want.push_back(std::to_string(i) + std::string(i % 40, 'x'));
      pool.put(record(want.back()));
    }
    pool.finish();
    CHECK(got == want);
    CHECK(is_in_order);
    CHECK(most == 2);
  }
}

TEST_CASE("records that are skipped need no worker and are delivered in their place") {
  std::string got;
  Pool pool(2, 1U << 20, {slow_copy},
            {[&](Answer& answer) {
               got += answer.fate == Fate::skipped && answer.bytes.empty() ? "-" : answer.bytes;
               return true;
             },
             pass, [] {}});
  for (int i = 0; i < 100; ++i) {
    Task task = record(i % 3 == 0 ? "abc" : "");
    if (i % 3 != 0) task.kind = Task::Kind::skipped;
    pool.put(std::move(task));
  }
  pool.finish();
  std::string want;
  for (int i = 0; i < 100; ++i) want += i % 3 == 0 ? "abc" : "-";
  CHECK(got == want);
}

TEST_CASE("a cgroup's quota is rounded up to whole cores") {
  CHECK(cores_of_quota("150000 100000\n") == 2);
  CHECK(cores_of_quota("50000 100000") == 1);
  CHECK(cores_of_quota("400000 100000") == 4);
  for (const char* none : {"max 100000", "-1 100000", "", "100000", "0 100000", "5 0"})
    CHECK_FALSE(cores_of_quota(none));
  CHECK(usable_cores() >= 1);
}
