#!/bin/sh
# The PySpark example on a small Spark without a cluster, against the command run directly:
#     tests/spark/pipe.sh PYTHON TELLTEXT GENERATE
# PYTHON has pyspark, TELLTEXT is the command, GENERATE is the built example of that name.
# `cargo xtask test command` runs it where Java and pyspark are, see tests/command/spark.test.mjs.
set -eu
python=$1 telltext=$(realpath "$2") generate=$(realpath "$3")
here=$(dirname "$(realpath "$0")")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/messages"
# Two cores are enough, and nobody looks at its pages.
export PYSPARK_SUBMIT_ARGS="--master local[2] --conf spark.ui.enabled=false pyspark-shell"
"$generate" 4000 --seed 3 > "$folder/messages/a.jsonl"
"$generate" 2000 --seed 4 | sed 's/"id":/"id":9000/' > "$folder/messages/b.jsonl"
"$python" "$here/../../examples/pyspark_pipe.py" "$folder/messages" "$folder/reports" --telltext "$telltext" --partitions 7 > "$folder/counts" 2> "$folder/log" || { tail -40 "$folder/log"; exit 1; }
parts=$(ls "$folder"/reports/part-* | wc -l)
[ "$parts" -eq 7 ] || { echo "$parts partitions, not 7"; exit 1; }
cat "$folder"/messages/*.jsonl | "$telltext" batch > "$folder/direct"
"$python" - "$folder" <<'PYTHON'
import glob, json, sys
folder = sys.argv[1]
read = lambda path: {row["id"]: row["report"] for row in map(json.loads, open(path, encoding="utf-8"))}
direct = read(f"{folder}/direct")
spark = {}
for path in glob.glob(f"{folder}/reports/part-*"):
    part = read(path)
    assert not spark.keys() & part.keys(), "a message is in two partitions"
    spark.update(part)
assert len(direct) == 6000, len(direct)
assert spark == direct, "the reports differ"
print(f"{len(spark)} reports from 7 partitions, each the same as without Spark")
PYTHON
cat "$folder/counts"
