//! What cargo says of packages: one way to ask, and to read the answer.

use std::path::Path;

use serde_json::Value;

use crate::command;
use crate::error::{Context, Error, Result};

/// The answer for the packages of a folder; `words` are further options. Cargo fetches what it needs for it.
pub(crate) fn read(folder: &Path, words: &[&str]) -> Result<Value> {
    let mut cargo = command::cargo();
    cargo
        .current_dir(folder)
        .args(["metadata", "--quiet", "--format-version", "1"])
        .args(words);
    let text = command::output(&mut cargo)
        .ok_or_else(|| Error::new(format!("cargo says nothing of {}", folder.display())))?;
    serde_json::from_str(&text).context(|| "cannot read what cargo metadata says".to_owned())
}

/// The items of a list in it; none where there is no such list.
pub(crate) fn list<'a>(of: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> + use<'a> {
    of.get(key)
        .and_then(Value::as_array)
        .map_or(&[][..], Vec::as_slice)
        .iter()
}

/// A text in it.
pub(crate) fn text<'a>(of: &'a Value, key: &str) -> Option<&'a str> {
    of.get(key)?.as_str()
}
