#ifndef DEHUSK_CLEAN_TEXT_WORDS_H_
#define DEHUSK_CLEAN_TEXT_WORDS_H_
// The word lists of text_facts.cc. One list for all languages each: a block's language is not known for sure.

#include <string_view>

namespace dehusk {

// clang-format off
// Short words that every sentence of a language is full of and labels have few of. ASCII in lower case; words with other
// letters stand as UTF-8 in lower case.
inline constexpr std::string_view kStopWords[] = {
    "the", "of", "and", "to", "in", "is", "that", "it", "was", "for", "on", "are", "as", "with", "his", "they", "at",
    "be", "this", "have", "from", "or", "had", "by", "but", "not", "what", "all", "were", "we", "when", "your",
    "can", "said", "there", "an", "which", "their", "if", "will", "would", "has", "been", "its", "who", "more", "he",
    "she", "you", "i", "my", "our", "so", "than", "about", "der", "die", "das", "und", "ist", "nicht", "ein", "eine",
    "den", "dem", "mit", "von", "auf", "sich", "auch", "es", "im", "zu", "dass", "aus", "wird", "sind", "hat", "sie",
    "er", "wie", "bei", "nach", "noch", "einen", "einer", "wurde", "le", "la", "les", "des", "et", "en", "un", "une",
    "du", "est", "que", "qui", "dans", "pour", "par", "sur", "pas", "au", "ce", "il", "elle", "ne", "se", "plus",
    "avec", "son", "sont", "ont", "el", "los", "las", "de", "y", "del", "por", "con", "para", "una", "su", "al",
    "lo", "como", "pero", "sus", "ha", "fue", "este", "entre", "o", "os", "da", "do", "em", "um", "uma", "com",
    "dos", "mais", "foi", "ao", "das", "na", "no", "seu", "sua", "di", "che", "non", "per", "sono", "gli", "anche",
    "alla", "nel", "della", "dei", "delle", "dal", "si", "ma", "ai", "het", "een", "van", "dat", "niet", "voor",
    "op", "zijn", "te", "aan", "ook", "bij", "om", "maar", "naar", "dan", "ze", "hij", "werd", "nie", "na", "z", "w",
    "jest", "do", "to", "jak", "ale", "o", "od", "za", "czy", "przez", "dla", "po", "oraz", "tym", "och", "att",
    "det", "som", "p\xC3\xA5", "av", "f\xC3\xB6r", "inte", "med", "till", "har", "ett", "og", "er", "til", "ikke",
    "af", "den", "de", "ved", "ja", "on", "ei", "ett\xC3\xA4", "se", "ovat", "mutta", "a", "je", "v", "\xC5\xBE" "e",
    "ve", "bir", "bu", "i\xC3\xA7in", "ile", "olarak", "yang", "dan", "untuk", "dengan", "dari", "pada", "\xD0\xB8",
    "\xD0\xB2", "\xD0\xBD\xD0\xB5", "\xD0\xBD\xD0\xB0", "\xD1\x87\xD1\x82\xD0\xBE", "\xD1\x81", "\xD0\xBF\xD0\xBE",
    "\xD0\xBA\xD0\xB0\xD0\xBA", "\xD0\xB8\xD0\xB7", "\xD0\xB7\xD0\xB0", "\xD0\xBE", "\xD0\xBA",
    "\xD1\x8D\xD1\x82\xD0\xBE", "\xD0\xBE\xD1\x82", "\xD0\xB4\xD0\xBB\xD1\x8F", "\xD0\xBE\xD0\xBD",
    "\xD0\xB1\xD1\x8B\xD0\xBB", "\xD1\x96", "\xD1\x82\xD0\xB0", "\xD1\x89\xD0\xBE", "\xD1\x83", "\xD0\xB7",
    "\xD0\xB4\xD0\xBE", "\xD0\xB2\xD1\x96\xD0\xB4", "\xD1\x94", "\xD0\xB9", "\xCE\xBA\xCE\xB1\xCE\xB9",
    "\xCF\x84\xCE\xBF", "\xCF\x84\xCE\xB7\xCE\xBD", "\xCE\xBD\xCE\xB1", "\xCF\x84\xCE\xB7\xCF\x82",
    "\xCF\x84\xCE\xBF\xCF\x85", "\xCE\xB7", "\xCE\xBF", "\xCE\xB1\xCF\x80\xCF\x8C", "\xCE\xBC\xCE\xB5",
    "\xCE\xB3\xCE\xB9\xCE\xB1", "\xCF\x84\xCE\xB1"};

// Words that appeals, menus and notices are made of. One alone proves nothing; they are evidence among other evidence.
inline constexpr std::string_view kHuskWords[] = {
    "subscribe", "newsletter", "cookie", "cookies", "share", "tweet", "facebook", "twitter", "whatsapp", "linkedin",
    "pinterest", "instagram", "youtube", "telegram", "email", "login", "log", "sign", "signup", "register", "menu",
    "search", "comments", "comment", "reply", "copyright", "reserved", "privacy", "policy", "terms", "advertisement",
    "sponsored", "related", "trending", "popular", "latest", "recommended", "follow", "click", "download", "print",
    "rss", "sitemap", "contact", "careers", "faq", "help", "cart", "checkout", "wishlist", "next", "previous",
    "read", "view", "loading", "javascript", "browser", "app", "photo", "image", "credit", "getty", "reuters",
    "donate", "support", "abonnieren", "anmelden", "teilen", "kommentare", "impressum", "datenschutz", "agb",
    "kontakt", "suche", "weiterlesen", "anzeige", "werbung", "mehr", "foto", "bild", "drucken", "startseite",
    "registrieren", "abonnez", "abonner", "partager", "commentaires", "connexion", "recherche", "accueil", "lire",
    "mentions", "inscription", "publicit\xC3\xA9", "imprimer", "suscr\xC3\xAD" "bete", "compartir", "comentarios",
    "iniciar", "buscar", "inicio", "contacto", "publicidad", "privacidad", "leer", "derechos", "assine",
    "compartilhar", "compartilhe", "entrar", "buscar", "contato", "leia", "direitos", "condividi", "commenti",
    "abbonati", "accedi", "cerca", "leggi", "pubblicit\xC3\xA0", "delen", "reacties", "inloggen", "zoeken", "lees",
    "udost\xC4\x99pnij", "komentarze", "zaloguj", "szukaj", "czytaj", "reklama", "kontakt", "regulamin",
    "\xD0\xBF\xD0\xBE\xD0\xB4\xD0\xB5\xD0\xBB\xD0\xB8\xD1\x82\xD1\x8C\xD1\x81\xD1\x8F",
    "\xD0\xBA\xD0\xBE\xD0\xBC\xD0\xBC\xD0\xB5\xD0\xBD\xD1\x82\xD0\xB0\xD1\x80\xD0\xB8\xD0\xB8",
    "\xD1\x80\xD0\xB5\xD0\xBA\xD0\xBB\xD0\xB0\xD0\xBC\xD0\xB0", "\xD0\xBF\xD0\xBE\xD0\xB8\xD1\x81\xD0\xBA",
    "\xD0\xB2\xD0\xBE\xD0\xB9\xD1\x82\xD0\xB8", "\xD1\x84\xD0\xBE\xD1\x82\xD0\xBE",
    "\xD1\x87\xD0\xB8\xD1\x82\xD0\xB0\xD0\xB9\xD1\x82\xD0\xB5"};
// clang-format on

}  // namespace dehusk

#endif  // DEHUSK_CLEAN_TEXT_WORDS_H_
