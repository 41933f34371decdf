//! What the shipped modules are made of: the crates that are compiled into them, and the data.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use spdx::Expression;

use crate::error::{Context, Error, Result};
use crate::metadata::{self, list, text};
use crate::{need, paths, wasm};

/// A crate, or a list of data, that is in what ships.
pub(crate) struct Part {
    /// Its name.
    pub(crate) name: String,
    /// Its version.
    pub(crate) version: String,
    /// Its licence, as an SPDX expression.
    pub(crate) licence: Expression,
    /// Who wrote it, as it says itself.
    pub(crate) authors: Vec<String>,
    /// Where its source is published; none for data.
    pub(crate) repository: Option<String>,
    /// Its folder, with the files of its licence; none for data.
    pub(crate) folder: Option<PathBuf>,
    /// The SHA-256 of its published package, if it comes from the registry.
    pub(crate) checksum: Option<String>,
    /// Which other parts it uses, by their places in the list.
    pub(crate) uses: Vec<usize>,
}

impl Part {
    /// Whether it is published in the registry, and so not ours.
    pub(crate) fn is_published(&self) -> bool {
        self.checksum.is_some()
    }

    /// Whether it was written here.
    pub(crate) fn is_ours(&self) -> bool {
        self.name.starts_with("linkglance-")
    }
}

/// Every part, by name and version. Build scripts and procedural macros run on the machine that builds, and
/// do not ship.
pub(crate) fn parts() -> Result<Vec<Part>> {
    let words = ["--locked", "--filter-platform", need::TARGET];
    let metadata = metadata::read(&paths::root(), &words)?;
    let packages = by_id(&metadata, "packages");
    let nodes = by_id(metadata.get("resolve").unwrap_or(&Value::Null), "nodes");
    let shipped = reached(&packages, &nodes);
    if shipped.is_empty() {
        return Err(Error::new("cargo metadata names nothing of what ships"));
    }
    let checksums = checksums()?;
    let mut order: Vec<&str> = shipped.iter().copied().collect();
    order.sort_by_key(|id| packages.get(id).map(|package| key(package)));
    let places: BTreeMap<&str, usize> = order.iter().copied().zip(0..).collect();
    let mut parts = Vec::new();
    for id in &order {
        let package = packages
            .get(id)
            .ok_or_else(|| Error::new(format!("cargo names no package {id}")))?;
        let uses = uses(nodes.get(id).copied().unwrap_or(&Value::Null));
        let uses = uses.filter_map(|used| places.get(used).copied()).collect();
        parts.push(part(package, &checksums, uses)?);
    }
    parts.push(suffix_list()?);
    Ok(parts)
}

fn by_id<'a>(of: &'a Value, key: &str) -> BTreeMap<&'a str, &'a Value> {
    list(of, key)
        .filter_map(|item| Some((text(item, "id")?, item)))
        .collect()
}

/// What the shipped modules reach by dependencies that are compiled in.
fn reached<'a>(
    packages: &BTreeMap<&'a str, &'a Value>,
    nodes: &BTreeMap<&'a str, &'a Value>,
) -> BTreeSet<&'a str> {
    let roots = wasm::SHIPPED.iter().map(|module| module.package);
    let roots: BTreeSet<&str> = roots.collect();
    let is_root = |package: &Value| text(package, "name").is_some_and(|name| roots.contains(name));
    let mut found = BTreeSet::new();
    let mut next: Vec<&str> = packages
        .iter()
        .filter(|(_, package)| is_root(package))
        .map(|(&id, _)| id)
        .collect();
    while let Some(id) = next.pop() {
        let Some(package) = packages.get(id).filter(|package| !is_macro(package)) else {
            continue;
        };
        if text(package, "id").is_some_and(|id| found.insert(id)) {
            next.extend(uses(nodes.get(id).copied().unwrap_or(&Value::Null)));
        }
    }
    found
}

/// The ids of what a node uses in the program itself.
fn uses(node: &Value) -> impl Iterator<Item = &str> {
    list(node, "deps").filter_map(|dep| {
        let compiled_in =
            list(dep, "dep_kinds").any(|kind| kind.get("kind").is_none_or(Value::is_null));
        compiled_in.then(|| text(dep, "pkg")).flatten()
    })
}

fn is_macro(package: &Value) -> bool {
    list(package, "targets")
        .flat_map(|target| list(target, "kind"))
        .any(|kind| kind == "proc-macro")
}

fn part(
    package: &Value,
    checksums: &BTreeMap<(String, String), String>,
    uses: Vec<usize>,
) -> Result<Part> {
    let (name, version) = key(package);
    let licence = licence(text(package, "license").unwrap_or_default())
        .context(|| format!("the licence of {name}"))?;
    let authors = list(package, "authors").filter_map(Value::as_str);
    let manifest = text(package, "manifest_path").map(Path::new);
    Ok(Part {
        authors: authors.map(str::to_owned).collect(),
        repository: text(package, "repository").map(str::to_owned),
        folder: manifest.and_then(Path::parent).map(Path::to_path_buf),
        checksum: checksums.get(&(name.clone(), version.clone())).cloned(),
        name,
        version,
        licence,
        uses,
    })
}

/// A licence's expression. Older crates write "MIT/Apache-2.0", which is made the one of today.
fn licence(text: &str) -> Result<Expression> {
    let reading = || format!("{text:?} is no licence");
    let today = Expression::canonicalize(text)
        .map_err(|error| error.to_string())
        .context(reading)?;
    Expression::parse(today.as_deref().unwrap_or(text))
        .map_err(|error| error.to_string())
        .context(reading)
}

/// The one list of others that is compiled in as it is; its head says its version.
fn suffix_list() -> Result<Part> {
    let file = paths::root().join("crate/core/data/public_suffix_list.dat");
    let list = fs::read_to_string(&file).context(|| format!("cannot read {}", file.display()))?;
    let version = list
        .lines()
        .find_map(|line| line.strip_prefix("// VERSION: "));
    let version = version.ok_or_else(|| Error::new("the suffix list says no version"))?;
    let licence = licence("MPL-2.0")?;
    Ok(Part {
        name: "Public Suffix List".to_owned(),
        version: version.to_owned(),
        licence,
        authors: Vec::new(),
        repository: Some("https://publicsuffix.org/".to_owned()),
        folder: None,
        checksum: None,
        uses: Vec::new(),
    })
}

/// The checksums of published packages, by name and version.
fn checksums() -> Result<BTreeMap<(String, String), String>> {
    let file = paths::root().join("Cargo.lock");
    let lock = fs::read_to_string(&file).context(|| "cannot read Cargo.lock".to_owned())?;
    let lock: toml::Table = toml::from_str(&lock).context(|| "Cargo.lock".to_owned())?;
    let packages = lock.get("package").and_then(toml::Value::as_array);
    let packages = packages.into_iter().flatten().filter_map(|package| {
        let of = |key| Some(package.get(key)?.as_str()?.to_owned());
        Some(((of("name")?, of("version")?), of("checksum")?))
    });
    Ok(packages.collect())
}

fn key(package: &Value) -> (String, String) {
    let of = |key| text(package, key).unwrap_or_default().to_owned();
    (of("name"), of("version"))
}
