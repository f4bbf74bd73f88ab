//! Near-duplicates are one campaign, whatever was filled in; different messages are not.

use std::collections::HashMap;

use telltext::{Campaign, Campaigns, Message};

#[path = "promises/generator.rs"]
mod generator;

use generator::{Made, Random, Template, unrelated};

fn message(made: &Made) -> Message<'_> {
    Message::new(&made.text).from(&made.from).received(&made.received)
}

/// 200 campaigns of 50 messages each, five of every sender, and 10,000 texts like no other; shuffled.
/// The id of a message of a campaign is `campaign/message`.
fn mixed(seed: u64) -> Vec<(String, Made)> {
    let mut random = Random::new(seed);
    let mut rows = Vec::new();
    for campaign in 0..200 {
        let template = Template::new(&mut random, seed * 1000 + campaign / 5);
        rows.extend((0..50).map(|variant| (format!("{campaign}/{variant}"), template.variant(&mut random))));
    }
    rows.extend((0..10_000).map(|n| (format!("-/{n}"), unrelated(&mut random))));
    for at in (1..rows.len()).rev() {
        rows.swap(at, random.below(at + 1));
    }
    rows
}

fn pairs(n: usize) -> f64 {
    (n * n.saturating_sub(1)) as f64 / 2.0
}

/// Of the pairs grouped together the share that belongs together, and of the pairs that belong together the share that is.
fn precision_and_recall(campaigns: &[Campaign]) -> (f64, f64) {
    let (mut together, mut right) = (0.0, 0.0);
    for campaign in campaigns {
        together += pairs(campaign.members.len());
        let mut of: HashMap<&str, usize> = HashMap::new();
        for id in &campaign.members {
            *of.entry(id.split('/').next().unwrap_or("-")).or_default() += 1;
        }
        right += of.iter().filter(|(name, _)| **name != "-").map(|(_, count)| pairs(*count)).sum::<f64>();
    }
    (right / together, right / (200.0 * pairs(50)))
}

#[test]
fn campaigns_are_told_apart_and_kept_together() {
    for seed in [1, 2] {
        let rows = mixed(seed);
        let campaigns = telltext::campaigns(rows.iter().map(|(id, made)| (id, message(made))));
        let (precision, recall) = precision_and_recall(&campaigns);
        println!("seed {seed}: precision {precision:.4}, recall {recall:.4}, {} campaigns", campaigns.len());
        assert!(precision >= 0.98, "seed {seed}: precision {precision:.4}");
        assert!(recall >= 0.98, "seed {seed}: recall {recall:.4}");
    }
}

#[test]
fn the_order_of_the_messages_changes_no_group() {
    let rows = mixed(3);
    let groups = |rows: &mut dyn Iterator<Item = &(String, Made)>| {
        let campaigns = telltext::campaigns(rows.take(6000).map(|(id, made)| (id, message(made))));
        let mut groups: Vec<Vec<String>> = campaigns
            .into_iter()
            .map(|mut c| {
                c.members.sort();
                c.members
            })
            .collect();
        groups.sort();
        groups
    };
    let taken = &rows[..6000];
    assert!(groups(&mut taken.iter()) == groups(&mut taken.iter().rev()));
    assert!(groups(&mut taken.iter()) == groups(&mut taken.iter()));
}

/// One text from 13 numbers, as in Philadelphia in November 2020.
#[test]
fn one_text_from_thirteen_numbers_is_one_campaign_with_thirteen_senders() {
    let text = "ALERT: Radical Liberals & Dems are trying to steal this election from Trump! We need YOU! Show your support at the corner of 12th St. & Arch St. in Philadelphia.";
    let mut campaigns = Campaigns::new();
    campaigns.add(
        "other",
        &Message::new("Are we still meeting at the corner of 12th and Arch for lunch, or is it too cold?")
            .from("+1 215 555 0199"),
    );
    for n in 0..13 {
        let from = if n % 2 == 0 { format!("+1215555{:04}", 100 + n) } else { format!("(215) 555-{:04}", 100 + n) };
        campaigns.add(&n.to_string(), &Message::new(text).from(&from).received(&format!("2020-11-{:02}", 5 + n % 2)));
    }
    // The same number, punctuated otherwise, is the same sender.
    campaigns.add("again", &Message::new(text).from("215-555-0101").received("2020-11-07"));
    let campaigns = campaigns.finish(2);
    assert_eq!(campaigns.len(), 1);
    let campaign = &campaigns[0];
    assert_eq!(campaign.members.len(), 14);
    assert_eq!(campaign.senders.len(), 13);
    assert_eq!(campaign.senders[1], "(215) 555-0101");
    assert_eq!((campaign.first.as_deref(), campaign.last.as_deref()), (Some("2020-11-05"), Some("2020-11-07")));
    assert_eq!(campaign.without_opt_out.to_string(), "1");
    assert_eq!(campaign.sample, text);
    assert_eq!(campaign.differing, [""; 0]);
}

#[test]
fn what_was_filled_in_is_named() {
    let text = |name: &str, amount: &str, link: &str| {
        format!(
            "{name}, the deadline is tonight and we are still short. Chip in {amount} now and your gift is doubled: {link}"
        )
    };
    let texts =
        [text("Ana", "$25", "a.example/1"), text("Bo", "$40", "a.example/2"), text("[NAME]", "$25", "a.example/1")];
    let campaigns =
        telltext::campaigns(texts.iter().enumerate().map(|(at, text)| (at.to_string(), Message::new(text))));
    assert_eq!(campaigns.len(), 1);
    assert_eq!(campaigns[0].differing[..2], ["$25", "a.example/1"]);
    assert!(campaigns[0].differing.iter().any(|w| w == "Bo"));
    assert!(!campaigns[0].differing.iter().any(|w| w == "deadline"));
}

#[test]
fn two_campaigns_of_one_sender_stay_two() {
    let intro = "Hi, it's Sam with Ruiz for Mayor.";
    let end = "Reply STOP to end";
    let one = ["Ana", "Bo", "Cleo"]
        .map(|name| format!("{intro} Early voting starts soon at the library, can we count on you, {name}? {end}"));
    let two = ["$5", "$10", "$15"].map(|sum| {
        format!("{intro} Our rent relief plan needs your voice before the council meets. Give {sum} today. {end}")
    });
    let campaigns = telltext::campaigns(
        one.iter().chain(&two).enumerate().map(|(at, text)| (at.to_string(), Message::new(text).from("59925"))),
    );
    let members: Vec<&[String]> = campaigns.iter().map(|c| c.members.as_slice()).collect();
    assert_eq!(members, [["0", "1", "2"], ["3", "4", "5"]]);
    assert!(campaigns.iter().all(|c| c.senders == ["59925"] && c.without_opt_out == 0.0));
}

#[test]
fn small_talk_and_nothing_at_all_are_no_campaign() {
    let rows = [
        "",
        "ok",
        "ok",
        "On my way!",
        "On my way!",
        "\u{200b}",
        "👍",
        "👍",
        "bit.ly/abc",
        "bit.ly/abc",
        "12345",
        "12345",
    ];
    assert_eq!(telltext::campaigns(rows.iter().map(|text| ("x", Message::new(text)))), []);
    assert_eq!(Campaigns::new().finish(0), []);
}

#[test]
fn long_texts_are_compared_too() {
    let mut random = Random::new(7);
    let long = |random: &mut Random| (0..12).map(|_| unrelated(random).text).collect::<Vec<_>>().join(" ");
    let (one, two) = (long(&mut random), long(&mut random));
    let changed = format!("Dear Ana, {} {}", &one[..one.len() / 2].to_uppercase(), &one[one.len() / 2..]);
    let campaigns =
        telltext::campaigns([("1", Message::new(&one)), ("2", Message::new(&two)), ("3", Message::new(&changed))]);
    assert_eq!(campaigns.len(), 1);
    assert_eq!(campaigns[0].members, ["1", "3"]);
}
