#ifndef DEHUSK_FEED_OUT_NAME_H_
#define DEHUSK_FEED_OUT_NAME_H_
// What the output of an input is called when each has its own: the input's path below the folder of outputs, with the
// suffix of what it holds now.
//
//   pages/a.html           text   -> pages/a.txt           /data/cc/1.warc.gz   json   -> data/cc/1.jsonl.gz
//   ../x/./b.jsonl.zst     json   -> x/b.jsonl.zst         1.warc.gz            wet    -> 1.warc.wet.gz
//
// No path leads out of the folder: a ".." goes up within the input's path and no further. Two inputs may come to the
// same name; whoever opens the outputs finds out.

#include <string>
#include <string_view>

#include "feed/container.h"
#include "feed/job.h"
#include "feed/unpacker.h"

namespace dehusk {

// `form`: of the output. `packing`: nothing for as the input is, by its name.
[[nodiscard]] std::string out_name(std::string_view file, Container container, Form form,
                                   std::optional<Packing> packing);

}  // namespace dehusk

#endif  // DEHUSK_FEED_OUT_NAME_H_
