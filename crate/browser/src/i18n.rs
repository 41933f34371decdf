//! Words in the user's language: the browser's own choice from the message files of `_locales`,
//! or the file of the language that was set.

use std::cell::RefCell;
use std::collections::HashMap;

use gloo_utils::document;
use linkglance_core::reason::Key;
use serde::Deserialize;
use wasm_bindgen::{JsCast, JsValue};

use crate::api::{self, object_of};
use crate::settings::{self, Settings};

/// The languages with a message file: its folder in `_locales`, and the language's own name.
pub const LANGUAGES: [(&str, &str); 6] = [
    ("en", "English"),
    ("de", "Deutsch"),
    ("es", "Español"),
    ("fr", "Français"),
    ("ja", "日本語"),
    ("pt_BR", "Português (Brasil)"),
];

/// The language that was set instead of the browser's.
struct Chosen {
    /// As pages name languages: `pt-BR`.
    tag: String,
    messages: HashMap<String, String>,
}

thread_local! {
    static CHOSEN: RefCell<Option<Chosen>> = const { RefCell::new(None) };
}

/// Readies the words of a page and says in which language it is. When another language is set,
/// the page starts again.
pub async fn start() {
    // Without settings that can be read, the browser's language is as good as any.
    let language = Settings::load().await.unwrap_or_default().language;
    if let Some(folder) = language.as_deref() {
        let chosen = read(folder).await;
        CHOSEN.with_borrow_mut(|place| *place = chosen);
    }
    if let Some(root) = document().document_element() {
        // Setting an attribute of our own page cannot fail.
        let _ = root.set_attribute("lang", &tag());
        let _ = root.set_attribute("dir", &direction());
    }
    settings::on_change(move |settings| {
        if settings.language != language {
            api::reload();
        }
    });
}

async fn read(folder: &str) -> Option<Chosen> {
    #[derive(Deserialize)]
    struct Entry {
        message: String,
    }
    // Only languages we ship: the setting may come from another build or an imported file.
    let (folder, _) = LANGUAGES.iter().find(|(known, _)| *known == folder)?;
    let path = format!("_locales/{folder}/messages.json");
    let file = api::own_file(&path).await.ok()?;
    let messages: HashMap<String, Entry> = serde_json::from_str(&file).ok()?;
    let messages = messages.into_iter();
    Some(Chosen {
        tag: folder.replace('_', "-"),
        messages: messages
            .map(|(name, entry)| (name, entry.message))
            .collect(),
    })
}

/// The language of the words, as pages name it: dates and numbers are written in it, too.
pub fn tag() -> String {
    CHOSEN
        .with_borrow(|chosen| chosen.as_ref().map(|chosen| chosen.tag.clone()))
        .unwrap_or_else(|| spoken(&api::language(), &api::message("language_tag", &[])))
}

/// The folder in `_locales` of the language of the words.
pub fn folder() -> &'static str {
    let [(english, _), ..] = LANGUAGES;
    let of_words = message("language_tag", &[]).replace('-', "_");
    let mut folders = LANGUAGES.into_iter().map(|(folder, _)| folder);
    folders
        .find(|folder| *folder == of_words)
        .unwrap_or(english)
}

/// The browser's language, with its region, where the words are in it; else theirs: the browser may speak
/// one that we do not ship.
fn spoken(browser: &str, words: &str) -> String {
    let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_lowercase();
    let tag = if primary(browser) == primary(words) {
        browser
    } else {
        words
    };
    tag.to_owned()
}

/// `ltr` or `rtl`. All languages we ship are written from left to right; the browser's may not be.
fn direction() -> String {
    if CHOSEN.with_borrow(Option::is_some) {
        "ltr".to_owned()
    } else {
        api::message("@@bidi_dir", &[])
    }
}

/// A message by name, with values; empty if there is none of this name.
fn message(name: &str, values: &[&str]) -> String {
    CHOSEN.with_borrow(|chosen| match chosen {
        Some(chosen) => {
            let message = chosen.messages.get(name).map(String::as_str);
            with_values(message.unwrap_or_default(), values)
        }
        None => api::message(name, values),
    })
}

/// Puts values where a message says `$1`, `$2` …; `$$` is a dollar sign.
fn with_values(message: &str, values: &[&str]) -> String {
    let mut pieces = message.split('$');
    let mut text = pieces.next().unwrap_or_default().to_owned();
    while let Some(piece) = pieces.next() {
        let Some(first) = piece.chars().next() else {
            text.push('$');
            text.push_str(pieces.next().unwrap_or_default());
            continue;
        };
        match first.to_digit(10) {
            Some(place) => {
                let value = (place as usize)
                    .checked_sub(1)
                    .and_then(|at| values.get(at));
                text.push_str(value.copied().unwrap_or_default());
                text.push_str(piece.get(1..).unwrap_or_default());
            }
            None => text.push_str(piece),
        }
    }
    text
}

/// A message by name.
pub fn t(name: &str) -> String {
    message(name, &[])
}

/// A message with values for `$1`, `$2` …
pub fn t_with(name: &str, values: &[&str]) -> String {
    message(name, values)
}

/// A message that depends on a number, which is its `$1`: `<name>_one` or `<name>_other` by the
/// language's plural rules.
pub fn t_count(name: &str, count: usize, more: &[&str]) -> String {
    let written = number(count);
    let mut values = vec![written.as_str()];
    values.extend_from_slice(more);
    message(&format!("{name}_{}", plural(count)), &values)
}

/// A reason from the core with its values, in the user's language; in English where no message
/// says it.
pub fn reason(key: Key, values: &[String]) -> String {
    let name = format!("reason_{}", key.name());
    let shown: Vec<&str> = values.iter().map(String::as_str).collect();
    let words = message(&name, &shown);
    if words.is_empty() {
        key.worded(values)
    } else {
        words
    }
}

/// A number as the language writes it.
pub fn number(value: usize) -> String {
    let value = u32::try_from(value).unwrap_or(u32::MAX);
    js_sys::Number::from(value).to_locale_string(&tag()).into()
}

/// Puts names in the language's order, numbers in them by their value: "No. 2" before "No. 10".
pub fn sort_names(names: &mut [String]) {
    let locales = js_sys::Array::of1(&tag().into());
    let options = object_of(&[("numeric", true.into())]);
    let collator = js_sys::Intl::Collator::new(&locales, &options.unchecked_into());
    let compare = collator.compare();
    names.sort_by(|one, other| {
        let order = compare.call2(&JsValue::UNDEFINED, &one.into(), &other.into());
        let order = order
            .ok()
            .and_then(|order| order.as_f64())
            .unwrap_or_default();
        order.total_cmp(&0.0)
    });
}

fn plural(count: usize) -> &'static str {
    let locales = js_sys::Array::of1(&tag().into());
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
    fn dates_are_written_in_the_language_of_the_words() {
        let rows = [
            ("en-GB", "en", "en-GB"),
            ("de-AT", "de", "de-AT"),
            ("pt-PT", "pt-BR", "pt-PT"),
            ("pl", "en", "en"),
            ("en-US", "de", "de"),
        ];
        for (browser, words, tag) in rows {
            assert_eq!(spoken(browser, words), tag, "{browser} {words}");
        }
    }

    #[test]
    fn values_stand_where_the_message_says() {
        for (message, values, text) in [
            ("no value", &[][..], "no value"),
            ("$1 of $2", &["a", "b"], "a of b"),
            ("$2, $1$1", &["a", "b"], "b, aa"),
            ("it costs $$5 for $1", &["$1"], "it costs $5 for $1"),
            ("nothing for $3", &["a"], "nothing for "),
            ("", &["a"], ""),
        ] {
            assert_eq!(with_values(message, values), text, "{message}");
        }
    }
}
