//! The messages as they ship: without the descriptions, which are for translators and would be read
//! with every panel that opens.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::error::{Context, Error, Result};
use crate::paths;

/// Takes the descriptions out of every language of an assembled extension.
pub(crate) fn ship(extension: &Path) -> Result {
    for file in paths::files(&extension.join("_locales"))? {
        let cannot = || format!("cannot read {}", file.display());
        let text = fs::read_to_string(&file).context(cannot)?;
        let shipped = without_descriptions(&text)
            .map_err(|error| Error::new(format!("{}: {error}", file.display())))?;
        fs::write(&file, shipped).context(|| format!("cannot write {}", file.display()))?;
    }
    Ok(())
}

fn without_descriptions(text: &str) -> serde_json::Result<String> {
    let mut messages: BTreeMap<String, BTreeMap<String, Value>> = serde_json::from_str(text)?;
    for message in messages.values_mut() {
        message.remove("description");
    }
    serde_json::to_string(&messages)
}

#[cfg(test)]
mod tests {
    use super::without_descriptions;

    #[test]
    fn only_the_description_goes() {
        let text = r#"{ "b": { "message": "B $1", "description": "for translators" }, "a": { "message": "A" } }"#;
        let shipped = r#"{"a":{"message":"A"},"b":{"message":"B $1"}}"#;
        assert_eq!(without_descriptions(text).unwrap(), shipped);
    }
}
