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

#[test]
fn a_name_is_whole_and_ends_where_it_ends() {
    for (text, name) in [
        ("Lee for Senate: vote Tuesday! STOP to end", "Lee for Senate"),
        ("Vote Tuesday! - Ana Lindqvist for Senate", "Ana Lindqvist for Senate"),
        ("President Trump: I'm asking you to vote. Chip in now", "President Trump"),
        ("President Biden: I'm asking you to vote. Chip in now", "President Biden"),
        ("Registradur\u{ed}a: usted fue elegido jurado de votaci\u{f3}n. Vote el domingo", "Registradur\u{ed}a"),
        ("Oakvale County Board of Elections: Election Day is Tuesday.", "Oakvale County Board of Elections"),
        ("DNC: donate today", "DNC"),
        ("RNC: donate today", "RNC"),
        ("GOP: donate today", "GOP"),
        ("Democrats: donate today", "Democrats"),
        ("Governor Newsom: Vote YES on 50", "Governor Newsom"),
        ("Governor Abbott: Vote YES on 50", "Governor Abbott"),
    ] {
        assert_eq!(named(text).as_deref(), Some(name), "{text}");
    }
}

#[test]
fn a_call_a_heading_or_a_friend_of_a_friend_is_no_sender() {
    for text in [
        "Vote by text! Send VOTE to 59925",
        "Vota por mensaje. Env\u{ed}a ROJO al 55512",
        "Votez par SMS ! Envoyez ROUGE au 37123",
        "BREAKING NEWS: Ruiz quits the race. Do not vote.",
        "Voter Alert: polls are closed",
        "ELECTION ALERT: vote Wednesday instead",
        "Update: Voting has moved to Wednesday",
        "Atenci\u{f3}n electores: se vota el lunes",
        "Poll workers are throwing ballots away",
        "The petition was signed on the steps. Vote Tuesday!",
        "Candidate Maria has dropped out. Don't vote.",
        "Text from 'Joe: vote Wednesday instead'",
        "Me dijo una amiga que trabaja en el INE que no se vota el domingo. P\u{e1}salo",
        "My cousin works at the Board of Elections and says they throw out ballots. Share!",
        "Une amie qui travaille \u{e0} la pr\u{e9}fecture dit que le vote est annul\u{e9}. Partagez !",
    ] {
        assert_eq!(named(text), None, "{text}");
    }
}

#[test]
fn names_that_meet_share_no_word() {
    let text = "Join us Saturday for a rally with Maria Lee for Senate. Paid for by Lee for Senate";
    let spans = check(text).checks.sender_id.spans;
    assert!(spans.len() > 1, "{spans:?}");
    assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start), "{spans:?}");
}
