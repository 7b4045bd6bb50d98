#ifndef DEHUSK_FEED_CLEAN_WARC_H_
#define DEHUSK_FEED_CLEAN_WARC_H_
// What becomes of a WARC record: a line of JSON, a text under its address, or a conversion record.
//
//   {"id":"1d8c...","url":"https://example.org/","text":"Rain fell.",...,"metadata":{"warc_file":"crawl.warc.gz",
//    "warc_offset":1034,"warc_length":2210,"warc_type":"response","warc_date":"2025-03-04T07:15:00Z","http_status":200,
//    "content_type":"text/html","warc_identified_language":null},"dehusk":{...}}

#include <string>
#include <string_view>
#include <vector>

#include "feed/job.h"
#include "feed/warc.h"

namespace dehusk {

struct WarcOptions {
  std::vector<std::string> types = {"response", "resource",
                                    "conversion"};  // kinds of records that are cleaned; the others are skipped
};

// `file`: the name that the answer gives to where the record is from.
[[nodiscard]] Answer clean_warc_record(const WarcRecord& record, std::string_view file, const WarcOptions& options,
                                       const Job& job);

}  // namespace dehusk

#endif  // DEHUSK_FEED_CLEAN_WARC_H_
