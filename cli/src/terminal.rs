//! How what is printed looks: in colour and folded where a person reads it on a terminal, plain anywhere else.

use std::io::{self, IsTerminal as _};

/// Lines longer than this are hard to read, however wide the window is.
const WIDEST: usize = 100;
/// In a window narrower than this nothing is folded.
const NARROWEST: usize = 24;

/// What standard output can show.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    colour: bool,
    width: Option<usize>,
}

impl Style {
    /// That of standard output as it is.
    pub fn of_output() -> Self {
        if !io::stdout().is_terminal() {
            return Self { colour: false, width: None };
        }
        let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
        let colour = set("NO_COLOR").is_none() && set("TERM").is_none_or(|term| term != "dumb");
        let width = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0).min(WIDEST));
        Self { colour, width: width.filter(|width| *width >= NARROWEST) }
    }

    /// Text in a colour, by the number of its escape sequence.
    pub fn paint(self, code: &str, text: &str) -> String {
        if self.colour { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }

    pub fn bold(self, text: &str) -> String {
        self.paint("1", text)
    }

    pub fn dim(self, text: &str) -> String {
        self.paint("2", text)
    }

    /// A paragraph that begins with `first`; what does not fit goes on under `rest`. Nothing is cut in two, addresses least of all.
    pub fn folded(self, first: &str, rest: &str, text: &str) -> String {
        let Some(width) = self.width else { return format!("{first}{text}") };
        let options = textwrap::Options::new(width)
            .initial_indent(first)
            .subsequent_indent(rest)
            .break_words(false)
            .word_splitter(textwrap::WordSplitter::NoHyphenation);
        textwrap::fill(text, options)
    }
}

/// Says what is waited for when a person is asked to type.
pub fn asked_for(what: &str) {
    if io::stdin().is_terminal() {
        let end = if cfg!(windows) { "Ctrl-Z and Enter" } else { "Ctrl-D" };
        eprintln!("telltext: {what}, then {end} on a line of its own");
    }
}

#[cfg(test)]
mod tests {
    use super::Style;

    #[test]
    fn what_does_not_fit_goes_on_below_and_addresses_stay_whole() {
        let narrow = Style { colour: false, width: Some(30) };
        assert_eq!(
            narrow.folded("→ ", "  ", "Ask your own election office about it."),
            "→ Ask your own election office\n  about it."
        );
        let address = "https://telltext.example/an/address/longer/than/the/line";
        assert_eq!(narrow.folded("", "  ", &format!("See {address}")), format!("See\n  {address}"));
        let wide = Style { colour: false, width: None };
        assert_eq!(wide.folded("→ ", "  ", &"word ".repeat(50)).lines().count(), 1);
    }

    #[test]
    fn colours_take_no_room() {
        let narrow = Style { colour: true, width: Some(24) };
        let text = format!("{} two three four", narrow.bold("one"));
        assert_eq!(narrow.folded("", "", &text).lines().count(), 1);
    }
}
