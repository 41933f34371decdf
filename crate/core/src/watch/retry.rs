//! When a server wants to be asked again: the `Retry-After` header (RFC 9110, 10.2.3).

use super::Moment;
use crate::page::Day;

/// The seconds it asks to wait. `now` is the moment it is read; a date that is over asks for
/// none. `None` for what is neither a number nor a date.
pub fn retry_after(value: &str, now: Moment) -> Option<u64> {
    let value = value.trim();
    if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        // More digits than a number has are a wait without end all the same.
        return Some(value.parse().unwrap_or(u64::MAX));
    }
    Some(moment(value)?.saturating_sub(now))
}

/// The moment of a date as HTTP writes it ("Sun, 06 Nov 1994 08:49:37 GMT").
fn moment(date: &str) -> Option<Moment> {
    let (day, time) = date.strip_suffix(" GMT")?.rsplit_once(' ')?;
    let mut parts = time.split(':').map(|part| part.parse::<Moment>().ok());
    let (hours, minutes, seconds) = (parts.next()??, parts.next()??, parts.next()??);
    let of_a_day = hours * 3_600 + minutes * 60 + seconds;
    let day = Moment::from(Day::read(day)?.since_1970()?);
    // A leap second is the first of the next minute.
    let valid = parts.next().is_none() && hours < 24 && minutes < 60 && seconds <= 60;
    valid.then(|| day * SECONDS_A_DAY + of_a_day)
}

const SECONDS_A_DAY: Moment = 86_400;

#[cfg(test)]
mod tests {
    use super::retry_after;

    /// A value, the moment it is read, and the seconds it asks for.
    const ROWS: &[(&str, u64, Option<u64>)] = &[
        ("120", 0, Some(120)),
        (" 0 ", 0, Some(0)),
        ("99999999999999999999999", 0, Some(u64::MAX)),
        ("Thu, 01 Jan 1970 00:02:00 GMT", 0, Some(120)),
        ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_700, Some(77)),
        ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_900, Some(0)),
        ("Thu, 29 Feb 2024 00:00:00 GMT", 1_709_164_000, Some(800)),
        ("Fri, 01 Mar 2024 00:00:00 GMT", 1_709_251_200, Some(0)),
        ("Sunday, 06-Nov-94 08:49:37 GMT", 784_111_700, Some(77)),
        ("Sun, 06 Nov 1994 08:49:37 +0100", 0, None),
        ("Sun, 40 Nov 1994 08:49:37 GMT", 0, None),
        ("Sun, 06 Nov 0000 08:49:37 GMT", 0, None),
        ("Sun, 06 Nov 1994 24:00:00 GMT", 0, None),
        ("Sun, 06 Nov 1994 08:49 GMT", 0, None),
        ("-5", 0, None),
        ("soon", 0, None),
        ("", 0, None),
    ];

    #[test]
    fn seconds_and_dates_are_read() {
        for &(value, now, expected) in ROWS {
            assert_eq!(retry_after(value, now), expected, "{value}");
        }
    }
}
