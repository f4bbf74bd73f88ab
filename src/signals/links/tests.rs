//! What is told of links.

use super::*;

fn knowledge() -> &'static LinkKnowledge {
    &crate::known().links
}

/// The host and the notes of a link.
fn read(source: &str) -> (String, Vec<&'static str>) {
    let mut folded = Folded::new();
    crate::fold::fold(source, &crate::known().fold, &mut folded);
    let Host { host, notes } =
        knowledge().read(source, std::str::from_utf8(&folded.bytes).expect("folded text is UTF-8"));
    (host, notes.names().collect())
}

fn notes(source: &str) -> Vec<&'static str> {
    read(source).1
}

#[test]
fn hosts_of_offices() {
    for link in [
        "vote.gov",
        "https://www.eac.gov/voters",
        "sos.state.tx.us",
        "https://co.travis.tx.us",
        "elections.co.lake.il.us/x",
        "army.mil",
        "https://www.gov.uk/register",
        "elections.ca",
        "https://www.ine.mx",
        "interieur.gouv.fr",
        "Elections.Example-County.GOV",
        "https://aec.gov.au",
        "nec.go.kr",
        "juntaelectoralcentral.es",
        "votecentral.gob.es",
    ] {
        assert_eq!(notes(link), ["official"], "{link}");
    }
    for link in ["example.state.us", "co.tx.us", "agov", "xgov.com", "mygov"] {
        assert!(!notes(link).contains(&"official"), "{link}");
    }
}

#[test]
fn ordinary_hosts_have_nothing_to_tell() {
    for link in [
        "smithforsenate.com",
        "votesmith.com",
        "https://vote.liberal.org.au/x",
        "gopwin.us",
        "democrats.org",
        "vote.org",
        "https://www.vote411.org/",
        "canivote.org",
        "BeBallotReady.vote",
        "sub.iwillvote.com",
        "ballottrax.net",
        "https://exampleelections.org",
        "harriscountyvotes.com",
        "clerk.examplecounty.org",
        "elections.examplecounty.org",
        "example.co.uk",
        "governor-smith.com",
        "https://winred.com/a",
        "secure.actblue.com",
        "kcelections.com",
        "voteforjones.com",
        "joinhomebase.co",
        "govtrack.us",
        "gov.harvard.edu",
        "info.gov.zz",
        "example.com",
    ] {
        assert_eq!(notes(link), [""; 0], "{link}");
    }
}

#[test]
fn hosts_that_borrow_the_looks_of_an_office() {
    for link in [
        "vote-gov.com",
        "votegov.org",
        "v0te.org",
        "vote.gov.example.com",
        "https://www.mail.gov.example.org",
        "my-gov-vote.net",
        "vote-tx-gov.org",
        "usa-gov.info",
        "county-elections.info",
        "dmv-registration.com",
        "voter-registration-check.org",
        "ballot-status.net",
        "can-i-vote.org",
        "canivotes.org",
        "ballotrax.net",
        "vote.org.example.com",
        "https://vote-411.org",
        "gob-mexico.com",
        "ine-votar.com",
        "elections-gouv.com",
        "rockthev0te.org",
        "i-will-vote.com",
        "vote-org.com",
    ] {
        assert!(notes(link).contains(&"look-alike"), "{link}: {:?}", notes(link));
    }
    assert_eq!(notes("electionsupdate.top"), ["look-alike", "odd-ending"]);
    assert_eq!(notes("vote.gov.xyz"), ["look-alike", "odd-ending"]);
    assert_eq!(notes("smith.vip"), ["odd-ending"]);
}

#[test]
fn letters_of_other_scripts() {
    assert_eq!(read("vоte.gov"), ("vote.gov".into(), vec!["look-alike", "mixed-script"]));
    assert_eq!(read("https://саnivоtе.org/a"), ("canivote.org".into(), vec!["look-alike", "mixed-script"]));
    assert_eq!(notes("https://exаmple.com"), ["mixed-script"]);
    assert_eq!(notes("https://élections.example"), [""; 0]);
    assert_eq!(notes("https://выборы.рф/"), [""; 0]);
    assert_eq!(notes("https://xn--80ab.com"), ["punycode"]);
    assert_eq!(notes("https://example.com/выборы"), [""; 0]);
}

#[test]
fn shorteners_by_host_alone() {
    for link in
        ["bit.ly/abc", "https://tinyurl.com/x", "www.tinyurl.com/x", "https://t.co/a", "T.LY/a", "encurtador.com.br/x"]
    {
        assert_eq!(notes(link), ["shortener"], "{link}");
    }
    for link in ["notbit.ly/a", "bit.ly.example.com/a", "example.com/bit.ly", "act.co/t.co"] {
        assert!(!notes(link).contains(&"shortener"), "{link}");
    }
}

#[test]
fn what_is_odd_about_a_link() {
    for (link, host, odd) in [
        ("http://example.com/a", "example.com", vec!["not-https"]),
        ("https://example.com:8443/", "example.com", vec!["port"]),
        ("https://vote.gov@example.com/", "example.com", vec!["user-info"]),
        ("http://192.0.2.7/vote", "192.0.2.7", vec!["ip-address", "not-https"]),
        ("https://3221225985/", "3221225985", vec!["ip-address"]),
        ("https://[2001:db8::1]:80/", "[2001:db8::1]", vec!["ip-address", "port"]),
        ("https://example.com/a/vote.apk?x=1", "example.com", vec!["download"]),
        ("https://example.com/a.html#b.exe", "example.com", vec![]),
        ("hxxps[:]//example[.]com/a", "example.com", vec!["defanged"]),
        ("hxxp://example.com", "example.com", vec!["not-https", "defanged"]),
        ("vote(dot)gov", "vote.gov", vec!["official", "defanged"]),
        ("https://EXAMPLE.com./", "example.com", vec![]),
        ("clerk@example.gov", "example.gov", vec!["official"]),
        ("help@vote-gov.com", "vote-gov.com", vec!["look-alike"]),
    ] {
        assert_eq!(read(link), (host.to_owned(), odd), "{link}");
    }
}

#[test]
fn any_text_is_read() {
    for text in ["", ".", "://", "@", "https://", "https://@:/?#", "....", "a..b", "[", "https://[", "-.-", "é", "0x"]
    {
        let _ = read(text);
    }
    let long = "a-".repeat(30_000) + ".com";
    assert_eq!(notes(&long), [""; 0]);
}

#[test]
fn the_tables_are_whole() {
    let k = knowledge();
    assert!(k.slots.len().is_power_of_two() && k.slots.len() >= 2 * k.entries.len());
    for list in [k.official_patterns, k.borrowed_names, k.long_office_words] {
        assert!(list.is_sorted() && !list.is_empty());
    }
    for (number, _) in k.entries.iter().enumerate() {
        assert!(k.slots.contains(&(number as u16 + 1)));
    }
    for (host, kinds) in k.entries.iter().filter(|(_, kinds)| kinds & crate::signals::hosts::known::BORROWED != 0) {
        let own = if kinds & crate::signals::hosts::known::VOTING_SITE != 0 { vec![] } else { vec!["official"] };
        assert_eq!(notes(host), own, "{host}");
    }
}
