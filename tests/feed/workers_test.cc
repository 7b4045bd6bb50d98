#include "feed/workers.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>
#include <thread>

#include "catch.h"
#include "feed/worker.h"
#include "rule/prepared.h"

using namespace dehusk;

namespace {

Cleaner& cleaner() {
  static Cleaner made = [] {
    CleanerSetup setup;
    setup.lines.rules = compile(built_in_pack()).value();
    setup.pages = setup.warc = setup.lines;
    return Cleaner(std::move(setup), 1);
  }();
  return made;
}

// A worker that does what a record tells it to, before it answers like any other.
void serve_obediently(int socket) {
  Outbox outbox;
  outbox.put(greeting(), {});
  Inbox inbox;
  while (outbox.send(socket, true) == Outbox::Sent::all && inbox.receive(socket, true) == Inbox::Got::message) {
    Task task;
    if (!inbox.read(task)) return;
    const auto says = [&](std::string_view word) {
      return task.code.empty() && task.bytes.find(word) != std::string_view::npos;
    };
    if (says("abort")) std::abort();
    if (says("leave")) _exit(9);
    if (says("sleep")) std::this_thread::sleep_for(std::chrono::seconds(60));
    if (says("babble")) {
      static_cast<void>(!write(socket, std::string(300, 'x').data(), 300));
      continue;
    }
    const Answer answer = cleaner().answer(task, 0);
    outbox.put(note_of(answer), answer.bytes);
    if (outbox.send(socket, true) != Outbox::Sent::all) return;
  }
}

Task line(const std::string& bytes, std::uint64_t number) {
  Task task;
  task.kind = Task::Kind::line;
  task.bytes = bytes;
  task.number = number;
  return task;
}

// The answers of one worker to these lines, the next always begun before the last is ended.
std::vector<Answer> answers(Workers& workers, const std::vector<std::string>& lines) {
  std::vector<Task> tasks;
  for (const std::string& bytes : lines) tasks.push_back(line(bytes, tasks.size() + 1));
  std::vector<Answer> made;
  workers.begin(tasks[0], 0);
  for (std::size_t i = 0; i < tasks.size(); ++i) {
    if (i + 1 < tasks.size()) workers.begin(tasks[i + 1], 0);
    made.push_back(workers.end(0));
  }
  return made;
}

std::string record(int id, const std::string& words) {
  return "{\"id\":" + std::to_string(id) + ",\"html\":\"<p>" + words + "</p>\"}";
}

std::set<pid_t> children_of(pid_t pid) {
  std::ifstream file("/proc/" + std::to_string(pid) + "/task/" + std::to_string(pid) + "/children");
  std::set<pid_t> children;
  for (pid_t child = 0; file >> child;) children.insert(child);
  return children;
}

// The one of this process's two that has workers.
pid_t the_nursery() {
  for (const pid_t child : children_of(getpid()))
    if (!children_of(child).empty()) return child;
  FAIL("no nursery has workers");
  return 0;
}

bool lives(pid_t pid) {
  std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
  std::string number, name, state;
  return static_cast<bool>(file >> number >> name >> state) && state != "Z";
}

// And sees that its worker dies with it.
void kill_nursery() {
  const pid_t nursery = the_nursery();
  const pid_t worker = *children_of(nursery).begin();
  kill(nursery, SIGKILL);
  for (int i = 0; i < 500 && lives(worker); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  CHECK_FALSE(lives(worker));
}

std::set<std::string> descriptors_of(pid_t pid) {
  std::set<std::string> targets;
  const std::string folder = "/proc/" + std::to_string(pid) + "/fd/";
  DIR* const listing = opendir(folder.c_str());
  REQUIRE(listing != nullptr);
  while (const dirent* entry = readdir(listing)) {
    char target[256] = {};
    if (entry->d_name[0] != '.' && readlink((folder + entry->d_name).c_str(), target, sizeof target - 1) > 0)
      targets.insert(std::string(target).substr(0, std::string(target).find(':')));
  }
  closedir(listing);
  return targets;
}

}  // namespace

TEST_CASE("the record that kills its worker becomes an error record with its id, those around it are answered") {
  Workers workers(cleaner(), serve_obediently, {.jobs = 1, .deadline_ms = 2000});
  const std::vector<Answer> made =
      answers(workers, {record(1, "Rain fell."), record(2, "abort"), record(3, "Rain fell again."), record(4, "leave"),
                        record(5, "babble"), record(6, "sleep"), record(7, "It stopped."), "no JSON, abort"});
  const char* const codes[] = {"", "crash", "", "crash", "crash", "timeout", "", "crash"};
  const char* const details[] = {
      "", "killed by signal 6", "", "ended with exit code 9", "makes no sense", "no answer within 2000 ms",
      "", "killed by signal 6"};
  REQUIRE(made.size() == 8);
  for (std::size_t i = 0; i < made.size(); ++i) {
    CAPTURE(i, made[i].bytes);
    CHECK(made[i].code == codes[i]);
    CHECK((made[i].fate == Fate::failed) == (*codes[i] != '\0'));
    CHECK(made[i].bytes.find(details[i]) != std::string::npos);
    if (i < 7) CHECK(made[i].bytes.rfind("{\"id\":" + std::to_string(i + 1) + ",", 0) == 0);
    if (i < 7 && made[i].fate == Fate::failed) {
      CHECK(made[i].bytes.find("\"text\":null,\"dehusk\":{\"error\":{\"code\":\"") != std::string::npos);
      CHECK(made[i].original == record(static_cast<int>(i) + 1, i == 1   ? "abort"
                                                                : i == 3 ? "leave"
                                                                : i == 4 ? "babble"
                                                                         : "sleep") +
                                    "\n");
    }
  }
  CHECK(workers.restarts() == 5);
  CHECK(workers.failure().empty());
}

TEST_CASE("a record that takes too much memory is told as that") {
  Workers workers(cleaner(), [](int socket) { serve_tasks(socket, cleaner(), {.max_memory = 24U << 20}); },
                  {.jobs = 1, .deadline_ms = 60000});
  const std::string large(12U << 20, 'x');
  const std::vector<Answer> made = answers(workers, {record(1, "Rain"), record(2, large), record(3, "Rain")});
  if (made[1].code.empty()) {
    WARN("address space is not limited under this sanitizer");
    return;
  }
  CHECK(made[1].code == "memory");
  CHECK(made[1].bytes.rfind("{\"id\":2,", 0) == 0);
  CHECK(made[0].code.empty());
  CHECK(made[2].code.empty());
  CHECK(workers.restarts() == 1);
}

TEST_CASE("a worker that is killed while it has nothing to do costs no record, and no zombie stays") {
  Workers workers(cleaner(), serve_obediently, {.jobs = 1});
  CHECK(answers(workers, {record(1, "Rain")})[0].code.empty());
  CHECK(children_of(getpid()).size() == 2);
  const pid_t nursery = the_nursery();
  const std::set<pid_t> before = children_of(nursery);
  REQUIRE(before.size() == 1);
  kill(*before.begin(), SIGKILL);
  for (int i = 0; i < 500 && !children_of(nursery).empty(); ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  CHECK(children_of(nursery).empty());
  CHECK(answers(workers, {record(2, "Rain")})[0].code.empty());
  CHECK(workers.restarts() == 1);
}

TEST_CASE("workers hold no descriptor of the run's but standard error, and are the first to go when memory runs out") {
  const int file = open(DEHUSK_ROOT "/README.md", O_RDONLY);
  REQUIRE(file >= 0);
  Workers workers(cleaner(), [](int socket) { serve_tasks(socket, cleaner(), {.max_memory = 512U << 20}); },
                  {.jobs = 1});
  CHECK(answers(workers, {record(1, "Rain")})[0].code.empty());
  const pid_t nursery = the_nursery();
  const pid_t worker = *children_of(nursery).begin();
  for (const pid_t pid : {nursery, worker}) {
    const std::set<std::string> targets = descriptors_of(pid);
    for (const std::string& target : targets) {
      CAPTURE(target);
      CHECK(target.find("README") == std::string::npos);
    }
    CHECK(targets.count("socket") == 1);
    CHECK(targets.count("/dev/null") == 1);
    CHECK(targets.size() <= 3);
  }
  std::ifstream score("/proc/" + std::to_string(worker) + "/oom_score_adj");
  int adjusted = 0;
  score >> adjusted;
  CHECK(adjusted == 1000);
  close(file);
}

TEST_CASE("workers that die before they have begun are not started for ever") {
  Workers workers(cleaner(), [](int) { _exit(3); }, {.jobs = 1});
  const Answer answer = answers(workers, {record(1, "Rain")})[0];
  CHECK(answer.code == "internal");
  CHECK(workers.failure().find("ended with exit code 3") != std::string::npos);
}

TEST_CASE("when the nursery dies the workers die, and another takes over; when that dies too it is told") {
  Workers workers(cleaner(), serve_obediently, {.jobs = 1});
  CHECK(answers(workers, {record(1, "Rain")})[0].code.empty());
  kill_nursery();
  const std::vector<Answer> made = answers(workers, {record(2, "Rain"), record(3, "abort"), record(4, "Rain")});
  CHECK(made[0].code.empty());
  CHECK(made[1].code == "crash");
  CHECK(made[2].code.empty());
  CHECK(workers.restarts() == 2);
  kill_nursery();
  CHECK(answers(workers, {record(5, "Rain")})[0].code == "internal");
  CHECK_FALSE(workers.failure().empty());
}
