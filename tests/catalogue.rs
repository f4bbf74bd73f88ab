//! What people read about the markers, and what the documents name, is as promised.

#[path = "promises/catalogue.rs"]
mod catalogue;
#[path = "../cli/src/measure/mod.rs"]
#[allow(dead_code)]
mod measure;
#[path = "promises/places.rs"]
#[allow(dead_code)]
mod places;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use telltext::compile::source::{IncidentFile, InterfaceFile, RegionFile, SourceEntry};
use telltext::report::Level;

#[test]
fn the_page_of_markers_is_current() {
    let page = catalogue::page(&places::markers());
    let there = fs::read_to_string(places::root().join(catalogue::PATH)).unwrap_or_default();
    assert!(
        there == page,
        "{} is not what the markers' files say; write it with\n    {}",
        catalogue::PATH,
        catalogue::COMMAND
    );
}

#[test]
fn every_marker_has_its_own_id_and_is_embedded() {
    let embedded: Vec<String> = telltext::markers("en").into_iter().map(|m| m.id.into_owned()).collect();
    let unique: BTreeSet<&String> = embedded.iter().collect();
    assert_eq!(unique.len(), embedded.len(), "an id stands twice");
    let files: Vec<String> = places::markers().into_iter().map(|m| m.id).collect();
    assert_eq!(embedded, files, "the embedded markers are those of the files");
    for id in &files {
        let kebab = id
            .split('-')
            .all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
        assert!(kebab, "{id} is not words joined by hyphens");
    }
}

#[test]
fn markers_speak_every_language_with_examples_enough() {
    let mut problems = Vec::new();
    for marker in places::markers() {
        let file = &marker.file;
        for lang in telltext::languages() {
            if !file.text.contains_key(*lang) {
                problems.push(format!("{}: no [text.{lang}]", marker.id));
            }
        }
        for text in file.text.values().filter(|t| t.title.chars().count() > 60) {
            problems.push(format!("{}: a title longer than 60 characters: {}", marker.id, text.title));
        }
        for (kind, examples) in [("raise", &file.raise), ("quiet", &file.quiet)] {
            for lang in telltext::languages() {
                if !examples.iter().any(|e| e.lang == *lang) {
                    problems.push(format!("{}: no {kind} example in {lang}", marker.id));
                }
            }
        }
        if !file.quiet.iter().any(|e| e.lawful) {
            problems.push(format!("{}: no lawful look-alike among the quiet examples", marker.id));
        }
        if file.raise.len() < 5 || file.quiet.len() < 5 {
            problems.push(format!(
                "{}: {} raise and {} quiet examples; five of each are promised",
                marker.id,
                file.raise.len(),
                file.quiet.len()
            ));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn sources_are_dated_and_their_addresses_begin_with_https() {
    let mut problems = Vec::new();
    let mut unused: BTreeSet<&str> = ONLY_HTTP.into();
    let mut check = |at: &str, sources: &[SourceEntry]| {
        for source in sources {
            unused.remove(source.url.as_str());
            let dated = telltext::signals::when::Day::parse(
                &format!("{}-01-01", source.date).chars().take(10).collect::<String>(),
            )
            .is_some();
            if !dated {
                problems.push(format!("{at}: “{}” has no date but {:?}", source.title, source.date));
            }
            if !source.url.starts_with("https://") && !ONLY_HTTP.contains(&source.url.as_str()) {
                problems.push(format!("{at}: {} is not https", source.url));
            }
        }
    };
    for marker in places::markers() {
        check(&marker.id, &marker.file.source);
    }
    for (id, file) in folder::<IncidentFile>("incidents") {
        check(&id, &file.source);
    }
    for (id, file) in folder::<RegionFile>("regions") {
        check(&id, &file.opt_out.source);
        check(&id, &file.sender_id.source);
        file.step.iter().for_each(|step| check(&id, &step.source));
    }
    problems.extend(unused.iter().map(|url| format!("{url} is no longer a source: take it from ONLY_HTTP")));
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// Older pages that were read at these addresses; whether their publishers answer on https today was not found out.
const ONLY_HTTP: [&str; 12] = [
    "http://abcnews.go.com/Politics/Vote2008/story?id=6182271&page=1",
    "http://articles.baltimoresun.com/2011-07-05/news/bs-ed-robocalls-maryland-20110701_1_voter-fraud-voter-suppression-voter-turnout",
    "http://bucheonin.com/article/article_view.php?acd=152&num=19242&pageNo=417",
    "http://ibnlive.in.com/news/when-rioters-came-mobile-cos-made-a-killing/56230-2.html",
    "http://www.barubian.net/2013/05/beware-of-fake-sms-news-alerts.html",
    "http://www.eltiempo.com/elecciones-colombia-2018/congreso/cuidado-con-las-noticias-falsas-en-las-elecciones-2018-191570",
    "http://www.info7.mx/locales/advierte-cee-de-mensaje-falso-de-votacion/2389708",
    "http://www.mcall.com/la-pn-maryland-verdict-20111206-story.html",
    "http://www.minan21c.com/news/article.html?no=423",
    "http://www.theatlantic.com/politics/archive/2012/10/meet-the-company-spam-texting-against-barack-obama/264346/",
    "http://www.warrenrecord.com/news/article_08710fca-6e93-11ea-ac94-c70e4631b4ce.html",
    "http://www5.seoul.co.kr/news/politics/locelect2018/2018/06/11/20180611006011",
];

/// The files of a folder of `markers/`.
fn folder<T: serde::de::DeserializeOwned>(name: &str) -> Vec<(String, T)> {
    let mut files = files(&places::markers_folder().join(name), "toml");
    files.sort();
    let read = |path: &PathBuf| {
        let text = fs::read_to_string(path).expect("the file can be read");
        let id = path.file_stem().expect("a file has a name").to_string_lossy().into_owned();
        (id, toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display())))
    };
    files.iter().map(read).collect()
}

/// The files of a folder that end in `.end`, also those of folders within.
fn files(folder: &Path, end: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path()) {
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        if path.is_dir() {
            if !name.starts_with('.') && !["target", "node_modules", "pkg", "dist"].contains(&name.as_str()) {
                found.extend(files(&path, end));
            }
        } else if path.extension().is_some_and(|e| e == end) {
            found.push(path);
        }
    }
    found
}

#[test]
fn no_lawful_look_alike_reaches_caution() {
    let mut problems = Vec::new();
    let mut kinds = BTreeSet::new();
    for message in places::corpus().iter().filter(|m| m.lawful) {
        kinds.extend(message.look_alike_of);
        let report = message.message().check();
        if message.look_alike_of.is_some() && report.level >= Level::Caution {
            problems.push(format!(
                "{} (kind {:?}): {:?} because of {:?}\n    {}",
                message.name, message.look_alike_of, report.level, report.level_because, message.text
            ));
        }
    }
    assert_eq!(kinds.len(), 60, "kinds of look-alike in the corpus");
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn every_path_a_document_names_exists() {
    let mut problems = Vec::new();
    let mut named = 0;
    for document in files(places::root(), "md") {
        let text = fs::read_to_string(&document).expect("a document can be read");
        for path in paths(&text) {
            named += 1;
            let beside = document.parent().expect("a file is in a folder").join(&path);
            if !beside.exists()
                && !places::root().join(&path).exists()
                && !MADE_LATER.iter().any(|made| path.starts_with(made))
            {
                problems.push(format!(
                    "{}: there is no {path}",
                    document.strip_prefix(places::root()).unwrap_or(&document).display()
                ));
            }
        }
    }
    assert!(named > 50, "only {named} paths are named: does the search for them work?");
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// Who votes elsewhere learns from the README that no office of theirs is named.
#[test]
fn the_readme_names_every_region() {
    let readme = fs::read_to_string(places::root().join("README.md")).expect("the README can be read");
    for (code, region) in folder::<RegionFile>("regions").iter().filter(|(code, _)| code != "unknown") {
        let name = &region.name["en"];
        assert!(readme.contains(name.as_str()), "README.md does not name {name}, which has {code}.toml");
    }
}

/// What no report ever says would still be loaded by every reader.
#[test]
fn every_sentence_of_reports_is_said_by_the_engine() {
    let sources = files(&places::root().join("src"), "rs");
    let code: String = sources.iter().map(|path| fs::read_to_string(path).expect("a source can be read")).collect();
    let text = fs::read_to_string(places::markers_folder().join("interface.toml")).expect("it can be read");
    let interface: InterfaceFile = toml::from_str(&text).expect("it is as the build takes it");
    let reported = ["opt_out", "sender_id", "sign", "not_checked", "step"];
    let sentences = reported.iter().flat_map(|&table| interface[table].keys().map(move |key| format!("{table}.{key}")));
    let unsaid: Vec<String> = sentences.filter(|id| !code.contains(&format!("\"{id}\""))).collect();
    assert!(unsaid.is_empty(), "markers/interface.toml has sentences that nothing says: {}", unsaid.join(", "));
}

#[test]
fn the_corpus_is_counted_as_it_is() {
    let messages = places::corpus();
    let row = |name: &str, counts: &dyn Fn(&measure::corpus::Labelled) -> bool| {
        let of = |lang: &str| messages.iter().filter(|m| (lang.is_empty() || m.lang == lang) && counts(m)).count();
        let cells: Vec<String> = ["en", "es", "fr", ""].map(|lang| of(lang).to_string()).into();
        format!("| {name} | {} |", cells.join(" | "))
    };
    let mut rows = vec![
        row("messages", &|_| true),
        row("marked", &|m| !m.markers.is_empty()),
        row("lawful look-alikes and ordinary texts", &|m| m.lawful),
        row("disguised forms of another message", &|m| m.plain.is_some()),
        row("mirrors (the other side named)", &|m| m.name.ends_with("-mirror")),
    ];
    let kinds: BTreeSet<&str> = messages.iter().map(|m| m.kind.as_str()).collect();
    rows.extend(kinds.iter().map(|kind| row(&format!("`{kind}`"), &|m| m.kind == *kind)));
    let outcomes: BTreeSet<&str> = messages.iter().map(|m| m.opt_out.as_str()).collect();
    rows.extend(outcomes.iter().map(|outcome| row(&format!("`{outcome}`"), &|m| m.opt_out == *outcome)));
    let page = fs::read_to_string(places::root().join("tests/corpus/README.md")).expect("the README can be read");
    rows.retain(|row| !page.contains(row.as_str()));
    assert!(rows.is_empty(), "tests/corpus/README.md should say\n{}", rows.join("\n"));
}

/// A newcomer looks a file up in the table beside it, or in that of the rooms. Of www/ a test of the page holds it.
#[test]
fn the_tables_of_files_name_every_file() {
    let mut problems = Vec::new();
    for (table, folder) in [("ARCHITECTURE.md", "src"), ("tests/README.md", "tests")] {
        let text = fs::read_to_string(places::root().join(table)).expect("a document can be read");
        for path in files(&places::root().join(folder), "rs") {
            let inside = path.strip_prefix(places::root().join(folder)).expect("it was found in the folder");
            // What stands in a folder is named with it, by its own name or not.
            let first = inside.iter().next().expect("a path has a part").to_string_lossy().into_owned();
            let name = if inside.iter().count() > 1 { format!("{first}/") } else { first };
            if !text.contains(&name) {
                problems.push(format!("{table} does not name {folder}/{name}"));
            }
        }
    }
    problems.dedup();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// What is built, not kept.
const MADE_LATER: [&str; 6] = ["pkg", "target", "dist", "node_modules", "fuzz/artifacts", "fuzz/corpus"];

/// The folders at the root a path may begin with.
const FOLDERS: [&str; 12] = [
    "src/",
    "cli/",
    "docs/",
    "markers/",
    "tests/",
    "www/",
    "xtask/",
    "examples/",
    "benches/",
    "fuzz/",
    ".ci/",
    ".github/",
];

/// The paths in code spans and links of a document: those that begin with a folder of ours, and links to files.
fn paths(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut in_block = false;
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            in_block = !in_block;
        }
        // A line that is nothing but a path names a file the reader is to write.
        if in_block || (line.starts_with('`') && line.ends_with('`') && line.matches('`').count() == 2) {
            continue;
        }
        for (at, span) in line.split('`').enumerate() {
            if at % 2 == 1 && FOLDERS.iter().any(|f| span.starts_with(f)) {
                found.push(span.split([' ', '#', ':']).next().unwrap_or("").to_owned());
            }
        }
        for link in line.split("](").skip(1) {
            let target = link.split(')').next().unwrap_or("").split('#').next().unwrap_or("");
            if !target.is_empty() && !target.contains("://") && !target.starts_with("mailto:") {
                found.push(target.to_owned());
            }
        }
    }
    // A pattern stands for many files, a name in capitals or brackets for one that is still to be written.
    found.retain(|path| {
        !path.contains(['*', '<', '{', '…', '$'])
            && !path
                .split(['/', '.'])
                .any(|part| part.len() > 1 && part.bytes().all(|b| b.is_ascii_uppercase()) && !KEPT.contains(&part))
    });
    found
}

/// Names in capitals that are files.
const KEPT: [&str; 8] = ["README", "CONTRIBUTING", "ARCHITECTURE", "CHANGELOG", "SECURITY", "LICENSE", "MIT", "APACHE"];
