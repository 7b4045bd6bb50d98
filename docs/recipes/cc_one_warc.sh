#!/bin/sh
# Common Crawl: one WARC to one packed file of JSON lines (id, url, date, text, what was removed), as one task of a job.
# The summary is written last: where it is, the WARC is done, and running the same command again does nothing.
#
#   cc_one_warc.sh CC-MAIN-20250101000000-00000.warc.gz OUT-FOLDER
set -eu
name=$(basename "$1" .gz)
out=$2/${name%.warc}
[ ! -e "$out.summary.json" ] || exit 0
code=0
dehusk --in warc --record-types response --to json --report counts --compress gzip -j "${JOBS:-1}" \
  -f -o "$out.jsonl.gz" --errors-to "$out.errors.jsonl" --summary "$out.summary.part" "$1" || code=$?
# 4: the WARC is damaged or cut; what could be read is there, and the place was told.
[ "$code" -eq 0 ] || [ "$code" -eq 4 ]
mv "$out.summary.part" "$out.summary.json"
