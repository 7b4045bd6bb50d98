// Gumbo shows its state through what it asks for. The first request of ten pointers with one of five right after it are
// the stack of open elements and the list of active formatting elements; a vector that grows asks for twice its size
// and then gives the old half back, so both can be followed. A tag starts with a buffer of five bytes and a vector of
// one.

#include "read/parse_guard.h"

#include <sys/mman.h>

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstdio>
#include <cstdlib>
#include <ctime>

namespace dehusk {

namespace {

constexpr std::size_t kOpenElementsBytes = 10 * sizeof(void*);
constexpr std::size_t kFormattingBytes = 5 * sizeof(void*);
constexpr std::size_t kTagBufferBytes = 5;
constexpr std::uint64_t kRequestsPerClock = 1024;
constexpr std::size_t kKeptBytes = 4U << 20;  // more than this goes back to the system after a run

// A vector of the parser, followed through its doublings.
struct Followed {
  void* memory = nullptr;
  std::size_t bytes = 0;
};

struct Guard {
  char* base = nullptr;
  std::size_t reserved = 0;
  std::size_t used = 0;

  GuardBounds bounds;
  bool is_running = false;
  std::jmp_buf out{};
  ParseStop stop = ParseStop::none;
  char* last = nullptr;  // the newest request and its size: it can be given back
  std::size_t last_bytes = 0;
  Followed open_elements;
  Followed formatting;
  std::uint64_t requests = 0;
  std::uint64_t deadline_ns = 0;
  std::uint32_t nodes = 0;
  std::uint32_t attributes = 0;
};

// One arena a thread, kept from page to page: the parser's memory is touched once, not once a page. The guard is asked
// for each request of the parser, so it must be found without a check whether it has been made; what gives the memory
// back when the thread ends is therefore another variable.
constinit thread_local Guard guard;

struct GuardKeeper {
  ~GuardKeeper() {
    if (guard.base != nullptr) munmap(guard.base, guard.reserved);
    guard.base = nullptr;
  }
};

void keep_guard() { thread_local const GuardKeeper keeper; }

std::uint64_t cpu_now_ns() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<std::uint64_t>(now.tv_sec) * 1'000'000'000U + static_cast<std::uint64_t>(now.tv_nsec);
}

[[noreturn]] void leave(ParseStop stop) {
  guard.stop = stop;
  guard.is_running = false;
  std::longjmp(guard.out, 1);
}

// Makes room for `bytes` of address space; pages come when touched.
bool reserve(std::size_t bytes) {
  if (guard.reserved >= bytes) return true;
  if (guard.base != nullptr) munmap(guard.base, guard.reserved);
  void* const memory = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  keep_guard();
  guard.base = memory == MAP_FAILED ? nullptr : static_cast<char*>(memory);
  guard.reserved = guard.base == nullptr ? 0 : bytes;
  return guard.base != nullptr;
}

void begin(const GuardBounds& bounds) {
  trim_guard();
  guard.bounds = bounds;
  guard.stop = ParseStop::none;
  guard.used = 0;
  guard.last = nullptr;
  guard.last_bytes = 0;
  guard.open_elements = {};
  guard.formatting = {};
  guard.requests = 0;
  guard.deadline_ns = cpu_now_ns() + std::uint64_t{bounds.timeout_ms} * 1'000'000U;
  guard.nodes = 0;
  guard.attributes = 0;
}

// Counts what the size of the request gives away.
void count_request(std::size_t size) {
  if (++guard.requests % kRequestsPerClock == 0 && cpu_now_ns() > guard.deadline_ns) leave(ParseStop::deadline);
  if (size == guard.bounds.node_size && ++guard.nodes > guard.bounds.max_elements) leave(ParseStop::elements);
  if (size == guard.bounds.attribute_size && ++guard.attributes > guard.bounds.max_attributes)
    leave(ParseStop::attributes);
  if (size == sizeof(void*) && guard.last_bytes == kTagBufferBytes) guard.attributes = 0;
}

void follow(Followed& vector, void* released, std::uint32_t most, ParseStop stop) {
  if (vector.memory != released) return;
  if (guard.last_bytes != 2 * vector.bytes) {  // it did not grow, the parser is done with it
    vector = {};
    return;
  }
  // It was full: if it held as many as allowed, the next one is one too many.
  if (vector.bytes / sizeof(void*) >= most) leave(stop);
  vector = {.memory = guard.last, .bytes = guard.last_bytes};
}

}  // namespace

std::string_view to_string(ParseStop stop) {
  constexpr std::array<std::string_view, 8> kNames = {"none",       "memory",     "elements", "depth",
                                                      "formatting", "attributes", "deadline", "assertion"};
  return kNames[static_cast<std::size_t>(stop)];
}

ParseStop run_guarded(const GuardBounds& bounds, void (*body)(void* context), void* context) {
  if (!reserve(bounds.max_memory)) return ParseStop::memory;
  begin(bounds);
  if (setjmp(guard.out) != 0) return guard.stop;  // NOLINT(bugprone-*): nothing with a destructor lives below
  guard.is_running = true;
  body(context);
  guard.is_running = false;
  return ParseStop::none;
}

void trim_guard() {
  if (guard.used > kKeptBytes) madvise(guard.base + kKeptBytes, guard.reserved - kKeptBytes, MADV_DONTNEED);
  guard.used = std::min(guard.used, kKeptBytes);
}

void* guard_allocate(void* /*unused*/, std::size_t size) {
  count_request(size);
  const std::size_t rounded = (size + 7) & ~std::size_t{7};
  if (rounded < size || rounded > guard.bounds.max_memory - guard.used) leave(ParseStop::memory);
  char* const memory = guard.base + guard.used;
  guard.used += rounded;
  if (size == kFormattingBytes && guard.last_bytes == kOpenElementsBytes && guard.formatting.memory == nullptr) {
    guard.open_elements = {.memory = guard.last, .bytes = guard.last_bytes};
    guard.formatting = {.memory = memory, .bytes = size};
  }
  guard.last = memory;
  guard.last_bytes = size;
  return memory;
}

void guard_release(void* /*unused*/, void* memory) {
  if (memory == nullptr) return;
  follow(guard.open_elements, memory, guard.bounds.max_depth, ParseStop::depth);
  follow(guard.formatting, memory, guard.bounds.max_formatting, ParseStop::formatting);
  if (memory == guard.last) {
    guard.used = static_cast<std::size_t>(guard.last - guard.base);
    guard.last = nullptr;
    guard.last_bytes = 0;
  }
}

}  // namespace dehusk

// Debian's Gumbo is built with its assertions on, and one of them fails on a page of 37 bytes
// (<table><math><select><mi><select><th>). Inside the guard that ends the parse, not the process; anywhere else an
// assertion does what glibc's does. Gumbo's library finds it because the program shows it.
// NOLINTNEXTLINE: the name is glibc's
extern "C" [[noreturn, gnu::visibility("default")]] void __assert_fail(const char* assertion, const char* file,
                                                                       unsigned int line,
                                                                       const char* function) noexcept(false) {
  if (dehusk::guard.is_running) dehusk::leave(dehusk::ParseStop::assertion);
  std::fprintf(stderr, "%s:%u: %s: Assertion `%s' failed.\n", file, line, function, assertion);
  std::abort();
}
