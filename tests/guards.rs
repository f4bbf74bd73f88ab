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
