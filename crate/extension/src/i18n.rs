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
