#ifndef DEHUSK_CLI_FLAGS_H_
#define DEHUSK_CLI_FLAGS_H_
// The flags of one command: each is bound to a value that it sets when it is given as a word, as a variable or in a
// configuration file, in this order of precedence.
//
//   flags.begin("Input");
//   flags.value("--url", args.url, "URL", "where the page is from");      --url U, DEHUSK_URL=U, url = 'U'
//   flags.parse({"--url", "https://example.org/"});
//
// The only file that knows CLI11 is flags.cc.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/help.h"

namespace CLI {
class Option;
}  // namespace CLI

namespace dehusk {

using Names = std::vector<std::string>;

// What is wrong with a value; empty if nothing is.
using ValueCheck = std::function<std::string(const std::string& value)>;

// What one flag is set to, for those who want to see it.
struct Setting {
  enum class Kind : std::uint8_t { text, number, flag, list };
  std::string name;  // "max-bytes"
  Kind kind = Kind::text;
  Names values;         // as they were given, or the default
  bool is_set = false;  // given at all
};

class Flags {
 public:
  // A flag that was just added, for what else is to be said of it.
  class Flag {
   public:
    Flag& shown_as(const std::string& type);
    Flag& checked(ValueCheck check);
    Flag& one_of(const Names& choices);
    Flag& between(double least, double most, const std::string& bounds);
    Flag& hidden();
    Flag& command_line_only();  // no variable and no configuration file sets it

   private:
    friend class Flags;
    Flag(Flags& flags, CLI::Option& option) : flags_(flags), option_(option) {}
    Flags& flags_;
    CLI::Option& option_;
  };

  Flags();
  ~Flags();
  Flags(const Flags&) = delete;
  Flags& operator=(const Flags&) = delete;

  void begin(std::string group);  // of the flags that come now

  // `names` as "-q,--quiet". The values must outlive this.
  Flag value(const std::string& names, std::string& value, const std::string& type, const std::string& text);
  Flag value(const std::string& names, std::uint32_t& value, const std::string& type, const std::string& text);
  Flag value(const std::string& names, double& value, const std::string& type, const std::string& text);
  Flag value(const std::string& names, std::optional<std::uint32_t>& value, const std::string& type,
             const std::string& text);
  Flag one_of(const std::string& names, std::string& value, const Names& choices, const std::string& text);
  // Repeatable, one value at a time; list(): or several with commas.
  Flag paths(const std::string& names, Names& values, const std::string& text);
  Flag list(const std::string& names, Names& values, const std::string& type, const std::string& text);
  Flag flag(const std::string& names, bool& value, const std::string& text);
  // A value in words of its own: `take` sets it.
  Flag taken(const std::string& names, const std::string& type, const std::string& unset, ValueCheck take,
             const std::string& text);
  Flag size(const std::string& names, std::uint64_t& bytes, const std::string& text);
  // Words that are no flags; no variable sets them.
  void words(const std::string& name, Names& values);
  void word(const std::string& name, std::string& value);

  // Sets the values by these words, and by the variables for what they do not say. What is wrong; empty if nothing is.
  [[nodiscard]] std::string parse(Names words);
  // As a configuration file has it; nothing happens if the flag is set already.
  [[nodiscard]] std::string set(const std::string& name, const Names& values);

  [[nodiscard]] std::optional<Setting> setting(const std::string& name) const;
  [[nodiscard]] std::vector<Setting> settings() const;  // of all but those of the command line alone
  [[nodiscard]] std::vector<FlagHelp> shown() const;

 private:
  struct Table;
  Flag named(CLI::Option* option, Setting::Kind kind, std::string unset);
  std::unique_ptr<Table> table_;
};

}  // namespace dehusk

#endif  // DEHUSK_CLI_FLAGS_H_
