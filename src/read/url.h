#ifndef DEHUSK_READ_URL_H_
#define DEHUSK_READ_URL_H_
// Page::host and Page::path from Page::url. No validation: a rule for a site wants the host, nothing else.
//
//   "HTTPS://user@Www.Example.org:8080/a/b?c#d"   host "www.example.org"   path "/a/b?c"

#include "page/page.h"

namespace dehusk {

void split_url(Page& page);

}  // namespace dehusk

#endif  // DEHUSK_READ_URL_H_
