//! The time of day, and dates in the user's language.

use js_sys::Date;
use serde_json::{Value, json};

use crate::api::object;
use crate::i18n::tag;

/// Milliseconds since 1970-01-01 UTC.
pub fn millis() -> u64 {
    // Exact, and neither negative nor too large for another 280,000 years.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let now = Date::now() as u64;
    now
}

/// Today where the user is, as `YYYY-MM-DD`.
pub fn today() -> String {
    day_in(0)
}

/// The day that is so many days from today where the user is, as `YYYY-MM-DD`.
pub fn day_in(days: u32) -> String {
    let day = Date::new_0();
    // Days beyond the month's end are the next month's.
    day.set_date(day.get_date() + days);
    format!(
        "{:04}-{:02}-{:02}",
        day.get_full_year(),
        day.get_month() + 1,
        day.get_date()
    )
}

/// Today where the user is, with the day of the week, as the language writes it.
pub fn this_day() -> String {
    let styles = json!({ "weekday": "long", "day": "numeric", "month": "long" });
    written(&Date::new_0(), &styles)
}

/// A moment's day as the language writes it.
pub fn day(time: u64) -> String {
    written(&date(time), &json!({ "dateStyle": "medium" }))
}

/// A moment as the language writes it, with the time of day.
pub fn moment(time: u64) -> String {
    let styles = json!({ "dateStyle": "medium", "timeStyle": "short" });
    date(time).to_locale_string(&tag(), &object(&styles)).into()
}

/// A week by the day it begins on, in short.
pub fn short_day(time: u64) -> String {
    let styles = json!({ "day": "numeric", "month": "short", "timeZone": "UTC" });
    written(&date(time), &styles)
}

/// A moment's day where the user is, in short: with the year only where that is another than now.
pub fn brief_moment(time: u64) -> String {
    let day = date(time);
    let same_year = day.get_full_year() == Date::new_0().get_full_year();
    written(&day, &brief(same_year, None))
}

/// The calendar date that a text begins with, in short, as [`brief_moment`] writes one; any other text
/// unchanged.
pub fn brief_day(text: &str) -> String {
    match midnight(text) {
        Some(day) => {
            let same_year = day.get_utc_full_year() == Date::new_0().get_full_year();
            written(&day, &brief(same_year, Some("UTC")))
        }
        None => text.to_owned(),
    }
}

fn brief(same_year: bool, zone: Option<&str>) -> Value {
    let year = (!same_year).then_some(("year", "numeric"));
    let zone = zone.map(|zone| ("timeZone", zone));
    let styles = [("day", "numeric"), ("month", "short")];
    styles.into_iter().chain(year).chain(zone).collect()
}

/// The calendar date that a text begins with, as the language writes it; any other text
/// unchanged.
pub fn calendar_day(text: &str) -> String {
    calendar(text, "medium")
}

/// The same in full.
pub fn full_day(text: &str) -> String {
    calendar(text, "long")
}

/// The moment at which the calendar date that a text begins with starts, in UTC; none before 1970.
pub fn parsed_day(text: &str) -> Option<u64> {
    let time = midnight(text)?.get_time();
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let whole = (time >= 0.0).then_some(time as u64);
    whole
}

fn calendar(text: &str, style: &str) -> String {
    match midnight(text) {
        Some(date) => written(&date, &json!({ "dateStyle": style, "timeZone": "UTC" })),
        None => text.to_owned(),
    }
}

/// The start, in UTC, of the calendar date that a text begins with.
fn midnight(text: &str) -> Option<Date> {
    let date = Date::new(&calendar_date(text)?.into());
    (!date.get_time().is_nan()).then_some(date)
}

/// The `YYYY-MM-DD` that a date or a date with a time begins with. The hour and its zone are left
/// out: in another zone it may be another day than the writer's. Other forms of dates mean different
/// days in different countries and are not read.
fn calendar_date(text: &str) -> Option<&str> {
    let text = text.trim();
    let day = text.get(..10)?;
    let rest = text.get(10..)?;
    let right = day.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    (right && (rest.is_empty() || rest.starts_with(['T', 't', ' ']))).then_some(day)
}

fn written(date: &Date, styles: &Value) -> String {
    date.to_locale_date_string(&tag(), &object(styles)).into()
}

fn date(time: u64) -> Date {
    #[allow(clippy::cast_precision_loss)]
    let time = time as f64;
    Date::new(&time.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_begins_with_a_calendar_date_is_one() {
        assert_eq!(calendar_date("2026-11-21"), Some("2026-11-21"));
        assert_eq!(
            calendar_date(" 2026-11-21T23:30:00-08:00"),
            Some("2026-11-21")
        );
        for other in [
            "Page 12",
            "21.11.2026",
            "2026-11-211",
            "2026-11",
            "２０２６年",
        ] {
            assert_eq!(calendar_date(other), None, "{other}");
        }
    }
}
