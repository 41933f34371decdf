//! Makes the tables of this crate from those of the published one.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use published_cache::StaticAtomSet;
use string_cache_codegen::AtomType;

/// The namespaces of the Infra standard by the name that `ns!` gives them; none, and any.
const NAMESPACES: [(&str, &str); 8] = [
    ("", ""),
    ("*", "*"),
    ("html", "http://www.w3.org/1999/xhtml"),
    ("mathml", "http://www.w3.org/1998/Math/MathML"),
    ("svg", "http://www.w3.org/2000/svg"),
    ("xlink", "http://www.w3.org/1999/xlink"),
    ("xml", "http://www.w3.org/XML/1998/namespace"),
    ("xmlns", "http://www.w3.org/2000/xmlns/"),
];

/// Names of up to seven bytes that rules may be written with (`local_name!`). Atoms hold such names in
/// themselves, so that the published set has the longer ones only. The compiler reports one that
/// is missing here.
const SHORT_NAMES: &str = include_str!("short_names.txt");

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=short_names.txt");
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    fs::write(out.join("named_entities.txt"), named_entities()?)?;
    fs::write(out.join("atoms.rs"), atoms()?)?;
    Ok(())
}

/// The named character references: name, NUL, characters, NUL, and so on, sorted by name in bytes.
fn named_entities() -> Result<String, Box<dyn Error>> {
    let mut references = BTreeMap::new();
    for (&name, &(first, second)) in published::NAMED_ENTITIES.entries() {
        // The beginnings of names are in the published table, too; sorted names need no such help.
        if first != 0 {
            references.insert(name, characters(first, second)?);
        }
    }
    let packed: Vec<String> = references
        .into_iter()
        .map(|(name, characters)| format!("{name}\0{characters}"))
        .collect();
    Ok(packed.join("\0"))
}

fn characters(first: u32, second: u32) -> Result<String, Box<dyn Error>> {
    let mut text = String::from(char::try_from(first)?);
    if second != 0 {
        text.push(char::try_from(second)?);
    }
    Ok(text)
}

/// The types and macros of the atoms, and the replacements of C1 controls, as Rust.
fn atoms() -> Result<String, Box<dyn Error>> {
    let mut code = Vec::new();
    AtomType::new("LocalName", "local_name!")
        .atoms(published::LocalNameStaticSet::get().atoms)
        .atoms(SHORT_NAMES.lines())
        .write_to(&mut code)?;
    AtomType::new("Prefix", "namespace_prefix!")
        .atoms(NAMESPACES.map(|(name, _)| name))
        .write_to(&mut code)?;
    AtomType::new("Namespace", "namespace_url!")
        .atoms(NAMESPACES.map(|(_, url)| url))
        .write_to(&mut code)?;
    let mut code = String::from_utf8(code)?;
    code.push_str("/// A namespace by its name.\n#[macro_export]\nmacro_rules! ns {\n");
    for (name, url) in NAMESPACES {
        writeln!(code, "({name}) => {{ $crate::namespace_url!({url:?}) }};")?;
    }
    writeln!(
        code,
        "}}\n/// What numeric references to C1 controls stand for.\n\
         pub static C1_REPLACEMENTS: [Option<char>; 32] = {:?};",
        published::C1_REPLACEMENTS
    )?;
    Ok(code)
}
