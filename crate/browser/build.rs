//! Makes, of the guide's table of reasons, which paragraph of it explains each of them.

use std::collections::BTreeMap;
use std::env;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Keys of reasons, each with the name of a paragraph, from this crate's folder.
const REASONS: &str = "../../docs/guide/reasons.json";

/// Writes `PARAGRAPHS` and `place`, where in them a reason's is: a byte for each reason, and each name once. A key
/// that the table leaves out does not compile.
fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={REASONS}");
    println!("cargo::rerun-if-changed=build.rs");
    let reasons: BTreeMap<String, String> = serde_json::from_str(&fs::read_to_string(REASONS)?)?;
    let mut keys: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (key, paragraph) in &reasons {
        let key = format!("Key::{}", variant(key));
        keys.entry(paragraph).or_default().push(key);
    }
    let names: Vec<&str> = keys.keys().copied().collect();
    let mut arms = String::new();
    for (place, keys) in keys.values().enumerate() {
        writeln!(arms, "        {} => {place},", keys.join(" | "))?;
    }
    let text = format!(
        "const PARAGRAPHS: [&str; {}] = {names:?};\n\nconst fn place(key: Key) -> u8 {{\n    match key {{\n{arms}    }}\n}}\n",
        names.len()
    );
    fs::write(Path::new(&env::var("OUT_DIR")?).join("paragraphs.rs"), text)?;
    Ok(())
}

/// What a key is called in Rust: `rel_defect` is `RelDefect`.
fn variant(key: &str) -> String {
    let words = key.split('_').map(|word| {
        let mut letters = word.chars();
        let first = letters.next().map(|letter| letter.to_ascii_uppercase());
        first.into_iter().chain(letters).collect::<String>()
    });
    words.collect()
}
