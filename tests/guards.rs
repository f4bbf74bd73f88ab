//! What keeps a claim quiet, and what does not.

fn raised(text: &str) -> Vec<String> {
    telltext::check(text).findings.into_iter().map(|finding| finding.marker.to_string()).collect()
}

#[test]
fn a_claim_called_false_in_one_word_is_quiet_and_one_asked_about_is_not() {
    for (claim, marker, verdict) in [
        ("The machines switch votes.", "machine-rigging-claim", "False"),
        ("They are stealing the election.", "stolen-election-claim", "False"),
        ("Hubo fraude en las elecciones.", "stolen-election-claim", "Mentira"),
    ] {
        assert!(raised(claim).iter().any(|m| m == marker), "{claim}: {:?}", raised(claim));
        let said = format!("{claim} {verdict}.");
        assert!(!raised(&said).iter().any(|m| m == marker), "{said}: {:?}", raised(&said));
        let asked = format!("{claim} {verdict}? I saw it happen.");
        assert!(raised(&asked).iter().any(|m| m == marker), "{asked}: {:?}", raised(&asked));
    }
}

/// Claims that markers of five families point at, and what may stand after them as a sentence of its own.
const CLAIMS: [[&str; 6]; 3] = [
    [
        "The election has been moved to Wednesday.",
        "The machines switch votes.",
        "They are throwing ballots away.",
        "You need two photo IDs to vote this year.",
        "If you do not vote you lose your benefits.",
        "Mail ballots are not counted.",
    ],
    [
        "La elección se pasó al miércoles.",
        "Las máquinas cambian los votos.",
        "Están tirando las boletas a la basura.",
        "Este año piden dos identificaciones para votar.",
        "Si no vota le quitan los apoyos.",
        "Los votos por correo no se cuentan.",
    ],
    [
        "L'élection est reportée à mercredi.",
        "Les machines changent les votes.",
        "Ils jettent les bulletins à la poubelle.",
        "Cette année il faut deux pièces d'identité pour voter.",
        "Si vous n'allez pas voter, on vous coupe les aides.",
        "Les votes par correspondance ne sont pas comptés.",
    ],
];
const DENIALS: [&[&str]; 3] = [
    &[
        "That is not true.",
        "It isn't true.",
        "It's misinformation.",
        "None of it is true.",
        "Nothing of the kind.",
        "That never happened.",
        "There is no such rule.",
        "It has been debunked.",
        "We checked: false.",
        "Don't believe it.",
    ],
    &[
        "No es verdad.",
        "Eso no es así.",
        "Es desinformación.",
        "Nada de eso.",
        "Eso no pasó.",
        "No existe tal regla.",
        "Está desmentido.",
        "No lo crean.",
    ],
    &[
        "Ce n'est pas vrai.",
        "C'est faux.",
        "C'est de la désinformation.",
        "Rien de tel.",
        "Cela ne s'est pas produit.",
        "Ce n'est pas le cas.",
        "C'est démenti.",
        "N'y croyez pas.",
    ],
];
/// What sounds like a denial and takes nothing back.
const NO_DENIALS: [&[&str]; 3] = [
    &["That is true.", "It is not a hoax.", "Wrong!", "No more silence.", "It never stops."],
    &["Es verdad.", "No es un bulo.", "No más silencio.", "Eso no para."],
    &["C'est vrai.", "Ce n'est pas une rumeur.", "Cela ne s'arrête pas.", "Réveillez-vous."],
];

#[test]
fn a_denial_in_a_sentence_of_its_own_takes_a_claim_back_and_nothing_else_does() {
    for (claims, (denials, others)) in CLAIMS.iter().zip(DENIALS.iter().zip(NO_DENIALS)) {
        for claim in claims {
            let alone = raised(claim);
            assert!(alone.iter().any(|marker| is_content(marker)), "{claim}: {alone:?}");
            for denial in *denials {
                let denied = raised(&format!("{claim} {denial}"));
                assert!(!denied.iter().any(|marker| is_content(marker)), "{claim} {denial}: {denied:?}");
            }
            for other in others {
                let still = raised(&format!("{claim} {other}"));
                assert!(still.iter().any(|marker| is_content(marker)), "{claim} {other}: {still:?}");
            }
        }
    }
}

/// Not of the sender or of how it is written.
fn is_content(marker: &str) -> bool {
    !matches!(marker, "missing-sender-identity" | "opt-out-missing" | "urgency-alert-caps" | "forward-chain-request")
}

#[test]
fn an_office_that_says_votes_are_not_taken_by_text_is_quiet() {
    for text in [
        "You may have got a text that says you can vote by replying YES. You can't. No county takes votes by text.",
        "Someone says you can vote by text. You cannot.",
        "Dicen que se puede votar por mensaje de texto. No se puede.",
        "El voto por teléfono no existe. Ninguna oficina acepta votos por WhatsApp.",
        "On raconte qu'on peut voter par SMS. Ce n'est pas possible.",
        "Le vote par téléphone n'est pas possible ici. Aucune mairie n'accepte de votes par texto.",
    ] {
        let all = raised(text);
        assert!(!all.iter().any(|marker| marker == "vote-by-text-phone-online"), "{text}: {all:?}");
    }
    for text in [
        "No lines this year. You can vote by text.",
        "You can't vote at the school, vote by text to 22333.",
        "No hay filas: este año se puede votar por mensaje de texto.",
        "Le bureau n'accepte personne. Votez par SMS au 22333.",
    ] {
        let all = raised(text);
        assert!(all.iter().any(|marker| marker == "vote-by-text-phone-online"), "{text}: {all:?}");
    }
}
