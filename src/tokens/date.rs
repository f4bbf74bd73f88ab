//! Days of the calendar.

use super::walk::State;
use super::{Date, ENTITY, Token, mark};
use crate::knowledge::NONE;

impl State<'_> {
    /// `nov 4`, `4 de noviembre`, `le 5 novembre 2026`: a month's name beside a number is a date.
    #[inline(never)]
    pub(super) fn calendar(&mut self, set: u16) {
        let here = self.tokens.list.len() - 1;
        let calendar = &self.lexicon.words.set_calendar;
        let month_of = |token: &Token| if token.set == NONE { 0 } else { calendar[token.set as usize] };
        // The number may come before the month (with a word of glue) …
        if (1..=12).contains(&calendar[set as usize]) {
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
            && (1..=12).contains(&month_of(&self.tokens.list[here - 1]))
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
