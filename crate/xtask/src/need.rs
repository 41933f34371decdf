//! What the steps need: each thing is found, else installed, else asked for in one clear message.

mod apt;
mod browsers;
mod cargo_tool;
mod packages;
mod wasm_std;

pub(crate) use browsers::{chromium, firefox};
pub(crate) use cargo_tool::{deny, fuzzer, mutants};
pub(crate) use packages::{node, packages, tool};
pub(crate) use wasm_std::{TARGET, Toolchain, wasm_toolchain};
