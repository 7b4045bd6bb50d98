/* dehusk_c.h from a program in C99: what the header promises, call by call. Exit code 1 and the line of each promise
 * that is broken.
 *
 *   api FOLDER     where rule files may be written */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dehusk_c.h"
#include "page.h"

static int failures = 0;

#define CHECK(condition) check((condition) != 0, #condition, __LINE__)

static void check(int holds, const char* condition, int line) {
  if (holds) return;
  ++failures;
  fprintf(stderr, "api.c:%d: %s\n", line, condition);
}

static const char* folder;

static char* written(const char* name, const char* text) {
  const size_t size = strlen(folder) + strlen(name) + 2;
  char* const path = malloc(size);
  FILE* file;
  if (path == NULL) abort();
  snprintf(path, size, "%s/%s", folder, name);
  file = fopen(path, "wb");
  if (file == NULL || fputs(text, file) < 0 || fclose(file) != 0) abort();
  return path;
}

static dehusk_cleaner* built_in(void) {
  dehusk_cleaner* cleaner = NULL;
  char message[200] = "left";
  CHECK(dehusk_create(NULL, &cleaner, message, sizeof message) == DEHUSK_OK);
  CHECK(cleaner != NULL && message[0] == '\0');
  return cleaner;
}

static void test_versions(void) {
  int code;
  CHECK(dehusk_abi_version() == DEHUSK_ABI_VERSION);
  CHECK(strchr(dehusk_version(), '.') != NULL);
  for (code = -1; code < 10; ++code) CHECK(strlen(dehusk_strerror(code)) > 3);
  CHECK(strcmp(dehusk_strerror(DEHUSK_ERROR_RULES), dehusk_strerror(DEHUSK_OK)) != 0);
}

static void test_page(const dehusk_cleaner* cleaner) {
  dehusk_result* result = NULL;
  dehusk_page page;
  size_t size = 0, i, navs = 0;
  const char* before;
  const char* const story = STORY;
  memset(&page, 0, sizeof page);
  page.struct_size = sizeof page;
  page.url = "https://gazette.example/rain";
  page.want = DEHUSK_WANT_MARKDOWN | DEHUSK_WANT_RECORD;
  CHECK(dehusk_clean(cleaner, STORY, strlen(STORY), &page, &result) == DEHUSK_OK);
  CHECK(dehusk_error(result) == DEHUSK_OK && !dehusk_rescued(result));
  CHECK(strcmp(dehusk_text(result, &size), STORY_TEXT) == 0 && size == strlen(STORY_TEXT));
  CHECK(strcmp(dehusk_text(result, NULL), STORY_TEXT) == 0);
  CHECK(strcmp(dehusk_field(result, DEHUSK_FIELD_TITLE, NULL), "Rain in the north") == 0);
  CHECK(strcmp(dehusk_field(result, DEHUSK_FIELD_LANG, NULL), "en") == 0);
  CHECK(strcmp(dehusk_field(result, DEHUSK_FIELD_KIND, NULL), "html") == 0);
  CHECK(strcmp(dehusk_field(result, DEHUSK_FIELD_URL, NULL), page.url) == 0);
  CHECK(strcmp(dehusk_field(result, DEHUSK_FIELD_ENCODING, NULL), "utf-8") == 0);
  CHECK(strcmp(dehusk_field(result, DEHUSK_FIELD_PAGE_SOURCE, NULL), STORY) == 0);
  CHECK(strstr(dehusk_field(result, DEHUSK_FIELD_MARKDOWN, NULL), "Rain fell on Monday") != NULL);
  CHECK(strstr(dehusk_field(result, DEHUSK_FIELD_RECORD, NULL), "\"removed\":[{\"rule\":") != NULL);
  CHECK(dehusk_field(result, -1, &size) == NULL && size == 0);
  CHECK(dehusk_field(result, 1000, NULL) == NULL);
  before = dehusk_field(result, DEHUSK_FIELD_PAGE_TEXT, &size);
  CHECK(dehusk_removed_count(result) >= 2);
  for (i = 0; i < dehusk_removed_count(result); ++i) {
    const dehusk_removal* const removal = dehusk_removed(result, i);
    CHECK(removal->struct_size >= sizeof *removal);
    CHECK(removal->begin <= removal->end && removal->end <= size);
    CHECK(removal->source_begin < removal->source_end && removal->source_end <= strlen(STORY));
    CHECK(strncmp(removal->file, "rules/", 6) == 0 && removal->line > 0 && strlen(removal->why) > 0);
    if (strcmp(removal->rule, "structure/nav.html") != 0) continue;
    ++navs;
    CHECK(strncmp(before + removal->begin, "Home", removal->end - removal->begin) == 0);
    CHECK(removal->words == 1 && removal->chars == 4 && removal->end - removal->begin == 4);
    CHECK(removal->char_end - removal->char_begin == 4);
    CHECK(strcmp(removal->kind, "nav") == 0 && strcmp(removal->stage, "structure") == 0);
    CHECK(strncmp(&story[removal->source_begin], "Home", removal->source_end - removal->source_begin) == 0);
  }
  CHECK(navs == 1);
  CHECK(dehusk_removed(result, i) == NULL);
  dehusk_result_free(result);
}

/* Nothing, one byte, any byte, cut characters: all are pages. */
static void test_small_pages(const dehusk_cleaner* cleaner) {
  dehusk_result* result = NULL;
  int byte;
  CHECK(dehusk_clean(cleaner, NULL, 0, NULL, &result) == DEHUSK_OK);
  CHECK(strcmp(dehusk_text(result, NULL), "") == 0 && dehusk_removed_count(result) == 0);
  dehusk_result_free(result);
  CHECK(dehusk_clean(cleaner, "", 0, NULL, &result) == DEHUSK_OK && dehusk_error(result) == DEHUSK_OK);
  dehusk_result_free(result);
  for (byte = 0; byte < 256; ++byte) {
    const unsigned char data = (unsigned char)byte;
    size_t size = 1000;
    CHECK(dehusk_clean(cleaner, &data, 1, NULL, &result) == DEHUSK_OK);
    CHECK(dehusk_error(result) == DEHUSK_OK);
    CHECK(strlen(dehusk_text(result, &size)) == size && size <= 4);
    dehusk_result_free(result);
  }
}

/* An assertion of Gumbo's fails on this one. */
static void test_hurtful_page(const dehusk_cleaner* cleaner) {
  static const char kPage[] = "<table><math><select><mi><select><th>word";
  dehusk_result* result = NULL;
  CHECK(dehusk_clean(cleaner, kPage, sizeof kPage - 1, NULL, &result) == DEHUSK_OK);
  CHECK(dehusk_error(result) == DEHUSK_OK);
  CHECK(dehusk_note_count(result) > 0 && strlen(dehusk_note(result, 0)->code) > 0);
  CHECK(dehusk_note(result, dehusk_note_count(result)) == NULL);
  dehusk_result_free(result);
}

static void test_arguments(const dehusk_cleaner* cleaner) {
  dehusk_result* result = (dehusk_result*)&failures;
  dehusk_cleaner* none = (dehusk_cleaner*)&failures;
  dehusk_options options;
  dehusk_page page;
  static const char* const kNulls[] = {NULL};
  memset(&page, 0, sizeof page);
  CHECK(dehusk_clean(cleaner, STORY, 10, NULL, NULL) == DEHUSK_ERROR_ARGUMENT);
  CHECK(dehusk_clean(NULL, STORY, 10, NULL, &result) == DEHUSK_ERROR_ARGUMENT && result == NULL);
  CHECK(dehusk_clean(cleaner, NULL, 10, NULL, &result) == DEHUSK_ERROR_ARGUMENT);
  CHECK(dehusk_clean(cleaner, STORY, 10, &page, &result) == DEHUSK_ERROR_ARGUMENT); /* no struct_size */
  page.struct_size = sizeof page;
  page.kind = 3;
  CHECK(dehusk_clean(cleaner, STORY, 10, &page, &result) == DEHUSK_ERROR_ARGUMENT && result == NULL);
  CHECK(dehusk_create(NULL, NULL, NULL, 0) == DEHUSK_ERROR_ARGUMENT);
  memset(&options, 0, sizeof options);
  CHECK(dehusk_create(&options, &none, NULL, 0) == DEHUSK_ERROR_ARGUMENT && none == NULL);
  options.struct_size = sizeof options;
  options.rules = kNulls;
  options.rules_count = 1;
  CHECK(dehusk_create(&options, &none, NULL, 0) == DEHUSK_ERROR_ARGUMENT);
  options.rules_count = 0;
  options.max_removed = 1.5;
  CHECK(dehusk_create(&options, &none, NULL, 0) == DEHUSK_ERROR_ARGUMENT);
  options.max_removed = 0;
  options.max_depth = 7;
  CHECK(dehusk_create(&options, &none, NULL, 0) == DEHUSK_ERROR_ARGUMENT);
  options.max_depth = 0;
  options.keep_husk = "caption,herring";
  CHECK(dehusk_create(&options, &none, NULL, 0) == DEHUSK_ERROR_ARGUMENT);
  dehusk_free(NULL);
  dehusk_result_free(NULL);
  dehusk_faults_free(NULL);
  CHECK(dehusk_error(NULL) == DEHUSK_ERROR_ARGUMENT && dehusk_text(NULL, NULL) == NULL);
  CHECK(dehusk_removed_count(NULL) == 0 && dehusk_removed(NULL, 0) == NULL && dehusk_note_count(NULL) == 0);
  CHECK(dehusk_fault_count(NULL) == 0 && dehusk_fault(NULL, 0) == NULL);
}

/* Programs built with a shorter struct work; of a longer one, what is not known must be zero. */
static void test_growth(const dehusk_cleaner* cleaner) {
  struct {
    size_t struct_size;
    const char* url;
  } older = {sizeof older, "https://gazette.example/older"};
  struct {
    dehusk_page page;
    uint64_t later;
  } newer;
  dehusk_result* result = NULL;
  CHECK(dehusk_clean(cleaner, STORY, strlen(STORY), (const dehusk_page*)(const void*)&older, &result) == DEHUSK_OK);
  CHECK(strcmp(dehusk_field(result, DEHUSK_FIELD_URL, NULL), older.url) == 0);
  CHECK(strcmp(dehusk_text(result, NULL), STORY_TEXT) == 0);
  dehusk_result_free(result);
  memset(&newer, 0, sizeof newer);
  newer.page.struct_size = sizeof newer;
  CHECK(dehusk_clean(cleaner, STORY, strlen(STORY), &newer.page, &result) == DEHUSK_OK);
  dehusk_result_free(result);
  newer.later = 1;
  CHECK(dehusk_clean(cleaner, STORY, strlen(STORY), &newer.page, &result) == DEHUSK_ERROR_ARGUMENT);
}

static void test_own_rules(void) {
  char* const path = written("own.toml", OWN_RULES);
  const char* paths[1];
  static const char* const kOff[] = {"own/*"};
  dehusk_options options;
  dehusk_cleaner* cleaner = NULL;
  dehusk_result* result = NULL;
  char message[400];
  paths[0] = path;
  memset(&options, 0, sizeof options);
  options.struct_size = sizeof options;
  options.rules = paths;
  options.rules_count = 1;
  CHECK(dehusk_create(&options, &cleaner, message, sizeof message) == DEHUSK_OK);
  CHECK(strncmp(dehusk_rules_digest(cleaner), "sha256:", 7) == 0);
  CHECK(dehusk_clean(cleaner, STORY, strlen(STORY), NULL, &result) == DEHUSK_OK);
  dehusk_free(cleaner); /* the result lives on */
  CHECK(dehusk_removed_count(result) > 0);
  CHECK(strcmp(dehusk_removed(result, dehusk_removed_count(result) - 1)->rule, "own/nav") == 0);
  CHECK(strcmp(dehusk_removed(result, dehusk_removed_count(result) - 1)->file, path) == 0);
  CHECK(dehusk_removed(result, dehusk_removed_count(result) - 1)->line == 6);
  dehusk_result_free(result);
  options.rules_off = kOff;
  options.rules_off_count = 1;
  CHECK(dehusk_create(&options, &cleaner, NULL, 0) == DEHUSK_OK);
  CHECK(dehusk_clean(cleaner, STORY, strlen(STORY), NULL, &result) == DEHUSK_OK);
  CHECK(strstr(dehusk_text(result, NULL), "Home") != NULL && dehusk_removed_count(result) == 0);
  dehusk_result_free(result);
  dehusk_free(cleaner);
  free(path);
}

static void test_faults(void) {
  char* const path = written("bad.toml", BAD_RULES);
  const char* paths[1];
  dehusk_options options;
  dehusk_cleaner* cleaner = NULL;
  dehusk_faults* faults = NULL;
  char whole[2000], part[2000];
  size_t size;
  paths[0] = path;
  memset(&options, 0, sizeof options);
  options.struct_size = sizeof options;
  options.rules = paths;
  options.rules_count = 1;
  CHECK(dehusk_load(&options, &cleaner, &faults) == DEHUSK_ERROR_RULES && cleaner == NULL);
  CHECK(dehusk_fault_count(faults) == 2);
  CHECK(dehusk_fault(faults, 0)->line == 10 && dehusk_fault(faults, 0)->column > 1);
  CHECK(strcmp(dehusk_fault(faults, 0)->file, path) == 0 && !dehusk_fault(faults, 0)->is_warning);
  CHECK(strlen(dehusk_fault(faults, 0)->message) > 0 && strlen(dehusk_fault(faults, 0)->help) > 0);
  CHECK(dehusk_fault(faults, 1)->line == 16 && dehusk_fault(faults, 2) == NULL);
  dehusk_faults_free(faults);
  CHECK(dehusk_create(&options, &cleaner, whole, sizeof whole) == DEHUSK_ERROR_RULES);
  CHECK(strstr(whole, ":10:") != NULL && strstr(whole, ":16:") != NULL && strstr(whole, "\xC3\xA4") != NULL);
  for (size = 0; size <= strlen(whole) + 1; ++size) { /* cut anywhere, but never within a character */
    memset(part, 'x', sizeof part);
    CHECK(dehusk_create(&options, &cleaner, part, size) == DEHUSK_ERROR_RULES);
    CHECK(part[size] == 'x');
    if (size == 0) continue;
    CHECK(strlen(part) < size && strlen(part) + 3 > size);
    CHECK(strncmp(part, whole, strlen(part)) == 0);
    CHECK(((unsigned char)whole[strlen(part)] & 0xC0) != 0x80);
  }
  free(path);
}

int main(int count, char** words) {
  dehusk_cleaner* cleaner;
  if (count != 2) return 2;
  folder = words[1];
  cleaner = built_in();
  if (cleaner == NULL) return 1;
  test_versions();
  test_page(cleaner);
  test_small_pages(cleaner);
  test_hurtful_page(cleaner);
  test_arguments(cleaner);
  test_growth(cleaner);
  dehusk_free(cleaner);
  test_own_rules();
  test_faults();
  return failures == 0 ? 0 : 1;
}
