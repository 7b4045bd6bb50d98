#ifndef DEHUSK_CAPI_H_
#define DEHUSK_CAPI_H_
// What stands behind the handles of dehusk_c.h, and what its two halves share: capi_rules.cc makes cleaners,
// capi_page.cc cleans with them. No exception and no type of C++ gets past these functions.

#include <algorithm>
#include <cstring>
#include <new>
#include <optional>
#include <string>
#include <vector>

#include "base/fault.h"
#include "clean/clean.h"
#include "dehusk_c.h"
#include "read/read.h"
#include "rule/rule_set.h"

struct dehusk_cleaner {  // NOLINT(readability-identifier-naming): the name is C's
  dehusk::RuleSet rules;
  std::string digest;
  dehusk::CleanOptions clean;
  dehusk::Limits limits;
};

namespace dehusk {

// A caller's struct as this library knows it: fields that an older caller does not have are zero. Nothing if its size
// makes no sense, or if a newer caller has set a field that this library does not know.
template <class Struct>
std::optional<Struct> taken_over(const Struct* given) {
  Struct own{};
  own.struct_size = sizeof(Struct);
  if (given == nullptr) return own;
  const std::size_t size = given->struct_size;
  if (size < sizeof(std::size_t) || size > 64 * sizeof(Struct)) return std::nullopt;
  const char* const bytes = reinterpret_cast<const char*>(given);  // NOLINT: structs of C are bytes
  if (size > sizeof own && std::any_of(bytes + sizeof own, bytes + size, [](char c) { return c != 0; }))
    return std::nullopt;
  std::memcpy(&own, bytes, std::min(size, sizeof own));
  return own;
}

// Calls `work`, which returns one of the codes; an exception becomes a code.
template <class Work>
int guarded(Work work) noexcept {
  try {
    return work();
  } catch (const std::bad_alloc&) {
    return DEHUSK_ERROR_MEMORY;
  } catch (...) {
    return DEHUSK_ERROR_INTERNAL;
  }
}

}  // namespace dehusk

#endif  // DEHUSK_CAPI_H_
