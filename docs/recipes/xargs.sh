#!/bin/sh
# xargs: every page below a folder to a text file under its path in another, in processes of fifty pages each. What is done
# is passed over, so it may be stopped and run again; a file appears only when it is whole. A line about each page goes to
# standard output: done, the page, its text, how many records, ...
#
#   xargs.sh PAGES TEXTS
set -eu
texts=$(realpath -m "$2")
cd "$1"
find . -name '*.html' -print0 |
  xargs -0 -r -n 50 -P "${JOBS:-2}" dehusk --out-dir "$texts" --skip-existing
