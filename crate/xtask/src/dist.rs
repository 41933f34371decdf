//! Assembles what the browsers load in `dist/`, and packs it for the stores.

use std::env;
use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::error::{Context, Error, Result};
use crate::need;
use crate::paths::{self, Browser};
use crate::{command, icon, manifest, messages, pseudo, size, style, wasm};

/// Builds `dist/chrome` and `dist/firefox`.
pub(crate) fn build() -> Result {
    let generated = wasm::build(need::wasm_toolchain()?)?;
    for browser in Browser::ALL {
        assemble(browser, &generated)?;
        println!(
            "{} is ready to load",
            paths::dist(browser)
                .strip_prefix(paths::root())
                .unwrap_or(Path::new(""))
                .display()
        );
    }
    size::print(&generated)
}

/// Builds that, and beside it the door of the tests and their language.
pub(crate) fn build_for_tests() -> Result {
    wasm::build_door(need::wasm_toolchain()?)?;
    pseudo::write()?;
    build()
}

/// Whether there is no such build, or a source is newer than it.
pub(crate) fn is_stale() -> Result<bool> {
    let built = modified(&paths::dist(Browser::Firefox).join("manifest.json"))
        .min(modified(&wasm::door_folder().join(wasm::DOOR.file())));
    let crates = [
        "document",
        "core",
        "browser",
        "panel",
        "dashboard",
        "checker",
    ];
    let crates = crates.map(|name| paths::root().join("crate").join(name).join("src"));
    let folders = crates
        .iter()
        .cloned()
        .chain(["extension", "tests/door"].map(|name| paths::root().join(name)));
    for folder in folders {
        let files = paths::files(&folder)?;
        if files.iter().any(|file| modified(file) > built) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// When a file was last written; the beginning of time where there is none.
fn modified(file: &Path) -> SystemTime {
    let written = fs::metadata(file).and_then(|metadata| metadata.modified());
    written.unwrap_or(SystemTime::UNIX_EPOCH)
}

/// Builds, and packs `dist/linkglance-VERSION-BROWSER.zip` for each browser.
pub(crate) fn pack() -> Result {
    build()?;
    for browser in Browser::ALL {
        let package = package(browser);
        zip(&paths::dist(browser), &package)?;
        println!("{} is packed", package.display());
    }
    Ok(())
}

/// Packs twice, the second time with no file of the first to build from, and compares the bytes.
pub(crate) fn check() -> Result {
    pack()?;
    let first = packages()?;
    let target = paths::target().join("again");
    let program = env::current_exe().context(|| "cannot tell which program this is".to_owned())?;
    let mut again = Command::new(program);
    again.arg("dist").env("CARGO_TARGET_DIR", &target);
    command::run(&mut again)?;
    fs::remove_dir_all(&target).context(|| format!("cannot remove {}", target.display()))?;
    if packages()? != first {
        return Err(Error::new(
            "two builds of the same sources are not the same bytes",
        ));
    }
    println!("two builds, the same bytes");
    Ok(())
}

/// The file that is given to a browser's store.
fn package(browser: Browser) -> PathBuf {
    let version = env!("CARGO_PKG_VERSION");
    let name = format!("linkglance-{version}-{}.zip", browser.name());
    paths::root().join("dist").join(name)
}

fn packages() -> Result<Vec<Vec<u8>>> {
    let packages = Browser::ALL.into_iter();
    packages.map(|browser| read(&package(browser))).collect()
}

fn assemble(browser: Browser, generated: &Path) -> Result {
    let folder = paths::dist(browser);
    if folder.exists() {
        fs::remove_dir_all(&folder).context(|| format!("cannot empty {}", folder.display()))?;
    }
    copy(&paths::root().join("extension"), &folder)?;
    // The texts for the stores are given to them beside the package.
    let listings = folder.join("store");
    fs::remove_dir_all(&listings).context(|| format!("cannot leave out {}", listings.display()))?;
    copy(generated, &folder)?;
    style::ship(&folder)?;
    messages::ship(&folder)?;
    icon::draw(&folder.join("icons"))?;
    let manifest = manifest::read(browser)?;
    write(
        &folder.join("manifest.json"),
        format!("{manifest:#}\n").as_bytes(),
    )
}

fn copy(from: &Path, to: &Path) -> Result {
    for file in paths::files(from)? {
        let target = to.join(file.strip_prefix(from).unwrap_or(&file));
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder).context(|| format!("cannot make {}", folder.display()))?;
        }
        fs::copy(&file, &target).context(|| format!("cannot copy {}", file.display()))?;
    }
    Ok(())
}

/// Packs a folder. No times and no owners: two builds of the same sources are the same bytes.
fn zip(folder: &Path, file: &Path) -> Result {
    let writing = || format!("cannot write {}", file.display());
    let mut zip = ZipWriter::new(File::create(file).context(writing)?);
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    for path in paths::files(folder)? {
        let inside = path.strip_prefix(folder).unwrap_or(&path);
        let name: Vec<_> = inside
            .components()
            .map(|part| part.as_os_str().to_string_lossy())
            .collect();
        zip.start_file(name.join("/"), options).context(writing)?;
        zip.write_all(&read(&path)?).context(writing)?;
    }
    zip.finish().context(writing)?;
    Ok(())
}

fn read(file: &Path) -> Result<Vec<u8>> {
    fs::read(file).context(|| format!("cannot read {}", file.display()))
}

fn write(file: &Path, bytes: &[u8]) -> Result {
    fs::write(file, bytes).context(|| format!("cannot write {}", file.display()))
}
