//! Folding of text that is not plain ASCII: character by character, by the table.

use super::words::{Company, Reading};
use super::{Class, Disguise, DisguiseKind, FoldTable, Folded, Written};

/// Folds any text. `out` has been cleared.
#[inline(never)]
pub(super) fn fold_any(text: &str, table: &FoldTable, out: &mut Folded) {
    out.bytes.reserve(text.len());
    out.map.reserve(text.len());
    let mut walk = Walk {
        text,
        table,
        out,
        company: None,
        word_start: 0,
        judged: 0,
        undo: false,
        gap: None,
        before: None,
        syllable: None,
    };
    walk.run();
}

/// Where the walk is.
struct Walk<'a> {
    text: &'a str,
    table: &'a FoldTable,
    out: &'a mut Folded,
    /// The alphabets of the whole message, counted when first needed.
    company: Option<Company>,
    /// Where the current word begins.
    word_start: usize,
    /// Up to where words have been judged.
    judged: usize,
    /// Whether look-alike letters of the judged word are to be undone.
    undo: bool,
    /// Where hidden characters began, when they were the last thing read.
    gap: Option<usize>,
    /// The last visible character.
    before: Option<char>,
    /// The Hangul syllable being put together: its code point and where it is in the folded bytes.
    syllable: Option<(u32, usize)>,
}

impl Walk<'_> {
    fn run(&mut self) {
        let bytes = self.text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let plain = bytes[at..].iter().take_while(|b| b.is_ascii() && !is_control(**b)).count();
            crate::steps::add(plain + 1);
            if plain > 0 {
                self.ascii(at, &bytes[at..at + plain]);
                at += plain;
                continue;
            }
            let byte = bytes[at];
            let c = self.text.get(at..).unwrap_or_default().chars().next().unwrap_or('\0');
            let act = self.table.act(c);
            let next = at + c.len_utf8();
            match act.class() {
                Class::Hidden | Class::Variation => {
                    if byte == b'\r' {
                        // `\r\n` is one line break; a lone `\r` is one as well.
                        if bytes.get(next) == Some(&b'\n') {
                            self.gap.get_or_insert(at);
                        } else {
                            self.ascii(at, b"\n");
                        }
                        at = next;
                        continue;
                    }
                    at = self.unseen(at);
                    continue;
                }
                Class::Mark => {
                    at = next;
                    continue;
                }
                Class::Foreign | Class::Styled | Class::Raised | Class::FullWidth => {
                    if at >= self.judged {
                        self.judge(at);
                    }
                }
                Class::Latin => {}
                Class::Other | Class::Cjk => self.word_start = next,
            }
            if self.undo
                && act.class() == Class::Foreign
                && let Some(letter) = act.look()
            {
                self.write(at, &[letter]);
            } else {
                match act.written(c, self.table.pool) {
                    Written::Char(to) => self.write_char(at, to),
                    Written::Text(piece) => self.write(at, piece.as_bytes()),
                }
            }
            self.before = Some(c);
            at = next;
        }
        self.close_gap(bytes.len());
    }

    /// Printable ASCII characters, tabs and line feeds; at least one.
    fn ascii(&mut self, at: usize, run: &[u8]) {
        if let Some(last) = run.iter().rposition(|b| !b.is_ascii_alphanumeric()) {
            self.word_start = at + last + 1;
        }
        self.close_gap(at);
        self.out.bytes.extend(run.iter().map(|&b| if b == b'\t' { b' ' } else { b.to_ascii_lowercase() }));
        self.out.map.extend(at as u32..(at + run.len()) as u32);
        self.before = run.last().map(|&b| b as char);
        self.syllable = None;
    }

    fn write(&mut self, at: usize, piece: &[u8]) {
        self.close_gap(at);
        self.out.bytes.extend_from_slice(piece);
        self.out.map.resize(self.out.bytes.len(), at as u32);
        self.syllable = None;
    }

    #[inline(never)]
    fn write_char(&mut self, at: usize, c: char) {
        if let Some((syllable, place)) = self.syllable.take()
            && let Some(joined) = join_hangul(syllable, c as u32)
            && let Some(joined_char) = char::from_u32(joined)
        {
            // All of U+AC00 to U+D7A3 and U+1100 to U+11FF take three bytes.
            joined_char.encode_utf8(&mut self.out.bytes[place..place + 3]);
            self.syllable = Some((joined, place));
            return;
        }
        let place = self.out.bytes.len();
        self.write(at, c.encode_utf8(&mut [0; 4]).as_bytes());
        if matches!(c as u32, 0x1100..=0x1112 | 0xAC00..=0xD7A3) {
            self.syllable = Some((c as u32, place));
        }
    }

    /// Notes a run of hidden characters that ends where the next visible one begins.
    #[inline]
    fn close_gap(&mut self, next: usize) {
        if let Some(start) = self.gap.take() {
            self.out.gaps.push((start as u32, next as u32));
        }
    }

    /// A run of characters one cannot see; gives back where it ends.
    #[inline(never)]
    fn unseen(&mut self, start: usize) -> usize {
        let mut run = Run::default();
        let mut end = start;
        let mut after = None;
        for (at, c) in self.text.get(start..).unwrap_or_default().char_indices() {
            crate::steps::add(1);
            let class = self.table.act(c).class();
            if !(matches!(class, Class::Hidden | Class::Variation) && c != '\r') {
                if class == Class::Mark {
                    end = start + at + c.len_utf8();
                    continue;
                }
                after = Some(c);
                break;
            }
            run.add(c, start + at == 0);
            end = start + at + c.len_utf8();
            if class == Class::Hidden && self.gap.is_none() {
                self.gap = Some(start + at);
            }
        }
        if run.nudges != 0 && self.company().right_to_left {
            run.nudges = 0;
        }
        if let Some(before) = self.before
            && !run.excused(before, after, self.is_plain_letter(before))
        {
            self.hide(start, end, &run, after);
        } else if self.before.is_none() && run.is_odd() {
            self.hide(start, end, &run, after);
        }
        end
    }

    #[inline(never)]
    fn company(&mut self) -> Company {
        *self.company.get_or_insert_with(|| Company::of(self.text, self.table))
    }

    #[inline]
    fn is_letter(&self, c: char) -> bool {
        let class = self.table.act(c).class();
        let lettered =
            matches!(class, Class::Latin | Class::Foreign | Class::Styled | Class::Raised | Class::FullWidth);
        lettered || c.is_ascii_digit()
    }

    /// A letter that is no picture of one, as Ⓜ and 🅰 are.
    fn is_plain_letter(&self, c: char) -> bool {
        matches!(self.table.act(c).class(), Class::Latin | Class::Foreign)
    }

    /// Records a run of hidden characters; those within one word make one disguise.
    fn hide(&mut self, start: usize, end: usize, run: &Run, after: Option<char>) {
        let within = self.before.is_some_and(|c| self.is_letter(c)) && after.is_some_and(|c| self.is_letter(c));
        let kind = if within || run.is_loud() { DisguiseKind::Hidden } else { DisguiseKind::Stray };
        if let Some(last) = self.out.disguises.last_mut()
            && last.kind == kind
            && kind == DisguiseKind::Hidden
            && last.start as usize >= self.word_start
        {
            last.end = end as u32;
            return;
        }
        self.out.disguises.push(Disguise { start: start as u32, end: end as u32, kind });
    }

    /// Looks at the whole word around `at` and decides about its look-alike letters.
    #[inline(never)]
    fn judge(&mut self, at: usize) {
        let start = self.word_start.min(at);
        let word = Reading::of(self.text, start, self.table);
        self.judged = word.end;
        self.undo = false;
        if !word.is_curious() {
            return;
        }
        let company = self.company();
        self.undo = word.poses(company);
        for (seen, kind) in [
            (self.undo || word.is_shuffled(), DisguiseKind::LookAlike),
            (word.is_styled(company), DisguiseKind::Styled),
        ] {
            if seen {
                self.out.disguises.push(Disguise { start: start as u32, end: word.end as u32, kind });
            }
        }
    }
}

/// Control characters that need the table; tab and line feed do not.
fn is_control(byte: u8) -> bool {
    byte.is_ascii_control() && !matches!(byte, b'\n' | b'\t')
}

/// Joins a leading consonant or syllable with the vowel or final consonant after it.
fn join_hangul(first: u32, second: u32) -> Option<u32> {
    match (first, second) {
        (0x1100..=0x1112, 0x1161..=0x1175) => Some(0xAC00 + ((first - 0x1100) * 21 + (second - 0x1161)) * 28),
        (0xAC00..=0xD7A3, 0x11A8..=0x11C2) if (first - 0xAC00).is_multiple_of(28) => Some(first + (second - 0x11A7)),
        _ => None,
    }
}

/// What a run of hidden characters is made of.
#[derive(Default)]
struct Run {
    /// Variation selectors.
    variations: u32,
    /// Joiners: U+200C, U+200D.
    joiners: u32,
    /// U+200C among them.
    non_joiners: u32,
    /// Marks of writing direction that only nudge (U+200E, U+200F, U+061C) where none is needed.
    nudges: u32,
    /// Tags, as in the flags of Scotland and Wales.
    tags: u32,
    /// Anything else.
    others: u32,
    /// Overrides of the writing direction.
    overrides: u32,
}

impl Run {
    fn add(&mut self, c: char, first_of_text: bool) {
        match c as u32 {
            0xFE00..=0xFE0F | 0xE_0100..=0xE_01EF => self.variations += 1,
            0x200D => self.joiners += 1,
            0x200C => {
                self.joiners += 1;
                self.non_joiners += 1;
            }
            0x200E | 0x200F | 0x061C => self.nudges += 1,
            0xE_0020..=0xE_007F => self.tags += 1,
            0xFEFF if first_of_text => {}
            // Left over where text was read in the wrong encoding.
            0x80..=0x9F => {}
            0x202D | 0x202E => {
                self.others += 1;
                self.overrides += 1;
            }
            _ => self.others += 1,
        }
    }

    /// Whether it does something wherever it stands: it turns the writing direction or carries data.
    fn is_loud(&self) -> bool {
        self.overrides + self.tags > 0 || self.variations > 1
    }

    /// Whether people write it so: within emoji, within scripts that need joiners.
    fn excused(&self, before: char, after: Option<char>, beside_letter: bool) -> bool {
        let near = |test: fn(char) -> bool| test(before) || after.is_some_and(test);
        let emoji_sequence =
            self.non_joiners == 0 && self.joiners <= 1 && is_emoji(before) && after.is_some_and(is_emoji);
        self.others == 0
            && (self.variations == 0 || self.variations == 1 && (!beside_letter || needs_joiners(before)))
            && (self.joiners == 0 || emoji_sequence || near(needs_joiners))
            && self.nudges == 0
            && (self.tags == 0 || before == '\u{1F3F4}')
    }

    /// Whether a run at the very start of a text is worth a word.
    fn is_odd(&self) -> bool {
        self.others + self.tags + self.joiners + self.nudges > 0
    }
}

/// Pictures that join with U+200D, and skin tones.
fn is_emoji(c: char) -> bool {
    matches!(c as u32, 0x2190..=0x2BFF | 0x1F000..=0x1FAFF)
}

/// Arabic, Indic and other scripts of Asia written with U+200C and U+200D.
#[inline]
fn needs_joiners(c: char) -> bool {
    matches!(c as u32, 0x0600..=0x109F | 0x1780..=0x1AAF | 0x1B00..=0x1C4F | 0xA840..=0xA8FF | 0xA900..=0xAADF | 0xFB50..=0xFDFF | 0xFE70..=0xFEFC | 0x1_1000..=0x1_1FFF)
}
