#ifndef DEHUSK_DEHUSK_C_H_
#define DEHUSK_DEHUSK_C_H_
/* dehusk for C and for everything that can call C: takes the husk off scraped pages and says for every removed piece
 * which rule took it. C++ programs include dehusk.h instead, which is made of this.
 *
 *   dehusk_cleaner* cleaner = NULL;
 *   char fault[1000];
 *   if (dehusk_create(NULL, &cleaner, fault, sizeof fault) != DEHUSK_OK) { fputs(fault, stderr); exit(1); }
 *   dehusk_result* result = NULL;
 *   if (dehusk_clean(cleaner, html, html_size, NULL, &result) == DEHUSK_OK) {
 *     puts(dehusk_text(result, NULL));
 *     for (size_t i = 0; i < dehusk_removed_count(result); ++i) puts(dehusk_removed(result, i)->rule);
 *   }
 *   dehusk_result_free(result);
 *   dehusk_free(cleaner);
 *
 * Threads: a cleaner never changes once it is made; any number of threads may clean with one at the same time. A result
 * may be read by many threads, and be freed by one of them when the others are done.
 * Lifetime: every pointer that comes out of a result or a list of faults lives as long as that does; results and lists
 * outlive the cleaner that made them. Nothing that goes in is kept.
 * Strings that come out are valid UTF-8 and end with a NUL that is not counted. The clean text and the markdown hold no
 * other; what a page was before may.
 * Structs begin with their size: set it to sizeof, the rest to zero, and fill in what is to differ from the default.
 * So programs that were built with an older, shorter struct go on working.
 * No function throws, prints, reads variables of the environment or changes signals and locale. */

#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define DEHUSK_API __attribute__((visibility("default")))
#else
#define DEHUSK_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* NOLINTBEGIN(readability-identifier-naming): names as C has them */

/* The form of these structs and functions. It goes up when a program that was built before would no longer work; the
 * library's file name (libdehusk.so.1) says the same. */
#define DEHUSK_ABI_VERSION 1
DEHUSK_API int dehusk_abi_version(void);

/* The version of the library, "0.1.0". */
DEHUSK_API const char* dehusk_version(void);

/* What functions return, and what dehusk_error() tells of one page. */
enum {
  DEHUSK_OK = 0,
  DEHUSK_ERROR_ARGUMENT = 1, /* NULL where something must stand, a struct_size or a value out of bounds */
  DEHUSK_ERROR_RULES = 2,    /* the rules do not load: see the faults */
  DEHUSK_ERROR_MEMORY = 3,   /* there is not enough */
  DEHUSK_ERROR_INTERNAL = 4  /* a mistake in dehusk: please report it */
};

/* What a code means, in a few English words. Never NULL, lives for ever. */
DEHUSK_API const char* dehusk_strerror(int code);

/* ---- Rules ------------------------------------------------------------------------------------------------------- */

enum { DEHUSK_RISK_DEFAULT = 0, DEHUSK_RISK_LOW = 1, DEHUSK_RISK_MEDIUM = 2, DEHUSK_RISK_HIGH = 3 };

/* How a cleaner works. Zero is the default everywhere. */
typedef struct dehusk_options {
  size_t struct_size;
  const char* const* rules; /* rule files, and directories with *.toml files; none: the rules built into the library */
  size_t rules_count;
  const char* const* rules_off; /* ids of rules to switch off; * stands for anything */
  size_t rules_off_count;
  const char* keep_husk; /* kinds of husk to leave in, with commas: "caption,date" */
  int max_risk;          /* rules of a higher risk do not run (medium) */
  double max_removed;    /* if rules take more of a page's words, 0 to 1, only those of low risk apply (0.9) */
  uint64_t max_bytes;    /* of one page; what comes behind is not read (16 MiB; at most 1 GiB) */
  uint64_t max_memory;   /* bytes that parsing one page may take (256 MiB) */
  uint32_t timeout_ms;   /* processor time that parsing one page may take (2000) */
  uint32_t max_depth;    /* elements inside each other; a page with more is read as bare text (1280; 8 to 100000) */
} dehusk_options;

/* Something that is wrong with the rules. Strings are empty, numbers zero where they do not apply. */
typedef struct dehusk_fault_info {
  size_t struct_size;
  const char* code; /* "E112", "W301" */
  const char* file;
  uint32_t line, column; /* from 1, the column in characters */
  const char* message;   /* what is wrong */
  const char* help;      /* what to write instead */
  const char* shown; /* all of it as a person reads it, with the line of the file; lines end with '\n' but the last */
  int is_warning;    /* nothing fails for it */
} dehusk_fault_info;

typedef struct dehusk_cleaner dehusk_cleaner;
typedef struct dehusk_faults dehusk_faults;

/* Loads and compiles rules; takes some 15 ms for the built-in ones. `options` may be NULL: all defaults.
 * On success *cleaner is a new cleaner, for dehusk_free(); else NULL. What is wrong with the rules, all of it, is
 * written to `message` as far as it fits: at most `message_size` bytes with the NUL, cut between characters. `message`
 * may be NULL. Returns DEHUSK_OK or an error. */
DEHUSK_API int dehusk_create(const dehusk_options* options, dehusk_cleaner** cleaner, char* message,
                             size_t message_size);

/* The same with the faults one by one, and warnings on success too: if `faults` is not NULL, *faults becomes a list for
 * dehusk_faults_free(), or NULL if there is nothing to tell. */
DEHUSK_API int dehusk_load(const dehusk_options* options, dehusk_cleaner** cleaner, dehusk_faults** faults);

/* In the order of files and lines. NULL counts as an empty list; beyond its end there is NULL. */
DEHUSK_API size_t dehusk_fault_count(const dehusk_faults* faults);
DEHUSK_API const dehusk_fault_info* dehusk_fault(const dehusk_faults* faults, size_t index);
DEHUSK_API void dehusk_faults_free(dehusk_faults* faults); /* NULL is fine */

/* "sha256:..." over all rule files: output made with the same version and digest is the same. */
DEHUSK_API const char* dehusk_rules_digest(const dehusk_cleaner* cleaner);

DEHUSK_API void dehusk_free(dehusk_cleaner* cleaner); /* NULL is fine */

/* ---- Pages ------------------------------------------------------------------------------------------------------- */

enum { DEHUSK_KIND_AUTO = 0, DEHUSK_KIND_HTML = 1, DEHUSK_KIND_TEXT = 2 };

/* What is to be made of a page beside its text; bits of dehusk_page::want. */
enum {
  DEHUSK_WANT_MARKDOWN = 1,
  DEHUSK_WANT_LINKS = 2, /* markdown with links */
  DEHUSK_WANT_RECORD = 4 /* the line of JSON that `dehusk --to json` writes */
};

/* What is known of a page beside its bytes. */
typedef struct dehusk_page {
  size_t struct_size;
  const char* url;     /* where it is from: rules for one site need it */
  const char* charset; /* as a header of HTTP names it: "windows-1252"; unknown names are as good as none */
  int kind;            /* HTML or a text dump (auto: found out) */
  int is_utf8;         /* not 0: the bytes were a decoded string, nothing is to be found out about them */
  unsigned want;       /* DEHUSK_WANT_... */
} dehusk_page;

/* A piece that was removed: neighbours by the same rule are one piece. */
typedef struct dehusk_removal {
  size_t struct_size;
  const char* rule;                  /* id: "nav/skip-links" */
  const char* file;                  /* "rules/nav.toml" */
  const char* why;                   /* the reason that the rule gives */
  const char* kind;                  /* of husk: "nav", "donation", "caption", ... */
  const char* stage;                 /* "structure", "text", "content" or "tidy" */
  uint32_t line;                     /* of the rule in its file, from 1; 0: the rule is code */
  uint32_t words, chars;             /* taken; chars are code points */
  uint64_t begin, end;               /* bytes of DEHUSK_FIELD_PAGE_TEXT, [begin, end); empty for scripts and the like */
  uint64_t char_begin, char_end;     /* the same in code points */
  uint64_t source_begin, source_end; /* bytes of DEHUSK_FIELD_PAGE_SOURCE: of the elements or lines that it stood in */
} dehusk_removal;

/* A remark on how a page was read or cleaned: "limit/input" (it was longer than max_bytes), "limit/depth",
 * "charset/repaired", "rule/rescued". */
typedef struct dehusk_note_info {
  size_t struct_size;
  const char* code;
  const char* detail; /* may be empty */
} dehusk_note_info;

typedef struct dehusk_result dehusk_result;

/* Cleans `size` bytes of a page: any bytes, none too. `data` may be NULL if `size` is 0, `page` may be NULL.
 * On success *result is for dehusk_result_free(). No page is an error: what the web did wrong is repaired, limited and
 * noted. Only if memory runs out or dehusk has a fault dehusk_error(*result) is not DEHUSK_OK, and the text is empty.
 * Returns DEHUSK_OK, or, with *result NULL, DEHUSK_ERROR_ARGUMENT or DEHUSK_ERROR_MEMORY. */
DEHUSK_API int dehusk_clean(const dehusk_cleaner* cleaner, const void* data, size_t size, const dehusk_page* page,
                            dehusk_result** result);

DEHUSK_API int dehusk_error(const dehusk_result* result);

/* The clean text: paragraphs apart by a blank line, '\n' at the end unless it is empty. `size` may be NULL. */
DEHUSK_API const char* dehusk_text(const dehusk_result* result, size_t* size);

/* Other texts of a result; what is unknown, or was not wanted, is empty. */
enum {
  DEHUSK_FIELD_TEXT = 0,
  DEHUSK_FIELD_MARKDOWN = 1,
  DEHUSK_FIELD_RECORD = 2,
  DEHUSK_FIELD_TITLE = 3,
  DEHUSK_FIELD_AUTHOR = 4,
  DEHUSK_FIELD_DATE = 5, /* as written, ISO 8601 where the page gives that */
  DEHUSK_FIELD_SITE = 6,
  DEHUSK_FIELD_DESCRIPTION = 7,
  DEHUSK_FIELD_LANG = 8,             /* "en" */
  DEHUSK_FIELD_URL = 9,              /* as it was given, else the page's own */
  DEHUSK_FIELD_KIND = 10,            /* "html" or "text" */
  DEHUSK_FIELD_ENCODING = 11,        /* "utf-8", "windows-1252" */
  DEHUSK_FIELD_ENCODING_SOURCE = 12, /* "bom", "valid", "declared", "meta", "guess", "default" */
  DEHUSK_FIELD_PAGE_TEXT = 13,       /* before cleaning: what begin and end of a removal count in */
  DEHUSK_FIELD_PAGE_SOURCE = 14      /* the page as valid UTF-8: what source_begin and source_end count in */
};

/* NULL, and *size 0, for a field that this library does not know. */
DEHUSK_API const char* dehusk_field(const dehusk_result* result, int field, size_t* size);

/* The removed pieces in the order of the page; NULL beyond the last. */
DEHUSK_API size_t dehusk_removed_count(const dehusk_result* result);
DEHUSK_API const dehusk_removal* dehusk_removed(const dehusk_result* result, size_t index);

DEHUSK_API size_t dehusk_note_count(const dehusk_result* result);
DEHUSK_API const dehusk_note_info* dehusk_note(const dehusk_result* result, size_t index);

/* Not 0: the rules would have left nothing of a page that has prose; the weakest removals were undone. */
DEHUSK_API int dehusk_rescued(const dehusk_result* result);

DEHUSK_API void dehusk_result_free(dehusk_result* result); /* NULL is fine */

/* NOLINTEND(readability-identifier-naming) */

#ifdef __cplusplus
}
#endif

#endif /* DEHUSK_DEHUSK_C_H_ */
