//! A pseudo-locale, for tests: every English message lengthened, as German and Finnish are. The
//! tests put it in the place of English and turn the page around. What does not fit then, or does not
//! turn, is seen before a translator meets it.

use std::collections::BTreeMap;
use std::fs;

use serde_json::{Value, json};

use crate::error::{Context, Result};
use crate::paths;

/// Writes it for the tests, which put it into their copies of the extension.
pub(crate) fn write() -> Result {
    let english = paths::root().join("extension/_locales/en/messages.json");
    let text =
        fs::read_to_string(&english).context(|| format!("cannot read {}", english.display()))?;
    let messages: BTreeMap<String, Value> = serde_json::from_str(&text)
        .context(|| format!("{} is no list of messages", english.display()))?;
    let longer: BTreeMap<String, Value> = messages
        .into_iter()
        .map(|(name, entry)| {
            let message = entry.get("message").and_then(Value::as_str);
            let message = message.unwrap_or_default();
            // This one is no words.
            let message = match name.as_str() {
                "language_tag" => message.to_owned(),
                _ => lengthened(message),
            };
            (name, json!({ "message": message }))
        })
        .collect();
    let folder = paths::target().join("e2e/pseudo/en");
    let file = folder.join("messages.json");
    fs::create_dir_all(&folder).context(|| format!("cannot make {}", folder.display()))?;
    fs::write(&file, json!(longer).to_string())
        .context(|| format!("cannot write {}", file.display()))
}

/// About a third longer: each vowel is said twice. Values stay.
fn lengthened(message: &str) -> String {
    let mut longer = String::with_capacity(message.len() * 3 / 2);
    for character in message.chars() {
        longer.push(character);
        if "aeiou".contains(character) {
            longer.push(character);
        }
    }
    longer
}

#[cfg(test)]
mod tests {
    use super::lengthened;

    #[test]
    fn words_grow_and_values_stay() {
        assert_eq!(lengthened("Saved for $1"), "Saaveed foor $1");
    }
}
