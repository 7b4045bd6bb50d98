/* Cleans a page and prints its text, in C. */
#include <dehusk_c.h>
#include <stdio.h>
#include <string.h>

int main(void) {
  static const char kPage[] = "<nav><a href=/>Home</a></nav><p>Rain fell on Monday in the north of the country.</p>";
  dehusk_cleaner* cleaner = NULL;
  dehusk_result* result = NULL;
  char fault[500];
  if (dehusk_create(NULL, &cleaner, fault, sizeof fault) != DEHUSK_OK) {
    fprintf(stderr, "%s\n", fault);
    return 1;
  }
  if (dehusk_clean(cleaner, kPage, strlen(kPage), NULL, &result) != DEHUSK_OK) return 1;
  fputs(dehusk_text(result, NULL), stdout);
  dehusk_result_free(result);
  dehusk_free(cleaner);
  return 0;
}
