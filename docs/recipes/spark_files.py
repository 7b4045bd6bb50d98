"""Spark: WARC files as tasks, a few minutes each. Every task reads names and writes one file for each beside a marker
with its counts; the lines that come back say what became of each file. A task that is run again passes over what is
done.

  spark-submit spark_files.py warc.paths /mnt/crawl/clean
"""

import sys

DEHUSK = "/usr/bin/dehusk"


def clean(paths, folder, program=DEHUSK):
    """An RDD of names of WARC files, each answered by a line of JSON: its status, its output, its counts."""
    flags = "--in warc --to json --report counts --compress gzip --skip-existing --done-markers --log-format json"
    return paths.pipe(f"{program} --files-from - --out-dir {folder} {flags}", checkCode=True)


def main():
    from pyspark.sql import SparkSession  # pylint: disable=import-outside-toplevel

    with open(sys.argv[1], encoding="utf-8") as file:
        names = file.read().split()
    context = SparkSession.builder.appName("dehusk").getOrCreate().sparkContext
    for line in clean(context.parallelize(names, len(names)), sys.argv[2]).toLocalIterator():
        print(line)


if __name__ == "__main__":
    main()
