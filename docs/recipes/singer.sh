#!/bin/sh
# Singer and Meltano: an inline mapper between a tap and a target. The text of each RECORD comes from its field `html`;
# SCHEMA, STATE and every other message go through byte for byte, in their order.
#
#   singer.sh tap-something target-something
#
# Airbyte has its records elsewhere: --text-field /record/data/html --out-field /record/data/text
set -eu
tap=$1
target=$2
# shellcheck disable=SC2086  # commands with their arguments
$tap | dehusk --in jsonl --text-field /record/html --out-field /record/text --drop-source --report none | $target
