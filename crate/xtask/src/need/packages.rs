//! Node.js and the npm packages of the tests (`tests/package.json`): for development only.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};

use super::install;
use crate::command;
use crate::error::{Context, Error, Result};
use crate::paths;

const OLDEST_NODE: u32 = 20;
const INSTALL_LIMIT: Duration = Duration::from_secs(600);

/// Node.js, at least version 20.
pub(crate) fn node() -> Result<PathBuf> {
    let ask = || {
        Error::new(format!(
            "Node.js {OLDEST_NODE} or newer is needed: install it from https://nodejs.org"
        ))
    };
    let node = command::find(&["node"]).ok_or_else(ask)?;
    let version = command::output(Command::new(&node).arg("--version")).ok_or_else(ask)?;
    let major = version
        .trim_start_matches('v')
        .split('.')
        .next()
        .and_then(|major| major.parse::<u32>().ok());
    if major.is_some_and(|major| major >= OLDEST_NODE) {
        return Ok(node);
    }
    Err(Error::new(format!(
        "Node.js {OLDEST_NODE} or newer is needed, and this is {version}"
    )))
}

/// The packages of `tests/package-lock.json`, to the letter: `npm ci` where they are missing or
/// older than the lock file.
pub(crate) fn packages() -> Result {
    node()?;
    let lock = paths::tests().join("package-lock.json");
    let installed = paths::tests().join("node_modules/.package-lock.json");
    if changed(&installed)
        .is_some_and(|installed| changed(&lock).is_some_and(|lock| lock <= installed))
    {
        return Ok(());
    }
    install::announce(
        "the npm packages of the tests",
        "npm ci, in tests/node_modules",
    )?;
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let mut install = Command::new(npm);
    install
        .args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"])
        .current_dir(paths::tests());
    command::run_within(INSTALL_LIMIT, &mut install)
        .context(|| "cannot install the tests' npm packages".to_owned())
}

/// A command for a tool that came with the packages: Node.js with the file that its package names.
pub(crate) fn tool(file: &str) -> Result<Command> {
    packages()?;
    let mut command = Command::new(node()?);
    command
        .arg(paths::tests().join("node_modules").join(file))
        .current_dir(paths::root());
    Ok(command)
}

fn changed(file: &Path) -> Option<SystemTime> {
    file.metadata().ok()?.modified().ok()
}
