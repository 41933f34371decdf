//! `cargo xtask run`: the demonstration.

use std::process::Command;

use crate::error::Result;
use crate::{command, dist, need, paths};

/// Builds, then opens the demonstration article in Chromium with the extension.
pub(crate) fn run() -> Result {
    dist::build()?;
    need::packages()?;
    let mut demonstration = Command::new(need::node()?);
    demonstration
        .arg(paths::tests().join("e2e/run.mjs"))
        .env("LINKGLANCE_CHROMIUM", need::chromium()?);
    command::run(demonstration.current_dir(paths::root()))
}
