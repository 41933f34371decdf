//! The time of day, and dates in the person's language.

use js_sys::Date;
use wasm_bindgen::JsValue;

use crate::browser::object;
use crate::i18n::tag;

/// Milliseconds since 1970-01-01 UTC.
pub(crate) fn millis() -> u64 {
    // Exact, and neither negative nor too large for another 280,000 years.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let now = Date::now() as u64;
    now
}

/// Today where the person is, as `YYYY-MM-DD`.
pub(crate) fn today() -> String {
    let now = Date::new_0();
    format!(
        "{:04}-{:02}-{:02}",
        now.get_full_year(),
        now.get_month() + 1,
        now.get_date()
    )
}

/// A moment's day as the language writes it.
pub(crate) fn day(time: u64) -> String {
    written(&date(time), &[("dateStyle", "medium".into())])
}

/// A moment as the language writes it, with the time of day.
pub(crate) fn moment(time: u64) -> String {
    let styles = [
        ("dateStyle", "medium".into()),
        ("timeStyle", "short".into()),
    ];
    date(time).to_locale_string(&tag(), &object(&styles)).into()
}

/// A week by the day it begins on, in short.
pub(crate) fn short_day(time: u64) -> String {
    let styles = [
        ("day", "numeric".into()),
        ("month", "short".into()),
        ("timeZone", "UTC".into()),
    ];
    written(&date(time), &styles)
}

/// A day written `YYYY-MM-DD`, as the language writes it.
pub(crate) fn calendar_day(day: &str) -> String {
    let date = Date::new(&JsValue::from_str(day));
    if date.get_time().is_nan() {
        return day.to_owned();
    }
    written(
        &date,
        &[("dateStyle", "medium".into()), ("timeZone", "UTC".into())],
    )
}

/// The moment a text that begins with `YYYY-MM-DD` names, at the start of that day UTC; other
/// forms of dates mean different days in different countries and are not read.
pub(crate) fn parsed_day(text: &str) -> Option<u64> {
    let day = text.get(..10)?;
    let form = |(at, c): (usize, char)| {
        if at == 4 || at == 7 {
            c == '-'
        } else {
            c.is_ascii_digit()
        }
    };
    if !day.chars().enumerate().all(form) {
        return None;
    }
    let time = Date::new(&JsValue::from_str(day)).get_time();
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let whole = (time >= 0.0).then_some(time as u64);
    whole
}

fn written(date: &Date, styles: &[(&str, JsValue)]) -> String {
    date.to_locale_date_string(&tag(), &object(styles)).into()
}

fn date(time: u64) -> Date {
    #[allow(clippy::cast_precision_loss)]
    let time = time as f64;
    Date::new(&time.into())
}
