//! Assembles what the browsers load in `dist/`, and packs it for the stores.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::error::{Context, Result};
use crate::need;
use crate::paths::{self, Browser};
use crate::{icon, manifest, size, wasm};

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
    size::print(&read(&generated.join(wasm::FILE))?)
}

/// Builds, and packs `dist/linkglance-VERSION-BROWSER.zip` for each browser.
pub(crate) fn pack() -> Result {
    build()?;
    for browser in Browser::ALL {
        let name = format!(
            "linkglance-{}-{}.zip",
            env!("CARGO_PKG_VERSION"),
            browser.name()
        );
        zip(
            &paths::dist(browser),
            &paths::root().join("dist").join(&name),
        )?;
        println!("dist/{name} is packed");
    }
    Ok(())
}

fn assemble(browser: Browser, generated: &Path) -> Result {
    let folder = paths::dist(browser);
    if folder.exists() {
        fs::remove_dir_all(&folder).context(|| format!("cannot empty {}", folder.display()))?;
    }
    copy(&paths::root().join("extension"), &folder)?;
    copy(generated, &folder)?;
    icon::draw(&folder.join("icons"))?;
    let manifest = manifest::read(browser)?;
    write(
        &folder.join("manifest.json"),
        format!("{manifest:#}\n").as_bytes(),
    )
}

fn copy(from: &Path, to: &Path) -> Result {
    for file in files(from)? {
        let target = to.join(file.strip_prefix(from).unwrap_or(&file));
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder).context(|| format!("cannot make {}", folder.display()))?;
        }
        fs::copy(&file, &target).context(|| format!("cannot copy {}", file.display()))?;
    }
    Ok(())
}

/// All files below a folder, sorted, so that the same files always give the same zip.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let reading = || format!("cannot read {}", folder.display());
        for entry in fs::read_dir(&folder).context(reading)? {
            let path = entry.context(reading)?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Packs a folder. No times and no owners: two builds of the same sources are the same bytes.
fn zip(folder: &Path, file: &Path) -> Result {
    let writing = || format!("cannot write {}", file.display());
    let mut zip = ZipWriter::new(File::create(file).context(writing)?);
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    for path in files(folder)? {
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
