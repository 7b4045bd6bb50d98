#ifndef DEHUSK_TESTS_API_PAGE_H_
#define DEHUSK_TESTS_API_PAGE_H_
/* A page and rules for the tests of the library, in C and C++. */

#define STORY                                                                                                      \
  "<html lang=en><head><title>Rain in the north</title></head><body><nav><a href=/>Home</a></nav><h1>Rain in the " \
  "north</h1><p>Rain fell on Monday in the north of the country, and the rivers rose until the evening.</p>"       \
  "<p>The ferry to the island stayed in the harbour, as it had done in March, said the harbour master.</p>"        \
  "</body></html>"

#define STORY_TEXT                                                                              \
  "Rain fell on Monday in the north of the country, and the rivers rose until the evening.\n\n" \
  "The ferry to the island stayed in the harbour, as it had done in March, said the harbour master.\n"

/* One rule; `line` of it is 6. */
#define OWN_RULES                                                                               \
  "dehusk = 1\n[pack]\nname = 'own'\nversion = '1'\n\n[[rule]]\nid = 'own/nav'\n"               \
  "why = 'Menu'\nhusk = 'nav'\ncss = ['nav']\nremove = ['<nav><a href=\"/\">Home</a></nav>']\n" \
  "keep = ['<p>Home</p>']\n"

/* Two faults: a lookahead, and a kind of husk that there is not. */
#define BAD_RULES                                                                               \
  "dehusk = 1\n[pack]\nname = 'bad'\nversion = '1'\n\n[[rule]]\nid = 'bad/ahead'\nwhy = 'No'\n" \
  "husk = 'nav'\nre = ['(?!\xC3\xA4)Skip']\nremove = ['Skip']\nkeep = ['Stay here.']\n"         \
  "[[rule]]\nid = 'bad/kind'\nwhy = 'No'\nhusk = 'nothing'\nhas = ['x y z']\nremove = ['x y z']\nkeep = ['y.']\n"

#endif /* DEHUSK_TESTS_API_PAGE_H_ */
