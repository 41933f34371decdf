//! Builds the extension's Rust for WebAssembly, and the JavaScript that loads it.

use std::path::{Path, PathBuf};
use std::{env, fs};

use wasm_bindgen_cli_support::{Bindgen, Output};

use crate::command;
use crate::error::{Context, Error, Result};
use crate::need::Toolchain;
use crate::paths;

/// What is built.
pub(crate) const PACKAGE: &str = "linkglance-extension";
const LIBRARY: &str = "linkglance_extension.wasm";
const PROFILE: &str = "wasm";
/// The generated files are `linkglance.js` and `linkglance_bg.wasm`.
const NAME: &str = "linkglance";
/// The shipped wasm, among the generated files.
pub(crate) const FILE: &str = "linkglance_bg.wasm";

/// Builds the wasm and generates its JavaScript into a folder of its own, which is returned.
pub(crate) fn build(toolchain: Toolchain) -> Result<PathBuf> {
    let library = compile(toolchain)?;
    let generated = paths::target().join("bindgen");
    emit(&library, NAME, &generated)?;
    without_inner_html(&generated.join(format!("{NAME}.js")))?;
    Ok(generated)
}

/// Builds the parsers alone, for the benchmark, as `parsers.js` and `parsers_bg.wasm` into a folder
/// of their own, which is returned.
pub(crate) fn build_parsers(toolchain: Toolchain) -> Result<PathBuf> {
    let examples = compile_package(toolchain, &["linkglance-document", "--example", "parsers"])?;
    let generated = paths::target().join("bindgen-parsers");
    emit(
        &examples.join("examples/parsers.wasm"),
        "parsers",
        &generated,
    )?;
    Ok(generated)
}

/// Generates a library's JavaScript and wasm into a folder, in place of all that was in it.
fn emit(library: &Path, name: &str, folder: &Path) -> Result {
    if folder.exists() {
        fs::remove_dir_all(folder).context(|| format!("cannot empty {}", folder.display()))?;
    }
    bind(library, name, false)?
        .emit(folder)
        .map_err(|error| format!("{error:#}"))
        .context(|| format!("cannot write {}", folder.display()))
}

/// Takes the assignment to `innerHTML` out of the generated JavaScript. Leptos links its shortcut for
/// views without any value in them, and no view of ours is one: `t` is a value. Should one come
/// to be, it fails loudly instead of making HTML from text.
fn without_inner_html(file: &Path) -> Result {
    const ASSIGNMENT: &str = "arg0.innerHTML = getStringFromWasm0(arg1, arg2);";
    const REFUSAL: &str = "throw new Error(\"HTML is never made from text\");";
    let reading = || format!("cannot read {}", file.display());
    let glue = fs::read_to_string(file).context(reading)?;
    let glue = glue.replace(ASSIGNMENT, REFUSAL);
    if glue.contains(".innerHTML") {
        return Err(Error::new(
            "the generated JavaScript sets innerHTML in a form that is not known here",
        ));
    }
    fs::write(file, glue).context(|| format!("cannot write {}", file.display()))
}

/// Builds the same wasm with the names of its functions in it.
pub(crate) fn build_named(toolchain: Toolchain) -> Result<Vec<u8>> {
    let library = compile(toolchain)?;
    Ok(bind(&library, NAME, true)?.wasm_mut().emit_wasm())
}

fn compile(toolchain: Toolchain) -> Result<PathBuf> {
    Ok(compile_package(toolchain, &[PACKAGE])?.join(LIBRARY))
}

/// Builds a package, or a part of it; gives the folder of what was built.
fn compile_package(toolchain: Toolchain, package: &[&str]) -> Result<PathBuf> {
    let (mut cargo, output) = toolchain.build();
    cargo
        .args(["--profile", PROFILE, "--package"])
        .args(package)
        .args(["--config", &flags()]);
    command::run(&mut cargo)?;
    Ok(output.join(PROFILE))
}

/// The compiler's flags. Leptos's `erase_components` gives the views of the UI one type: 1 %
/// smaller when gzipped. With the newer mangling names hold their types, which `cargo xtask size`
/// reads (no name is shipped). The others keep this machine's folders out of the panic messages in the
/// wasm, so that two machines build the same bytes.
fn flags() -> String {
    let mut flags = vec![
        "--cfg=erase_components".to_owned(),
        "-Csymbol-mangling-version=v0".to_owned(),
        format!("--remap-path-prefix={}=linkglance", paths::root().display()),
    ];
    let cargo_home = env::var_os("CARGO_HOME").map(PathBuf::from);
    if let Some(folder) = cargo_home.or_else(|| env::home_dir().map(|home| home.join(".cargo"))) {
        flags.push(format!("--remap-path-prefix={}=cargo", folder.display()));
    }
    format!("target.wasm32-unknown-unknown.rustflags={flags:?}")
}

fn bind(library: &Path, name: &str, names: bool) -> Result<Output> {
    let mut bindgen = Bindgen::new();
    let generated = bindgen
        .input_path(library)
        .out_name(name)
        .typescript(false)
        .web(true)
        .and_then(|bindgen| {
            bindgen
                .demangle(false)
                .remove_name_section(!names)
                .remove_producers_section(true)
                .generate_output()
        });
    // The cause of such an error is only in its long form.
    generated
        .map_err(|error| format!("{error:#}"))
        .context(|| format!("wasm-bindgen cannot read {}", library.display()))
}
