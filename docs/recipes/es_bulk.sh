#!/bin/sh
# Elasticsearch and OpenSearch: clean the documents of a _bulk request on their way in. Action lines have no field
# `html`, so they go through byte for byte; a line that cannot be read becomes an error record, which the index refuses
# and names in its answer.
#
#   es_bulk.sh https://localhost:9200/pages bulk.ndjson
set -eu
dehusk --in jsonl --text-field /html --out-field /text --drop-source --report none "$2" |
  curl --silent --show-error --fail -H 'Content-Type: application/x-ndjson' --data-binary @- "$1/_bulk"
