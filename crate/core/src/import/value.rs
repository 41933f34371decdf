//! Values as tools write them: addresses, numbers with separators and suffixes, days, yes and no, HTTP status codes.
//! What is not one of them is unknown.

use crate::import::Millis;
use crate::link::looks_like_address;

/// Most digits before the decimal point: no figure of a tool has more, and no product overflows.
const MAX_DIGITS: usize = 15;

/// How many decimals are read; figures are whole numbers.
const MAX_DECIMALS: usize = 3;

/// Digits between separators of thousands.
const GROUP: usize = 3;

/// What a letter multiplies the number before it by, as Ahrefs and Semrush shorten ("12.3K", "1.2M").
const SUFFIXES: [(char, u128); 3] = [('K', 1_000), ('M', 1_000_000), ('B', 1_000_000_000)];

/// Months as tools with English exports write them.
const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// One day, in milliseconds.
const DAY: Millis = 86_400_000;

/// A number, rounded to a whole one: `71`, `71.0`, `1,234`, `1.234`, `12.3K`, `3%`. A single separator
/// before exactly three digits groups thousands: no figure has three decimals.
pub fn number(text: &str) -> Option<u64> {
    let text = text.trim().trim_end_matches('%').trim_end();
    let (text, factor) = scaled(text);
    let digits: String = text.chars().filter(|c| !is_space(*c)).collect();
    let (whole, decimals) = parted(&digits, factor > 1);
    let whole = ungrouped(whole)?;
    let all = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > MAX_DIGITS || !all(&whole) || !all(decimals) {
        return None;
    }
    let read = decimals.get(..MAX_DECIMALS.min(decimals.len()))?;
    let thousandths: u128 = format!("{whole}{read:0<MAX_DECIMALS$}").parse().ok()?;
    u64::try_from((thousandths * factor + 500) / 1_000).ok()
}

fn scaled(text: &str) -> (&str, u128) {
    let upper = text.chars().next_back().map(|c| c.to_ascii_uppercase());
    let found = SUFFIXES.iter().find(|(suffix, _)| Some(*suffix) == upper);
    match found.zip(text.get(..text.len().saturating_sub(1))) {
        Some(((_, factor), rest)) => (rest.trim_end(), *factor),
        None => (text, 1),
    }
}

/// Spaces and apostrophes part thousands in several languages.
fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\'' | '’')
}

/// The part before the decimal separator, and the digits after it.
fn parted(text: &str, shortened: bool) -> (&str, &str) {
    let Some((whole, decimals)) = text.rsplit_once(['.', ',']) else {
        return (text, "");
    };
    let last = text.as_bytes().get(whole.len()).copied().map(char::from);
    let other = whole.contains(['.', ',']);
    let grouped = if other {
        last.is_some_and(|last| whole.contains(last))
    } else {
        decimals.len() == GROUP && (1..=GROUP).contains(&whole.len()) && whole != "0" && !shortened
    };
    if grouped {
        (text, "")
    } else {
        (whole, decimals)
    }
}

/// A whole number without its separators; `None` where they do not part thousands.
fn ungrouped(whole: &str) -> Option<String> {
    let mut groups = whole.split(['.', ',']);
    let first = groups.next()?.to_owned();
    let even = whole
        .split(['.', ','])
        .skip(1)
        .all(|group| group.len() == GROUP);
    even.then(|| first + &groups.collect::<String>())
}

/// The start, in UTC, of a day: `2026-01-31` with or without a time behind it, `2026/01/31`, `31 Jan 2026`,
/// `Jan 31, 2026`. `01/02/2026` is another day in another country: unknown.
pub fn day(text: &str) -> Option<Millis> {
    let text = text.trim();
    let (year, month, day) = iso(text).or_else(|| worded(text))?;
    let valid = (1970..=9999).contains(&year) && (1..=12).contains(&month) && day >= 1;
    if !valid || day > days_of(year, month) {
        return None;
    }
    // Days since the era of 400 years began on a first of March, as `export::day` counts them back.
    let (of_year, month) = if month <= 2 {
        (year - 1, month + 9)
    } else {
        (year, month - 3)
    };
    let days =
        of_year * 365 + of_year / 4 - of_year / 100 + of_year / 400 + (153 * month + 2) / 5 + day
            - 1;
    Some(days.checked_sub(719_468)? * DAY)
}

/// Year, month and day of a date that begins with its year.
fn iso(text: &str) -> Option<(u64, u64, u64)> {
    let date = text.get(..10)?;
    let ends = text.get(10..)?;
    if ends.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let mut parts = date.split(['-', '/']);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let lengths = (year.len(), month.len(), day.len()) == (4, 2, 2) && parts.next().is_none();
    lengths.then_some((digits(year)?, digits(month)?, digits(day)?))
}

/// Year, month and day of a date with the month as a word.
fn worded(text: &str) -> Option<(u64, u64, u64)> {
    let mut words = text.split([' ', ',', '-']).filter(|word| !word.is_empty());
    let (one, two, year) = (words.next()?, words.next()?, words.next()?);
    let year = digits(year).filter(|_| year.len() == 4)?;
    match (month(one), month(two)) {
        (Some(month), None) => Some((year, month, digits(two)?)),
        (None, Some(month)) => Some((year, month, digits(one)?)),
        _ => None,
    }
}

fn month(word: &str) -> Option<u64> {
    let short = word.get(..3)?.to_ascii_lowercase();
    let at = MONTHS.iter().position(|month| *month == short)?;
    u64::try_from(at + 1).ok()
}

fn digits(text: &str) -> Option<u64> {
    let all = !text.is_empty() && text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    all.then(|| text.parse().ok()).flatten()
}

fn days_of(year: u64, month: u64) -> u64 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u64::from(leap),
        _ => 31,
    }
}

/// Whether something is so or not, in the ways tools write it.
pub fn yes_or_no(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "yes" | "1" | "+" | "nofollow" => Some(true),
        "false" | "no" | "0" | "-" | "follow" | "dofollow" => Some(false),
        _ => None,
    }
}

/// Whether a value is an address as lists write it.
pub(super) fn is_address(field: &str) -> bool {
    field.starts_with("http://") || field.starts_with("https://") || looks_like_address(field)
}

/// An HTTP status code (RFC 9110, 15: three digits, the first from 1 to 5).
pub fn status(text: &str) -> Option<u16> {
    let code = text.parse().ok()?;
    (100..600).contains(&code).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_tools_write_them() {
        for (text, expected) in [
            ("71", Some(71)),
            ("71.0", Some(71)),
            ("71,5", Some(72)),
            ("0.3", Some(0)),
            ("0.123", Some(0)),
            ("1,234", Some(1_234)),
            ("1.234", Some(1_234)),
            ("1 234", Some(1_234)),
            ("1\u{202f}234\u{a0}567", Some(1_234_567)),
            ("1’234", Some(1_234)),
            ("1,234,567", Some(1_234_567)),
            ("1.234,5", Some(1_235)),
            ("1,234.4", Some(1_234)),
            ("1234.5678", Some(1_235)),
            ("12.3K", Some(12_300)),
            ("1.234K", Some(1_234)),
            ("1.2m", Some(1_200_000)),
            ("3%", Some(3)),
            ("-", None),
            ("—", None),
            ("", None),
            ("K", None),
            ("n/a", None),
            ("-5", None),
            ("1,23,456", None),
            ("3.75E7", None),
            ("1.2.3", None),
            ("9999999999999999", None),
        ] {
            assert_eq!(number(text), expected, "{text:?}");
        }
    }

    #[test]
    fn days_as_tools_write_them() {
        let leap_day = Some(1_709_164_800_000);
        for (text, expected) in [
            ("2024-02-29", leap_day),
            ("2024-02-29 08:14:55", leap_day),
            ("2024-02-29T23:59:59Z", leap_day),
            ("2024/02/29", leap_day),
            ("29 Feb 2024", leap_day),
            ("29 February 2024", leap_day),
            ("Feb 29, 2024", leap_day),
            ("29-Feb-2024", leap_day),
            ("1970-01-01", Some(0)),
            ("2023-02-29", None),
            ("2024-13-01", None),
            ("2024-04-31", None),
            ("01/02/2024", None),
            ("20240229", None),
            ("2024-02-290", None),
            ("1969-12-31", None),
            ("yesterday", None),
            ("", None),
        ] {
            assert_eq!(day(text), expected, "{text:?}");
        }
    }

    #[test]
    fn days_are_those_that_exports_write() {
        for at in (0..120_000).step_by(7).map(|days| days * DAY) {
            assert_eq!(day(&crate::export::day(at)), Some(at));
        }
    }

    #[test]
    fn status_codes_have_three_digits() {
        assert_eq!(status("200"), Some(200));
        assert_eq!(
            (status("0"), status("600"), status("OK")),
            (None, None, None)
        );
    }
}
