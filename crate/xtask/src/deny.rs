//! `cargo xtask deny`: licences, sources, duplicates and advisories of every dependency, by
//! `deny.toml`.

use crate::command;
use crate::error::{Context, Result};
use crate::need;

/// Checks the workspace and the fuzz targets. The advisories are fetched and come last, so that
/// without a network all else is still checked.
pub(crate) fn run() -> Result {
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

fn check(manifest: &str, what: &[&str]) -> Result {
    let mut deny = command::cargo();
    deny.args(["deny", "--manifest-path", manifest, "check"])
        .args(what);
    command::run(&mut deny)
}
