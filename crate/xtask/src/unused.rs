//! Dependencies that no source of their package names. They cost building, and a place in the bill of
//! materials, for nothing.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use proc_macro2::{TokenStream, TokenTree};

use crate::error::{Context, Error, Result};
use crate::metadata::{self, list, text};
use crate::paths;

/// What only generated code names: the package, the dependency, and where the name comes from.
const GENERATED: [(&str, &str, &str); 4] = [
    ("linkglance-panel", "wasm-bindgen-futures", ASYNC),
    ("linkglance-dashboard", "wasm-bindgen-futures", ASYNC),
    ("linkglance-door", "wasm-bindgen-futures", ASYNC),
    ("web_atoms", "string_cache", "what the build script writes"),
];

const ASYNC: &str = "an async function with #[wasm_bindgen]";

/// Looks at every package of the workspace.
pub(crate) fn check() -> Result {
    let unused = unused()?;
    if unused.is_empty() {
        return Ok(());
    }
    Err(Error::new(format!(
        "these dependencies are named by no source, or listed as generated without need: {}",
        unused.join(", ")
    )))
}

fn unused() -> Result<Vec<String>> {
    let metadata = metadata::read(&paths::root(), &["--no-deps", "--locked"])?;
    let mut unused = Vec::new();
    for package in list(&metadata, "packages") {
        let of = |key| text(package, key).unwrap_or_default();
        let folder = Path::new(of("manifest_path")).parent();
        let named = names(folder.unwrap_or(Path::new("")))?;
        for dependency in list(package, "dependencies") {
            let renamed = text(dependency, "rename");
            let Some(name) = renamed.or_else(|| text(dependency, "name")) else {
                continue;
            };
            let generated = GENERATED
                .iter()
                .any(|&(package, dependency, _)| package == of("name") && dependency == name);
            if generated == named.contains(&name.replace('-', "_")) {
                unused.push(format!("{name} of {}", of("name")));
            }
        }
    }
    Ok(unused)
}

/// Every identifier in a package's Rust, macros' words included.
fn names(folder: &Path) -> Result<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    for part in [
        "src", "tests", "benches", "examples", "build", "build.rs", "targets",
    ] {
        let part = folder.join(part);
        let files = match part {
            ref folder if folder.is_dir() => paths::files(folder)?,
            ref file if file.is_file() => vec![part],
            _ => continue,
        };
        let rust = |file: &&std::path::PathBuf| file.extension().is_some_and(|end| end == "rs");
        for file in files.iter().filter(rust) {
            let reading = || format!("cannot read {}", file.display());
            let text = fs::read_to_string(file).context(reading)?;
            let tokens: TokenStream = text.parse().context(reading)?;
            gather(tokens, &mut names);
        }
    }
    Ok(names)
}

fn gather(tokens: TokenStream, names: &mut BTreeSet<String>) {
    let mut open = vec![tokens.into_iter()];
    while let Some(tokens) = open.last_mut() {
        match tokens.next() {
            Some(TokenTree::Group(group)) => open.push(group.stream().into_iter()),
            Some(TokenTree::Ident(ident)) => drop(names.insert(ident.to_string())),
            Some(_) => {}
            None => drop(open.pop()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_code_and_not_of_comments_or_text() {
        let code = "// serde\n use html5ever::{local_name}; fn f() { view! { <a b=url::Url::of(\"idna\") /> } }";
        let mut names = BTreeSet::new();
        gather(code.parse().unwrap(), &mut names);
        let has = |name: &str| names.contains(name);
        assert!(has("html5ever") && has("local_name") && has("url"));
        assert!(!has("serde") && !has("idna"));
    }
}
