// Expansion keeps account of where each byte came from, so that the caret of a regex error lands in the author's text.

#include "rule/rule_lists.h"

#include <algorithm>

namespace dehusk {

namespace {

bool is_name_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

// The next {{name}} at or after `from`: where it begins, and its name. npos if there is none. A digit cannot begin a
// name: x{{2}} is a mistake about repetition, not a list.
std::size_t find_reference(std::string_view text, std::size_t from, std::string_view& name) {
  for (std::size_t at = text.find("{{", from); at != std::string_view::npos; at = text.find("{{", at + 1)) {
    std::size_t end = at + 2;
    while (end < text.size() && is_name_char(text[end])) ++end;
    const bool is_escaped = at > 0 && text[at - 1] == '\\';
    if (end > at + 2 && text.substr(end, 2) == "}}" && !(text[at + 2] >= '0' && text[at + 2] <= '9') && !is_escaped) {
      name = text.substr(at + 2, end - at - 2);
      return at;
    }
  }
  return std::string_view::npos;
}

void append_escaped(std::string& out, std::string_view word) {
  for (const char c : word) {
    if (std::string_view("\\.+*?()|[]{}^$").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
}

void append_piece(Expanded& expanded, std::string_view text, Piece piece) {
  piece.at = expanded.text.size();
  piece.size = text.size();
  expanded.text += text;
  expanded.pieces.push_back(piece);
}

}  // namespace

const WordList* ListBook::find(std::size_t file, std::string_view name) const {
  const WordList* found = nullptr;
  for (const WordList& list : lists) {
    if (list.name != name) continue;
    if (list.file == file) return &list;
    if (found == nullptr) found = &list;
  }
  return found;
}

std::vector<std::string_view> ListBook::names() const {
  std::vector<std::string_view> names;
  for (const WordList& list : lists) names.push_back(list.name);
  return names;
}

Expanded expand_pattern(const ListBook& lists, std::size_t file, std::string_view written) {
  Expanded expanded;
  std::size_t done = 0;
  std::string_view name;
  for (std::size_t at = find_reference(written, 0, name); at != std::string_view::npos;
       at = find_reference(written, done, name)) {
    append_piece(expanded, written.substr(done, at - done), {0, 0, done, at - done, false});
    done = at + name.size() + 4;
    std::string alternation;
    if (const WordList* list = lists.find(file, name)) {
      for (const std::string& word : list->words) {
        if (!alternation.empty()) alternation += '|';
        append_escaped(alternation, word);
      }
    } else {
      expanded.unknown.emplace_back(at, std::string(name));
    }
    append_piece(expanded, alternation, {0, 0, at, name.size() + 4, true});
  }
  append_piece(expanded, written.substr(done), {0, 0, done, written.size() - done, false});
  return expanded;
}

std::size_t written_offset(const Expanded& expanded, std::size_t offset, std::size_t& length) {
  for (const Piece& piece : expanded.pieces) {
    if (offset >= piece.at + piece.size && &piece != &expanded.pieces.back()) continue;
    if (!piece.is_list) return piece.written_at + std::min(offset - std::min(offset, piece.at), piece.written_size);
    length = piece.written_size;
    return piece.written_at;
  }
  return 0;
}

std::string_view list_name(std::string_view written) {
  std::string_view name;
  if (find_reference(written, 0, name) != 0 || name.size() + 4 != written.size()) return {};
  return name;
}

}  // namespace dehusk
