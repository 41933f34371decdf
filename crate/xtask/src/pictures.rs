//! `cargo xtask pictures`: the pictures of the README, taken from the extension at work.

use std::process::Command;

use crate::error::Result;
use crate::{command, dist, need, paths, wasm};

/// Builds, and takes both pictures again.
pub(crate) fn take() -> Result {
    dist::build_for_tests()?;
    need::packages()?;
    let mut pictures = Command::new(need::node()?);
    pictures
        .arg(paths::tests().join("e2e/pictures.mjs"))
        .env("LINKGLANCE_CHROMIUM", need::chromium()?)
        .env("LINKGLANCE_DOOR", wasm::door_folder())
        .current_dir(paths::root());
    command::run(&mut pictures)
}
