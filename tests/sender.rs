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
        "🚨🚨 VOTER ALERT 🚨🚨 Our records show you have not voted.",
        "VOTER ALERT! Your polling place moved",
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

#[test]
fn a_title_and_a_name_before_a_colon_is_a_sender() {
    for (text, name) in [
        ("Pres. Lee: we need you to vote Tuesday. STOP to end", "Pres. Lee"),
        ("President Lee: where should I hold my next rally? STOP to end", "President Lee"),
        ("Sen. Ruiz: vote on Tuesday", "Sen. Ruiz"),
        ("Congresswoman Lee: $300K short of our goal. Donate today", "Congresswoman Lee"),
        ("Congressman Lee: 6 hours until the deadline. Donate today", "Congressman Lee"),
        ("Gov. Oakvale: vote Tuesday", "Gov. Oakvale"),
        ("Mayor Lee: vote Tuesday", "Mayor Lee"),
        ("Mayor Lee: the race is close. Vote for Ruiz on Tuesday!", "Mayor Lee"),
        ("LAST CHANCE! Mayor Lee: 6 hours until the deadline. Donate today", "Mayor Lee"),
        ("Pres Trump: $300K SHORT of our goal. Donate today", "Pres Trump"),
        ("Pres Biden: $300K SHORT of our goal. Donate today", "Pres Biden"),
        ("Hi, it's Vice President Lee. Vote on Tuesday. STOP to end", "it's Vice President Lee"),
        ("Hello friend - Sen. Warnock here. I need you to vote Tuesday", "Sen. Warnock"),
        ("Diputada Lee: 6 horas para votar", "Diputada Lee"),
        ("Alcaldesa Ruiz: vote el domingo", "Alcaldesa Ruiz"),
        ("S\u{e9}natrice Lee : 6 heures pour voter", "S\u{e9}natrice Lee"),
        ("Maire Garnier : votez dimanche", "Maire Garnier"),
    ] {
        assert_eq!(named(text).as_deref(), Some(name), "{text}");
    }
}

#[test]
fn a_call_to_act_before_a_colon_is_no_sender() {
    for text in [
        "We need you to vote. Donate for 1000%-IMPACT: lee.example STOP to end",
        "Vote for Lee this week. Act NOW: lee.example",
        "Vote Tuesday. Sign NOW: lee.example",
        "The race is tied. Step up & Donate NOW: lee.example",
        "Chip in for a 5X Match: lee.example",
        "FINAL NOTICE!\n\nYour 600%-IMPACT: REACTIVATED for Lee's donors",
        "BREAKING: Pres Trump wants a list of all donors. Give now",
        "Pres Biden will look for your name, donor. Give now",
        "It's Pres. Trump's birthday, vote Tuesday",
        "The race is tied. Vote for Lee on Tuesday",
        "Firma YA: lee.example Vote el domingo",
    ] {
        assert_eq!(named(text), None, "{text}");
    }
}

#[test]
fn a_name_after_a_dash_or_by_a_link_is_a_signature() {
    for (text, name) in [
        ("The youth vote is large this year. - QZTV Data.", "QZTV Data"),
        ("Vote on Tuesday with your neighbors. -- Jess", "Jess"),
        ("Will you give $10 to elect Democrats? lee.example/give -- Jess", "Jess"),
        ("Will you give $10? lee.example/give - Sen. Ruiz\n\nStop2End", "Sen. Ruiz"),
        ("Jess here! The race is close, vote on Tuesday. STOP to end", "Jess"),
        ("Vote S\u{cd} en la Medida C. Pagado por Bomberos por la C. Mande STOP para salir", "Bomberos por la C"),
        ("Jaime Lindqvist here. Vote on Tuesday. STOP to end", "Jaime Lindqvist"),
        ("Vote S\u{cd} en la Medida C. Pagado por Bomberos por la C", "Bomberos por la C"),
    ] {
        assert_eq!(named(text).as_deref(), Some(name), "{text}");
    }
}

#[test]
fn a_party_signs_with_its_initials_and_a_head_with_its_name() {
    for (text, name) in [
        ("PSOE: vote el domingo", "PSOE"),
        ("PP: vote el domingo", "PP"),
        ("Vox: vote el domingo", "Vox"),
        ("RN : votez dimanche", "RN"),
        ("LFI : votez dimanche", "LFI"),
        ("El PSOE te pide tu voto el domingo", "El PSOE te pide"),
        ("El PP te pide tu voto el domingo", "El PP te pide"),
        ("Le RN vous invite \u{e0} voter dimanche", "Le RN vous invite"),
        ("Le PS vous invite \u{e0} voter dimanche", "Le PS vous invite"),
        ("Mensaje del PP: vote el domingo", "Mensaje del PP"),
        ("Message du PS : votez dimanche", "Message du PS"),
        ("From: Ana Ruiz <ana@ruiz.example>\nSubject: Vote Tuesday\n\nDonate today", "Ana Ruiz"),
        ("De: Ana Ruiz <ana@ruiz.example>\nAsunto: Vote el domingo", "Ana Ruiz"),
        ("BREAKING NEWS from The Oakvale Gazette: polls closed early", "The Oakvale Gazette"),
    ] {
        assert_eq!(named(text).as_deref(), Some(name), "{text}");
    }
}

#[test]
fn a_name_that_is_met_is_whole() {
    let text = "Join us Saturday for a rally with Maria Lee for Senate. STOP to end";
    assert_eq!(named(text).as_deref(), Some("Maria Lee for Senate"));
    for text in ["I'm going home now, vote Tuesday!", "Last year we were in Bath, vote Friday"] {
        assert_eq!(named(text), None, "{text}");
    }
}
