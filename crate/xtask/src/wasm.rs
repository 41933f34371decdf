//! Builds the extension's Rust for WebAssembly, and the JavaScript that loads it.

use std::path::{Path, PathBuf};
use std::{env, fs};

use wasm_bindgen_cli_support::{Bindgen, Output};

use crate::command;
use crate::error::{Context, Error, Result};
use crate::need::Toolchain;
use crate::optimise::optimise;
use crate::paths;

const PROFILE: &str = "wasm";

/// The number of sections that no browser reads (WebAssembly core specification, "Sections").
const CUSTOM_SECTION: u8 = 0;

/// A crate that becomes a wasm module, with JavaScript that loads it.
pub(crate) struct Module {
    /// The crate's package.
    pub(crate) package: &'static str,
    /// The generated files are `NAME.js` and `NAME_bg.wasm`.
    pub(crate) name: &'static str,
    /// A click waits for it, and how long it takes to start is how large it is. So a part of it is loaded
    /// later, as `later.js` and `split_later.wasm`, and the rest is made smaller.
    splits: bool,
}

impl Module {
    /// Its wasm, among the generated files.
    pub(crate) fn file(&self) -> String {
        format!("{}_bg.wasm", self.name)
    }

    /// What the compiler calls its library.
    fn library(&self) -> String {
        format!("{}.wasm", self.package.replace('-', "_"))
    }
}

/// What ships: a module a page, or for pages that are seldom opened, and one for the background worker.
pub(crate) const SHIPPED: [Module; 3] = [
    Module {
        package: "linkglance-panel",
        name: "panel",
        splits: true,
    },
    Module {
        package: "linkglance-dashboard",
        name: "dashboard",
        splits: false,
    },
    Module {
        package: "linkglance-checker",
        name: "checker",
        splits: false,
    },
];

/// Only what the benchmark and the tests in browsers call.
pub(crate) const DOOR: Module = Module {
    package: "linkglance-door",
    name: "door",
    splits: false,
};

/// Builds the shipped modules and generates their JavaScript into a folder, which is returned.
pub(crate) fn build(toolchain: Toolchain) -> Result<PathBuf> {
    let built = compile(toolchain, &SHIPPED)?;
    let generated = empty("bindgen")?;
    for module in &SHIPPED {
        let library = built.join(module.library());
        let main = if module.splits {
            split(&library, module.name, &generated)?
        } else {
            library
        };
        emit(&main, module.name, Load::Import, &generated)?;
        if module.splits {
            optimise(&generated.join(module.file()))?;
        }
        without_inner_html(&generated.join(format!("{}.js", module.name)))?;
    }
    Ok(generated)
}

/// Where the door is.
pub(crate) fn door_folder() -> PathBuf {
    paths::target().join(DOOR.name)
}

/// Builds the door of the benchmark and the tests into a folder, which is returned. Its JavaScript is a
/// script and not a module: a test can run it in a page of the extension, where no import from
/// elsewhere is allowed.
pub(crate) fn build_door(toolchain: Toolchain) -> Result<PathBuf> {
    // What ships is built in the same go, for all take hardly longer than one.
    let [panel, dashboard, checker] = SHIPPED;
    let built = compile(toolchain, &[DOOR, panel, dashboard, checker])?;
    let generated = empty(DOOR.name)?;
    emit(
        &built.join(DOOR.library()),
        DOOR.name,
        Load::Script,
        &generated,
    )?;
    Ok(generated)
}

/// Builds the parsers alone, for the benchmark, as `parsers.js` and `parsers_bg.wasm` into a folder
/// of their own, which is returned.
pub(crate) fn build_parsers(toolchain: Toolchain) -> Result<PathBuf> {
    let built = cargo(
        toolchain,
        &["--package", "linkglance-document", "--example", "parsers"],
    )?;
    let generated = empty("bindgen-parsers")?;
    let library = built.join("examples/parsers.wasm");
    emit(&library, "parsers", Load::Import, &generated)?;
    Ok(generated)
}

/// How the generated JavaScript is loaded.
#[derive(Clone, Copy)]
enum Load {
    /// As a module.
    Import,
    /// As a script.
    Script,
}

/// An empty folder in the target folder.
fn empty(name: &str) -> Result<PathBuf> {
    let folder = paths::target().join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).context(|| format!("cannot empty {}", folder.display()))?;
    }
    Ok(folder)
}

/// Generates a library's JavaScript and wasm into a folder.
fn emit(library: &Path, name: &str, load: Load, folder: &Path) -> Result {
    bind(library, name, load, false)?
        .emit(folder)
        .map_err(|error| format!("{error:#}"))
        .context(|| format!("cannot write {}", folder.display()))?;
    strip(&folder.join(format!("{name}_bg.wasm")))
}

/// Splits what is loaded later from a library: into the folder, with the JavaScript that loads it. Gives
/// where what is left is.
fn split(library: &Path, name: &str, folder: &Path) -> Result<PathBuf> {
    let wasm = fs::read(library).context(|| format!("cannot read {}", library.display()))?;
    let main = library.with_extension("main.wasm");
    let module = format!("./{name}.js");
    fs::create_dir_all(folder).context(|| format!("cannot make {}", folder.display()))?;
    let mut options = wasm_split_cli_support::Options::new(&wasm);
    options.output_dir = folder;
    options.main_out_path = &main;
    options.main_module = &module;
    options.link_name = "./later.js";
    let split = wasm_split_cli_support::transform(options)
        .map_err(|error| format!("{error:#}"))
        .context(|| format!("cannot split {}", library.display()))?;
    for part in split.split_modules {
        strip(&part)?;
    }
    Ok(main)
}

/// Takes what a browser does not read out of a module: names, and what the linker noted for the split.
fn strip(file: &Path) -> Result {
    let wasm = fs::read(file).context(|| format!("cannot read {}", file.display()))?;
    let mut stripped = wasm_encoder::Module::new();
    for payload in wasmparser::Parser::new(0).parse_all(&wasm) {
        let payload = payload
            .map_err(|error| error.to_string())
            .context(|| format!("cannot read {}", file.display()))?;
        let section = payload.as_section();
        if let Some((id, range)) = section.filter(|&(id, _)| id != CUSTOM_SECTION) {
            let data = wasm.get(range).unwrap_or_default();
            stripped.section(&wasm_encoder::RawSection { id, data });
        }
    }
    fs::write(file, stripped.finish()).context(|| format!("cannot write {}", file.display()))
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

/// Builds a shipped module with the names of its functions in it.
pub(crate) fn build_named(toolchain: Toolchain, module: &Module) -> Result<Vec<u8>> {
    let library = compile(toolchain, &SHIPPED)?.join(module.library());
    Ok(bind(&library, module.name, Load::Import, true)?
        .wasm_mut()
        .emit_wasm())
}

/// Builds modules; gives the folder of what was built.
fn compile(toolchain: Toolchain, modules: &[Module]) -> Result<PathBuf> {
    let packages = modules
        .iter()
        .flat_map(|module| ["--package", module.package]);
    cargo(toolchain, &packages.collect::<Vec<_>>())
}

/// Builds packages, or a part of one; gives the folder of what was built.
fn cargo(toolchain: Toolchain, what: &[&str]) -> Result<PathBuf> {
    let (mut cargo, output) = toolchain.build();
    cargo
        .args(["--profile", PROFILE])
        .args(what)
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
        // What calls what, for the split; `strip` takes it out again.
        "-Clink-arg=--emit-relocs".to_owned(),
        "-Csymbol-mangling-version=v0".to_owned(),
        format!("--remap-path-prefix={}=linkglance", paths::root().display()),
    ];
    let cargo_home = env::var_os("CARGO_HOME").map(PathBuf::from);
    if let Some(folder) = cargo_home.or_else(|| env::home_dir().map(|home| home.join(".cargo"))) {
        flags.push(format!("--remap-path-prefix={}=cargo", folder.display()));
    }
    format!("target.wasm32-unknown-unknown.rustflags={flags:?}")
}

fn bind(library: &Path, name: &str, load: Load, names: bool) -> Result<Output> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(library).out_name(name).typescript(false);
    // A part that is loaded later uses the table and the memory under the linker's names.
    bindgen.keep_lld_exports(matches!(load, Load::Import));
    let loaded = match load {
        Load::Import => bindgen.web(true),
        Load::Script => bindgen.no_modules(true),
    };
    let generated = loaded.and_then(|bindgen| {
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
