// The half of dehusk_c.h that makes cleaners: options checked, rules found, loaded, compiled, faults told.

#include <memory>

#include "base/utf8.h"
#include "capi.h"
#include "rule/prepared.h"
#include "rule/switch_off.h"

struct dehusk_faults {  // NOLINT(readability-identifier-naming): the name is C's
  std::vector<dehusk::Fault> faults;
  std::vector<std::string> shown;
  std::vector<dehusk_fault_info> infos;
};

namespace dehusk {

namespace {

constexpr std::uint64_t kMostBytes = 1U << 30;

Fault plain_fault(std::string message) {
  Fault fault;
  fault.message = std::move(message);
  return fault;
}

std::vector<std::string> strings_from(const char* const* strings, std::size_t count) {
  std::vector<std::string> list;
  for (std::size_t i = 0; i < count; ++i) list.emplace_back(strings[i]);
  return list;
}

// True if each of the `count` strings is there.
bool are_strings(const char* const* strings, std::size_t count) {
  if (count > 0 && strings == nullptr) return false;
  return std::none_of(strings, strings + count, [](const char* string) { return string == nullptr; });
}

bool set_husk(const char* names, HuskSet& husk, std::vector<Fault>& faults) {
  std::string_view rest = names == nullptr ? "" : names;
  while (!rest.empty()) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    const std::string_view name = rest.substr(0, comma);
    rest.remove_prefix(std::min(comma + 1, rest.size()));
    if (const std::optional<Husk> kind = husk_from(name)) {
      husk |= bit(*kind);
    } else {
      faults.push_back(plain_fault("keep_husk: '" + std::string(name) + "' is no kind of husk"));
    }
  }
  return faults.empty();
}

// The options as they are; false, with faults, if some are out of bounds.
bool take_over(const dehusk_options& options, dehusk_cleaner& cleaner, std::vector<Fault>& faults) {
  if (!are_strings(options.rules, options.rules_count) || !are_strings(options.rules_off, options.rules_off_count))
    faults.push_back(plain_fault("rules, rules_off: a string is NULL"));
  if (options.max_risk < DEHUSK_RISK_DEFAULT || options.max_risk > DEHUSK_RISK_HIGH)
    faults.push_back(plain_fault("max_risk is none of DEHUSK_RISK_..."));
  if (!(options.max_removed >= 0 && options.max_removed <= 1))
    faults.push_back(plain_fault("max_removed is no number from 0 to 1"));
  if (options.max_bytes > kMostBytes) faults.push_back(plain_fault("max_bytes is over 1 GiB"));
  if (options.max_depth != 0 && (options.max_depth < 8 || options.max_depth > 100000))
    faults.push_back(plain_fault("max_depth is no number from 8 to 100000"));
  if (options.max_risk != DEHUSK_RISK_DEFAULT) cleaner.clean.max_risk = static_cast<Risk>(options.max_risk - 1);
  if (options.max_removed > 0) cleaner.clean.max_removed = options.max_removed;
  if (options.max_bytes != 0) cleaner.limits.max_bytes = options.max_bytes;
  if (options.max_memory != 0) cleaner.limits.max_memory = options.max_memory;
  if (options.timeout_ms != 0) cleaner.limits.timeout_ms = options.timeout_ms;
  if (options.max_depth != 0) cleaner.limits.max_depth = options.max_depth;
  return set_husk(options.keep_husk, cleaner.clean.keep_husk, faults) && faults.empty();
}

// The rules of these paths, or with none the built-in ones; nothing if there are faults.
std::optional<Prepared> rules_of(const std::vector<std::string>& paths, std::vector<Fault>& faults) {
  if (paths.empty()) return built_in_pack();
  std::vector<Fault> warnings;
  Result<std::vector<RuleSource>> sources = find_rules(paths, warnings);
  if (!sources.ok()) {
    faults = sources.faults();
    return std::nullopt;
  }
  Result<Loaded> loaded = load_rules(sources.value());
  if (!loaded.ok()) {
    faults = loaded.faults();
    return std::nullopt;
  }
  faults = std::move(warnings);
  faults.insert(faults.end(), loaded.value().warnings.begin(), loaded.value().warnings.end());
  return prepare(std::move(loaded).value().book, sources.value());
}

int load(const dehusk_options* given, std::unique_ptr<dehusk_cleaner>& made, std::vector<Fault>& faults) {
  const std::optional<dehusk_options> options = taken_over(given);
  if (!options) {
    faults.push_back(plain_fault("struct_size is not that of dehusk_options"));
    return DEHUSK_ERROR_ARGUMENT;
  }
  auto cleaner = std::make_unique<dehusk_cleaner>();
  if (!take_over(*options, *cleaner, faults)) return DEHUSK_ERROR_ARGUMENT;
  std::optional<Prepared> prepared = rules_of(strings_from(options->rules, options->rules_count), faults);
  if (!prepared) return DEHUSK_ERROR_RULES;
  const std::vector<std::string> off = strings_from(options->rules_off, options->rules_off_count);
  if (const std::string* const unknown = switch_off(prepared->book, off)) {
    faults.push_back(plain_fault("rules_off: no rule is called '" + *unknown + "'"));
    return DEHUSK_ERROR_RULES;
  }
  Result<RuleSet> rules = compile(std::move(*prepared));
  if (!rules.ok()) {
    faults = rules.faults();
    return DEHUSK_ERROR_RULES;
  }
  cleaner->rules = std::move(rules).value();
  cleaner->digest = cleaner->rules.digest();
  made = std::move(cleaner);
  return DEHUSK_OK;
}

std::unique_ptr<dehusk_faults> list_of(std::vector<Fault> faults) {
  auto list = std::make_unique<dehusk_faults>();
  list->faults = std::move(faults);
  for (const Fault& fault : list->faults) list->shown.push_back(to_string(fault));
  for (std::size_t i = 0; i < list->faults.size(); ++i) {
    const Fault& fault = list->faults[i];
    list->infos.push_back({.struct_size = sizeof(dehusk_fault_info),
                           .code = fault.code.c_str(),
                           .file = fault.file.c_str(),
                           .line = static_cast<std::uint32_t>(std::max(fault.line, 0)),
                           .column = static_cast<std::uint32_t>(std::max(fault.column, 0)),
                           .message = fault.message.c_str(),
                           .help = fault.help.c_str(),
                           .shown = list->shown[i].c_str(),
                           .is_warning = fault.is_warning() ? 1 : 0});
  }
  return list;
}

// As much of the text as fits, cut between characters, with a NUL behind it.
void copy_cut(std::string_view text, char* out, std::size_t size) {
  if (out == nullptr || size == 0) return;
  std::size_t fits = std::min(text.size(), size - 1);
  if (fits < text.size())
    while (fits > 0 && (static_cast<unsigned char>(text[fits]) & 0xC0U) == 0x80) --fits;
  std::memcpy(out, text.data(), fits);
  out[fits] = '\0';
}

}  // namespace

}  // namespace dehusk

extern "C" {

int dehusk_abi_version(void) { return DEHUSK_ABI_VERSION; }

const char* dehusk_version(void) { return DEHUSK_VERSION; }

const char* dehusk_strerror(int code) {
  switch (code) {
    case DEHUSK_OK:
      return "no error";
    case DEHUSK_ERROR_ARGUMENT:
      return "an argument is missing or out of bounds";
    case DEHUSK_ERROR_RULES:
      return "the rules do not load";
    case DEHUSK_ERROR_MEMORY:
      return "not enough memory";
    case DEHUSK_ERROR_INTERNAL:
      return "a mistake in dehusk";
    default:
      return "unknown error";
  }
}

int dehusk_load(const dehusk_options* options, dehusk_cleaner** cleaner, dehusk_faults** faults) {
  if (cleaner != nullptr) *cleaner = nullptr;
  if (faults != nullptr) *faults = nullptr;
  if (cleaner == nullptr) return DEHUSK_ERROR_ARGUMENT;
  return dehusk::guarded([&] {
    std::unique_ptr<dehusk_cleaner> made;
    std::vector<dehusk::Fault> found;
    const int code = dehusk::load(options, made, found);
    if (faults != nullptr && !found.empty()) *faults = dehusk::list_of(std::move(found)).release();
    *cleaner = made.release();
    return code;
  });
}

int dehusk_create(const dehusk_options* options, dehusk_cleaner** cleaner, char* message, std::size_t message_size) {
  dehusk::copy_cut("", message, message_size);
  dehusk_faults* faults = nullptr;
  const int code = dehusk_load(options, cleaner, &faults);
  const int told = dehusk::guarded([&] {
    std::string text;
    for (std::size_t i = 0; i < dehusk_fault_count(faults) && code != DEHUSK_OK; ++i)
      text += (i == 0 ? "" : "\n") + faults->shown[i];
    if (code != DEHUSK_OK && text.empty()) text = dehusk_strerror(code);
    dehusk::copy_cut(text, message, message_size);
    return DEHUSK_OK;
  });
  dehusk_faults_free(faults);
  return code == DEHUSK_OK ? told : code;
}

std::size_t dehusk_fault_count(const dehusk_faults* faults) { return faults == nullptr ? 0 : faults->infos.size(); }

const dehusk_fault_info* dehusk_fault(const dehusk_faults* faults, std::size_t index) {
  return index < dehusk_fault_count(faults) ? &faults->infos[index] : nullptr;
}

void dehusk_faults_free(dehusk_faults* faults) { delete faults; }

const char* dehusk_rules_digest(const dehusk_cleaner* cleaner) {
  return cleaner == nullptr ? "" : cleaner->digest.c_str();
}

void dehusk_free(dehusk_cleaner* cleaner) { delete cleaner; }

}  // extern "C"
