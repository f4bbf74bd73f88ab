//! Whether a word poses as a Latin one: read whole, and in the company of the message it stands in.

use super::{Class, FoldTable};

/// How many letters of which alphabets a message has.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Company {
    /// Latin letters, plain or styled.
    latin: u32,
    /// Letters of other alphabets that can pose as Latin ones.
    posing: u32,
    /// Letters of other alphabets that cannot: a sign that the language is really there.
    foreign: u32,
    /// Chinese, Japanese and Korean.
    cjk: u32,
    /// It has Hebrew, Arabic or other letters written from right to left.
    pub(super) right_to_left: bool,
}

impl Company {
    /// Counts the letters of a whole message.
    pub(super) fn of(text: &str, table: &FoldTable) -> Self {
        let mut company = Self::default();
        for c in text.chars() {
            crate::steps::add(1);
            if c.is_ascii() {
                company.latin += u32::from(c.is_ascii_alphabetic());
                continue;
            }
            let act = table.act(c);
            match act.class() {
                Class::Latin | Class::Styled | Class::FullWidth => company.latin += 1,
                Class::Foreign if act.look().is_some() => company.posing += 1,
                Class::Foreign => {
                    company.foreign += 1;
                    company.right_to_left |= is_right_to_left(c);
                }
                Class::Cjk => company.cjk += 1,
                _ => {}
            }
        }
        company
    }
}

/// One word: what its letters are.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// The byte after its last.
    pub(super) end: usize,
    latin: u32,
    posing: u32,
    foreign: u32,
    styled: u32,
    raised: u32,
    full_width: u32,
    digits: u32,
    /// How often it changes between Latin letters and others.
    changes: u32,
    /// It is two Latin letters or more and an ending of another alphabet, as an English name in Russian.
    stem_with_ending: bool,
    /// Its only letter of another alphabet is Greek.
    greek: bool,
    /// A dot and a Latin letter follow: it is part of a host.
    in_host: bool,
}

impl Reading {
    /// Reads the word that begins at `start`.
    pub(super) fn of(text: &str, start: usize, table: &FoldTable) -> Self {
        let mut word = Self { end: text.len(), ..Self::default() };
        let mut was_latin = None;
        for (at, c) in text.get(start..).unwrap_or_default().char_indices() {
            crate::steps::add(1);
            let latin = if c.is_ascii() {
                if c.is_ascii_digit() {
                    word.digits += 1;
                    continue;
                }
                if c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\r') {
                    continue;
                }
                if !c.is_ascii_alphabetic() {
                    word.end = start + at;
                    word.in_host = c == '.' && text.as_bytes().get(word.end + 1).is_some_and(u8::is_ascii_alphabetic);
                    break;
                }
                word.latin += 1;
                true
            } else {
                let act = table.act(c);
                match act.class() {
                    Class::Mark | Class::Hidden | Class::Variation => continue,
                    Class::Other | Class::Cjk => {
                        word.end = start + at;
                        break;
                    }
                    Class::Latin => {
                        word.latin += 1;
                        true
                    }
                    Class::Styled => {
                        word.styled += 1;
                        true
                    }
                    Class::Raised => {
                        word.raised += 1;
                        true
                    }
                    Class::FullWidth => {
                        word.full_width += 1;
                        true
                    }
                    Class::Foreign => {
                        word.greek = matches!(c as u32, 0x0370..=0x03FF | 0x1F00..=0x1FFF);
                        if act.look().is_some() {
                            word.posing += 1;
                        } else {
                            word.foreign += 1;
                        }
                        false
                    }
                }
            };
            if was_latin.is_some_and(|was| was != latin) {
                word.changes += 1;
            }
            was_latin = Some(latin);
        }
        word.stem_with_ending = word.changes == 1 && was_latin == Some(false) && word.latins() >= 2;
        word
    }

    fn latins(&self) -> u32 {
        self.latin + self.styled + self.raised + self.full_width
    }

    /// Whether there is anything to decide.
    pub(super) fn is_curious(&self) -> bool {
        self.posing + self.styled + self.raised + self.full_width != 0
    }

    /// Whether its look-alike letters are to be read as Latin.
    pub(super) fn poses(&self, company: Company) -> bool {
        if self.posing == 0 {
            return false;
        }
        let others_foreign = (company.posing + company.foreign).saturating_sub(self.posing + self.foreign);
        let latin_message = company.latin > others_foreign;
        if self.latins() != 0 {
            let other_language = company.foreign.saturating_sub(self.foreign) > 2;
            return latin_message && !(self.stem_with_ending && other_language)
                || self.foreign == 0 && !self.stem_with_ending;
        }
        // Not one Latin letter in it: it must be out of place in the message. A few letters that cannot
        // pose as Latin show that its language is really there, unless it is part of a host.
        let lone_greek = self.greek && self.posing == 1;
        self.foreign == 0 && !lone_greek && (self.in_host || latin_message && company.foreign <= 2)
    }

    /// Whether Latin letters and others take turns in it, whatever the message is written in.
    pub(super) fn is_shuffled(&self) -> bool {
        self.posing != 0 && self.changes >= 2
    }

    /// Whether it is drawn in letters of another style. A single one is a symbol, and a few raised
    /// letters are an abbreviation; full-width letters are ordinary beside Chinese, Japanese and Korean.
    pub(super) fn is_styled(&self, company: Company) -> bool {
        let letters = self.latins() + self.posing + self.foreign;
        let wide = self.full_width > 0 && company.cjk * 2 <= company.latin;
        letters + self.digits >= 2 && (self.styled > 0 || wide) || self.raised >= 3
    }
}

/// Hebrew, Arabic and other scripts written from right to left.
fn is_right_to_left(c: char) -> bool {
    matches!(c as u32, 0x0590..=0x08FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFC | 0x1_0800..=0x1_0FFF | 0x1_E800..=0x1_EFFF)
}
