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

/// What is added to a message, by language.
struct Beside {
    what: &'static str,
    add: fn(&str, &str) -> String,
}

const BESIDE: [Beside; 5] = [
    Beside {
        what: "an opt-out line",
        add: |text, lang| {
            let line = match lang {
                "es" => "Responda BAJA para no recibir más mensajes.",
                "fr" => "Répondez STOP pour ne plus recevoir de messages.",
                _ => "Reply STOP to opt out.",
            };
            format!("{text}\n\n{line}")
        },
    },
    Beside { what: "a short opt-out line", add: |text, _| format!("{text}\n\nSTOP2END") },
    Beside { what: "a link", add: |text, _| format!("{text}\n\nhttps://www.example.com/a") },
    Beside {
        what: "a request for money",
        add: |text, lang| {
            let line = match lang {
                "es" => "Done 10 $ hoy: example.com/dar",
                "fr" => "Donnez 10 € : example.com/don",
                _ => "Chip in $10: example.com/give",
            };
            format!("{text}\n\n{line}")
        },
    },
    Beside {
        what: "a greeting and thanks",
        add: |text, lang| match lang {
            "es" => format!("Hola:\n\n{text}\n\nGracias."),
            "fr" => format!("Bonjour,\n\n{text}\n\nMerci."),
            _ => format!("Hello,\n\n{text}\n\nThank you."),
        },
    },
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
            for beside in &BESIDE {
                tried += 1;
                let with = (beside.add)(text, &example.lang);
                let report = engine.check(&examples::as_example(example, &with));
                if !report.findings.iter().any(|f| f.marker == marker.id) {
                    problems.push(format!("{} is quiet beside {}: {text}", marker.id, beside.what));
                }
            }
        }
    }
    assert!(problems.is_empty(), "{} of {tried}:\n{}", problems.len(), problems.join("\n"));
    assert!(tried > 4000, "only {tried} were tried");
}
