//! Makes a macro of the English reasons, which are written once, among the extension's messages.

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::{Map, Value};

/// The English messages, from this crate's folder.
const MESSAGES: &str = "../../extension/_locales/en/messages.json";

/// What the names of reasons begin with among them.
const PREFIX: &str = "reason_";

/// Writes the macro `english` into this folder: `english!("key")` is the text of a reason.
pub(crate) fn write(out: &Path) -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={MESSAGES}");
    let messages: Map<String, Value> = serde_json::from_str(&fs::read_to_string(MESSAGES)?)?;
    let mut arms = String::new();
    for (name, message) in &messages {
        let text = message.get("message").and_then(Value::as_str);
        if let (Some(key), Some(text)) = (name.strip_prefix(PREFIX), text) {
            writeln!(arms, "    ({key:?}) => {{ {text:?} }};")?;
        }
    }
    let path = out.join("english.rs");
    fs::write(path, format!("macro_rules! english {{\n{arms}}}\n"))?;
    Ok(())
}
