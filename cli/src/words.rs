//! What `--help`, the man pages and `docs/cli.md` say beyond the arguments.

pub const EXIT_CODES: &str = "\
Exit codes: 0 done · 1 something was found (check: the level is caution or strong; lint: an error; eval, fairness: a failure) · \
2 the arguments or the input are wrong (batch, campaigns: nothing of it could be read; where a part could, it is 0, and standard error says what could not) · 3 the output could not be written. A closed pipe is no error. Every error is one line on standard error.";

pub const CHECK: &str = "\
Examples:

    telltext check \"Vote by text! Send VOTE to 59925\"
    telltext check --received 2026-11-02 --lang es < message.txt
    telltext check --format json \"Vote by text! Send VOTE to 59925\" | jq .findings

A marker that is left out with --without is not looked for: the level does not speak of it, and not_checked in the report names it. \
What is said of the opt-out line and the sender stays as it is.

What is printed as JSON is described in docs/report.schema.json; its spans count UTF-16 code units.";

pub const BATCH: &str = "\
A row is {\"id\", \"text\", \"from\"?, \"received\"?, \"region\"?}: an object per line of JSON Lines, columns of those names in CSV, TSV and Parquet, \
the line itself in plain text, where the number of the line is the id. A line ends with a line feed, a carriage return or both. CSV may be set apart by semicolons, tabs or upright bars, and begin with a line such as sep=; as some spreadsheets write it. What is written is JSON Lines in the order of the input: \
{\"id\", \"report\"} for each row, or {\"line\", \"error\"} in the place of a row that could not be read; the rest go on. Blank lines are passed over. \
A region is a two-letter country code or a common name such as UK, USA or Mexico. A received that is no day or a region whose rules are not known is left out, and the message is read without it: {\"id\", \"warnings\", \"report\"} says so in words. \
So it does where a from, received or region of JSON Lines is neither text nor a number, where a field stands in an object more than once, where bytes are no letters in the encoding that was named, where a row has more values than there are columns, and where a value in quotes runs on over lines so that its quotes cannot be right: \
that line is then read by itself, its quotes as letters, and so are those after it; by itself it may have too few or too many values, and is then \
one that could not be read. A spreadsheet, a PDF, a picture or a packed file is no text: the command says what to give instead. \
Where no line could be read, the exit code is 2.

Memory stays flat however long the input is: a line of more than 8 MiB is answered as one that could not be read; a CSV file with such a line, with names of columns in which a quote is never \
closed, or in which so many quotes are not closed that most of it would be read again and again, ends the run there, which is named, with exit code 2. What came before it is written. Where input comes slowly through a pipe, each line is answered as it comes.

Examples:

    telltext batch messages.jsonl > reports.jsonl
    telltext batch export.csv --column text=Body --column from=Sender -o reports.jsonl
    telltext batch export.csv --column text=Body --column from=Sender -o reports.jsonl --resume
    zcat messages.jsonl.gz | telltext batch - | jq -c 'select(.report.level == \"strong\") | .id'
    telltext batch tips.txt --encoding utf-16le
    telltext batch messages.jsonl --without stolen-election-claim,machine-rigging-claim > rest.jsonl

With --resume a run that was broken off goes on: a last line that is incomplete is cut off, and as many rows of the input are passed over as the output has lines. \
The input and the options must be the same: the last lines of the output, 20 at most, are made again, and where they come out otherwise, nothing is added.

As a plain filter of lines it runs unchanged inside a distributed engine. examples/pyspark_pipe.py drives it over a partitioned data set with Spark's pipe: \
one process for each partition, nothing shared, the order within a partition kept.";

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
Where a region's rules expect no opt-out line or sender, their absence is a note. What is let pass with --allow is looked for and not told; \
a marker that is left out with --without is not looked for, makes nothing else weigh more, and is named at the end. The exit code is 1 when there is an error, or with --strict a warning.

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
