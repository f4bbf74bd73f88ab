//! `telltext batch`: every row answered, in order, whatever the others are.

mod common;

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::Stdio;
use std::sync::mpsc;
use std::time::Duration;

use common::generator::{Random, stream};
use common::{folder, messages, run, telltext, write};
use serde_json::{Value, json};

#[test]
fn a_scorer_gives_lines_of_id_and_text_and_gets_lines_of_id_and_report() {
    let said = run(&["batch", "--format", "jsonl", "-"], b"{\"id\": \"a\", \"text\": \"Vote by text! Send VOTE to 59925\", \"more\": [1, {\"x\": null}]}\n{\"text\":\"Lunch?\",\"id\":7}\n");
    assert_eq!((said.code, said.err.as_str()), (Some(0), ""));
    let lines = said.json();
    assert_eq!(lines.len(), 2);
    assert_eq!((&lines[0]["id"], &lines[1]["id"]), (&json!("a"), &json!(7)));
    assert_eq!(lines[0]["report"]["level"], "strong");
    assert_eq!(lines[1]["report"]["level"], "none");
    assert_eq!(lines[0].as_object().map(serde_json::Map::len), Some(2));
}

#[test]
fn a_report_is_the_one_of_the_library() {
    let text = "🗳️ Vote by text! Send VOTE to 59925";
    let said = run(
        &["batch", "--lang", "es"],
        json!({ "id": 1, "text": text, "from": "+12155550123", "received": "2026-11-02", "region": "MX" })
            .to_string()
            .as_bytes(),
    );
    let report = telltext::Message::new(text)
        .from("+12155550123")
        .received("2026-11-02")
        .region("MX")
        .language("es")
        .check()
        .with_utf16_spans(text);
    let written =
        said.out.trim_end().strip_prefix("{\"id\":1,\"report\":").and_then(|r| r.strip_suffix('}')).expect("an answer");
    assert_eq!(written, serde_json::to_string(&report).expect("JSON"));
}

#[test]
fn fields_are_read_leniently() {
    let report = |row: Value| run(&["batch"], row.to_string().as_bytes()).json().remove(0)["report"].clone();
    let text = "Vote for Ruiz on Tuesday, reply STOP to end";
    assert_eq!(
        report(json!({ "text": text, "from": 12_155_550_123_u64 })),
        report(json!({ "text": text, "from": "12155550123" }))
    );
    assert_eq!(
        report(json!({ "text": text, "from": null, "received": false, "region": [] })),
        report(json!({ "text": text }))
    );
    assert_eq!(run(&["batch"], b"{\"text\":\"a\"}").json()[0]["id"], Value::Null);
    assert_eq!(
        run(&["batch"], b"\xef\xbb\xbf{\"id\":{\"a\":[1]},\"text\":\"\\u0061\"}\r\n").json()[0]["id"],
        json!({ "a": [1] })
    );
}

#[test]
fn a_bad_line_is_reported_in_its_place_and_the_rest_go_on() {
    let said = run(&["batch"], b"{\"id\":1,\"text\":\"a\"}\nnot json\n\n  \n{\"id\":2}\n{\"id\":3,\"text\":9}\n{\"id\":4,\"text\":\"caf\xe9\"}\n[]\n{\"id\":5,\"text\":\"b\"} x\n{\"id\":6,\"text\":\"c\"}");
    assert_eq!(said.code, Some(0));
    let lines = said.json();
    let errors: Vec<(u64, &str)> =
        lines.iter().filter_map(|l| Some((l["line"].as_u64()?, l["error"].as_str()?))).collect();
    assert_eq!(errors.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [2, 5, 6, 7, 8, 9]);
    for ((_, error), part) in
        errors.iter().zip(["not JSON", "no \"text\"", "no \"text\"", "byte 20", "not JSON", "not JSON"])
    {
        assert!(error.contains(part), "{error}");
    }
    assert!(errors[3].1.contains("--encoding"));
    assert!(errors[0].1.ends_with(" at column 2"), "{}", errors[0].1);
    let ids: Vec<&Value> = lines.iter().filter(|l| l["report"].is_object()).map(|l| &l["id"]).collect();
    assert_eq!(ids, [&json!(1), &json!(6)]);
    assert_eq!(said.err, "telltext: 6 lines could not be read; the output says why in their place\n");
}

#[test]
fn a_day_or_region_that_cannot_be_used_is_said_and_the_message_is_read() {
    let text = "Vote for Ruiz on Tuesday, reply STOP to end";
    let row = |id: u32, received: &str, region: &str| json!({ "id": id, "text": text, "received": received, "region": region });
    let rows = [
        row(1, "2026-11-02 18:30", "mx"),
        row(2, "next Tuesday", "US"),
        row(3, "11/02/2026", "Atlantis"),
        row(4, "", "unknown"),
        row(5, "2026-02-30", "QQ"),
        json!({ "id": 6, "text": text, "received": "x".repeat(90) }),
    ];
    let said = run(&["batch"], rows.map(|row| row.to_string() + "\n").concat().as_bytes());
    assert_eq!(said.code, Some(0));
    let lines = said.json();
    let warnings: Vec<String> = lines.iter().map(|line| line["warnings"].to_string()).collect();
    assert_eq!([&*warnings[0], &*warnings[3]], ["null", "null"]);
    for (line, parts) in [
        (1, &["received \\\"next Tuesday\\\" is no day", "YYYY-MM-DD"][..]),
        (2, &["11/02/2026", "region \\\"Atlantis\\\" is no place", "GB, KR, MX"]),
        (4, &["2026-02-30", "QQ"]),
        (5, &["xxx…"]),
    ] {
        assert!(parts.iter().all(|part| warnings[line].contains(part)), "{}", warnings[line]);
    }
    assert!(warnings[5].len() < 140, "{}", warnings[5]);
    // What is left out is left out, and no more.
    let plain = run(&["batch"], json!({ "text": text, "region": "unknown" }).to_string().as_bytes()).json();
    assert!(lines.iter().all(|line| line["report"]["level"] == plain[0]["report"]["level"]));
    assert_eq!(lines[2]["report"], plain[0]["report"]);
    assert_eq!(said.err, "telltext: 4 rows were read with warnings; the output says of what under \"warnings\"\n");
    let one = run(&["batch", "--format", "csv"], b"text,received\nhello,today\n");
    assert!(one.json()[0]["warnings"][0].as_str().is_some_and(|w| w.contains("today")));
    assert!(one.err.starts_with("telltext: 1 row was read with a warning;"), "{}", one.err);
}

#[test]
fn what_is_of_another_type_or_stands_twice_is_said() {
    let said = run(
        &["batch"],
        b"{\"text\":\"a\",\"from\":{\"n\":1},\"received\":true,\"region\":[\"US\"]}\n{\"text\":\"a\",\"text\":\"b\"}\n{\"text\":\"a\",\"from\":null,\"received\":null,\"region\":null}\n",
    );
    let warnings: Vec<Vec<String>> =
        said.json().iter().map(|l| serde_json::from_value(l["warnings"].clone()).unwrap_or_default()).collect();
    assert_eq!(
        warnings[0],
        ["from", "received", "region"]
            .map(|field| format!("\"{field}\" is neither text nor a number; it was left out"))
    );
    assert_eq!(warnings[1], ["\"text\" stands in it more than once; the last of them was read"]);
    assert!(warnings[2].is_empty(), "{warnings:?}");
    assert_eq!((said.code, said.err.lines().count()), (Some(0), 1), "{}", said.err);
}

#[test]
fn regions_go_by_common_names() {
    let given = ["UK", "usa", " Mexico ", "United Kingdom", "España", "gb", "unknown"];
    let rows = given.map(|region| json!({ "text": "hello", "region": region }).to_string() + "\n");
    let said = run(&["batch"], rows.concat().as_bytes());
    assert_eq!(said.err, "");
    let found: Vec<Value> = said.json().iter().map(|line| line["report"]["message"]["region"].clone()).collect();
    assert_eq!(found, ["GB", "US", "MX", "GB", "ES", "GB", "unknown"]);
    let check = |region: &str| run(&["check", "--format", "json", "--region", region, "hello"], b"");
    let region = |said: &str| serde_json::from_str::<Value>(said).expect("JSON")["message"]["region"].clone();
    let uk = check("UK");
    assert_eq!((region(&uk.out), &*uk.err), (json!("GB"), ""));
    let said = check("QQ");
    assert_eq!((region(&said.out), said.code), (json!("unknown"), Some(0)));
    assert_eq!(
        said.err,
        "telltext: the rules of QQ are not known, none are applied; known are those of AU, CA, ES, FR, GB, KR, MX, US\n"
    );
}

#[test]
fn of_many_lines_with_one_in_a_hundred_broken_none_of_the_rest_is_lost() {
    let count = 20_000;
    let mut random = Random::new(9);
    let mut input = Vec::new();
    let mut whole = Vec::new();
    for (made, id) in stream(9).zip(1..=count) {
        if random.below(100) == 0 {
            input.extend(made.broken_line(id, &mut random));
        } else {
            input.extend(made.line(id).bytes());
            whole.push(id);
        }
        input.push(b'\n');
    }
    let said = run(&["batch", "--threads", "3"], &input);
    let lines = said.json();
    assert_eq!(lines.len() as u64, count, "one answer for each line");
    let mut answered = Vec::new();
    for (line, number) in lines.iter().zip(1..) {
        match line["id"].as_u64() {
            Some(id) => {
                assert_eq!(id, number, "in the order of the input");
                assert!(line["report"].is_object());
                answered.push(id);
            }
            None => assert_eq!(line["line"].as_u64(), Some(number)),
        }
    }
    assert!(whole.len() < count as usize - 100);
    assert!(answered == whole);
}

#[test]
fn a_line_too_long_to_be_a_message_is_reported_and_not_kept() {
    let mut input = b"{\"id\":1,\"text\":\"".to_vec();
    input.resize(20 << 20, b'a');
    input.extend(b"\"}\n{\"id\":2,\"text\":\"b\"}\n");
    let lines = run(&["batch"], &input).json();
    assert_eq!(lines[0], json!({ "line": 1, "error": "longer than 8 MiB" }));
    assert_eq!(lines[1]["id"], 2);
}

#[test]
fn any_number_of_threads_writes_the_same() {
    let input = messages(3000);
    let one = run(&["batch", "--threads", "1"], input.as_bytes());
    assert_eq!(one.out.lines().count(), 3000);
    for threads in ["2", "7"] {
        assert!(run(&["batch", "--threads", threads], input.as_bytes()).out == one.out, "{threads} threads");
    }
}

#[test]
fn a_run_that_was_broken_off_goes_on() {
    let folder = folder("resume");
    let input = messages(1000).replace("\"id\":500,", "\"id\":500,,");
    let file = write(&folder, "in.jsonl", format!("\n{input}"));
    let whole = run(&["batch", &file], b"").out;
    let output = folder.join("out.jsonl");
    let out = output.to_str().expect("UTF-8");
    for length in [0, 1, 700, whole.len() / 2, whole.len() - 1, whole.len()] {
        fs::write(&output, &whole.as_bytes()[..length]).expect("a file");
        assert_eq!(run(&["batch", &file, "--output", out, "--resume"], b"").code, Some(0));
        assert!(fs::read_to_string(&output).expect("a file") == whole, "after {length} bytes");
    }
    // Where there is no output yet, all is done; without --resume, all is done again.
    fs::remove_file(&output).expect("a file");
    run(&["batch", "-", "--output", out, "--resume"], input.as_bytes());
    assert_eq!(fs::read_to_string(&output).expect("a file").lines().count(), 1000);
    // An input of fewer rows than were answered is another one.
    for (name, rows) in
        [("few.jsonl", messages(3)), ("few.csv", "text\na\nb\nc\n".into()), ("few.tsv", "text\na\nb\nc\n".into())]
    {
        let few = write(&folder, name, rows);
        run(&["batch", &few, "-o", out, "--resume"], b"")
            .failed(2, &["the output has 1000 lines, the input 3", "nothing was added"]);
        assert_eq!(fs::read_to_string(&output).expect("a file").lines().count(), 1000);
    }
    run(&["batch", &file, "--output", out], b"");
    assert!(fs::read_to_string(&output).expect("a file") == whole);
    // So is one whose rows are others, and one that was asked otherwise; one that has grown since is not.
    let half = whole.lines().take(600).flat_map(|line| [line, "\n"]).collect::<String>();
    let moved = write(&folder, "moved.jsonl", format!("{{\"text\":\"See you\"}}\n{input}"));
    let fewer = write(&folder, "fewer.jsonl", format!("\n{}", input.lines().take(590).collect::<Vec<_>>().join("\n")));
    for (arguments, said) in [
        (&["batch", &moved, "-o", out, "--resume"][..], "it is another input"),
        (&["batch", &file, "-o", out, "--resume", "--lang", "es"], "other options"),
        (&["batch", &file, "-o", out, "--resume", "--without", "homoglyph"], "other options"),
        (&["batch", &fewer, "-o", out, "--resume"], "the output has 600 lines, the input 590"),
    ] {
        fs::write(&output, &half).expect("a file");
        run(arguments, b"").failed(2, &["--resume", said, "nothing was added"]);
        assert!(fs::read_to_string(&output).expect("a file") == half, "{arguments:?}");
    }
    run(&["batch", &fewer, "-o", out], b"");
    assert_eq!(run(&["batch", &file, "-o", out, "--resume"], b"").code, Some(0));
    assert!(fs::read_to_string(&output).expect("a file") == whole);
    // Lines without ids are told apart by what is said of them.
    let (these, others) = (
        write(&folder, "these.txt", "See you\nVote by text!\nBye"),
        write(&folder, "others.txt", "Vote by text!\nSee you\nBye"),
    );
    run(&["batch", &these, "-o", out], b"");
    run(&["batch", &others, "-o", out, "--resume"], b"").failed(2, &["it is another input"]);
    // What is no output of it is left alone.
    let other = write(&folder, "other.txt", "dear diary\nall is well");
    run(&["batch", &file, "--output", &other, "--resume"], b"").failed(2, &["other.txt", "left as it is"]);
    assert_eq!(fs::read_to_string(&other).expect("a file"), "dear diary\nall is well");
    let rows = ["{\"text\":\"hello\"}", "{\"id\":7,\"text\":\"my only row\"}", "{\"id\": 7}"];
    for text in rows.into_iter().chain(["dear diary, all is well", "{\"line"]) {
        let other = write(&folder, "one-line.txt", text);
        let said = run(&["batch", &file, "--output", &other, "--resume"], b"");
        if text == "{\"line" {
            assert_eq!(said.code, Some(0), "that may be how its own output begins: {}", said.err);
        } else {
            said.failed(2, &["one-line.txt", "left as it is"]);
            assert_eq!(fs::read_to_string(&other).expect("a file"), text);
        }
    }
    let other = write(&folder, "messages.jsonl", &input);
    run(&["batch", &file, "--output", &other, "--resume"], b"").failed(2, &["messages.jsonl", "left as it is"]);
    assert!(fs::read_to_string(&other).expect("a file") == input);
}

#[test]
fn resumed_tables_go_on_at_the_right_record() {
    let folder = folder("resume-table");
    let rows: Vec<String> = (1..=600).map(|n| format!("{n},\"first line\nsecond, {n}\"\n")).collect();
    let file = write(&folder, "in.csv", format!("id,text\n{}", rows.concat()));
    let whole = run(&["batch", &file], b"").out;
    assert_eq!(whole.lines().count(), 600);
    let out = write(&folder, "out.jsonl", &whole[..whole.len() / 3]);
    run(&["batch", &file, "-o", &out, "--resume"], b"");
    assert!(fs::read_to_string(&out).expect("a file") == whole);
}

#[test]
fn the_input_is_never_written_over() {
    let folder = folder("same-file");
    let rows = messages(3);
    let file = write(&folder, "in.jsonl", &rows);
    let other = format!("{}/../same-file/in.jsonl", folder.display());
    for arguments in [&["batch", &file, "-o", &file][..], &["batch", &file, "-o", &other, "--resume"]] {
        run(arguments, b"").failed(2, &["in.jsonl is the input"]);
        assert_eq!(fs::read_to_string(&file).expect("a file"), rows);
    }
}

#[test]
fn a_line_is_answered_when_it_comes() {
    answered_when_it_comes(&["batch"], "", |id| format!("{{\"id\":{id},\"text\":\"hello\"}}\n"));
    answered_when_it_comes(&["batch", "--format", "csv"], "id,text\r\n", |id| format!("{id},\"hello\"\r\n"));
    answered_when_it_comes(&["batch", "--format", "tsv"], "id\ttext\n", |id| format!("{id}\thello\n"));
}

fn answered_when_it_comes(arguments: &[&str], head: &str, row: impl Fn(u32) -> String) {
    let mut child =
        telltext().args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the command starts");
    let mut input = child.stdin.take().expect("its input");
    let output = BufReader::new(child.stdout.take().expect("its output"));
    let (send, receive) = mpsc::channel();
    std::thread::spawn(move || output.lines().for_each(|line| drop(send.send(line.expect("a line")))));
    write!(input, "{head}").expect("it reads");
    for id in 1..=3 {
        write!(input, "{}", row(id)).expect("it reads");
        let line = receive.recv_timeout(Duration::from_secs(60)).expect("an answer before the next line is given");
        assert!(line.replace('"', "").starts_with(&format!("{{id:{id},")), "{line}");
    }
    drop(input);
    assert!(child.wait().expect("it ends").success());
}

#[test]
fn when_nobody_reads_on_it_ends_without_a_word() {
    let mut child = telltext()
        .arg("batch")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    let mut input = child.stdin.take().expect("its input");
    let mut output = BufReader::new(child.stdout.take().expect("its output"));
    let feed = std::thread::spawn(move || {
        let line = b"{\"id\":1,\"text\":\"hello\"}\n".repeat(100);
        // Until it is gone: the input never ends by itself.
        while input.write_all(&line).is_ok() {}
    });
    let mut first = String::new();
    output.read_line(&mut first).expect("a line");
    assert!(first.starts_with("{\"id\":1,"));
    drop(output);
    assert!(child.wait().expect("it ends").success());
    feed.join().expect("the input was closed");
    let mut err = String::new();
    child.stderr.take().expect("its errors").read_to_string(&mut err).expect("text");
    assert_eq!(err, "");
}

/// The most memory the command held, in kB, where the system says so.
#[cfg(target_os = "linux")]
fn peak(count: u64) -> u64 {
    let mut child = telltext()
        .args(["batch", "--threads", "2"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the command starts");
    let mut input = child.stdin.take().expect("its input");
    let mut output = child.stdout.take().expect("its output");
    let read = std::thread::spawn(move || {
        let mut answers = 0;
        let mut buffer = vec![0; 1 << 16];
        while let Ok(n @ 1..) = output.read(&mut buffer) {
            answers += memchr::memchr_iter(b'\n', &buffer[..n]).count() as u64;
        }
        answers
    });
    for (made, id) in stream(3).zip(1..=count) {
        writeln!(input, "{}", made.line(id)).expect("it reads");
    }
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).expect("its status");
    let peak = status
        .lines()
        .find_map(|l| l.strip_prefix("VmHWM:"))
        .and_then(|l| l.trim().trim_end_matches(" kB").parse().ok());
    drop(input);
    child.wait().expect("it ends");
    assert_eq!(read.join().expect("all is read"), count);
    peak.expect("a peak")
}

#[test]
#[cfg(target_os = "linux")]
fn memory_stays_flat() {
    let (short, long) = (peak(4_000), peak(40_000));
    assert!(long < short + short / 4 + 4_000, "{short} kB for 4,000 messages, {long} kB for 40,000");
}

#[test]
#[cfg(unix)]
fn what_is_interrupted_is_gone_on_with() {
    let folder = folder("interrupted");
    let rows = write(&folder, "in.jsonl", messages(30_000));
    let whole = folder.join("whole.jsonl");
    let cut = folder.join("cut.jsonl");
    let [whole, cut] = [&whole, &cut].map(|path| path.to_str().expect("UTF-8"));
    run(&["batch", &rows, "-o", whole], b"");

    // It is given a part of them and waits for more, so it cannot end before it is interrupted.
    let mut child = telltext()
        .args(["batch", "--format", "jsonl", "-o", cut])
        .stdin(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the command starts");
    let given = fs::read(&rows).expect("the messages");
    let mut stays_open = child.stdin.take().expect("a pipe");
    stays_open.write_all(&given[..given.len() / 3]).expect("it reads");
    while fs::metadata(cut).map_or(0, |about| about.len()) == 0 {
        std::thread::sleep(Duration::from_millis(2));
    }
    let killed = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill");
    assert!(killed.success());
    let ended = (0..1000).find_map(|_| {
        std::thread::sleep(Duration::from_millis(10));
        child.try_wait().expect("it can be asked")
    });
    if ended.is_none() {
        child.kill().expect("it can be ended");
    }
    assert!(ended.is_some_and(|status| !status.success()), "SIGINT does not end it; or it is ignored where this runs");
    let finished = fs::read(cut).expect("what was finished stays");
    assert!(!finished.is_empty() && finished.len() < fs::read(whole).expect("the whole").len());

    let said = run(&["batch", &rows, "-o", cut, "--resume"], b"");
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert!(fs::read(cut).expect("a file") == fs::read(whole).expect("a file"), "not as in one go");
}

#[test]
fn a_column_that_is_there_twice_is_an_error_and_none_is_read_in_its_place() {
    for (format, between) in [("csv", ","), ("tsv", "\t")] {
        let rows = ["id", "text", "note", "text"].join(between) + "\n" + &["1", "a", "b", "c"].join(between) + "\n";
        run(&["batch", "--format", format], rows.as_bytes())
            .failed(2, &["more than one column \"text\"", "--column text=NAME"]);
        // What is not asked for may be there as often as it likes, and another name may be meant.
        let said = run(&["batch", "--format", format, "--column", "text=note"], rows.as_bytes());
        assert_eq!((said.code, said.out.lines().count()), (Some(0), 1), "{}", said.err);
        // Two that are named alike are two as well; one named so to the letter is the one.
        let alike = ["Text", " TEXT"].join(between) + "\n" + &["a", "b"].join(between) + "\n";
        run(&["batch", "--format", format], alike.as_bytes()).failed(2, &["more than one column \"text\""]);
        let said = run(&["batch", "--format", format, "--column", "text=Text"], alike.as_bytes());
        assert_eq!((said.code, said.out.lines().count()), (Some(0), 1), "{}", said.err);
        let said = run(&["batch", "--format", format], alike.replace(" TEXT", "text").as_bytes());
        assert_eq!((said.code, said.out.lines().count()), (Some(0), 1), "{}", said.err);
    }
}
