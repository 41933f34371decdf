//! What the steps need: each thing is found, else installed, else asked for in one clear message.
//!
//! What is about to be installed is said first (`install.rs`); packages of the system are installed
//! as root only (`apt.rs`), and with `--no-install` no package is.

mod apt;
mod browsers;
mod cargo_tool;
mod install;
mod java;
mod packages;
mod python;
mod wasm_std;

pub(crate) use browsers::{chromium, firefox};
pub(crate) use cargo_tool::{deny, fuzzer, mutants};
pub(crate) use install::forbid as forbid_installing;
pub(crate) use java::java;
pub(crate) use packages::{node, packages, tool};
pub(crate) use python::{python_linter, python_tester, trainer};
pub(crate) use wasm_std::{TARGET, Toolchain, wasm_toolchain};
