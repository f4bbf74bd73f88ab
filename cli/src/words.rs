//! What `--help`, the man pages and `docs/cli.md` say beyond the arguments.

pub const EXIT_CODES: &str = "\
Exit codes:

- 0: done
- 1: something was found (check: the level is caution or strong; lint: an error; eval, fairness: a failure)
- 2: the arguments or the input are wrong (batch, campaigns: no row could be read)
- 3: the output could not be written; a closed pipe is no error

Where batch or campaigns could read only some of the rows, the exit code is 0 and standard error says what could not be read. \
An error is one line on standard error; each mistake in a folder of markers has a line of its own.";

pub const CHECK: &str = "\
Examples:

    telltext check \"Vote by text! Send VOTE to 59925\"
    telltext check --received 2026-11-02 --lang es < message.txt
    telltext check --format json \"Vote by text! Send VOTE to 59925\" | jq .findings

A marker that is left out with --without is not looked for: the level does not speak of it, and not_checked in the report names it. \
What is said of the opt-out line and the sender stays as it is.

What is printed as JSON is described in docs/report.schema.json; its spans count UTF-16 code units.";

pub const BATCH: &str = "\
Input: one row for each message, {\"id\", \"text\", \"from\"?, \"received\"?, \"region\"?}. In JSON Lines a row is an object on a line of its own; \
CSV, TSV and Parquet have columns of those names; in plain text each line is a message and its number is the id. \
Lines end with a line feed, a carriage return or both; blank lines are passed over. CSV may use semicolons, tabs or upright bars instead of commas, \
and may begin with a line such as sep=; as some spreadsheets write it. A region is a two-letter country code or a common name such as UK, USA or Mexico.

Output: JSON Lines in the order of the input. {\"id\", \"report\"} for each row; {\"line\", \"error\"} in place of a row that could not be read, and the rest go on; \
{\"id\", \"warnings\", \"report\"} where something of a row could not be used and its message was read without it. There is a warning

- for a received that is no day, and a region whose rules are not known
- for a from, received or region of JSON Lines that is neither text nor a number
- for a field that stands in an object more than once, and a row with more values than there are columns
- for bytes that are no letters in the encoding that was named
- for a value in quotes that runs on over lines so that its quotes cannot be right. Its lines are then read one by one, with the quotes as letters

A spreadsheet, a PDF, a picture or a packed file is no text: the command says what to give instead.

Memory stays flat however long the input is. A line of more than 8 MiB is answered as one that could not be read. A CSV file with such a line, \
with a quote in its names of columns that is never closed, or with so many unclosed quotes that most of it would be read again and again, ends the run there: \
the place is named, what came before it is written, and the exit code is 2. Where input comes slowly through a pipe, each line is answered as it comes.

Examples:

    telltext batch messages.jsonl > reports.jsonl
    telltext batch export.csv --column text=Body --column from=Sender -o reports.jsonl
    telltext batch export.csv --column text=Body --column from=Sender -o reports.jsonl --resume
    zcat messages.jsonl.gz | telltext batch - | jq -c 'select(.report.level == \"strong\") | .id'
    telltext batch tips.txt --encoding utf-16le
    telltext batch messages.jsonl --without stolen-election-claim,machine-rigging-claim > rest.jsonl

With --resume a run that was broken off goes on: an incomplete last line is cut off, and as many rows of the input are passed over as the output has lines. \
The input and the options must be the same: the last lines of the output, 20 at most, are made again, and if they come out otherwise, nothing is added.

As a plain filter of lines it also runs inside a distributed engine: examples/pyspark_pipe.py drives it over a partitioned data set with Spark's pipe, \
one process for each partition.";

pub const CAMPAIGNS: &str = "\
Messages that are the same but for names, numbers, amounts, links, dates, disguised letters or a reworded clause are one campaign; \
two different messages of one sender are two. The input is read as by telltext batch. Messages of fewer than six words of their own are in no campaign. \
How it is decided: docs/decisions/0004-campaign-grouping.md.

For each campaign: how many messages and distinct senders, when the first and the last was received, the share without opt-out wording, a sample, and (as JSON) \
the ids of the messages and the words in which they differ.

Examples:

    telltext campaigns tips.csv --column text=Body --column from=Sender
    telltext campaigns messages.jsonl --as json --least 10 > campaigns.jsonl";

pub const LINT: &str = "\
Errors: opt-out-missing, opt-out-unclear (disguised or deceptive), sender-unnamed, letters that read as disguised, the markers that would make \
the report of the script strong, and script-empty where a file holds none. \
Warnings: an opt-out line that is only a link or a call, and every other marker that the script raises. \
Where a region's rules expect no opt-out line or sender, their absence is a note. The exit code is 1 when there is an error, or with --strict a warning.

What --allow names is looked for and not told. A marker that --without names is not looked for, makes nothing else weigh more, and is named at the end.

Examples:

    telltext lint scripts/
    telltext lint --lines texts.txt --allow sender-unnamed
    telltext lint --format sarif scripts/ > telltext.sarif

examples/lint-workflow.yml runs it on every change and shows what it finds beside the lines.";

pub const COMPLETIONS: &str = "\
Examples:

    telltext completions bash > ~/.local/share/bash-completion/completions/telltext
    telltext completions zsh > ~/.zfunc/_telltext
    telltext completions fish > ~/.config/fish/completions/telltext.fish";

pub const MAN: &str = "\
Examples:

    telltext man | man -l -
    telltext man --folder ~/.local/share/man/man1";
