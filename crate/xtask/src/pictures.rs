//! `cargo xtask pictures`: the pictures of the README, the stores and the guide, taken from the extension
//! at work.

use std::process::Command;

use crate::error::Result;
use crate::{command, dist, need, paths};

/// Builds, and takes all pictures again, or those that the words name: kinds and languages, which the
/// script knows.
pub(crate) fn take(words: &[String]) -> Result {
    dist::build()?;
    need::packages()?;
    let mut pictures = Command::new(need::node()?);
    pictures
        .arg(paths::tests().join("e2e/pictures.mjs"))
        .args(words)
        .env("LINKGLANCE_CHROMIUM", need::chromium()?)
        .current_dir(paths::root());
    command::run(&mut pictures)
}
