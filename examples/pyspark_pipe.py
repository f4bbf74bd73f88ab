#!/usr/bin/env python3
"""telltext over a partitioned data set, with Spark's pipe.

    pip install pyspark        # and Java 17 or newer
    python examples/pyspark_pipe.py messages/ reports/ [--telltext PATH] [--partitions N]

`messages/` is whatever Spark reads as JSON: a file or folder of JSON Lines, here or on a cluster's own
storage, with at least a column `text`. Every partition is fed to one process of `telltext batch`, which
answers line by line and in order; nothing is shared between the processes, and no message leaves the
machine that holds its partition. `reports/` gets one file of JSON Lines for each partition:
{"id", "report"}, or {"line", "error"} for a row that could not be read.

On a cluster the command must be on every worker: install it there, or ship it with the job
(`spark-submit --files telltext examples/pyspark_pipe.py … --telltext ./telltext`).
"""

import argparse
import json

from pyspark.sql import SparkSession

FIELDS = ("id", "text", "from", "received", "region")


def rows(frame):
    """The columns telltext reads, one JSON object per row."""
    frame = frame.select([column for column in FIELDS if column in frame.columns])
    return frame.toJSON()


def check(lines, telltext, language="en"):
    """JSON Lines of messages → JSON Lines of reports, partition by partition.

    A process that fails fails its task, and Spark tries the partition again.
    """
    threads = 1  # Spark runs a task per core already.
    return lines.pipe(f"{telltext} batch --format jsonl --threads {threads} --lang {language} -", checkCode=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("messages")
    parser.add_argument("reports")
    parser.add_argument("--telltext", default="telltext", help="the command, where it is not on the path")
    parser.add_argument("--partitions", type=int, help="cut the messages into so many parts; else as they are stored")
    parser.add_argument("--lang", default="en")
    arguments = parser.parse_args()

    spark = SparkSession.builder.appName("telltext").getOrCreate()
    frame = spark.read.json(arguments.messages)
    if arguments.partitions:
        frame = frame.repartition(arguments.partitions)
    reports = check(rows(frame), arguments.telltext, arguments.lang).cache()
    reports.saveAsTextFile(arguments.reports)

    # What comes out is as easily counted as read.
    levels = reports.map(json.loads).map(lambda row: row["report"]["level"] if "report" in row else "not read")
    for level, count in sorted(levels.countByValue().items()):
        print(f"{level}\t{count}")
    spark.stop()


if __name__ == "__main__":
    main()
