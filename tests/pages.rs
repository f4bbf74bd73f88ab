//! What catalogues show: a page for every documented message and every region, in each language.

use std::collections::BTreeSet;

#[test]
fn every_documented_message_is_a_page_that_says_what_was_wrong_and_where_it_was_read() {
    for language in telltext::languages() {
        let pages = telltext::incidents(language);
        assert!(pages.len() > 20);
        assert!(pages.is_sorted_by(|a, b| a.id < b.id), "in the order of their ids, each once");
        for page in pages {
            let said = [&page.title, &page.quote, &page.what_was_wrong];
            assert!(said.iter().all(|words| !words.is_empty()), "{language}: {page:?}");
            assert!(page.url.starts_with("http"), "{page:?}");
            assert!(page.date.len() >= 4 && page.date.starts_with(|c: char| c.is_ascii_digit()), "{page:?}");
        }
    }
    let titles = |language| telltext::incidents(language).into_iter().map(|p| p.title).collect::<Vec<_>>();
    assert_ne!(titles("en"), titles("es"));
    assert_eq!(titles("en"), titles("xx"), "another language is English");
}

#[test]
fn every_region_has_its_name_and_the_day_it_was_checked() {
    for language in telltext::languages() {
        let regions = telltext::regions(language);
        let codes: BTreeSet<String> = regions.iter().map(|r| r.code.to_string()).collect();
        assert_eq!(codes.len(), regions.len(), "each once");
        assert!(["US", "FR", "MX"].iter().all(|code| codes.contains(*code)));
        assert!(regions.iter().all(|r| !r.name.is_empty()), "{language}");
        assert!(regions.iter().all(|r| r.code == "unknown" || r.checked.len() == 10), "{regions:?}");
    }
    let name = |language, code| telltext::regions(language).into_iter().find(|r| r.code == code).map(|r| r.name);
    assert_ne!(name("en", "ES"), name("es", "ES"));
}

#[test]
fn the_version_of_the_markers_is_a_month() {
    let version = telltext::markers_version();
    assert!(
        matches!(version.as_bytes(), [y @ .., b'-', a, b] if y.len() == 4 && a.is_ascii_digit() && b.is_ascii_digit()),
        "{version}"
    );
}
