//! Where things are in this repository.

use std::path::{Path, PathBuf};
use std::{env, fs};

use crate::error::{Context, Result};

/// The browsers that the extension is built for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Browser {
    Chrome,
    Firefox,
}

impl Browser {
    /// Both, in the order in which everything is done.
    pub(crate) const ALL: [Self; 2] = [Self::Chrome, Self::Firefox];

    /// The name used in `dist/` and before the colon of a key in `manifest.json`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Chrome => "chrome",
            Self::Firefox => "firefox",
        }
    }
}

/// The repository's root: two folders above this crate.
pub(crate) fn root() -> PathBuf {
    env::var_os("CARGO_MANIFEST_DIR")
        .map(PathBuf::from)
        .and_then(|folder| folder.ancestors().nth(2).map(PathBuf::from))
        .unwrap_or_else(|| PathBuf::from("."))
}

/// Cargo's target folder.
pub(crate) fn target() -> PathBuf {
    let folder =
        env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from);
    root().join(folder)
}

/// The folder that the browser loads.
pub(crate) fn dist(browser: Browser) -> PathBuf {
    root().join("dist").join(browser.name())
}

/// The folder of the end-to-end tests and their npm packages.
pub(crate) fn tests() -> PathBuf {
    root().join("tests")
}

/// All files below a folder, sorted, so that the same files always give the same zip.
pub(crate) fn files(folder: &Path) -> Result<Vec<PathBuf>> {
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
