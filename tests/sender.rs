//! Who a message says it is from: a name that introduces itself or signs, and nothing that merely stands where one might.

use telltext::check;

fn named(text: &str) -> Option<String> {
    check(text).checks.sender_id.name
}

#[test]
fn where_somebody_is_names_nobody() {
    for text in [
        "Prom vote! Last year we were in Bath, so pick Bristol or Cardiff at forms.example/prom by Friday",
        "Vote for Ruiz on Tuesday! We're in Oakvale all weekend.",
        "Vote Tuesday. It's in Oakvale this year.",
        "Vote Tuesday! I'm at Oakvale High and the lines are short.",
        "Vote Tuesday. They were Oakvale people once",
        "Votez dimanche pour Garnier ! Nous sommes à Robleval samedi.",
        "Votez dimanche. C'est à Robleval que tout se joue.",
        "Vega habla en Robledal el martes. Vote el domingo.",
    ] {
        assert_eq!(named(text), None, "{text}");
    }
}

#[test]
fn where_something_was_read_or_who_is_greeted_is_no_sender() {
    for text in [
        "According to The Oakvale Observer: mail ballots were counted twice. Vote Tuesday!",
        "Via Oakvale Observer: mail ballots were counted twice. Vote Tuesday!",
        "Seen on Oakvale Social: mail ballots were counted twice. Vote Tuesday!",
        "The Oakvale Observer says: mail ballots were counted twice. Vote Tuesday!",
        "The Oakvale Observer reports: mail ballots were counted twice. Vote Tuesday!",
        "Dear Oakvale Neighbors: please vote on Tuesday!",
        "Según El Observador Libre: las boletas se contaron dos veces. Vote el domingo",
        "Hola Ana Lindqvist: vote el domingo",
        "Selon Le Matin Libre : les bulletins ont été comptés deux fois. Votez dimanche",
        "Cher Paul Lindqvist : votez dimanche",
    ] {
        assert_eq!(named(text), None, "{text}");
    }
}

#[test]
fn who_says_who_they_are_is_named() {
    for (text, name) in [
        ("Hi, it's Dana with Oakvale Votes, we're in Reno today. Vote Tuesday!", "it's Dana with Oakvale Votes"),
        ("This is Dana at Oakvale Votes. Vote Tuesday!", "This is Dana at Oakvale Votes"),
        ("We're Lindqvist. Vote Tuesday!", "We're Lindqvist"),
        ("Soy Lindqvist. Vote el domingo.", "Soy Lindqvist"),
        ("Ici Lindqvist. Votez dimanche.", "Ici Lindqvist"),
        ("Lindqvist Alliance: vote Tuesday!", "Lindqvist Alliance"),
        (
            "According to The Oakvale Observer: polls open at 7. Vote early! - Lindqvist Civic Forum",
            "Lindqvist Civic Forum",
        ),
    ] {
        assert_eq!(named(text).as_deref(), Some(name), "{text}");
    }
}
