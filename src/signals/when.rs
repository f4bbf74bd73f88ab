//! Dates in the message against the day it was received: what can be computed is not listed.

use crate::knowledge::NONE;
use crate::knowledge::calendar::{MONDAY, SUNDAY, TOMORROW};
use crate::tokens::{Date, Tokens};

/// A day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    /// Year.
    pub year: i32,
    /// 1–12.
    pub month: u8,
    /// 1–31.
    pub day: u8,
}

impl Day {
    /// Reads `YYYY-MM-DD`; what follows (a time) is passed over.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() < 10 || bytes[4] != b'-' || bytes[7] != b'-' || bytes.get(10).is_some_and(u8::is_ascii_digit) {
            return None;
        }
        let number = |range: std::ops::Range<usize>| {
            text.get(range).filter(|t| t.bytes().all(|b| b.is_ascii_digit())).and_then(|t| t.parse::<i32>().ok())
        };
        let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
        Self::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
    }

    /// A day that exists.
    #[must_use]
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let days = match month {
            4 | 6 | 9 | 11 => 30,
            2 => 28 + u8::from(leap),
            1..=12 => 31,
            _ => return None,
        };
        (1..=days).contains(&day).then_some(Self { year, month, day })
    }

    /// Days since 1 March of the year 0.
    #[must_use]
    pub fn number(self) -> i32 {
        let year = if self.month < 3 { self.year - 1 } else { self.year };
        let month = (i32::from(self.month) + 9) % 12;
        365 * year + year.div_euclid(4) - year.div_euclid(100)
            + year.div_euclid(400)
            + (153 * month + 2) / 5
            + i32::from(self.day)
            - 1
    }

    /// 0 Monday to 6 Sunday.
    #[must_use]
    pub fn weekday(self) -> u8 {
        (self.number() + 2).rem_euclid(7) as u8
    }

    /// The US federal general election of an even year: the Tuesday after the first Monday of November.
    #[must_use]
    pub fn federal_election(year: i32) -> Option<Self> {
        if year % 2 != 0 {
            return None;
        }
        (2..=8).filter_map(|day| Self::new(year, 11, day)).find(|d| d.weekday() == 1)
    }
}

/// What can be computed of the days a message names.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct When {
    /// It names a day that is after the election day it was received shortly before.
    pub day_after_election: bool,
    /// A weekday stands beside a date that is another.
    pub weekday_not_of_date: bool,
    /// It names, with their year, days of the November of an election, and none that it names is the election day.
    pub not_election_day: bool,
    /// A date had passed.
    pub date_in_past: bool,
    /// It was received on election day.
    pub on_election_day: bool,
}

/// How many days before an election the days named are held against it.
const WINDOW: i32 = 6;

/// Holds the days a message names against the day it was received.
/// `calendar` is [`set_calendar`](crate::knowledge::Words::set_calendar); `federal` says whether the US election day is computed.
#[must_use]
#[inline(never)]
pub fn when(tokens: &Tokens, calendar: &[u8], received: Option<Day>, federal: bool) -> When {
    let mut seen = When::default();
    let meaning = |set: u16| if set == NONE { 0 } else { calendar[set as usize] };
    let year_of = |date: &Date| {
        if date.year != 0 {
            return Some(i32::from(date.year));
        }
        // Without a year it is the one that puts the date nearest to the day of receipt.
        let received = received?;
        (received.year - 1..=received.year + 1)
            .filter_map(|y| Day::new(y, date.month, date.day))
            .min_by_key(|d| (d.number() - received.number()).abs())
            .map(|d| d.year)
    };
    let election = received
        .filter(|_| federal)
        .and_then(|r| Day::federal_election(r.year).map(|e| (r, e)))
        .filter(|(r, e)| (0..=WINDOW).contains(&(e.number() - r.number())));
    if let Some((received, election)) = election {
        seen.on_election_day = received == election;
        for token in &tokens.list {
            match meaning(token.set) {
                weekday @ MONDAY..=SUNDAY => {
                    let ahead = (i32::from(weekday) - i32::from(MONDAY) - i32::from(received.weekday())).rem_euclid(7);
                    seen.day_after_election |=
                        received.number() + ahead > election.number() && !beside_a_date(tokens, token.start);
                }
                TOMORROW => seen.day_after_election |= received == election,
                _ => {}
            }
        }
    }
    // A date that tells no year may be the election day of one that another tells.
    let told = tokens.dates.iter().map(|date| date.year).find(|year| *year != 0);
    let is_election_day = |date: &Date| {
        let year = if date.year == 0 { told? } else { date.year };
        let election = Day::federal_election(i32::from(year)).filter(|_| federal && date.month == 11)?;
        Some(Day::new(i32::from(year), date.month, date.day) == Some(election))
    };
    seen.not_election_day = tokens.dates.iter().any(|date| date.year != 0 && is_election_day(date) == Some(false))
        && !tokens.dates.iter().any(|date| is_election_day(date) == Some(true));
    for date in &tokens.dates {
        let Some(day) = year_of(date).and_then(|y| Day::new(y, date.month, date.day)) else { continue };
        let neighbours = [date.start.checked_sub(1), Some(date.end)];
        for token in neighbours.into_iter().flatten().filter_map(|at| tokens.list.get(at as usize)) {
            if let weekday @ MONDAY..=SUNDAY = meaning(token.set) {
                seen.weekday_not_of_date |= weekday - MONDAY != day.weekday();
            }
        }
        if let Some(received) = received {
            seen.date_in_past |= day.number() < received.number() - 1;
        }
        if let Some((_, election)) = election {
            let past = day.number() - election.number();
            seen.day_after_election |= (1..=14).contains(&past);
        }
    }
    seen
}

/// Whether the token that begins at `start` stands beside a date, which then says more than it.
fn beside_a_date(tokens: &Tokens, start: u32) -> bool {
    tokens.dates.iter().any(|d| {
        let near = [d.start.checked_sub(1), Some(d.end)];
        near.into_iter().flatten().filter_map(|at| tokens.list.get(at as usize)).any(|t| t.start == start)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn election_days_are_the_known_ones() {
        for (year, day) in [(2008, 4), (2016, 8), (2018, 6), (2020, 3), (2022, 8), (2024, 5), (2026, 3), (2028, 7)] {
            assert_eq!(Day::federal_election(year), Day::new(year, 11, day));
        }
        assert_eq!(Day::federal_election(2025), None);
    }

    #[test]
    fn weekdays_are_the_known_ones() {
        assert_eq!(Day::new(2020, 11, 7).unwrap().weekday(), 5);
        assert_eq!(Day::new(2000, 2, 29).unwrap().weekday(), 1);
        assert_eq!(Day::new(1970, 1, 1).unwrap().weekday(), 3);
    }

    #[test]
    fn only_days_that_exist_are_read() {
        assert_eq!(Day::parse("2026-11-03T10:00Z"), Day::new(2026, 11, 3));
        for wrong in ["", "2026-02-30", "2026-13-01", "26-11-03", "2026/11/03", "2026-11-031", "é026-11-03"] {
            assert_eq!(Day::parse(wrong), None, "{wrong}");
        }
    }
}
