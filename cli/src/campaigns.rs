//! `telltext campaigns`: near-duplicate messages and who sent them.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use telltext::{Campaign, Campaigns, Signature};

use crate::batch::none_could_be_read;
use crate::input::{Failure, shown};
use crate::knowledge::Known;
use crate::parallel::{cores, in_order};
use crate::progress::{Shown, thousands};
use crate::rows::{Chunk, Source};

/// How campaigns are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum As {
    /// To be read
    Table,
    /// JSON Lines, one campaign per line, with the ids of its messages
    Json,
}

/// Arguments of `telltext campaigns`.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    source: Source,
    /// How to write the campaigns
    #[arg(long = "as", value_name = "HOW", value_enum, default_value = "table")]
    as_what: As,
    /// How many messages a campaign has at the least
    #[arg(long, value_name = "N", default_value = "2", value_parser = clap::value_parser!(u32).range(1..))]
    least: u32,
    /// List no more campaigns than this
    #[arg(long, value_name = "N")]
    most: Option<usize>,
    /// How many threads to use; else one for each core
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    threads: Option<u16>,
}

/// A message on its way to be grouped.
struct Read {
    id: String,
    text: String,
    from: String,
    received: String,
    signature: Signature,
    /// The line, and what may have been meant otherwise.
    doubt: Option<(u64, String)>,
}

/// Runs the command. Lines that cannot be read are left out, and counted on stderr.
pub fn run(known: &Known, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let (mut chunks, progress) = arguments.source.open()?;
    let threads = arguments.threads.map_or_else(cores, usize::from);
    let workers: Vec<_> = (0..threads)
        .map(|_| {
            let mut engine = known.engine();
            move |chunk: Chunk| {
                let mut read = Vec::new();
                chunk.each(|line, row| {
                    read.push(row.map_err(|error| (line, error)).map(|mut row| Read {
                        doubt: row.doubts.pop().map(|doubt| (line, doubt)),
                        id: row.id.words(line),
                        signature: Signature::of(&mut engine, &row.message("US", "en")),
                        text: row.text.into_owned(),
                        from: row.from.into_owned(),
                        received: row.received.into_owned(),
                    }));
                });
                read
            }
        })
        .collect();
    let mut campaigns = Campaigns::new();
    let mut progress = Shown::new(progress, 0);
    let (mut count, mut bad, mut first_bad) = (0u64, 0u64, None);
    let (mut doubted, mut first_doubted) = (0u64, None);
    in_order(
        workers,
        move || chunks.next(),
        |read, _| {
            progress.add(read.len() as u64);
            for row in read {
                match row {
                    Ok(row) => {
                        count += 1;
                        doubted += u64::from(row.doubt.is_some());
                        first_doubted = first_doubted.take().or(row.doubt);
                        let message = telltext::Message::new(&row.text).from(&row.from).received(&row.received);
                        campaigns.add_read(&row.id, &message, &row.signature);
                    }
                    Err(error) => {
                        bad += 1;
                        first_bad.get_or_insert(error);
                    }
                }
            }
            Ok(())
        },
    )?;
    progress.finish();
    if let Some(first) = first_bad.as_ref().filter(|_| count == 0) {
        return Err(none_could_be_read(bad, first));
    }
    if let Some((line, error)) = first_bad {
        eprintln!(
            "telltext: {bad} {} left out; the first is line {line}: {error}",
            if bad == 1 { "line was" } else { "lines were" }
        );
    }
    if let Some((line, doubt)) = first_doubted {
        eprintln!(
            "telltext: {doubted} {}; the first is line {line}: {doubt}",
            if doubted == 1 { "row was read with a warning" } else { "rows were read with warnings" }
        );
    }
    let found = campaigns.finish(arguments.least as usize);
    let listed = &found[..found.len().min(arguments.most.unwrap_or(usize::MAX))];
    let mut out = io::BufWriter::new(io::stdout().lock());
    let written = match arguments.as_what {
        As::Json => json(&mut out, listed),
        As::Table => table(&mut out, listed, found.len(), count),
    };
    written.and_then(|()| out.flush()).map_err(|e| Failure::output(&e))?;
    Ok(ExitCode::SUCCESS)
}

fn json(out: &mut impl Write, campaigns: &[Campaign]) -> io::Result<()> {
    for campaign in campaigns {
        serde_json::to_writer(&mut *out, campaign)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// How many characters of a sample fit beside the figures.
const SAMPLE: usize = 80;

fn table(out: &mut impl Write, listed: &[Campaign], all: usize, messages: u64) -> io::Result<()> {
    if !listed.is_empty() {
        writeln!(
            out,
            "{:>9}  {:>7}  {:<10}  {:<10}  {:>10}  sample",
            "messages", "senders", "first", "last", "no opt-out"
        )?;
    }
    for campaign in listed {
        let day = |received: &Option<String>| received.as_deref().and_then(|r| r.get(..10)).unwrap_or("–").to_owned();
        let sample = shown(&campaign.sample.split_whitespace().collect::<Vec<_>>().join(" "));
        let clipped = if sample.chars().count() > SAMPLE {
            sample.chars().take(SAMPLE - 1).chain(['…']).collect()
        } else {
            sample
        };
        let without = format!("{:.0} %", campaign.without_opt_out * 100.0);
        let (members, senders) = (thousands(campaign.members.len() as u64), thousands(campaign.senders.len() as u64));
        writeln!(
            out,
            "{members:>9}  {senders:>7}  {:<10}  {:<10}  {without:>10}  {clipped}",
            day(&campaign.first),
            day(&campaign.last)
        )?;
    }
    let not_listed = if listed.len() < all {
        format!(", the largest {} listed", thousands(listed.len() as u64))
    } else {
        String::new()
    };
    writeln!(
        out,
        "{} {} in {} {}{not_listed}",
        thousands(all as u64),
        if all == 1 { "campaign" } else { "campaigns" },
        thousands(messages),
        if messages == 1 { "message" } else { "messages" },
    )
}
