//! `cargo xtask release VERSION`: the version and the changelog in one commit, its tag, and the packages.

use std::fs;
use std::path::Path;
use std::process::Command;

use chrono::Utc;
use semver::Version;

use crate::error::{Context, Error, Result};
use crate::{command, paths};

/// The heading of what users will see change.
const UNRELEASED: &str = "## Unreleased\n";

/// Workspaces that have a lock of their own, with our version in it.
const MANIFESTS: [&str; 2] = ["Cargo.toml", "tests/fuzz/Cargo.toml"];

/// Makes a version of what is committed. Nothing is pushed: a tag can still be taken back.
pub(crate) fn run(words: &[String]) -> Result {
    let [word] = words else {
        return Err(Error::new("release takes one version: release 1.0.0"));
    };
    let version = Version::parse(word).context(|| format!("{word:?} is no version"))?;
    let tag = format!("v{version}");
    check(&version, &tag)?;
    edit("Cargo.toml", |text| with_version(text, &version))?;
    let today = Utc::now().date_naive().to_string();
    edit("CHANGELOG.md", |text| with_heading(text, &version, &today))?;
    for manifest in MANIFESTS {
        let update = ["update", "--workspace", "--manifest-path"];
        command::run(command::cargo().args(update).arg(manifest))?;
    }
    let subject = format!("release: {version}");
    command::run(git().args(["commit", "--all", "--quiet", "--message", &subject]))?;
    command::run(git().args(["tag", "--annotate", &tag, "--message", &subject]))?;
    // This program still has the version before: what packs is built with the new one.
    command::run(command::cargo().args(["xtask", "dist"]))
}

/// Whether a release can be made: from a clean tree, of a version later than the last.
fn check(version: &Version, tag: &str) -> Result {
    let changed = command::output(git().args(["status", "--porcelain"]));
    match changed.as_deref() {
        Some("") => {}
        Some(_) => return Err(Error::new("commit or put away what is changed first")),
        None => return Err(Error::new("a release is made in a clone of the repository")),
    }
    if command::output(git().args(["tag", "--list", tag])).as_deref() != Some("") {
        return Err(Error::new(format!("there is a tag {tag} already")));
    }
    let last = env!("CARGO_PKG_VERSION");
    let last = Version::parse(last).context(|| format!("{last:?} is no version"))?;
    if *version <= last {
        return Err(Error::new(format!("{version} is not later than {last}")));
    }
    Ok(())
}

fn git() -> Command {
    let mut git = Command::new("git");
    git.current_dir(paths::root());
    git
}

fn edit(file: &str, change: impl FnOnce(&str) -> Result<String>) -> Result {
    let path = paths::root().join(Path::new(file));
    let text = fs::read_to_string(&path).context(|| format!("cannot read {file}"))?;
    let text = change(&text).context(|| file.to_owned())?;
    fs::write(&path, text).context(|| format!("cannot write {file}"))
}

/// The workspace's manifest with another version: its first line of that kind.
fn with_version(manifest: &str, version: &Version) -> Result<String> {
    let (before, rest) = manifest
        .split_once("\nversion = \"")
        .ok_or_else(|| Error::new("there is no version"))?;
    let (_, after) = rest
        .split_once('"')
        .ok_or_else(|| Error::new("the version does not end"))?;
    Ok(format!("{before}\nversion = \"{version}\"{after}"))
}

/// The changelog with what was unreleased under a version and its day.
fn with_heading(changelog: &str, version: &Version, today: &str) -> Result<String> {
    let (before, after) = changelog
        .split_once(UNRELEASED)
        .ok_or_else(|| Error::new("there is no heading \"Unreleased\""))?;
    if after.trim_start().starts_with("## ") || after.trim().is_empty() {
        return Err(Error::new("nothing is unreleased"));
    }
    Ok(format!(
        "{before}{UNRELEASED}\n## {version} ({today})\n{after}"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_and_the_changelog_are_those_of_the_release() {
        let version = Version::new(1, 2, 3);
        let manifest = "[workspace.package]\nversion = \"0.9.0\"\nedition = \"2024\"\n";
        let expected = "[workspace.package]\nversion = \"1.2.3\"\nedition = \"2024\"\n";
        assert_eq!(with_version(manifest, &version).unwrap(), expected);
        let before = "# Changelog\n\n## Unreleased\n\n### Added\n\n- Tea.\n";
        let after =
            "# Changelog\n\n## Unreleased\n\n## 1.2.3 (2026-12-01)\n\n### Added\n\n- Tea.\n";
        assert_eq!(with_heading(before, &version, "2026-12-01").unwrap(), after);
    }

    #[test]
    fn a_release_without_a_change_is_refused() {
        let version = Version::new(1, 2, 3);
        let none = "# Changelog\n\n## Unreleased\n\n## 1.2.2 (2026-11-01)\n\n- Tea.\n";
        assert!(with_heading(none, &version, "2026-12-01").is_err());
        assert!(with_heading("# Changelog\n", &version, "2026-12-01").is_err());
    }
}
