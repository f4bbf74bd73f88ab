//! The report's Rust types → its JSON Schema and its TypeScript declarations, as text.

use schemars::generate::SchemaSettings;
use telltext::report::{
    About, Action, Category, Check, Checks, Encoding, Finding, Kind, Level, Link, NextStep, NotChecked, OrdinarySign,
    Outcome, Report, Resemblance, Severity, Source, Span,
};
use telltext::{Campaign, ExamplePage, IncidentPage, MarkerPage, RegionPage};
use ts_rs::TS;

/// The command that writes both.
pub const COMMAND: &str = "cargo run --example schema";

/// The path of each document and what must stand in it.
pub fn documents() -> [(&'static str, String); 2] {
    [("docs/report.schema.json", json_schema()), ("docs/report.d.ts", typescript())]
}

/// The JSON Schema of what `telltext check --format json` writes.
fn json_schema() -> String {
    let schema = SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<Report>();
    serde_json::to_string_pretty(&schema).expect("a schema is JSON") + "\n"
}

/// Every type a caller in TypeScript can meet.
fn typescript() -> String {
    let mut text = format!(
        "// Generated from src/report.rs, src/pages.rs, src/campaigns.rs and src/vocabulary.rs by\n// {COMMAND}\n"
    );
    macro_rules! declare {
        ($($name:ident)*) => { $(
            text.push_str(&declaration(<$name as TS>::docs().as_deref().unwrap_or(""), &<$name as TS>::decl()));
        )* };
    }
    declare!(Report Span About Encoding Checks Check Outcome Finding Source OrdinarySign Link Resemblance NextStep NotChecked);
    declare!(Level Severity Category Kind Action);
    declare!(MarkerPage ExamplePage RegionPage IncidentPage Campaign);
    text
}

/// One type, a field a line.
fn declaration(docs: &str, declared: &str) -> String {
    let mut text = format!("\n{}export ", comment(docs, ""));
    let Some((head, fields)) = declared.split_once("{ \n") else { return text + declared + "\n" };
    text += &format!("{}{{\n", head.trim_start());
    let fields = fields.trim_end().trim_end_matches(';').trim_end_matches('}').trim_end();
    for field in fields.split("/**").skip(1) {
        let (docs, field) = field.split_once("*/").expect("every field of the report has a comment that ends");
        text += &comment(docs, "  ");
        text += &format!("  {};\n", field.trim().trim_end_matches(','));
    }
    text + "}\n"
}

/// A comment in one line where it is one.
fn comment(docs: &str, indent: &str) -> String {
    let lines = docs.lines().map(|line| line.trim().trim_start_matches(['/', '*']).trim());
    let mut lines: Vec<&str> = lines.collect();
    lines.retain(|line| !line.is_empty());
    match lines[..] {
        [] => String::new(),
        [line] => format!("{indent}/** {line} */\n"),
        _ => format!(
            "{indent}/**\n{}{indent} */\n",
            lines.iter().fold(String::new(), |all, line| all + indent + " * " + line + "\n")
        ),
    }
}
