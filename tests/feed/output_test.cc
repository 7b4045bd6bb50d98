#include "feed/output.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <thread>

#include "catch.h"

using namespace dehusk;
namespace fs = std::filesystem;

namespace {

struct Folder {
  Folder() {
    std::string pattern = fs::temp_directory_path() / "dehusk_output_test.XXXXXX";
    path = mkdtemp(pattern.data());
  }
  ~Folder() { fs::remove_all(path); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string file(const std::string& name) const { return path / name; }
  std::size_t count() const { return static_cast<std::size_t>(std::distance(fs::directory_iterator(path), {})); }
  std::string read(const std::string& name) const {
    std::ifstream stream(path / name);
    return {std::istreambuf_iterator<char>(stream), {}};
  }
  fs::path path;
};

std::string unpacked(std::string_view packed) {
  Unpacker unpacker(*packing_of(packed));
  std::string text;
  std::string room(1U << 20, ' ');
  for (UnpackStep step{1, 1}; step.taken > 0 || step.made > 0; packed.remove_prefix(step.taken)) {
    step = unpacker.step(packed, room.data(), room.size());
    if (step.state == Unpacking::damaged) return "damaged";
    text.append(room, 0, step.made);
  }
  return packed.empty() && !unpacker.is_in_member() ? text : "cut off";
}

}  // namespace

TEST_CASE("a file appears under its name only when it is complete") {
  const Folder folder;
  Result<Output> output = Output::to_file(folder.file("out.txt"), false);
  REQUIRE(output.ok());
  CHECK(output.value().write(std::string(200000, 'x')));
  CHECK_FALSE(fs::exists(folder.file("out.txt")));
  CHECK(output.value().finish().empty());
  CHECK(folder.read("out.txt").size() == 200000);
  CHECK(folder.count() == 1);
}

TEST_CASE("a file that is not finished leaves nothing behind") {
  const Folder folder;
  {
    Result<Output> output = Output::to_file(folder.file("out.txt"), false);
    REQUIRE(output.ok());
    output.value().write("half");
    output.value().flush();
  }
  CHECK(folder.count() == 0);
}

TEST_CASE("an existing file is replaced only on request, through its link, and keeps its mode") {
  const Folder folder;
  std::ofstream(folder.file("real.txt")) << "old";
  chmod(folder.file("real.txt").c_str(), 0640);
  fs::create_symlink("real.txt", folder.file("link.txt"));
  const Result<Output> refused = Output::to_file(folder.file("link.txt"), false);
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.faults()[0].message.find("exists") != std::string::npos);
  Result<Output> output = Output::to_file(folder.file("link.txt"), true);
  REQUIRE(output.ok());
  output.value().write("new");
  CHECK(folder.read("real.txt") == "old");
  CHECK(output.value().finish().empty());
  CHECK(folder.read("real.txt") == "new");
  CHECK(fs::is_symlink(folder.file("link.txt")));
  CHECK((fs::status(folder.file("real.txt")).permissions() & fs::perms::mask) == static_cast<fs::perms>(0640));
}

TEST_CASE("a folder that is not there, or a folder as the file, is a fault") {
  const Folder folder;
  CHECK_FALSE(Output::to_file(folder.file("no/out.txt"), true).ok());
  CHECK_FALSE(Output::to_file(folder.path.string(), true).ok());
}

TEST_CASE("a full disk is a failure, a reader that has gone is not") {
  Result<Output> full = Output::to_file("/dev/full", false);
  REQUIRE(full.ok());
  full.value().write("x");
  CHECK(full.value().finish() == "/dev/full: cannot write: No space left on device");
  std::signal(SIGPIPE, SIG_IGN);
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  close(ends[0]);
  Output output(ends[1]);
  output.write("x");
  CHECK_FALSE(output.flush());
  CHECK(output.reader_has_gone());
  CHECK(output.finish().empty());
  close(ends[1]);
}

TEST_CASE("packed output reads as what was written, and is whole even if nothing was") {
  for (const Packing packing : {Packing::gzip, Packing::zstd}) {
    for (const std::size_t size : {0U, 1U, 3000000U}) {
      const Folder folder;
      Result<Output> output = Output::to_file(folder.file("out"), false);
      REQUIRE(output.ok());
      output.value().pack(packing);
      std::string text;
      for (std::size_t i = 0; i < size; ++i) text += static_cast<char>('a' + i * i % 23);
      for (std::size_t at = 0; at < size; at += 777777) output.value().write(std::string_view(text).substr(at, 777777));
      CHECK(output.value().finish().empty());
      const std::string packed = folder.read("out");
      CHECK(packing_of(packed) == packing);
      CHECK(packed.size() < size / 2 + 40);
      CHECK(unpacked(packed) == text);
    }
  }
}

TEST_CASE("who reads a packed stream along has all that was written before a flush") {
  for (const Packing packing : {Packing::gzip, Packing::zstd}) {
    int ends[2];
    REQUIRE(pipe(ends) == 0);
    Output output(ends[1]);
    output.pack(packing);
    Unpacker unpacker(packing);
    for (const std::string_view text : {"one\n", "two\n", "three\n"}) {
      output.write(text);
      output.flush();
      output.flush();  // has nothing to do
      char packed[4096];
      const ssize_t size = read(ends[0], packed, sizeof packed);
      REQUIRE(size > 0);
      char room[4096];
      const UnpackStep step = unpacker.step({packed, static_cast<std::size_t>(size)}, room, sizeof room);
      CHECK(std::string_view(room, step.made) == text);
      CHECK(step.taken == static_cast<std::size_t>(size));
    }
    CHECK(output.finish().empty());
    close(ends[0]);
    close(ends[1]);
  }
}

TEST_CASE("each record can be a member of its own") {
  for (const Packing packing : {Packing::gzip, Packing::zstd}) {
    const Folder folder;
    Result<Output> output = Output::to_file(folder.file("out"), false);
    REQUIRE(output.ok());
    output.value().pack(packing);
    for (const std::string_view record : {"one\n", "", "two\n"}) {
      output.value().write(record);
      output.value().end_member();  // none of nothing
    }
    CHECK(output.value().finish().empty());
    const std::string packed = folder.read("out");
    Unpacker unpacker(packing);
    char room[100];
    const UnpackStep first = unpacker.step(packed, room, sizeof room);
    CHECK(first.state == Unpacking::ended);
    CHECK(std::string_view(room, first.made) == "one\n");
    const UnpackStep second = unpacker.step(std::string_view(packed).substr(first.taken), room, sizeof room);
    CHECK(second.state == Unpacking::ended);
    CHECK(std::string_view(room, second.made) == "two\n");
    CHECK(first.taken + second.taken == packed.size());
  }
}

TEST_CASE("the suffix of a name tells the packing") {
  CHECK(packing_by_name("a/b.jsonl.gz") == Packing::gzip);
  CHECK(packing_by_name("b.warc.zst") == Packing::zstd);
  CHECK(packing_by_name("b.gzip") == Packing::none);
  CHECK(packing_from("gzip") == Packing::gzip);
  CHECK_FALSE(packing_from("auto").has_value());
}

TEST_CASE("a pipe that is full for the moment is waited for, without turning in circles") {
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  REQUIRE(fcntl(ends[1], F_SETFL, O_NONBLOCK) == 0);
  const std::string text(1U << 20, 'x');
  std::size_t got = 0;
  std::thread reader([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    std::string buffer(1U << 16, ' ');
    while (got < text.size()) {
      const ssize_t count = read(ends[0], buffer.data(), buffer.size());
      if (count <= 0) break;
      got += static_cast<std::size_t>(count);
    }
  });
  const std::clock_t before = std::clock();
  Output output(ends[1]);
  output.write(text);
  CHECK(output.finish().empty());
  const double seconds = static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
  reader.join();
  CHECK(got == text.size());
  CHECK(seconds < 0.15);  // of processor time: it had to wait for longer than that
  close(ends[0]);
  close(ends[1]);
}
