#!/bin/sh
# GNU parallel: a large file of JSON lines in blocks, one dehusk a block, answers in the order of the lines.
#
#   parallel.sh pages.jsonl > clean.jsonl
#
# One process with `-j auto` does the same; this is for work that is spread over machines (parallel --sshlogin).
set -eu
parallel --pipe --keep-order --block "${BLOCK:-16M}" --halt now,fail=1 dehusk --in jsonl <"$1"
