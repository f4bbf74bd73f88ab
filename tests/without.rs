//! A marker that is left out is not raised and not counted, and the report says so; everything else it says stays as it is.

#[path = "../cli/src/measure/mod.rs"]
#[allow(dead_code)]
mod measure;
#[path = "promises/places.rs"]
#[allow(dead_code)]
mod places;

use telltext::Message;
use telltext::report::{Level, Report, Severity};

/// All a report says that is no marker.
fn apart_from_markers(report: &Report) -> String {
    let Report { message, checks, links, ordinary_signs, incidents, .. } = report;
    format!("{message:?} {checks:?} {links:?} {ordinary_signs:?} {incidents:?}")
}

fn markers(report: &Report) -> Vec<&str> {
    report.findings.iter().map(|finding| &*finding.marker).collect()
}

#[test]
fn in_every_labelled_message_leaving_a_marker_out_touches_only_markers() {
    let messages = measure::corpus::load(&places::root().join("tests/corpus")).expect("the corpus");
    let mut left_out = 0;
    for labelled in &messages {
        let message = labelled.message();
        let whole = message.check();
        for left in markers(&whole) {
            left_out += 1;
            let part = message.without(&[left]).check();
            let name = format!("{} without {left}", labelled.name);
            assert_eq!(apart_from_markers(&part), apart_from_markers(&whole), "{name}");
            assert!(part.level <= whole.level, "{name}");
            assert!(!part.level_because.iter().any(|marker| marker == left), "{name}");
            let mut rest = markers(&whole);
            rest.retain(|marker| *marker != left);
            let (mut there, mut wanted) = (markers(&part), rest);
            // What is left may weigh less now, and stand in another order.
            there.sort_unstable();
            wanted.sort_unstable();
            assert_eq!(there, wanted, "{name}");
            assert!(!part.findings.iter().any(|f| f.raised_by.iter().any(|by| by == left)), "{name}");
            assert_eq!(part.not_checked[0].id, left, "{name}");
            assert_eq!(part.not_checked[1..], whole.not_checked, "{name}");
        }
    }
    assert!(left_out > 1000, "only {left_out} markers were left out");
}

#[test]
fn what_it_made_weigh_more_weighs_less() {
    let text = "They are stealing the election! Everyone come to the counting center at 12th and Arch right now";
    let severity = |report: &Report| {
        let claim = report.findings.iter().find(|f| f.marker == "stolen-election-claim").expect("the claim");
        (claim.severity, claim.raised_by.clone())
    };
    let message = Message::new(text);
    let whole = message.check();
    assert_eq!(severity(&whole), (Severity::Critical, vec!["converge-on-count-or-polls".into()]));
    let (alone, by) = severity(&message.without(&["converge-on-count-or-polls"]).check());
    assert!(alone < Severity::Critical && !by.contains(&"converge-on-count-or-polls".into()), "{alone:?} {by:?}");
}

#[test]
fn an_opt_out_line_that_is_missing_is_missing_whatever_is_left_out() {
    let text = "Chip in $25 before midnight to help Ruiz for Senate win. Vote Ruiz on Tuesday!";
    let opt_out: Vec<String> = telltext::markers("en")
        .iter()
        .filter(|page| page.category == telltext::report::Category::OptOut)
        .map(|page| page.id.to_string())
        .collect();
    let ids: Vec<&str> = opt_out.iter().map(String::as_str).collect();
    let whole = Message::new(text).check();
    assert!(markers(&whole).contains(&"opt-out-missing"), "{:?}", markers(&whole));
    let part = Message::new(text).without(&ids).check();
    assert!(!markers(&part).contains(&"opt-out-missing"));
    assert_eq!(part.checks, whole.checks);
    assert_eq!(part.checks.opt_out.outcome, telltext::report::Outcome::Fail);
}

#[test]
fn silence_is_never_without_a_word_about_what_was_left_out() {
    let all: Vec<String> = telltext::markers("en").iter().map(|page| page.id.to_string()).collect();
    let ids: Vec<&str> = all.iter().map(String::as_str).collect();
    let text = "Vote by text! Send VOTE to 59925 to cast your ballot.";
    for (language, sentence) in [("en", "was left out"), ("es", "se dejó fuera"), ("fr", "laissé de côté")] {
        let report = Message::new(text).language(language).without(&ids).check();
        assert_eq!((report.level, report.findings.len()), (Level::None, 0));
        let before: Vec<_> = report.not_checked.iter().take_while(|item| item.id != "truth").collect();
        assert!(before.iter().map(|item| &*item.id).eq(ids.iter().copied()), "each of them, in the order of the ids");
        for (item, page) in before.iter().zip(telltext::markers(language)) {
            assert!(item.what.contains(sentence) && item.what.ends_with(&*page.title), "{}", item.what);
        }
    }
}

#[test]
fn an_id_given_twice_is_said_once_and_one_that_is_none_leaves_nothing_out() {
    let message = Message::new("Vote by text! Send VOTE to 59925 to cast your ballot.");
    let twice = message.without(&["vote-by-text-phone-online", "vote-by-text-phone-online"]).check();
    assert_eq!(twice, message.without(&["vote-by-text-phone-online"]).check());
    assert_eq!(message.without(&["no-such-marker", ""]).check(), message.check());
    assert_eq!(message.without(&[]).check(), message.check());
}

#[test]
fn no_marker_is_called_as_something_else_that_was_not_looked_at() {
    let others = ["words", "truth", "links", "sender", "date", "place", "rest-of-text", "picture", "documented"];
    for page in telltext::markers("en") {
        assert!(!others.contains(&&*page.id), "{}", page.id);
    }
}
