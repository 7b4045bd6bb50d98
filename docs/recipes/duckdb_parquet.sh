#!/bin/sh
# DuckDB: pages to a Parquet table of text, title, date and what was removed. The keys of dehusk's lines are the same for
# every page, so the table has the same columns for every crawl.
#
#   duckdb_parquet.sh pages.jsonl pages.parquet
set -eu
clean=$(mktemp --suffix=.jsonl)
trap 'rm -f "$clean"' EXIT
dehusk --in jsonl --text-field /html --drop-source -j "${JOBS:-1}" "$1" >"$clean"
duckdb -c "COPY (SELECT url, text, title, author, date, lang, dehusk.error.code AS error, dehusk.removed AS removed
                 FROM read_json('$clean', format = 'newline_delimited', maximum_object_size = 268435456))
           TO '$2' (FORMAT parquet, COMPRESSION zstd)"
