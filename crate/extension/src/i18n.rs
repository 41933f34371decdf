//! Words in the user's language, from the message files of `_locales`.

use linkglance_core::reason::{Key, Reason};

use crate::browser;

/// A message by name.
pub(crate) fn t(name: &str) -> String {
    browser::message(name, &[])
}

/// A message with values for `$1`, `$2` …
pub(crate) fn t_with(name: &str, values: &[&str]) -> String {
    browser::message(name, values)
}

/// A message that depends on a number, which is its `$1`: `<name>_one` or `<name>_other` by the
/// language's plural rules.
pub(crate) fn t_count(name: &str, count: usize, more: &[&str]) -> String {
    let written = number(count);
    let mut values = vec![written.as_str()];
    values.extend_from_slice(more);
    browser::message(&format!("{name}_{}", plural(count)), &values)
}

/// A reason from the core, in the user's language where it is translated.
pub(crate) fn reason(reason: &Reason) -> String {
    if reason.key() == Key::AsWritten {
        return reason.to_string();
    }
    let name = format!("reason_{}", reason.key().name());
    let values: Vec<&str> = reason.values().iter().map(String::as_str).collect();
    let words = browser::message(&name, &values);
    if words.is_empty() {
        reason.to_string()
    } else {
        words
    }
}

/// A number as the language writes it.
pub(crate) fn number(value: usize) -> String {
    let value = u32::try_from(value).unwrap_or(u32::MAX);
    js_sys::Number::from(value)
        .to_locale_string(&browser::language())
        .into()
}

/// The calendar date that a page writes (ISO 8601), as the language writes it; anything else as it
/// stands. The hour and its zone are left out: in another zone it may be another day than the
/// page's.
pub(crate) fn date(written: &str) -> String {
    let Some(day) = calendar_date(written) else {
        return written.to_owned();
    };
    let date = js_sys::Date::new(&format!("{day}T00:00:00Z").into());
    if date.get_time().is_nan() {
        return written.to_owned();
    }
    let options = js_sys::Object::new();
    for (name, value) in [("dateStyle", "long"), ("timeZone", "UTC")] {
        // Setting a property of a plain object of ours cannot fail.
        let _ = js_sys::Reflect::set(&options, &name.into(), &value.into());
    }
    date.to_locale_date_string(&browser::language(), &options)
        .into()
}

/// The `YYYY-MM-DD` that a date or a date with a time begins with.
fn calendar_date(written: &str) -> Option<&str> {
    let written = written.trim();
    let day = written.get(..10)?;
    let rest = written.get(10..)?;
    let right = day.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    (right && (rest.is_empty() || rest.starts_with(['T', 't', ' ']))).then_some(day)
}

fn plural(count: usize) -> &'static str {
    let locales = js_sys::Array::of1(&browser::language().into());
    let rules = js_sys::Intl::PluralRules::new(&locales, &js_sys::Object::new());
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    if rules.select(f64::from(count)) == "one" {
        "one"
    } else {
        "other"
    }
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
