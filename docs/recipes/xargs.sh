#!/bin/sh
# xargs: every page below a folder to a text file beside it, some pages at a time. Pages that are done already are left
# alone, so it may be stopped and run again; a file appears only when it is whole.
#
#   xargs.sh FOLDER
set -eu
find "$1" -name '*.html' -print0 |
  xargs -0 -r -n 1 -P "${JOBS:-2}" sh -c '[ -e "$1.txt" ] || dehusk -o "$1.txt" "$1"' sh
