//! `cargo xtask deny`: licences, sources, duplicates and advisories of every dependency, by
//! `deny.toml`; and whether `crate/web_atoms` is still made of the crate it replaces.

use std::fs;
use std::path::{Path, PathBuf};

use crate::command;
use crate::error::{Context, Error, Result};
use crate::metadata::{self, list, text};
use crate::need;
use crate::paths;

/// Checks the workspace and the fuzz targets. The advisories are fetched and come last, so that
/// without a network all else is still checked.
pub(crate) fn run() -> Result {
    web_atoms()?;
    need::deny()?;
    for manifest in MANIFESTS {
        check(manifest, &["licenses", "sources", "bans"])?;
    }
    for manifest in MANIFESTS {
        check(manifest, &["advisories"])
            .context(|| "advisories, which are fetched from github.com".to_owned())?;
    }
    Ok(())
}

const MANIFESTS: [&str; 2] = ["Cargo.toml", "tests/fuzz/Cargo.toml"];

/// A skip that one of the manifests has no use for is the other's.
fn check(manifest: &str, what: &[&str]) -> Result {
    let mut deny = command::cargo();
    deny.args([
        "deny",
        "--manifest-path",
        manifest,
        "check",
        "--allow",
        "unmatched-skip",
    ])
    .args(what);
    command::run(&mut deny)
}

/// The files of the published `web_atoms` that all its tables and macros come from.
const TABLES: [&str; 4] = ["build.rs", "entities.rs", "lib.rs", "local_names.txt"];

/// A package of its own, which no patch reaches, that asks for what html5ever asks for.
const UNPATCHED: &str = r#"[package]
name = "unpatched"
version = "0.0.0"
edition = "2024"

[lib]
path = "lib.rs"

[dependencies]
web_atoms = "0.3"

[workspace]
"#;

/// `crate/web_atoms` takes the place of the newest published 0.3 and is made from an older line's
/// tables (cargo lets no crate use what it replaces). Here the sources of the two are compared;
/// `crate/web_atoms/tests` compares what ours answers with the older line's answers.
fn web_atoms() -> Result {
    let folder = paths::target().join("web_atoms");
    let writing = || format!("cannot write to {}", folder.display());
    fs::create_dir_all(&folder).context(writing)?;
    fs::write(folder.join("Cargo.toml"), UNPATCHED).context(writing)?;
    fs::write(folder.join("lib.rs"), "").context(writing)?;
    // What was locked at an earlier run may have been succeeded since.
    let _ = fs::remove_file(folder.join("Cargo.lock"));
    let (replaced, version) = published(&folder, "0.3.")?;
    let (source, older) = published(&paths::root(), "0.2.")?;
    let differing = differing(&source, &replaced)?;
    if differing.is_empty() {
        println!("web_atoms {version}, which ours replaces, has the tables of {older}");
        return Ok(());
    }
    Err(Error::new(format!(
        "web_atoms {version}, which crate/web_atoms replaces, is not what that is made of \
         ({older}): {} differ",
        differing.join(", ")
    )))
}

/// Where a line of the published `web_atoms` lies, as the packages of a folder have it, and its
/// whole version. Cargo fetches what is not there.
fn published(folder: &Path, line: &str) -> Result<(PathBuf, String)> {
    let metadata = metadata::read(folder, &[])?;
    list(&metadata, "packages")
        .filter(|package| text(package, "name") == Some("web_atoms"))
        // A package with a source is published; ours has none.
        .filter(|package| text(package, "source").is_some())
        .find_map(|package| {
            let version = text(package, "version").filter(|it| it.starts_with(line))?;
            let manifest = Path::new(text(package, "manifest_path")?);
            Some((manifest.parent()?.to_path_buf(), version.to_owned()))
        })
        .ok_or_else(|| Error::new(format!("web_atoms {line}x is no dependency any more")))
}

/// Those of the tables that are not the same in both folders, to the byte.
fn differing(a: &Path, b: &Path) -> Result<Vec<&'static str>> {
    let read = |folder: &Path, name: &str| {
        let file = folder.join(name);
        fs::read(&file).context(|| format!("cannot read {}", file.display()))
    };
    let mut found = Vec::new();
    for name in TABLES {
        if read(a, name)? != read(b, name)? {
            found.push(name);
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_changed_byte_of_a_table_is_named() {
        let folder = std::env::temp_dir().join(format!("web_atoms-{}", std::process::id()));
        let (a, b) = (folder.join("a"), folder.join("b"));
        for side in [&a, &b] {
            fs::create_dir_all(side).unwrap();
            for name in TABLES {
                fs::write(side.join(name), "(\"amp\", 38, 0)").unwrap();
            }
        }
        assert_eq!(differing(&a, &b).unwrap(), Vec::<&str>::new());
        fs::write(b.join("entities.rs"), "(\"amp\", 39, 0)").unwrap();
        assert_eq!(differing(&a, &b).unwrap(), ["entities.rs"]);
        fs::remove_file(b.join("lib.rs")).unwrap();
        assert!(differing(&a, &b).is_err());
        fs::remove_dir_all(folder).unwrap();
    }
}
