//! What leads in to a message (`Hi all,`, `FYI:`) takes nothing from what it says.

const LEADS: [&[&str]; 3] = [
    &[
        "Hey neighbor, ",
        "Hi all, ",
        "Dear voter: ",
        "FYI: ",
        "Fwd: ",
        "Maria, ",
        "Good morning friends, ",
        "Just so you know, ",
        "Hello - ",
    ],
    &["Hola vecino, ", "Buenos días, ", "Estimado votante: ", "Ojo: ", "Fwd: ", "María, ", "Amigos, "],
    &["Bonjour voisin, ", "Salut, ", "Chers amis, ", "Info : ", "Fwd: ", "Marie, ", "Mes amis, "],
];

fn raised(text: &str) -> Vec<String> {
    telltext::check(text).findings.into_iter().map(|finding| finding.marker.to_string()).collect()
}

fn with_leads(text: &str, language: usize) -> impl Iterator<Item = String> {
    let mut small = text.to_owned();
    small[..1].make_ascii_lowercase();
    LEADS[language].iter().flat_map(move |lead| [format!("{lead}{small}"), format!("{lead}{}", capital(&small))])
}

fn capital(text: &str) -> String {
    let mut whole = text.to_owned();
    whole[..1].make_ascii_uppercase();
    whole
}

#[test]
fn a_claim_is_found_after_it_as_without_it() {
    for (language, text, marker) in [
        (0, "The election is cancelled.", "wrong-election-date"),
        (0, "They cancelled the election in Ohio.", "wrong-election-date"),
        (0, "Shoot anyone who touches the ballots.", "call-to-violence"),
        (0, "Vote and you may be fined $900.", "legal-penalty-chill"),
        (1, "Las elecciones han sido canceladas.", "wrong-election-date"),
        (1, "Cancelaron la elección en todo el estado.", "wrong-election-date"),
        (1, "Su registro fue cancelado. Corríjalo en registro-listo.info", "registration-problem-phish"),
        (2, "Les élections sont annulées.", "wrong-election-date"),
    ] {
        for text in with_leads(text, language).chain([text.to_owned()]) {
            assert!(raised(&text).iter().any(|m| m == marker), "{text}: {:?}", raised(&text));
        }
    }
}

#[test]
fn a_question_or_denial_is_one_after_it_too() {
    for (language, text, marker) in [
        (0, "Has your polling place moved? Check at vote.gov before you go.", "polling-place-changed"),
        (
            0,
            "My polling place changed, what now? We mail a notice, and a sign hangs at the old door.",
            "polling-place-changed",
        ),
        (0, "Was the 1876 election stolen? A historian answers on Thursday at the library.", "stolen-election-claim"),
        (0, "No ballots were destroyed: the shredders took empty envelopes and labels.", "mail-ballot-falsehood"),
        (2, "Aucun bulletin n'a été détruit : la mairie a jeté des enveloppes vides.", "mail-ballot-falsehood"),
        (2, "Non, ces bulletins brûlés ne sont pas le signe d'une fraude.", "stolen-election-claim"),
    ] {
        for text in with_leads(text, language).chain([text.to_owned()]) {
            assert!(!raised(&text).iter().any(|m| m == marker), "{text}: {:?}", raised(&text));
        }
    }
}

#[test]
fn a_clause_of_its_own_leads_in_to_nothing() {
    // Where something is said of another place or time first, the sentence does not begin after it.
    for text in ["In Mali, the election was cancelled.", "Last December, they cancelled the election in Romania."] {
        assert!(!raised(text).iter().any(|m| m == "wrong-election-date"), "{text}: {:?}", raised(text));
    }
}
