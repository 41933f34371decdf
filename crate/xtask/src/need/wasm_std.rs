//! Rust's standard library for WebAssembly, and the toolchain that has it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::{apt, install};
use crate::command;
use crate::error::{Error, Result};
use crate::paths;

/// The target that the extension is built for.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";
/// A download that is refused may hang instead of failing.
const RUSTUP_LIMIT: Duration = Duration::from_secs(120);
/// Debian's Rust for its browsers: a compiler, and the standard library as source to build.
const DEBIAN_PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "lld-19"];
const DEBIAN_CARGO: &str = "/usr/bin/cargo";
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_LINKER: &str = "wasm-ld-19";
const DEBIAN_STD: &str = "/usr/lib/rustlib/src/rust/library/std";

/// The toolchain that can build for WebAssembly. Native code always stays with cargo's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Toolchain {
    /// Cargo's own: its standard library for WebAssembly is installed.
    Own,
    /// Debian's, which builds the standard library from source.
    Debian,
}

impl Toolchain {
    /// `cargo build` for WebAssembly, and the folder that its output goes to.
    pub(crate) fn build(self) -> (Command, PathBuf) {
        let (mut command, target) = match self {
            Self::Own => (command::cargo(), paths::target()),
            Self::Debian => (debian_cargo(), paths::target().join("debian")),
        };
        command
            .args(["build", "--target", TARGET])
            .arg("--target-dir")
            .arg(&target);
        if self == Self::Debian {
            command.arg("-Zbuild-std=std,panic_abort");
        }
        (command, target.join(TARGET))
    }

    /// `cargo clippy` for WebAssembly, where cargo's own toolchain can do it.
    pub(crate) fn clippy(self) -> Option<Command> {
        let mut command = command::cargo();
        command.args(["clippy", "--target", TARGET]);
        (self == Self::Own).then_some(command)
    }
}

/// Finds a toolchain that builds for WebAssembly, or installs one.
pub(crate) fn wasm_toolchain() -> Result<Toolchain> {
    if own_has_it() {
        return Ok(Toolchain::Own);
    }
    if debian_has_it() {
        return Ok(Toolchain::Debian);
    }
    let mut rustup = Command::new("rustup");
    rustup.args(["target", "add", TARGET]);
    let by_rustup = install::announce(
        "Rust's standard library for WebAssembly",
        "rustup, for this user",
    )
    .and_then(|()| command::run_within(RUSTUP_LIMIT, &mut rustup));
    if by_rustup.is_ok() && own_has_it() {
        return Ok(Toolchain::Own);
    }
    let by_debian = apt::install(&DEBIAN_PACKAGES);
    if by_debian.is_ok() && debian_has_it() {
        return Ok(Toolchain::Debian);
    }
    Err(Error::new(format!(
        "Rust's standard library for WebAssembly is needed: rustup target add {TARGET} (rustup: {}; Debian's packages: {})",
        said(by_rustup),
        said(by_debian),
    )))
}

fn own_has_it() -> bool {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let mut ask = Command::new(rustc);
    ask.args(["--print", "target-libdir", "--target", TARGET]);
    command::output(&mut ask).is_some_and(|folder| Path::new(&folder).is_dir())
}

fn debian_has_it() -> bool {
    let there = |file: &&str| Path::new(file).exists();
    [DEBIAN_CARGO, DEBIAN_RUSTC, DEBIAN_STD].iter().all(there)
        && command::find(&[DEBIAN_LINKER]).is_some()
}

/// Debian's cargo. What the calling cargo has put into the environment would lead it back to the
/// calling cargo's toolchain.
fn debian_cargo() -> Command {
    let mut command = Command::new(DEBIAN_CARGO);
    command.current_dir(paths::root());
    for name in [
        "CARGO",
        "RUSTUP_TOOLCHAIN",
        "RUSTUP_HOME",
        "LD_LIBRARY_PATH",
    ] {
        command.env_remove(name);
    }
    // The standard library is built with an option that is otherwise for nightly compilers.
    command
        .env("RUSTC", DEBIAN_RUSTC)
        .env("RUSTC_BOOTSTRAP", "1");
    command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", DEBIAN_LINKER);
    command
}

fn said(result: Result) -> String {
    match result {
        Ok(()) => "done, but it is not there".to_owned(),
        Err(error) => error.to_string(),
    }
}
