// Reads and evaluates the judge. The reader knows only lines: `[content.html]` opens a part, `name = '''` opens a list
// of trees or weights that ends at `'''`, `name = 0.4` is a number. The TOML loader has checked the file's syntax
// already.

#include "rule/judge.h"

#include <array>
#include <charconv>
#include <cmath>
#include <optional>

namespace dehusk {

namespace {

constexpr std::int8_t kNoWeight = 127;

struct Reader {
  std::string file;
  int line = 0;
  std::vector<Fault> faults;

  void fault(std::string message) {
    Fault found;
    found.code = "E103";
    found.file = file;
    found.line = line;
    found.message = std::move(message);
    found.help = "fit the judge anew: tools/fit_content.py";
    faults.push_back(std::move(found));
  }
};

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

bool read_numbers(std::string_view text, std::vector<std::int32_t>& numbers) {
  numbers.clear();
  while (!(text = trimmed(text)).empty()) {
    std::int32_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc()) return false;
    numbers.push_back(number);
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    if (!text.empty() && text.front() != ' ') return false;
  }
  return true;
}

// Turns one line of numbers into nodes. Iterative: `open` holds the inner nodes whose right subtree is still to come.
void read_tree(const std::vector<std::int32_t>& numbers, std::size_t row_bytes, Forest& forest, Reader& reader) {
  const auto root = static_cast<std::uint32_t>(forest.nodes.size());
  std::vector<std::uint32_t> open;
  std::size_t at = 0;
  bool complete = false;
  while (at < numbers.size() && !complete) {
    const auto here = static_cast<std::uint32_t>(forest.nodes.size());
    if (numbers[at] == -1 && at + 1 < numbers.size()) {
      forest.nodes.push_back(
          {.feature = kLeaf, .threshold = 0, .right = 0, .value = static_cast<std::int16_t>(numbers[at + 1])});
      at += 2;
      complete = open.empty();
      if (!complete) {
        forest.nodes[open.back()].right = static_cast<std::uint16_t>(here + 1 - open.back());
        open.pop_back();
      }
    } else if (at + 2 < numbers.size() && numbers[at] >= 0 && static_cast<std::size_t>(numbers[at]) < row_bytes &&
               numbers[at + 1] >= 0 && numbers[at + 1] <= 255) {
      forest.nodes.push_back({.feature = static_cast<std::uint8_t>(numbers[at]),
                              .threshold = static_cast<std::uint8_t>(numbers[at + 1]),
                              .right = 0,
                              .value = static_cast<std::int16_t>(numbers[at + 2])});
      open.push_back(here);
      at += 3;
    } else {
      break;
    }
  }
  if (!complete || at != numbers.size()) {
    reader.fault("this is not a whole tree of the judge");
    forest.nodes.resize(root);
    return;
  }
  forest.roots.push_back(root);
}

struct Target {
  Forest* forest = nullptr;
  LinearWeights* linear = nullptr;
  std::vector<std::int8_t>* words = nullptr;
  std::size_t row_bytes = 0;
};

std::optional<Target> target_of(Verdicts& part, std::string_view name) {
  if (name == "first") return Target{&part.first, nullptr, nullptr, kFeatureCount};
  if (name == "second") return Target{&part.second, nullptr, nullptr, kSecondRow};
  if (name == "linear") return Target{nullptr, &part.linear, nullptr, kFeatureCount};
  if (name == "words") return Target{nullptr, nullptr, &part.words, kWordMarks};
  return std::nullopt;
}

void read_words(std::string_view text, std::vector<std::int8_t>& words, Reader& reader) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-";
  static const std::array<std::int8_t, 256> kWeights = [&] {
    std::array<std::int8_t, 256> weights{};
    weights.fill(kNoWeight);
    for (std::size_t i = 0; i < kDigits.size(); ++i)
      weights[static_cast<unsigned char>(kDigits[i])] = static_cast<std::int8_t>(static_cast<int>(i) - 32);
    return weights;
  }();
  words.reserve(kWordMarks);
  for (const char c : text) {
    const std::int8_t weight = kWeights[static_cast<unsigned char>(c)];
    if (weight == kNoWeight) {
      reader.fault("the weights of words are written with letters, digits, '+' and '-'");
      return;
    }
    words.push_back(weight);
  }
}

void read_list_line(std::string_view text, const Target& target, Reader& reader) {
  if (target.words != nullptr) {
    read_words(text, *target.words, reader);
    return;
  }
  std::vector<std::int32_t> numbers;
  if (!read_numbers(text, numbers) || numbers.empty()) {
    reader.fault("expected whole numbers with one space between them");
  } else if (target.linear != nullptr) {
    target.linear->base = numbers[0];
    target.linear->weights.assign(numbers.begin() + 1, numbers.end());
    if (target.linear->weights.size() > target.row_bytes)  // features that came later have no weight yet
      reader.fault("expected at most " + std::to_string(target.row_bytes + 1) + " linear weights");
  } else if (numbers.size() == 1 && target.forest->roots.empty()) {
    target.forest->base = numbers[0];
  } else {
    read_tree(numbers, target.row_bytes, *target.forest, reader);
  }
}

}  // namespace

Result<Judge> parse_judge(std::string_view file, std::string_view text) {
  Judge judge;
  Reader reader{.file = std::string(file), .line = 0, .faults = {}};
  Verdicts* part = nullptr;
  std::optional<Target> list;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = trimmed(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    ++reader.line;
    if (list) {
      if (line == "'''") {
        if (list->words != nullptr && list->words->size() != kWordMarks)
          reader.fault("expected " + std::to_string(kWordMarks) + " weights of words, found " +
                       std::to_string(list->words->size()));
        list.reset();
      } else {
        read_list_line(line, *list, reader);
      }
      continue;
    }
    if (line.starts_with('[')) {
      part = line == "[content.html]" ? &judge.html : line == "[content.text]" ? &judge.text : nullptr;
      continue;
    }
    const std::size_t equals = line.find('=');
    if (part == nullptr || equals == std::string_view::npos || line.starts_with('#')) continue;
    const std::string_view name = trimmed(line.substr(0, equals));
    const std::string_view value = trimmed(line.substr(equals + 1));
    if (value == "'''") {
      list = target_of(*part, name);
      if (!list) reader.fault("the judge has no list '" + std::string(name) + "'");
    } else if (name == "least" || name == "strict") {
      (name == "least" ? part->least : part->strict) = std::strtod(std::string(value).c_str(), nullptr);
    } else {
      reader.fault("the judge has no number '" + std::string(name) + "'");
    }
    judge.is_fitted = true;
  }
  // Whoever weighs words relies on a weight for every mark.
  if (list) reader.fault("the list is not closed: a line of ''' ends it");
  if (!reader.faults.empty()) return std::move(reader.faults);
  for (Verdicts* verdicts : {&judge.html, &judge.text})
    for (Forest* forest : {&verdicts->first, &verdicts->second}) forest->leaf_tests = make_leaf_tests(*forest);
  return judge;
}

std::int32_t score(const Forest& forest, std::span<const std::uint8_t> row) {
  std::int32_t sum = forest.base;
  const TreeNode* const nodes = forest.nodes.data();
  for (const std::uint32_t root : forest.roots) {
    const TreeNode* node = nodes + root;
    while (node->feature != kLeaf) node += row[node->feature] <= node->threshold ? 1 : node->right;
    sum += node->value;
  }
  return sum;
}

std::int32_t score(const LinearWeights& linear, std::span<const std::uint8_t> row) {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < linear.weights.size(); ++i) sum += static_cast<std::int64_t>(linear.weights[i]) * row[i];
  return static_cast<std::int32_t>(linear.base + sum / 200);
}

float probability(std::int32_t score) { return 1.0F / (1.0F + std::exp(static_cast<float>(-score) / 1000.0F)); }

void add_credit(const Forest& forest, std::span<const std::uint8_t> row, std::span<std::int32_t> credit) {
  for (const std::uint32_t root : forest.roots) {
    const TreeNode* node = forest.nodes.data() + root;
    while (node->feature != kLeaf) {
      const TreeNode* const next = node + (row[node->feature] <= node->threshold ? 1 : node->right);
      credit[node->feature] += next->value - node->value;
      node = next;
    }
  }
}

}  // namespace dehusk
