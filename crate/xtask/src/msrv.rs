//! `cargo xtask msrv`: whether the oldest Rust that is promised builds everything.

use std::fs;
use std::process::Command;

use crate::error::{Context, Error, Result};
use crate::{command, need, paths, wasm};

/// Checks the native half and the shipped modules with the toolchain that `rust-version` names, which
/// rustup installs where it is missing.
pub(crate) fn check() -> Result {
    let version = promised()?;
    let mut rustup = Command::new("rustup");
    rustup.args(["toolchain", "install", &version, "--profile", "minimal"]);
    rustup.args(["--target", need::TARGET]);
    command::run(&mut rustup)?;
    command::run(&mut cargo(&version))?;
    let mut shipped = cargo(&version);
    shipped.args(["--target", need::TARGET]);
    for module in &wasm::SHIPPED {
        shipped.args(["--package", module.package]);
    }
    command::run(&mut shipped)?;
    println!("Rust {version} builds the command line and the extension");
    Ok(())
}

/// The check by one toolchain, in a folder of its own: what another has built is of no use to it.
fn cargo(version: &str) -> Command {
    let mut cargo = Command::new("rustup");
    cargo.args(["run", version, "cargo", "check", "--locked"]);
    cargo.current_dir(paths::root());
    cargo.env("CARGO_TARGET_DIR", paths::target().join("msrv"));
    // Those of the cargo that runs this task name its own compiler.
    for name in ["CARGO", "RUSTC", "RUSTUP_TOOLCHAIN"] {
        cargo.env_remove(name);
    }
    cargo
}

/// The `rust-version` of the workspace.
fn promised() -> Result<String> {
    let file = paths::root().join("Cargo.toml");
    let manifest = fs::read_to_string(file).context(|| "cannot read Cargo.toml".to_owned())?;
    let manifest: toml::Table = toml::from_str(&manifest).context(|| "Cargo.toml".to_owned())?;
    let version = manifest
        .get("workspace")
        .and_then(|workspace| workspace.get("package")?.get("rust-version")?.as_str());
    let version = version.ok_or_else(|| Error::new("the workspace names no rust-version"))?;
    Ok(version.to_owned())
}
