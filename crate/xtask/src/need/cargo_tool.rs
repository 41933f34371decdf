//! Cargo's own tools that only some tasks need: the fuzzer and what checks the dependencies.

use std::process::Command;
use std::time::Duration;

use super::install;
use crate::command;
use crate::error::{Context, Result};

/// They are compiled, which takes minutes on a small machine.
const INSTALL_LIMIT: Duration = Duration::from_secs(1_200);

/// cargo-fuzz, and the nightly compiler that it needs.
pub(crate) fn fuzzer() -> Result {
    let nightly = command::output(Command::new("rustup").args(["run", "nightly", "rustc", "-V"]));
    if nightly.is_none() {
        install::announce("the nightly compiler", "rustup, for this user")?;
        let mut rustup = Command::new("rustup");
        rustup.args(["toolchain", "install", "nightly", "--profile", "minimal"]);
        command::run_within(INSTALL_LIMIT, &mut rustup)
            .context(|| "the fuzz targets need the nightly compiler".to_owned())?;
    }
    tool("cargo-fuzz")
}

/// cargo-deny.
pub(crate) fn deny() -> Result {
    tool("cargo-deny")
}

/// cargo-mutants.
pub(crate) fn mutants() -> Result {
    tool("cargo-mutants")
}

fn tool(name: &str) -> Result {
    if command::find(&[name]).is_some() {
        return Ok(());
    }
    install::announce(name, "cargo install, for this user")?;
    let mut install = command::cargo();
    install.args(["install", "--locked", name]);
    command::run_within(INSTALL_LIMIT, &mut install)
        .context(|| format!("cannot install {name}: run cargo install {name}"))
}
