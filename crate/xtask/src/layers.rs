//! Which module knows which: no two modules know each other, and those of the core know only what
//! comes before them in its reading order.
//!
//! Modules are compared with their siblings: what is below a module counts as a part of it. Read
//! are the paths that begin with `crate`, `super` or `self`, in `use`, in expressions and in macros;
//! tests within a file are left out, for they may look anywhere.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::iter::Peekable;
use std::path::Path;

use proc_macro2::token_stream::IntoIter;
use proc_macro2::{Delimiter, TokenStream, TokenTree};

use crate::error::{Context, Error, Result};
use crate::paths;

/// The core's modules in reading order: each knows those before it.
const READING_ORDER: [&str; 26] = [
    "length",
    "one_or_more",
    "reason",
    "region",
    "spreadsheet",
    "url",
    "page",
    "link",
    "placement",
    "contact",
    "site",
    "mention",
    "point",
    "backlink",
    "report",
    "inspect",
    "import",
    "people",
    "check",
    "watch",
    "letter",
    "prospect",
    "bulk",
    "profile",
    "message",
    "export",
];

/// The crates whose modules are looked at.
const CRATES: [&str; 9] = [
    "core",
    "document",
    "scan",
    "browser",
    "panel",
    "dashboard",
    "checker",
    "cli",
    "python",
];

/// A module by its path from the crate's root; empty: the root.
type Module = Vec<String>;

/// Which module knows which, of one crate.
struct Graph {
    modules: BTreeSet<Module>,
    known: BTreeSet<(Module, Module)>,
}

/// Checks every crate, and prints what was looked at.
pub(crate) fn check() -> Result {
    let mut faults = Vec::new();
    let (mut modules, mut known) = (0, 0);
    for name in CRATES {
        let graph = Graph::read(&paths::root().join("crate").join(name).join("src"))?;
        modules += graph.modules.len();
        known += graph.known.len();
        faults.extend(graph.cycles().map(|cycle| format!("{name}: {cycle}")));
        if name == "core" {
            faults.extend(graph.against_the_order());
        }
    }
    println!("{modules} modules, {known} uses of one by another");
    if faults.is_empty() {
        return Ok(());
    }
    Err(Error::new(faults.join("\n")))
}

impl Graph {
    fn read(folder: &Path) -> Result<Self> {
        let mut files = Vec::new();
        find(folder, &mut Vec::new(), &mut files)?;
        let modules: BTreeSet<Module> = files.iter().map(|(module, _)| module.clone()).collect();
        let mut known = BTreeSet::new();
        for (module, text) in &files {
            let tokens: TokenStream = text
                .parse()
                .map_err(|error| Error::new(format!("cannot read {module:?}: {error}")))?;
            let mut paths = Vec::new();
            collect(tokens, &mut paths);
            for path in paths {
                if let Some(other) = resolve(module, &path, &modules) {
                    known.insert((module.clone(), other));
                }
            }
        }
        Ok(Self { modules, known })
    }

    /// Pairs of siblings of which each knows the other, over others or straight.
    fn cycles(&self) -> impl Iterator<Item = String> {
        let mut edges: BTreeMap<Module, BTreeSet<Module>> = BTreeMap::new();
        for (from, to) in &self.known {
            let shared = from.iter().zip(to).take_while(|(a, b)| a == b).count();
            if let (Some(from), Some(to)) = (from.get(..=shared), to.get(..=shared)) {
                edges.entry(from.to_vec()).or_default().insert(to.to_vec());
            }
        }
        let reached: BTreeMap<Module, BTreeSet<Module>> = edges
            .keys()
            .map(|module| (module.clone(), reach(module, &edges)))
            .collect();
        let mut found = BTreeSet::new();
        for (module, others) in &reached {
            let mutual = others.iter().filter(|&other| {
                other != module && reached.get(other).is_some_and(|back| back.contains(module))
            });
            let mut cycle: Vec<String> = mutual.map(|other| other.join("::")).collect();
            if !cycle.is_empty() {
                cycle.push(module.join("::"));
                cycle.sort();
                found.insert(format!("know each other: {}", cycle.join(", ")));
            }
        }
        found.into_iter()
    }

    fn against_the_order(&self) -> Vec<String> {
        let place = |module: &Module| {
            let first = module.first()?;
            READING_ORDER.iter().position(|name| name == first)
        };
        let mut faults = BTreeSet::new();
        for module in self.modules.iter().filter(|module| !module.is_empty()) {
            if place(module).is_none() {
                faults.insert(format!(
                    "core: {} is not in the reading order",
                    module.join("::")
                ));
            }
        }
        for (from, to) in &self.known {
            if let (Some(at), Some(other)) = (place(from), place(to))
                && at < other
            {
                let (from, to) = (from.join("::"), to.join("::"));
                faults.insert(format!("core: {from} knows {to}, which comes after it"));
            }
        }
        faults.into_iter().collect()
    }
}

/// All modules that are known from one, over others too.
fn reach(from: &Module, edges: &BTreeMap<Module, BTreeSet<Module>>) -> BTreeSet<Module> {
    let mut reached = BTreeSet::new();
    let mut left: Vec<&Module> = edges.get(from).into_iter().flatten().collect();
    while let Some(module) = left.pop() {
        if reached.insert(module.clone()) {
            left.extend(edges.get(module).into_iter().flatten());
        }
    }
    reached
}

/// The modules of a folder with their text.
fn find(folder: &Path, at: &mut Module, files: &mut Vec<(Module, String)>) -> Result {
    let cannot = || format!("cannot read {}", folder.display());
    for entry in fs::read_dir(folder).context(cannot)? {
        let path = entry.context(cannot)?.path();
        let name = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if path.is_dir() {
            at.push(name);
            find(&path, at, files)?;
            at.pop();
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let mut module = at.clone();
            if !matches!(name.as_str(), "mod" | "lib" | "main") {
                module.push(name);
            }
            files.push((module, fs::read_to_string(&path).context(cannot)?));
        }
    }
    Ok(())
}

/// Gathers the paths of a file, those in macros too, without its tests.
fn collect(tokens: TokenStream, paths: &mut Vec<Module>) {
    let mut tokens = tokens.into_iter().peekable();
    let mut tests = false;
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Ident(word) => {
                let word = word.to_string();
                match word.as_str() {
                    "crate" | "super" | "self" => tree(vec![word], &mut tokens, paths),
                    _ => {}
                }
            }
            // The first braces after #[cfg(test)] are what it is about.
            TokenTree::Group(group) if tests && group.delimiter() == Delimiter::Brace => {
                tests = false;
            }
            TokenTree::Group(group) => {
                tests |= group.stream().to_string() == "cfg (test)";
                collect(group.stream(), paths);
            }
            _ => {}
        }
    }
}

/// Reads on after the first words of a path: more words, or several ends in braces.
fn tree(start: Module, tokens: &mut Peekable<IntoIter>, paths: &mut Vec<Module>) {
    let mut path = start;
    while is_colon(tokens.peek()) {
        tokens.next();
        if !is_colon(tokens.peek()) {
            break; // a type follows
        }
        tokens.next();
        match tokens.peek() {
            Some(TokenTree::Ident(word)) => {
                path.push(word.to_string());
                tokens.next();
            }
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                let mut ends = group.stream().into_iter().peekable();
                while let Some(token) = ends.next() {
                    if let TokenTree::Ident(word) = token {
                        let mut longer = path.clone();
                        longer.push(word.to_string());
                        tree(longer, &mut ends, paths);
                    }
                }
                tokens.next();
            }
            _ => break,
        }
    }
    paths.push(path);
}

fn is_colon(token: Option<&TokenTree>) -> bool {
    matches!(token, Some(TokenTree::Punct(sign)) if sign.as_char() == ':')
}

/// The module a path leads into, seen from a module; `None` for its own root and for itself.
fn resolve(from: &Module, path: &[String], modules: &BTreeSet<Module>) -> Option<Module> {
    let mut at = from.clone();
    let mut rest = path.iter().peekable();
    while let Some(word) = rest.peek() {
        match word.as_str() {
            "crate" => at.clear(),
            "super" => {
                at.pop()?;
            }
            "self" => {}
            _ => break,
        }
        rest.next();
    }
    for word in rest {
        at.push(word.clone());
        if !modules.contains(&at) {
            at.pop();
            break;
        }
    }
    (at != *from && !from.starts_with(&at)).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths_in(text: &str) -> Vec<String> {
        let mut paths = Vec::new();
        collect(text.parse().unwrap(), &mut paths);
        paths.iter().map(|path| path.join("::")).collect()
    }

    #[test]
    fn paths_are_read_in_use_in_code_and_in_macros_but_not_in_tests() {
        let text = "use crate::a::{self, b::C, d}; fn f() { super::g(); view! { <p>{crate::h::i()}</p> } } \
                    #[cfg(test)] mod tests { use crate::z; }";
        let found = paths_in(text);
        for path in [
            "crate::a::self",
            "crate::a::b::C",
            "crate::a::d",
            "super::g",
            "crate::h::i",
        ] {
            assert!(
                found.iter().any(|known| known == path),
                "{path} in {found:?}"
            );
        }
        assert!(!found.iter().any(|path| path.contains('z')), "{found:?}");
    }

    #[test]
    fn siblings_that_know_each_other_over_a_third_are_a_cycle() {
        let module = |name: &str| vec![name.to_owned()];
        let known = [("a", "b"), ("b", "c"), ("c", "a"), ("d", "a")];
        let graph = Graph {
            modules: ["a", "b", "c", "d"].map(module).into(),
            known: known.map(|(from, to)| (module(from), module(to))).into(),
        };
        let cycles: Vec<String> = graph.cycles().collect();
        assert_eq!(cycles, ["know each other: a, b, c"]);
    }
}
