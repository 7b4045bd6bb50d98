"""Spark: clean an RDD of JSON lines by a pipe, one dehusk a partition.

  spark-submit spark_pipe.py hdfs:///crawl/pages hdfs:///crawl/clean

What pipe() does not do by itself: `checkCode` makes an ended process fail the task (without it the rows that are
missing are missing silently), the path is absolute (the process gets no PATH), and rows are counted in and out.
"""

import sys

DEHUSK = "/usr/bin/dehusk"


def clean(lines, program=DEHUSK):
    """An RDD of JSON lines, each answered by one line, in order."""
    return lines.pipe(f"{program} --in jsonl -q", checkCode=True)


def main():
    from pyspark.sql import SparkSession  # pylint: disable=import-outside-toplevel

    spark = SparkSession.builder.appName("dehusk").config("spark.task.maxFailures", 4).getOrCreate()
    lines = spark.sparkContext.textFile(sys.argv[1])
    cleaned = clean(lines).cache()
    cleaned.saveAsTextFile(sys.argv[2])
    rows_in, rows_out = lines.count(), cleaned.count()
    if rows_in != rows_out:
        sys.exit(f"{rows_in} rows in, {rows_out} out")


if __name__ == "__main__":
    main()
