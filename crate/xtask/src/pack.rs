//! `cargo xtask dist`: the packages for the stores, and the archive of the sources that they are built from.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use crate::error::{Context, Error, Result};
use crate::paths::{self, Browser};
use crate::{command, dist, need};

/// A store, and the build that it is given.
struct Store {
    name: &'static str,
    build: Browser,
}

const STORES: [Store; 3] = [
    Store {
        name: "chrome",
        build: Browser::Chrome,
    },
    // Edge takes Chrome's packages as they are.
    Store {
        name: "edge",
        build: Browser::Chrome,
    },
    Store {
        name: "firefox",
        build: Browser::Firefox,
    },
];

/// The name in the archive of what says how to build it.
const BUILDING: &str = "BUILDING.md";

/// Builds, and packs `dist/linkglance-VERSION-STORE.zip` for each store; beside them
/// `dist/linkglance-VERSION-source.zip`, which Firefox's store asks for.
pub(crate) fn pack() -> Result {
    dist::build()?;
    for store in &STORES {
        let package = file(store.name);
        zip(&all(&paths::dist(store.build))?, &package)?;
        println!("{} is packed", package.display());
    }
    if let Some(sources) = sources() {
        return pack_sources(sources);
    }
    println!("the archive of the sources is made in a clone of the repository only");
    Ok(())
}

/// Packs, then packs again in another folder from nothing but the archive of the sources, and compares
/// the bytes.
pub(crate) fn check() -> Result {
    pack()?;
    let folder = paths::target().join("again");
    let _ = fs::remove_dir_all(&folder); // of a run that was ended
    unpack(&file("source"), &folder)?;
    let mut again = Command::new("cargo");
    again.args(["xtask", "dist"]).current_dir(&folder);
    again.env("CARGO_TARGET_DIR", folder.join("target"));
    // What cargo tells its programs is about this folder.
    again.env_remove("CARGO_MANIFEST_DIR").env_remove("CARGO");
    command::run(&mut again)?;
    for store in &STORES {
        let first = file(store.name);
        let name = first.file_name().unwrap_or_default();
        if read(&first)? != read(&folder.join("dist").join(name))? {
            let name = name.to_string_lossy();
            return Err(Error::new(format!(
                "{name} is not the same bytes when it is built in {}",
                folder.display()
            )));
        }
    }
    fs::remove_dir_all(&folder).context(|| format!("cannot remove {}", folder.display()))?;
    println!("built from the archive of the sources in another folder: the same bytes");
    Ok(())
}

/// A package of this version.
fn file(name: &str) -> PathBuf {
    let version = env!("CARGO_PKG_VERSION");
    let name = format!("linkglance-{version}-{name}.zip");
    paths::root().join("dist").join(name)
}

/// What is to be packed: the name inside, and the bytes.
type Entry = (String, Vec<u8>);

/// All files of a folder.
fn all(folder: &Path) -> Result<Vec<Entry>> {
    let entry = |path: PathBuf| {
        let inside = path.strip_prefix(folder).unwrap_or(&path);
        let name: Vec<_> = inside
            .components()
            .map(|part| part.as_os_str().to_string_lossy())
            .collect();
        Ok((name.join("/"), read(&path)?))
    };
    paths::files(folder)?.into_iter().map(entry).collect()
}

/// The files of the repository, if this is a clone of it.
fn sources() -> Option<Vec<String>> {
    let mut git = Command::new("git");
    let listed = command::output(git.args(["ls-files", "-z"]).current_dir(paths::root()))?;
    // None are listed in a folder that a repository only ignores.
    let names = listed.split('\0').filter(|name| !name.is_empty());
    Some(names.map(str::to_owned).collect()).filter(|names: &Vec<String>| !names.is_empty())
}

fn pack_sources(names: Vec<String>) -> Result {
    let mut entries = vec![(BUILDING.to_owned(), building()?.into_bytes())];
    for name in names {
        let path = paths::root().join(&name);
        entries.push((name, read(&path)?));
    }
    entries.sort();
    let package = file("source");
    zip(&entries, &package)?;
    println!("{} is packed", package.display());
    Ok(())
}

/// What a reviewer does to build the very bytes of a package.
fn building() -> Result<String> {
    let rustc = version(Command::new("rustc").arg("--version"))?;
    let release = rustc.split(' ').nth(1).unwrap_or("stable");
    let node = version(Command::new(need::node()?).arg("--version"))?;
    let package = file("firefox");
    let package = package.file_name().unwrap_or_default().to_string_lossy();
    Ok(format!(
        "# Building this version\n\n\
         The packages were built on Linux (x86-64) with {rustc} and Node {node}. Install rustup, Node and npm, \
         then run in this folder:\n\n\
         ```\n\
         rustup toolchain install {release} --profile minimal --target wasm32-unknown-unknown\n\
         RUSTUP_TOOLCHAIN={release} cargo xtask dist\n\
         ```\n\n\
         It fetches the crates of `Cargo.lock` and the npm packages of `tests/package-lock.json` (Binaryen's \
         `wasm-opt` and esbuild are two of them; the others are for tests) and leaves `dist/{package}`, the same bytes as the \
         package in the store, and `dist/firefox`, what is in it. It takes some five minutes on two cores.\n\n\
         All WebAssembly is compiled from the Rust in `crate/`, with the crates of `Cargo.lock` as they are \
         published; one, `web_atoms`, is replaced by `crate/web_atoms`, the same tables in fewer bytes. The \
         JavaScript of `extension/` ships as it is there, and `checker.js` as wasm-bindgen generates it from the same \
         Rust. `start_panel.js` and `start_dashboard.js` are joined by esbuild with what they import (`page.js`, \
         and what wasm-bindgen and its splitter generate), without comments and white space; their names stay.\n"
    ))
}

fn version(command: &mut Command) -> Result<String> {
    let program = command.get_program().to_string_lossy().into_owned();
    command::output(command).ok_or_else(|| Error::new(format!("{program} says no version")))
}

fn unpack(archive: &Path, folder: &Path) -> Result {
    let reading = || format!("cannot unpack {}", archive.display());
    let mut archive = ZipArchive::new(File::open(archive).context(reading)?).context(reading)?;
    archive.extract(folder).context(reading)
}

/// Packs files. No times and no owners: two builds of the same sources are the same bytes.
fn zip(entries: &[Entry], file: &Path) -> Result {
    let writing = || format!("cannot write {}", file.display());
    let mut zip = ZipWriter::new(File::create(file).context(writing)?);
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    for (name, bytes) in entries {
        zip.start_file(name.as_str(), options).context(writing)?;
        zip.write_all(bytes).context(writing)?;
    }
    zip.finish().context(writing)?;
    Ok(())
}

fn read(file: &Path) -> Result<Vec<u8>> {
    fs::read(file).context(|| format!("cannot read {}", file.display()))
}
