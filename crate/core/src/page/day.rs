//! A day of the calendar, as pages and callers write it.

use std::fmt;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Longest text read for a date, in bytes; the longest forms have some forty.
const MAX_DATE_BYTES: usize = 64;

/// Years of two digits below this are of this century (RFC 6265, 5.1.1).
const CENTURY_TURN: u16 = 70;

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// Letters that tell one month's English name from all others.
const MONTH_LETTERS: usize = 3;

/// A day, without a time or a time zone. Days are ordered as they come.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Day {
    year: u16,
    month: u8,
    of_month: u8,
}

impl Day {
    /// Reads a date as the standards write it: ISO 8601 (`2010-06-25`, a time may follow), RFC 822
    /// (`25 Jun 2010 15:00:00 PST`) or RFC 850 (`Friday, 25-Jun-10 15:00:00 GMT`).
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.len() > MAX_DATE_BYTES {
            return None;
        }
        Self::iso(text).or_else(|| Self::named(text))
    }

    fn iso(text: &str) -> Option<Self> {
        let date = text.split(['T', 't', ' ']).next()?;
        let mut parts = date.split('-');
        let year = parts.next().filter(|year| year.len() == 4)?;
        let (month, day) = (parts.next()?, parts.next()?);
        if parts.next().is_some() {
            return None;
        }
        Self::new(number(year)?, number(month)?, number(day)?)
    }

    /// Day, month's name, year; the name of the weekday may come before.
    fn named(text: &str) -> Option<Self> {
        let mut words = text
            .split(|c: char| c == ',' || c == '-' || c.is_whitespace())
            .filter(|word| !word.is_empty())
            .skip_while(|word| !word.starts_with(|c: char| c.is_ascii_digit()));
        let (day, month, year) = (words.next()?, words.next()?, words.next()?);
        let short = month.get(..MONTH_LETTERS)?.to_ascii_lowercase();
        let month = MONTHS.iter().position(|name| *name == short)?;
        let written: u16 = number(year)?;
        let year = match (year.len(), written) {
            (4, _) => written,
            (2, _) if written < CENTURY_TURN => 2000 + written,
            (2, _) => 1900 + written,
            _ => return None,
        };
        Self::new(year, u8::try_from(month + 1).ok()?, number(day)?)
    }

    /// How many days it is after the first of 1970; `None` for one before.
    pub fn since_1970(self) -> Option<u32> {
        // Years are counted from March on, so that the leap day ends one.
        let (month, year) = (u32::from(self.month), u32::from(self.year));
        let (month, year) = if month < 3 {
            (month + 9, year.saturating_sub(1))
        } else {
            (month - 3, year)
        };
        let leap_days = year / 4 - year / 100 + year / 400;
        // Months from March on have 31, 30, 31, 30 and 31 days in turns: 153 in five.
        let before = (153 * month + 2) / 5;
        let days = year * 365 + leap_days + before + u32::from(self.of_month);
        // So many days the same count gives for the last of 1969.
        days.checked_sub(719_469)
    }

    fn new(year: u16, month: u8, of_month: u8) -> Option<Self> {
        let leap =
            (year.is_multiple_of(4) && !year.is_multiple_of(100)) || year.is_multiple_of(400);
        let days = match month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            _ => return None,
        };
        (1..=days).contains(&of_month).then_some(Self {
            year,
            month,
            of_month,
        })
    }
}

/// Digits alone: a number's own reader takes signs, too.
fn number<T: std::str::FromStr>(digits: &str) -> Option<T> {
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_| plain)
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.of_month)
    }
}

impl std::str::FromStr for Day {
    type Err = String;

    /// Only as `YYYY-MM-DD`: what a caller gives is not guessed at.
    fn from_str(text: &str) -> Result<Self, String> {
        let day = Self::iso(text).filter(|day| day.to_string() == text);
        day.ok_or_else(|| format!("{text:?} is no day of the form YYYY-MM-DD"))
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_the_forms_of_the_standards() {
        for (text, day) in [
            ("2010-06-25", Some("2010-06-25")),
            ("2010-06-25T15:00:00+00:00", Some("2010-06-25")),
            ("2010-06-25 15:00", Some("2010-06-25")),
            ("25 Jun 2010 15:00:00 PST", Some("2010-06-25")),
            ("Fri, 25 June 2010 15:00:00 GMT", Some("2010-06-25")),
            ("Friday, 25-Jun-10 15:00:00 GMT", Some("2010-06-25")),
            ("25-Jun-2010 15:00:00 EST", Some("2010-06-25")),
            ("25 Jun 95", Some("1995-06-25")),
            ("2024-02-29", Some("2024-02-29")),
            ("2023-02-29", None),
            ("2010-13-01", None),
            ("06/25/2010", None),
            ("soon", None),
            ("+201-06-25", None),
            ("", None),
        ] {
            let found = Day::read(text).map(|day| day.to_string());
            assert_eq!(found.as_deref(), day, "{text}");
        }
    }

    #[test]
    fn a_caller_writes_one_form() {
        assert!("2026-11-29".parse::<Day>().is_ok());
        for bad in [
            "2026-1-9",
            "29.11.2026",
            "2026-11-29T10:00",
            "2026-11-31",
            "",
        ] {
            assert!(bad.parse::<Day>().is_err(), "{bad}");
        }
    }
}
