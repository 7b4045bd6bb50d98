#ifndef DEHUSK_READ_PARSE_GUARD_H_
#define DEHUSK_READ_PARSE_GUARD_H_
// Runs a C parser that trusts its input on input that nobody should trust. All its memory comes from one arena per
// thread, so nothing is freed piece by piece, and each request is a place where the guard can count and stop:
// memory, elements, open elements, formatting elements, attributes of one tag, CPU time. A breach leaves the parser
// by longjmp, as does a failed assertion inside it. What the guard knows of the parser are the sizes of its requests.
//
//   ParseStop stop = run_guarded(bounds, &parse, &job);   // job's results live until the next run in this thread

#include <cstddef>
#include <cstdint>

#include "read/html_tree.h"

namespace dehusk {

struct GuardBounds {
  std::size_t max_memory = 0;
  std::uint32_t max_depth = 0;             // of the stack of open elements
  std::uint32_t max_formatting = 160;      // of the list of active formatting elements
  std::uint32_t max_attributes = 256;      // of one tag, clones included
  std::uint32_t max_elements = 1'000'000;  // and text nodes
  std::uint32_t timeout_ms = 0;            // CPU time of this thread
  std::size_t node_size = 0;               // of the parser's node struct
  std::size_t attribute_size = 0;          // of the parser's attribute struct
};

// Calls `body(context)` under the bounds. `body` must be C code in spirit: no object with a destructor may live in it
// or below it, and all its memory must come from guard_allocate. What it allocated lives until the next call.
[[nodiscard]] ParseStop run_guarded(const GuardBounds& bounds, void (*body)(void* context), void* context);

// Gives back what the last call took, all but a little; its results are gone.
void trim_guard();

// The parser's malloc and free. Only inside run_guarded; allocate does not return when a bound is passed.
void* guard_allocate(void* unused, std::size_t size);
void guard_release(void* unused, void* memory);

}  // namespace dehusk

#endif  // DEHUSK_READ_PARSE_GUARD_H_
