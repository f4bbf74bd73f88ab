//! Words as messages shorten them are read as the words they stand for.

/// The markers raised by what the message says.
fn raised(text: &str) -> Vec<String> {
    let markers = telltext::check(text).findings.into_iter().map(|finding| finding.marker.to_string());
    markers.filter(|marker| !["missing-sender-identity", "opt-out-missing"].contains(&marker.as_str())).collect()
}

#[test]
fn a_claim_in_shorthand_is_found_as_one_written_out_is() {
    for (written, short, marker) in [
        ("Vote and you may be fined.", "Vote & u may be fined.", "legal-penalty-chill"),
        ("Vote for Ruiz or we will find you.", "Vote for Ruiz or we will find u.", "direct-threat-intimidation"),
        ("Skip the vote and we will report you.", "Skip the vote & we will report u.", "voter-surveillance-threat"),
        (
            "There are too many people at the polls, so vote tomorrow.",
            "There r too many ppl at the polls, so vote 2moro.",
            "wrong-election-date",
        ),
        (
            "Nunca use la boleta por correo en esta elección.",
            "Nunca use la boleta x correo en esta elección.",
            "mail-ballot-falsehood",
        ),
        ("Sabemos por quién votaste.", "Sabemos x quién votaste.", "voter-surveillance-threat"),
        (
            "El domingo no se vota, la elección es mañana.",
            "El domingo no se vota, la elección es mñn.",
            "wrong-election-date",
        ),
        (
            "En raison d'une forte affluence, revenez demain pour voter.",
            "En raison d'une forte affluence, revenez dem1 pr voter.",
            "wrong-election-date",
        ),
    ] {
        for text in [written, short] {
            assert!(raised(text).iter().any(|m| m == marker), "{text}: {:?}", raised(text));
        }
    }
}

#[test]
fn a_denial_in_shorthand_is_one() {
    for (written, short) in [
        (
            "Verificado: no es verdad que los extranjeros puedan votar.",
            "Verificado: no es verdad q los extranjeros puedan votar.",
        ),
        ("The machines switch votes. Please don't believe it.", "The machines switch votes. Plz don't believe it."),
    ] {
        for text in [written, short] {
            assert_eq!(raised(text), [""; 0], "{text}");
        }
    }
}

#[test]
fn what_is_marked_is_the_short_word_as_pasted() {
    let text = "Vote & u may be fined.";
    let report = telltext::check(text);
    let finding = report.findings.iter().find(|f| f.marker == "legal-penalty-chill").expect("it is raised");
    assert_eq!(finding.excerpt, "Vote & u may be fined");
}

#[test]
fn two_people_and_a_versus_are_no_shorthand_of_another_language() {
    for text in ["Ruiz vs Lee tonight at 8 on Channel 4.", "PA voters: polls close at 8 pm."] {
        assert_eq!(raised(text), [""; 0], "{text}");
    }
}
