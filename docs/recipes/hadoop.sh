#!/bin/sh
# Hadoop streaming: a job of map tasks only, JSON lines in, JSON lines out. dehusk comes along in -files, needs no other
# file, and ends with 0 whatever the pages hold, so that a bad page never fails a task; its counts become the job's.
#
#   hadoop.sh hdfs:///crawl/pages hdfs:///crawl/clean
set -eu
hadoop jar "${STREAMING_JAR:-/usr/lib/hadoop-mapreduce/hadoop-streaming.jar}" \
  -D mapreduce.job.reduces=0 \
  -files "$(command -v dehusk)" \
  -input "$1" -output "$2" \
  -mapper './dehusk --in jsonl -q --counters hadoop'
