#include "feed/byte_source.h"

#include <unistd.h>

#include <cstdio>
#include <string>
#include <vector>

#include "catch.h"

using namespace dehusk;

namespace {

// The reading end of a pipe that holds `text`.
int pipe_with(std::string_view text) {
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  REQUIRE(write(ends[1], text.data(), text.size()) == static_cast<ssize_t>(text.size()));
  close(ends[1]);
  return ends[0];
}

}  // namespace

TEST_CASE("a look at the first bytes takes nothing away") {
  const int descriptor = pipe_with("abcdef");
  ByteSource source(descriptor);
  CHECK(source.peek(3) == "abc");
  CHECK(source.peek(100) == "abcdef");
  CHECK(source.read_all(4) == "abcd");
  CHECK(source.read_all(100) == "ef");
  CHECK(source.read_all(100).empty());
  close(descriptor);
}

TEST_CASE("lines are split at newlines only, the last may lack one, long ones are cut") {
  const int descriptor = pipe_with(
      "a\r\n\n0123456789\nb\xE2\x80\xA8"
      "c\nend");
  ByteSource source(descriptor);
  std::string_view line;
  const std::vector<std::pair<std::string, ByteSource::Got>> want = {{"a\r", ByteSource::Got::line},
                                                                     {"", ByteSource::Got::line},
                                                                     {"01234567", ByteSource::Got::long_line},
                                                                     {"b\xE2\x80\xA8"
                                                                      "c",
                                                                      ByteSource::Got::line},
                                                                     {"end", ByteSource::Got::line},
                                                                     {"", ByteSource::Got::end}};
  for (const auto& [text, got] : want) {
    CHECK(source.next_line(line, 8) == got);
    CHECK(line == text);
  }
  close(descriptor);
}

TEST_CASE("before a read that would wait, what is finished goes out") {
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  int waits = 0;
  ByteSource source(ends[0], [&] {
    ++waits;
    if (waits == 2) {
      CHECK(write(ends[1], "c\n", 2) == 2);
    } else if (waits == 3) {
      close(ends[1]);
    } else {
      CHECK(write(ends[1], "a\nb\n", 4) == 4);
    }
  });
  std::string_view line;
  CHECK(source.next_line(line, 100) == ByteSource::Got::line);
  CHECK(waits == 1);
  CHECK(source.next_line(line, 100) == ByteSource::Got::line);
  CHECK(waits == 1);
  CHECK(source.next_line(line, 100) == ByteSource::Got::line);
  CHECK(line == "c");
  CHECK(waits == 2);
  CHECK(source.next_line(line, 100) == ByteSource::Got::end);
  close(ends[0]);
}

TEST_CASE("a file is read from where its descriptor stands, up to what is asked for") {
  std::FILE* const stream = std::tmpfile();
  REQUIRE(stream != nullptr);
  const int file = fileno(stream);
  std::string text;
  for (int i = 0; i < 60000; ++i) text += std::to_string(i) + "\n";
  REQUIRE(write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()));
  for (const std::size_t begin : {std::size_t{0}, std::size_t{5}, text.size() - 1, text.size()}) {
    for (const std::size_t most : {std::size_t{1}, std::size_t{1000}, text.size(), text.size() * 2}) {
      CAPTURE(begin, most);
      REQUIRE(lseek(file, static_cast<off_t>(begin), SEEK_SET) == static_cast<off_t>(begin));
      ByteSource source(file);
      CHECK(source.peek(3) == text.substr(begin, 3));
      CHECK((source.read_all(most) == text.substr(begin, most)));
    }
  }
  std::fclose(stream);
}

TEST_CASE("lines of a file come out whole across the borders of what is read at once") {
  std::FILE* const stream = std::tmpfile();
  REQUIRE(stream != nullptr);
  const int file = fileno(stream);
  std::vector<std::string> lines;
  for (const std::size_t size : {10U, 300000U, 0U, 1U, 700000U, 262143U, 262144U, 5U}) lines.emplace_back(size, 'x');
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  REQUIRE(write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()));
  lseek(file, 0, SEEK_SET);
  ByteSource source(file);
  std::string_view line;
  for (const std::string& want : lines) {
    const bool is_long = want.size() > 500000;
    CHECK(source.next_line(line, 500000) == (is_long ? ByteSource::Got::long_line : ByteSource::Got::line));
    CHECK((line == want.substr(0, 500000)));
  }
  CHECK(source.next_line(line, 500000) == ByteSource::Got::end);
  std::fclose(stream);
}

TEST_CASE("a descriptor that cannot be read says so") {
  ByteSource source(-1);
  CHECK(source.read_all(10).empty());
  CHECK(source.error() != 0);
}
