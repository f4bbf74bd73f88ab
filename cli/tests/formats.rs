//! Tables, plain lines, encodings: the same messages give the same reports.

mod common;

use common::{folder, run, write};
use serde_json::{Value, json};

const TEXTS: [&str; 4] =
    ["Vote by text! Send VOTE to 59925", "Lunch, at \"noon\"?", "Los demócratas votan el miércoles", "a\nb"];

fn reports(lines: &[Value]) -> Vec<&Value> {
    lines.iter().map(|l| &l["report"]).collect()
}

fn as_json_lines() -> Vec<Value> {
    let rows: Vec<String> = TEXTS
        .iter()
        .map(|t| {
            json!({ "id": "x", "text": t, "from": "+12155550100", "received": "2026-11-01", "region": "CA" })
                .to_string()
                + "\n"
        })
        .collect();
    run(&["batch"], rows.concat().as_bytes()).json()
}

#[test]
fn lines_that_end_in_a_carriage_return_alone_are_counted() {
    let lines = run(&["batch", "--format", "csv"], b"text,from\rVote,1\r\"two\rlines\",2\rsee you,3\r").json();
    assert_eq!(lines.iter().map(|l| l["id"].as_u64()).collect::<Vec<_>>(), [Some(2), Some(3), Some(5)]);
}

#[test]
fn comma_separated_values_say_what_json_lines_say() {
    let folder = folder("csv");
    let rows: Vec<String> = TEXTS
        .iter()
        .enumerate()
        .map(|(n, t)| format!("2026-11-01,\"{}\",n{n},CA,+12155550100\r\n", t.replace('"', "\"\"")))
        .collect();
    let file = write(&folder, "in.csv", format!("received,text,id,region,from\r\n{}", rows.concat()));
    let said = run(&["batch", &file], b"").json();
    assert_eq!(said.iter().map(|l| l["id"].as_str().unwrap_or("?")).collect::<Vec<_>>(), ["n0", "n1", "n2", "n3"]);
    assert_eq!(reports(&said), reports(&as_json_lines()));
}

#[test]
fn columns_may_be_called_otherwise() {
    let csv = "Nr,Body,Phone\n1,Lunch?,+1\n";
    let said = run(
        &["batch", "--format", "csv", "--column", "text=Body", "--column", "id=Nr", "--column", "from=Phone"],
        csv.as_bytes(),
    );
    assert_eq!(said.json()[0]["id"], "1");
    run(&["batch", "--format", "csv"], csv.as_bytes())
        .failed(2, &["standard input has no column \"text\"", "Nr, Body, Phone", "--column text="]);
    run(&["batch", "--format", "csv", "--column", "text=Body", "--column", "id=No"], csv.as_bytes())
        .failed(2, &["no column \"No\"", "--column id="]);
    run(&["batch", "--column", "subject=x"], b"").failed(2, &["no field subject"]);
    let said =
        run(&["batch", "--column", "text=body", "--column", "id=nr"], b"{\"nr\":1,\"body\":\"Lunch?\",\"text\":3}");
    assert_eq!(said.json()[0]["id"], 1);
    // Case and blanks around names are forgiven; a row without an id has the number of its line.
    assert_eq!(
        run(&["batch", "--format", "csv"], b" Text ,b\nhello,1\n\"two\nlines\",2\nthird,3\n")
            .json()
            .iter()
            .map(|l| l["id"].clone())
            .collect::<Vec<_>>(),
        [2, 3, 5]
    );
}

#[test]
fn a_record_that_is_too_short_or_no_text_is_reported() {
    let said = run(&["batch", "--format", "csv"], b"id,text\n1,a\n2\n3,caf\xe9\n4,b\n").json();
    assert_eq!(said[1], json!({ "line": 3, "error": "only 1 of the columns" }));
    assert_eq!(said[2]["line"], 4);
    assert!(said[2]["error"].as_str().is_some_and(|e| e.contains("text: not UTF-8 text (byte 4)")));
    assert_eq!(said[3]["id"], "4");
}

#[test]
fn what_sets_names_apart_sets_values_apart() {
    for delimiter in [";", "\t", "|", ","] {
        let table = format!("id{delimiter}text\n1{delimiter}\"Lunch{delimiter} or dinner, Ana?\"\n");
        for (first, line) in [(String::new(), 2), (format!("sep={delimiter}\r\n"), 3)] {
            let said = run(&["batch", "--format", "csv"], format!("\u{feff}{first}{table}7\n").as_bytes());
            let rows = said.json();
            assert_eq!((&rows[0]["id"], &rows[0]["report"]["message"]["characters"]), (&json!("1"), &json!(22)));
            assert_eq!(rows[1]["line"], line + 1, "{first:?}");
        }
    }
    // A sign within a name does not set names apart, and one that is declared does.
    let one = |input: &str| run(&["batch", "--format", "csv"], input.as_bytes()).json().remove(0);
    assert_eq!(one("id|nr;text;a,b\n1;Lunch?;x\n")["report"]["message"]["characters"], 6);
    assert_eq!(one("sep=~\nid~text\n1~Lunch?\n")["id"], "1");
}

/// The characters of each row's text, or its error.
fn read(said: &common::Said) -> Vec<Value> {
    let of = |line: &Value| line.get("error").unwrap_or(&line["report"]["message"]["characters"]).clone();
    said.json().iter().map(of).collect()
}

#[test]
fn a_stray_quote_swallows_no_rows() {
    let table = "id,text,from\n1,hello,+1\n2,\"Vote, by text!,+1\n3,fine,+1\n4,a \"quoted\" thing,+1\n5,\"x\ny\",+1\n";
    let said = run(&["batch", "--format", "csv"], table.as_bytes());
    let rows = said.json();
    assert_eq!(rows.len(), 5, "{}", said.out);
    // With a comma in it the line is no row by itself.
    assert_eq!(rows[1]["line"], 3);
    let error = rows[1]["error"].as_str().expect("an error");
    for part in ["runs on to line 5", "4 values for 3 columns", "close the quote", "twice"] {
        assert!(error.contains(part), "{part:?} is not in {error:?}");
    }
    assert_eq!(read(&said)[2..], [4, 16, 3]);
    assert_eq!(
        (said.code, &*said.err),
        (Some(0), "telltext: 1 line could not be read; the output says why in its place\n")
    );
    // Without one it is.
    let said = run(&["batch", "--format", "csv"], table.replace("Vote, by", "Vote by").as_bytes());
    assert_eq!(read(&said), [5, 14, 4, 16, 3]);
    let warning = said.json()[1]["warnings"][0].to_string();
    assert!(warning.contains("runs on to line 5") && warning.contains("read by itself"), "{warning}");
    assert_eq!(said.err, "telltext: 1 row was read with a warning; the output says of what under \"warnings\"\n");
    let said = run(&["campaigns", "--format", "csv"], table.replace("Vote, by", "Vote by").as_bytes());
    assert!(said.out.ends_with("in 5 messages\n"), "{}", said.out);
    assert!(said.err.starts_with("telltext: 1 row was read with a warning; the first is line 3: "), "{}", said.err);
    let said = run(&["campaigns", "--format", "csv"], table.as_bytes());
    assert!(said.out.ends_with("in 4 messages\n") && said.err.contains("the first is line 3: "), "{}", said.err);
    // Quotes that may be right are taken as right; where they hide rows, it is said.
    let said = run(&["batch", "--format", "csv"], b"id,text\n1,\"a\n2,b\n3,c\"\n4,\"d\ne\"\n");
    assert_eq!(read(&said), [9, 3]);
    let warning = said.json()[0]["warnings"][0].to_string();
    assert!(warning.contains("holds lines 3 to 4") && warning.contains("close the quote on line 2"), "{warning}");
    assert_eq!(said.json()[1].get("warnings"), None);
}

#[test]
fn of_a_row_with_too_many_values_it_is_said() {
    for (format, sign) in [("csv", ","), ("tsv", "\t")] {
        let table = "id,text\n1,hello, with comma, and more\n2,hi,,\n".replace(',', sign);
        let rows = run(&["batch", "--format", format], table.as_bytes()).json();
        let warning = rows[0]["warnings"][0].to_string();
        assert!(warning.contains("4 values for 2 columns") && warning.contains("in quotes"), "{format}: {warning}");
        assert_eq!(rows[1].get("warnings"), None, "{format}: empty values are nothing lost");
    }
}

#[test]
fn a_quote_that_is_never_closed_is_named_and_the_rest_is_read() {
    let folder = folder("open-quote");
    let rows = (1..=300).fold(String::from("id,text\r\n\r\n"), |rows, n| rows + &format!("{n},\"a\r\nb\"\r\n"));
    let file = write(&folder, "in.csv", format!("{rows}301,\"open\r\n302,c\r\n303,\"open, too"));
    let said = run(&["batch", &file], b"");
    let answers = said.json();
    assert_eq!((said.code, answers.len()), (Some(0), 303));
    assert!(answers[300]["warnings"][0].to_string().contains("runs on to line 605"), "{}", said.out);
    assert_eq!((&answers[301]["id"], &answers[302]["line"]), (&json!("302"), &json!(605)));
    let error = answers[302]["error"].as_str().expect("an error");
    assert!(error.contains("is never closed") && error.contains("3 values for 2 columns"), "{error}");
    // What was broken off goes on at the right line.
    let half: String = said.out.split_inclusive('\n').take(301).collect();
    let out = write(&folder, "out.jsonl", half);
    run(&["batch", &file, "-o", &out, "--resume"], b"");
    assert!(std::fs::read_to_string(&out).expect("a file") == said.out);
    run(&["batch", "--format", "csv"], b"id,\"text\n1,a\n").failed(2, &["standard input", "begins on line 1 "]);
    // A quote at the end is closed, with or without a line break after it.
    for end in ["", "\r", "\n", "\r\n"] {
        assert_eq!(run(&["batch", "--format", "csv"], format!("text\n\"a\"{end}").as_bytes()).json().len(), 1);
    }
}

#[test]
fn a_record_too_long_to_be_a_message_is_named_and_not_kept() {
    let mut input = b"id,text\n1,a\n2,\"".to_vec();
    input.resize(12 << 20, b'a');
    let said = run(&["batch", "--format", "csv"], &input);
    assert_eq!(said.json().len(), 1);
    said.failed(2, &["begins on line 3 ", "8 MiB", "quote"]);
    let said = run(&["batch", "--format", "csv"], &[b"text\na\n".to_vec(), vec![b','; 1 << 20]].concat());
    assert_eq!(said.json().len(), 1);
    said.failed(2, &["begins on line 3 ", "65536 values"]);
    // Of one that takes lines, the lines are read.
    let mut input = b"id,text\n1,a\n2,\"b".to_vec();
    input.resize(12 << 20, b'\n');
    let said = run(&["batch", "--format", "csv"], &[input, b"3,c\n".to_vec()].concat());
    assert_eq!((said.code, read(&said)), (Some(0), vec![json!(1), json!(2), json!(1)]));
    assert!(said.json()[1]["warnings"][0].to_string().contains("not closed within 8 MiB"));
}

#[test]
fn quotes_that_would_be_read_again_and_again_end_the_run() {
    // From every line on, all that follows could be one value after the other in quotes.
    let input = format!("a,text\n{}", "1,5\",\"z\n".repeat(120_000));
    let said = run(&["batch", "--format", "csv", "--threads", "1"], input.as_bytes());
    said.failed(2, &["cannot read standard input from line ", "too many of its quotes"]);
}

#[test]
fn tab_separated_values_are_lines() {
    let folder = folder("tsv");
    let file = write(&folder, "in.tsv", "id\ttext\n1\t\"quoted \"\"so\"\"\"\n2\t\"only at the beginning\n3\n4\tlast");
    let lines = run(&["batch", &file], b"").json();
    let direct = |text: &str| serde_json::to_value(telltext::check(text).with_utf16_spans(text)).expect("JSON");
    assert_eq!(lines[0]["report"], direct("quoted \"so\""));
    assert_eq!(lines[1]["report"], direct("\"only at the beginning"));
    assert_eq!(lines[2], json!({ "line": 4, "error": "only 1 of the columns" }));
    assert_eq!(lines[3]["id"], "4");
}

#[test]
fn of_plain_lines_each_is_a_message() {
    let folder = folder("lines");
    let file = write(&folder, "in.txt", "Lunch?\n\n{\"id\":1}\r\nVote by text! Send VOTE to 59925");
    let lines = run(&["batch", &file], b"").json();
    assert_eq!(lines.iter().map(|l| l["id"].as_u64()).collect::<Vec<_>>(), [Some(1), Some(3), Some(4)]);
    assert_eq!(lines[2]["report"]["level"], "strong");
    assert_eq!(lines[1]["report"]["message"]["characters"], 8);
}

#[test]
fn lines_may_end_in_a_carriage_return_alone() {
    let ids = |format: &str, input: &str| -> Vec<Value> {
        run(&["batch", "--format", format], input.as_bytes()).json().iter().map(|l| l["id"].clone()).collect()
    };
    assert_eq!(ids("lines", "one\rtwo\r\rfour\r\nfive\nsix"), [1, 2, 4, 5, 6].map(Value::from));
    assert_eq!(ids("jsonl", "{\"id\":1,\"text\":\"a\"}\r{\"id\":2,\"text\":\"b\"}\r"), [1, 2].map(Value::from));
    assert_eq!(ids("tsv", "id\ttext\r1\ta\r2\tb\r"), ["1", "2"].map(Value::from));
    // Wherever what is read at once ends, a carriage return and a line feed are one end.
    let many = "twelve bytes\r\n".repeat(20_000);
    assert_eq!(ids("lines", &many), (1..=20_000).map(Value::from).collect::<Vec<_>>());
}

#[test]
fn utf16_that_does_not_say_so_is_named() {
    let folder = folder("utf16");
    let holds = ["reads like UTF-16", "--encoding utf-16le or utf-16be"];
    for text in ["Vote by text!\nReply STOP to end\n", "\n\nVote", "{\"id\":1,\"text\":\"Sí\"}\n"] {
        for units in [u16::to_le_bytes, u16::to_be_bytes] {
            let bytes: Vec<u8> = text.encode_utf16().flat_map(units).collect();
            let file = write(&folder, "in.txt", &bytes);
            for format in ["lines", "jsonl"] {
                for command in ["batch", "campaigns"] {
                    let said = run(&[command, "--format", format, &file], b"");
                    said.failed(2, &[&["in.txt"], &holds[..]].concat());
                    assert_eq!(said.out, "");
                }
            }
            run(&["lint", &file], b"").failed(2, &[&["in.txt"], &holds[..]].concat());
            run(&["check"], &bytes).failed(2, &[&["standard input"], &holds[..]].concat());
        }
    }
}

#[test]
fn bytes_that_are_none_in_the_encoding_named_are_told() {
    let text = "Vota, sí.\nVote por Ruiz\n";
    let latin: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).expect("Latin-1")).collect();
    let said = run(&["batch", "--format", "lines", "--encoding", "shift_jis"], &latin);
    let lines = said.json();
    assert!(
        lines[0]["warnings"][0].as_str().is_some_and(|w| w.contains("none in Shift_JIS") && w.contains("U+FFFD")),
        "{said:?}",
        said = said.out
    );
    assert_eq!((said.code, &lines[1]["warnings"]), (Some(0), &Value::Null));
    assert!(said.err.starts_with("telltext: 1 row was read with a warning"), "{}", said.err);
    let check = run(&["check", "--encoding", "shift_jis"], &latin);
    assert!(check.err.contains("none in Shift_JIS") && check.err.lines().count() == 1, "{}", check.err);
    let right = run(&["batch", "--format", "lines", "--encoding", "latin1"], &latin);
    assert_eq!((right.code, right.err.as_str()), (Some(0), ""));
}

#[test]
fn other_encodings_are_read_when_named_or_marked() {
    let text = "¿Votan el miércoles? Sí";
    let plain = run(&["batch", "--format", "lines"], text.as_bytes()).out;
    let utf16 = |units: &mut dyn Iterator<Item = u16>| units.flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let little = utf16(&mut text.encode_utf16());
    let marked = utf16(&mut [0xfeff].into_iter().chain(text.encode_utf16()));
    let latin: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).expect("Latin-1")).collect();
    assert_eq!(run(&["batch", "--format", "lines", "--encoding", "utf-16le"], &little).out, plain);
    assert_eq!(run(&["batch", "--format", "lines"], &marked).out, plain);
    assert_eq!(run(&["batch", "--format", "lines", "--encoding", "latin1"], &latin).out, plain);
    assert_eq!(run(&["batch", "--format", "lines", "--encoding", "utf-8"], text.as_bytes()).out, plain);
    let said = run(&["batch", "--format", "lines"], &latin).json();
    assert!(said[0]["error"].as_str().is_some_and(|e| e.contains("byte 1)") && e.contains("--encoding")), "{said:?}");
    for table in [["csv", "id,text\n1,a\n"], ["tsv", "id\ttext\n1\ta\n"]] {
        let said = run(&["batch", "--format", table[0]], &utf16(&mut table[1].encode_utf16()));
        said.failed(2, &["reads like UTF-16", "--encoding utf-16le"]);
    }
    run(&["batch", "--encoding", "martian"], b"").failed(2, &["martian", "unknown encoding"]);
    // One message on standard input.
    let check = |arguments: &[&str], input: &[u8]| run(&[&["check", "--format", "json"], arguments].concat(), input);
    assert_eq!(check(&["--encoding", "latin1"], &latin).out, check(&[], text.as_bytes()).out);
    check(&[], &latin).failed(2, &["standard input is not UTF-8 text (byte 1)", "--encoding"]);
}

#[cfg(feature = "parquet")]
mod parquet_files {
    use super::*;
    use std::fs::File;
    use std::sync::Arc;

    use parquet::basic::Compression;
    use parquet::data_type::{ByteArray, ByteArrayType, Int64Type};
    use parquet::file::properties::WriterProperties;
    use parquet::file::writer::SerializedFileWriter;
    use parquet::schema::parser::parse_message_type;

    const SCHEMA: &str = "message rows { required int64 id; optional binary body (UTF8); required double weight; optional binary from (UTF8); }";

    fn write_parquet(path: &str, rows: &[Option<&str>], compression: Compression) {
        let schema = Arc::new(parse_message_type(SCHEMA).expect("a schema"));
        let properties = Arc::new(WriterProperties::builder().set_compression(compression).build());
        let mut writer =
            SerializedFileWriter::new(File::create(path).expect("a file"), schema, properties).expect("a writer");
        for (rows, group) in rows.chunks(300).zip(0i32..) {
            let mut columns = writer.next_row_group().expect("a group");
            for number in 0..4 {
                let mut column = columns.next_column().expect("a column").expect("a column");
                let ids: Vec<i64> = (1 + 300 * i64::from(group)..).take(rows.len()).collect();
                let given: Vec<i16> = rows.iter().map(|r| i16::from(r.is_some())).collect();
                let bodies: Vec<ByteArray> = rows.iter().flatten().map(|r| ByteArray::from(*r)).collect();
                match number {
                    0 => column.typed::<Int64Type>().write_batch(&ids, None, None),
                    1 => column.typed::<ByteArrayType>().write_batch(&bodies, Some(&given), None),
                    2 => {
                        column.typed::<parquet::data_type::DoubleType>().write_batch(&vec![0.5; rows.len()], None, None)
                    }
                    _ => column.typed::<ByteArrayType>().write_batch(
                        &vec![ByteArray::from("+12155550100"); rows.len()],
                        Some(&vec![1; rows.len()]),
                        None,
                    ),
                }
                .expect("values");
                column.close().expect("a column");
            }
            columns.close().expect("a group");
        }
        writer.close().expect("a file");
    }

    #[test]
    fn columns_are_read_by_their_names_in_every_usual_compression() {
        let folder = folder("parquet");
        let rows: Vec<Option<&str>> = (0..700).map(|n| if n == 650 { None } else { Some(TEXTS[n % 4]) }).collect();
        for (name, compression) in [
            ("none", Compression::UNCOMPRESSED),
            ("snappy", Compression::SNAPPY),
            ("zstd", Compression::ZSTD(parquet::basic::ZstdLevel::default())),
            ("gzip", Compression::GZIP(parquet::basic::GzipLevel::default())),
        ] {
            let path = folder.join(format!("{name}.parquet"));
            let path = path.to_str().expect("UTF-8");
            write_parquet(path, &rows, compression);
            let lines = run(&["batch", path, "--column", "text=body"], b"").json();
            assert_eq!(
                lines.iter().map(|l| l["id"].as_str().and_then(|i| i.parse().ok()).unwrap_or(0)).collect::<Vec<u64>>(),
                (1..=700).collect::<Vec<u64>>(),
                "{name}"
            );
            let text = TEXTS[2];
            let report = telltext::Message::new(text).from("+12155550100").check().with_utf16_spans(text);
            assert_eq!(lines[2]["report"], serde_json::to_value(report).expect("JSON"));
            assert_eq!(lines[650]["report"]["message"]["characters"], 0, "no text is an empty text");
        }
    }

    #[test]
    fn what_is_no_parquet_is_said() {
        let folder = folder("no-parquet");
        let file = write(&folder, "in.parquet", "id,text\n1,a\n");
        run(&["batch", &file], b"").failed(2, &["in.parquet", "Parquet"]);
        run(&["batch", "--format", "parquet"], b"").failed(2, &["pipe", "name the file"]);
        let path = folder.join("other.parquet");
        let path = path.to_str().expect("UTF-8");
        write_parquet(path, &[Some("a")], Compression::UNCOMPRESSED);
        run(&["batch", path], b"").failed(2, &["no column \"text\"", "id, body, weight, from"]);
    }

    /// Wherever a file is damaged, it is read or there is one line on why not; what came before is written.
    #[test]
    fn a_damaged_file_is_one_line() {
        let folder = folder("damaged-parquet");
        let rows: Vec<Option<&str>> = (0..900).map(|n| Some(TEXTS[n % 4])).collect();
        let path = folder.join("whole.parquet");
        write_parquet(path.to_str().expect("UTF-8"), &rows, Compression::SNAPPY);
        let whole = std::fs::read(&path).expect("a file");
        let mut failures = 0;
        let places = (0..40).map(|n| 4 + n * (whole.len() - 5) / 39);
        for at in places {
            for damaged in [whole[..at].to_vec(), [&whole[..at], &[whole[at] ^ 0x55], &whole[at + 1..]].concat()] {
                let file = write(&folder, "damaged.parquet", damaged);
                let said = run(&["batch", &file, "--column", "text=body"], b"");
                said.json();
                if said.code == Some(0) {
                    continue;
                }
                failures += 1;
                said.failed(2, &["cannot read", "damaged.parquet"]);
            }
        }
        assert!(failures > 40, "{failures} of 80 files could not be read");
    }
}
