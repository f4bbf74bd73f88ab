//! What is written beside a claim does not keep it quiet: an opt-out line, a link, a request for money, a greeting and thanks
//! prove nothing, and are what a mass text has anyway.

#[path = "../cli/src/measure/mod.rs"]
#[allow(dead_code)]
mod measure;
#[path = "promises/places.rs"]
#[allow(dead_code)]
mod places;

use measure::examples;
use telltext::engine::Engine;
use telltext::report::Category;

/// What is written beside a message, in English, Spanish and French; `{}` stands for the message.
const BESIDE: [(&str, [&str; 3]); 5] = [
    (
        "an opt-out line",
        [
            "{}\n\nReply STOP to opt out.",
            "{}\n\nResponda BAJA para no recibir más mensajes.",
            "{}\n\nRépondez STOP pour ne plus recevoir de messages.",
        ],
    ),
    ("a short opt-out line", ["{}\n\nSTOP2END"; 3]),
    ("a link", ["{}\n\nhttps://www.example.com/a"; 3]),
    (
        "a request for money",
        [
            "{}\n\nChip in $10: example.com/give",
            "{}\n\nDone 10 $ hoy: example.com/dar",
            "{}\n\nDonnez 10 € : example.com/don",
        ],
    ),
    ("a greeting and thanks", ["Hello,\n\n{}\n\nThank you.", "Hola:\n\n{}\n\nGracias.", "Bonjour,\n\n{}\n\nMerci."]),
];

/// Markers of what a message says. Those of links, disguises and opt-out lines are about what is added here.
fn is_claim(category: Category) -> bool {
    !matches!(category, Category::OptOut | Category::Obfuscation | Category::LinksAndSenders)
}

#[test]
fn what_stands_beside_a_claim_does_not_keep_it_quiet() {
    let mut engine = Engine::embedded();
    let (mut tried, mut problems) = (0, Vec::new());
    for marker in places::markers() {
        for example in &marker.file.raise {
            let text = example.text.get_ref();
            let alone = engine.check(&examples::message(example));
            // That it is raised at all is tests/markers.rs's business.
            if !alone.findings.iter().any(|f| f.marker == marker.id && is_claim(f.category)) {
                continue;
            }
            for (beside, written) in BESIDE {
                tried += 1;
                let with = written[engine.knowledge().language(&example.lang)].replace("{}", text);
                let report = engine.check(&examples::as_example(example, &with));
                if !report.findings.iter().any(|f| f.marker == marker.id) {
                    problems.push(format!("{} is quiet beside {beside}: {text}", marker.id));
                }
            }
        }
    }
    assert!(problems.is_empty(), "{} of {tried}:\n{}", problems.len(), problems.join("\n"));
    assert!(tried > 4000, "only {tried} were tried");
}
