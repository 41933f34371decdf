//! Assembles what the browsers load in `dist/`.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use crate::error::{Context, Result};
use crate::paths::{self, Browser};
use crate::{
    guide, icon, licences, manifest, messages, need, pseudo, sbom, script, shipped, size, style,
    wasm,
};

/// Builds `dist/chrome` and `dist/firefox`.
pub(crate) fn build() -> Result {
    let generated = wasm::build(need::wasm_toolchain()?)?;
    describe(&generated)?;
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
        .chain(["extension", "docs/guide", "tests/door"].map(|name| paths::root().join(name)));
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

/// Writes beside the modules what they are made of: the licences, and the bill of materials.
fn describe(generated: &Path) -> Result {
    let parts = shipped::parts()?;
    let licences = licences::of(&parts)?;
    write(&generated.join("licenses.txt"), licences.as_bytes())?;
    let bill = format!("{:#}\n", sbom::of(&parts));
    write(&generated.join("sbom.cdx.json"), bill.as_bytes())
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
    script::ship(&folder)?;
    messages::ship(&folder)?;
    guide::ship(&folder)?;
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

fn write(file: &Path, bytes: &[u8]) -> Result {
    fs::write(file, bytes).context(|| format!("cannot write {}", file.display()))
}
