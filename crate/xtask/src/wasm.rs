//! Builds the extension's Rust for WebAssembly, and the JavaScript that loads it.

use std::path::{Path, PathBuf};
use std::{env, fs};

use wasm_bindgen_cli_support::Bindgen;

use crate::command;
use crate::error::{Context, Result};
use crate::need::Toolchain;
use crate::paths;

const PACKAGE: &str = "linkglance-extension";
const LIBRARY: &str = "linkglance_extension.wasm";
const PROFILE: &str = "wasm";
/// The generated files are `linkglance.js` and `linkglance_bg.wasm`.
const NAME: &str = "linkglance";

/// Builds the wasm and generates its JavaScript into a folder of its own, which is returned.
pub(crate) fn build(toolchain: Toolchain) -> Result<PathBuf> {
    let library = compile(toolchain)?;
    let generated = paths::target().join("bindgen");
    if generated.exists() {
        fs::remove_dir_all(&generated)
            .context(|| format!("cannot empty {}", generated.display()))?;
    }
    bind(&library, &generated)?;
    Ok(generated)
}

fn compile(toolchain: Toolchain) -> Result<PathBuf> {
    let (mut cargo, output) = toolchain.build();
    cargo
        .args(["--package", PACKAGE, "--profile", PROFILE])
        .args(["--config", &remap()]);
    command::run(&mut cargo)?;
    Ok(output.join(PROFILE).join(LIBRARY))
}

/// The setting that keeps this machine's folders out of the panic messages in the wasm, so that
/// two machines build the same bytes.
fn remap() -> String {
    let mut flags = vec![format!(
        "--remap-path-prefix={}=linkglance",
        paths::root().display()
    )];
    let cargo_home = env::var_os("CARGO_HOME").map(PathBuf::from);
    if let Some(folder) = cargo_home.or_else(|| env::home_dir().map(|home| home.join(".cargo"))) {
        flags.push(format!("--remap-path-prefix={}=cargo", folder.display()));
    }
    format!("target.wasm32-unknown-unknown.rustflags={flags:?}")
}

fn bind(library: &Path, folder: &Path) -> Result {
    let mut bindgen = Bindgen::new();
    let generated = bindgen
        .input_path(library)
        .out_name(NAME)
        .typescript(false)
        .web(true)
        .and_then(|bindgen| {
            bindgen
                .remove_name_section(true)
                .remove_producers_section(true)
                .generate(folder)
        });
    // The cause of such an error is only in its long form.
    generated
        .map_err(|error| format!("{error:#}"))
        .context(|| format!("wasm-bindgen cannot read {}", library.display()))
}
