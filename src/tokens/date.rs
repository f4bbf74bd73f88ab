//! Days of the calendar.

use super::walk::State;
use super::{Date, ENTITY, Token, mark};
use crate::knowledge::NONE;
use crate::knowledge::calendar::is_month;

impl State<'_> {
    /// `nov 4`, `4 de noviembre`, `le 5 novembre 2026`: a month's name beside a number is a date.
    #[inline(never)]
    pub(super) fn calendar(&mut self, set: u16) {
        let here = self.tokens.list.len() - 1;
        let calendar = &self.lexicon.words.set_calendar;
        let month_of = |token: &Token| if token.set == NONE { 0 } else { calendar[token.set as usize] };
        // The number may come before the month (with a word of glue) …
        if is_month(calendar[set as usize]) {
            let month = calendar[set as usize];
            let glued = here >= 2 && self.is_glue(&self.tokens.list[here - 1]);
            let number = here.checked_sub(if glued { 2 } else { 1 });
            // "… November 4.\nNovember 5 …": the 4 belongs to the month before it.
            if let Some(number) = number
                && self.in_this_sentence(number)
                && self.tokens.dates.last().is_none_or(|d| d.end as usize <= number)
                && let Some(day) = self.small_number(number)
            {
                self.tokens.dates.push(Date { start: number as u32, end: here as u32 + 1, month, day, year: 0 });
            }
            return;
        }
        // … or after it. A year may follow.
        if self.tokens.list[here].flags & ENTITY == 0 {
            return;
        }
        if let Some(last) = self.tokens.dates.last().copied()
            && last.year == 0
            && (last.end as usize == here
                || (last.end as usize + 1 == here && self.is_glue(&self.tokens.list[here - 1])))
            && let Some(year) = self.year(here)
        {
            let last_date = self.tokens.dates.len() - 1;
            self.tokens.dates[last_date].year = year;
            self.tokens.dates[last_date].end = here as u32 + 1;
            return;
        }
        if here >= 1
            && self.in_this_sentence(here - 1)
            && is_month(month_of(&self.tokens.list[here - 1]))
            && self.tokens.dates.last().is_none_or(|d| (d.end as usize) < here)
            && let Some(day) = self.small_number(here)
        {
            let month = month_of(&self.tokens.list[here - 1]);
            self.tokens.dates.push(Date { start: here as u32 - 1, end: here as u32 + 1, month, day, year: 0 });
        }
    }

    fn in_this_sentence(&self, index: usize) -> bool {
        self.tokens.list[index].sentence == self.sentence
    }

    fn is_glue(&self, token: &Token) -> bool {
        self.lexicon.words.marks(token.set) & mark::DATE_GLUE != 0
    }

    fn digits(&self, index: usize) -> Option<u32> {
        let token = self.tokens.list.get(index)?;
        let bytes = &self.bytes[token.start as usize..token.end as usize];
        let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
        if digits == 0 || digits > 4 || !bytes[digits..].iter().all(u8::is_ascii_lowercase) {
            return None;
        }
        bytes[..digits].iter().try_fold(0u32, |n, b| Some(n * 10 + u32::from(b - b'0')))
    }

    fn small_number(&self, index: usize) -> Option<u8> {
        self.digits(index).filter(|n| (1..=31).contains(n)).map(|n| n as u8)
    }

    fn year(&self, index: usize) -> Option<u16> {
        self.digits(index).filter(|n| (1900..=2199).contains(n)).map(|n| n as u16)
    }
}

#[cfg(test)]
mod tests {
    use crate::fold::{Folded, fold};
    use crate::tokens::{Lexicon, Tokens, mark};

    fn dates(text: &str) -> Vec<(u8, u8, u16)> {
        let known = crate::known();
        let (mut folded, mut tokens) = (Folded::new(), Tokens::default());
        fold(text, &known.fold, &mut folded);
        let lexicon = Lexicon { words: &known.words, entities: &known.entities, entity_sets: known.entity_sets };
        tokens.read(text, &folded, &lexicon);
        tokens.dates.iter().map(|date| (date.month, date.day, date.year)).collect()
    }

    #[test]
    fn a_day_and_the_name_of_its_month_are_a_date_in_every_language() {
        for text in ["November 4", "Nov. 4th", "4 November", "the 4th of November", "4 de noviembre", "el 4 noviembre"]
        {
            assert_eq!(dates(&format!("Vote on {text}")), [(11, 4, 0)], "{text}");
        }
        for text in ["November 4, 2026", "4 de noviembre de 2026", "4 de noviembre del 2026", "le 4 novembre 2026"] {
            assert_eq!(dates(&format!("Vote on {text}!")), [(11, 4, 2026)], "{text}");
        }
        assert_eq!(dates("del 3 de noviembre al 4 de diciembre"), [(11, 3, 0), (12, 4, 0)]);
        assert_eq!(dates("4 N o v e m b e r or 4 de n.o.v.i.e.m.b.r.e"), [(11, 4, 0), (11, 4, 0)]);
        for text in ["4 people of November", "the rest of November", "40 de noviembre", "4. November is cold"] {
            assert_eq!(dates(text), [], "{text}");
        }
    }

    #[test]
    fn all_that_is_asked_of_words_is_answered_by_some() {
        let marks = crate::known().words.set_marks;
        for asked in mark::ASKED {
            assert!(marks.iter().any(|marks| marks & asked != 0), "no word has the mark {asked:#b}");
        }
    }
}
