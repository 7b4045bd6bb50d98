#include "clean/text_facts.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "base/unicode.h"

namespace dehusk {

namespace {

// Short words that every sentence of a language is full of and labels have few of. ASCII-lower-cased; words with
// other letters stand as UTF-8. One list for all languages: a block's language is not known for sure.
constexpr std::string_view kStopWords[] = {
    "the", "of", "and", "to", "in", "is", "that", "it", "was", "for", "on", "are", "as", "with", "his", "they", "at", "be", "this", "have",
    "from", "or", "had", "by", "but", "not", "what", "all", "were", "we", "when", "your", "can", "said", "there", "an", "which", "their",
    "if", "will", "would", "has", "been", "its", "who", "more", "he", "she", "you", "i", "my", "our", "so", "than", "about",
    "der", "die", "das", "und", "ist", "nicht", "ein", "eine", "den", "dem", "mit", "von", "auf", "sich", "auch", "es", "im", "zu", "dass", "aus", "wird", "sind", "hat", "sie", "er", "wie", "bei", "nach", "noch", "einen", "einer", "wurde",
    "le", "la", "les", "des", "et", "en", "un", "une", "du", "est", "que", "qui", "dans", "pour", "par", "sur", "pas", "au", "ce", "il", "elle", "ne", "se", "plus", "avec", "son", "sont", "ont",
    "el", "los", "las", "de", "y", "del", "por", "con", "para", "una", "su", "al", "lo", "como", "pero", "sus", "ha", "fue", "este", "entre",
    "o", "os", "da", "do", "em", "um", "uma", "com", "dos", "mais", "foi", "ao", "das", "na", "no", "seu", "sua",
    "di", "che", "non", "per", "sono", "gli", "anche", "alla", "nel", "della", "dei", "delle", "dal", "si", "ma", "ai",
    "het", "een", "van", "dat", "niet", "voor", "op", "zijn", "te", "aan", "ook", "bij", "om", "maar", "naar", "dan", "ze", "hij", "werd",
    "nie", "na", "z", "w", "jest", "do", "to", "jak", "ale", "o", "od", "za", "czy", "przez", "dla", "po", "oraz", "tym",
    "och", "att", "det", "som", "p\xC3\xA5", "av", "f\xC3\xB6r", "inte", "med", "till", "har", "ett", "og", "er", "til", "ikke", "af", "den", "de", "ved",
    "ja", "on", "ei", "ett\xC3\xA4", "se", "ovat", "mutta", "a", "je", "v", "\xC5\xBE" "e", "ve", "bir", "bu", "i\xC3\xA7in", "ile", "olarak",
    "yang", "dan", "untuk", "dengan", "dari", "pada",
    "\xD0\xB8", "\xD0\xB2", "\xD0\xBD\xD0\xB5", "\xD0\xBD\xD0\xB0", "\xD1\x87\xD1\x82\xD0\xBE", "\xD1\x81", "\xD0\xBF\xD0\xBE", "\xD0\xBA\xD0\xB0\xD0\xBA", "\xD0\xB8\xD0\xB7", "\xD0\xB7\xD0\xB0", "\xD0\xBE", "\xD0\xBA", "\xD1\x8D\xD1\x82\xD0\xBE", "\xD0\xBE\xD1\x82", "\xD0\xB4\xD0\xBB\xD1\x8F", "\xD0\xBE\xD0\xBD", "\xD0\xB1\xD1\x8B\xD0\xBB",
    "\xD1\x96", "\xD1\x82\xD0\xB0", "\xD1\x89\xD0\xBE", "\xD1\x83", "\xD0\xB7", "\xD0\xB4\xD0\xBE", "\xD0\xB2\xD1\x96\xD0\xB4", "\xD1\x94", "\xD0\xB9",
    "\xCE\xBA\xCE\xB1\xCE\xB9", "\xCF\x84\xCE\xBF", "\xCF\x84\xCE\xB7\xCE\xBD", "\xCE\xBD\xCE\xB1", "\xCF\x84\xCE\xB7\xCF\x82", "\xCF\x84\xCE\xBF\xCF\x85", "\xCE\xB7", "\xCE\xBF", "\xCE\xB1\xCF\x80\xCF\x8C", "\xCE\xBC\xCE\xB5", "\xCE\xB3\xCE\xB9\xCE\xB1", "\xCF\x84\xCE\xB1",
};

// Words that appeals, menus and notices are made of. One alone proves nothing; they are evidence among other evidence.
constexpr std::string_view kHuskWords[] = {
    "subscribe", "newsletter", "cookie", "cookies", "share", "tweet", "facebook", "twitter", "whatsapp", "linkedin", "pinterest", "instagram", "youtube", "telegram", "email", "login", "log", "sign", "signup", "register", "menu", "search", "comments", "comment", "reply", "copyright", "reserved", "privacy", "policy", "terms", "advertisement", "sponsored", "related", "trending", "popular", "latest", "recommended", "follow", "click", "download", "print", "rss", "sitemap", "contact", "careers", "faq", "help", "cart", "checkout", "wishlist", "next", "previous", "read", "view", "loading", "javascript", "browser", "app", "photo", "image", "credit", "getty", "reuters", "donate", "support",
    "abonnieren", "anmelden", "teilen", "kommentare", "impressum", "datenschutz", "agb", "kontakt", "suche", "weiterlesen", "anzeige", "werbung", "mehr", "foto", "bild", "drucken", "startseite", "registrieren",
    "abonnez", "abonner", "partager", "commentaires", "connexion", "recherche", "accueil", "lire", "mentions", "inscription", "publicit\xC3\xA9", "imprimer",
    "suscr\xC3\xAD" "bete", "compartir", "comentarios", "iniciar", "buscar", "inicio", "contacto", "publicidad", "privacidad", "leer", "derechos",
    "assine", "compartilhar", "compartilhe", "entrar", "buscar", "contato", "leia", "direitos", "condividi", "commenti", "abbonati", "accedi", "cerca", "leggi", "pubblicit\xC3\xA0",
    "delen", "reacties", "inloggen", "zoeken", "lees", "udost\xC4\x99pnij", "komentarze", "zaloguj", "szukaj", "czytaj", "reklama", "kontakt", "regulamin",
    "\xD0\xBF\xD0\xBE\xD0\xB4\xD0\xB5\xD0\xBB\xD0\xB8\xD1\x82\xD1\x8C\xD1\x81\xD1\x8F", "\xD0\xBA\xD0\xBE\xD0\xBC\xD0\xBC\xD0\xB5\xD0\xBD\xD1\x82\xD0\xB0\xD1\x80\xD0\xB8\xD0\xB8", "\xD1\x80\xD0\xB5\xD0\xBA\xD0\xBB\xD0\xB0\xD0\xBC\xD0\xB0", "\xD0\xBF\xD0\xBE\xD0\xB8\xD1\x81\xD0\xBA", "\xD0\xB2\xD0\xBE\xD0\xB9\xD1\x82\xD0\xB8", "\xD1\x84\xD0\xBE\xD1\x82\xD0\xBE", "\xD1\x87\xD0\xB8\xD1\x82\xD0\xB0\xD0\xB9\xD1\x82\xD0\xB5",
};

constexpr std::uint32_t hash_of(std::string_view word) {
  std::uint32_t hash = 2166136261U;
  for (const char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return hash ^ (hash >> 15U);
}

// An open-addressing set of the words' hashes, built at compile time. A false hit needs equal 32-bit hashes.
template <std::size_t kSlots, std::size_t kWords>
constexpr std::array<std::uint32_t, kSlots> make_set(const std::string_view (&words)[kWords]) {
  static_assert((kSlots & (kSlots - 1)) == 0 && kSlots > kWords * 2);
  std::array<std::uint32_t, kSlots> set{};
  for (const std::string_view word : words) {
    const std::uint32_t hash = hash_of(word);
    std::size_t at = hash % kSlots;
    while (set[at] != 0 && set[at] != hash) at = (at + 1) % kSlots;
    set[at] = hash;
  }
  return set;
}

template <std::size_t kSlots>
bool has(const std::array<std::uint32_t, kSlots>& set, std::uint32_t hash) {
  for (std::size_t at = hash % kSlots; set[at] != 0; at = (at + 1) % kSlots)
    if (set[at] == hash) return true;
  return false;
}

constexpr auto kStopSet = make_set<1024>(kStopWords);
constexpr auto kHuskSet = make_set<512>(kHuskWords);

bool is_sentence_end(char32_t c) {
  return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0x061F || c == 0x06D4 || c == 0x0964;
}

bool is_quote(char32_t c) {
  return c == '"' || c == 0xAB || c == 0xBB || (c >= 0x2018 && c <= 0x201F) || (c >= 0x300C && c <= 0x300F);
}

bool is_bar(char32_t c) { return c == '|' || c == '/' || c == '>' || c == 0x2022 || c == 0xB7 || c == 0x203A || c == 0x2192; }

bool is_comma(char32_t c) { return c == ',' || c == 0x3001 || c == 0xFF0C || c == 0x060C || c == ';' || c == 0x061B; }

// Gathers words as they go by: the hash of the ASCII-lower-cased bytes is all that the sets need.
struct WordWalk {
  TextFacts& facts;
  std::uint32_t hash = 2166136261U;
  std::uint32_t bytes = 0;
  std::uint32_t digits = 0;
  bool inside = false;

  void put(unsigned char byte) {
    hash = (hash ^ byte) * 16777619U;
    ++bytes;
  }

  void end(std::string_view word) {
    if (!inside) return;
    inside = false;
    const std::uint32_t mixed = hash ^ (hash >> 15U);
    if (bytes <= 12 && has(kStopSet, mixed)) ++facts.stop_words;
    else if (bytes >= 3 && has(kHuskSet, mixed)) ++facts.husk_words;
    if (digits == 4 && bytes == 4 && (word.starts_with("19") || word.starts_with("20"))) facts.has_year = true;
    hash = 2166136261U;
    bytes = 0;
    digits = 0;
  }
};

}  // namespace

TextFacts look_at(std::string_view text) {
  TextFacts facts;
  WordWalk word{facts};
  std::size_t word_start = 0;
  char32_t before = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t start = at;
    const char32_t c = next_code_point(text, at);
    if (is_ideograph(c)) {
      word.end(text.substr(word_start, start - word_start));
      ++facts.ideographs;
      ++facts.letters;
    } else if (is_word_char(c)) {
      if (!word.inside) {
        word.inside = true;
        word_start = start;
        ++facts.words;
        if (is_upper(c)) ++facts.capitalized;
      }
      if (is_digit(c)) {
        ++facts.digits;
        ++word.digits;
        if (before == ':' && start >= 2 && is_digit(static_cast<unsigned char>(text[start - 2]))) facts.has_clock = true;
      } else {
        ++facts.letters;
      }
      for (std::size_t i = start; i < at; ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        word.put(byte >= 'A' && byte <= 'Z' ? static_cast<unsigned char>(byte + 32) : byte);
      }
    } else {
      word.end(text.substr(word_start, start - word_start));
      if (is_sentence_end(c)) {
        const bool at_end = at >= text.size();
        if (at_end || c > 0x7F || text[at] == ' ' || text[at] == '\n' || text[at] == '"' || static_cast<unsigned char>(text[at]) >= 0x80) ++facts.sentence_ends;
      } else if (is_comma(c)) {
        ++facts.commas;
      } else if (is_quote(c)) {
        ++facts.quotes;
      } else if (is_bar(c)) {
        ++facts.bars;
      } else if (c == 0xA9) {
        facts.has_copyright = true;
      } else if (c == '@' && before != 0 && is_word_char(before)) {
        facts.has_email = true;
      }
    }
    if (!is_space(c)) {
      if (!is_quote(c) && c != ')' && c != ']') {
        if (facts.first == 0) facts.first = c;
        facts.last = c;
      }
    }
    before = c;
  }
  word.end(text.substr(word_start));
  facts.words += (facts.ideographs + 1) / 2;
  facts.ends_sentence = is_sentence_end(facts.last);
  return facts;
}

}  // namespace dehusk
