//! The hand-written pages of `tests/fixtures/placement`: one a file, whose first line is a comment with the
//! page's address.

#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use linkglance_core::url::Url;

/// Their files, in order.
pub(crate) fn paths() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/placement");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "html")
        })
        .collect();
    paths.sort();
    paths
}

/// The address that a page's first line names.
pub(crate) fn address(html: &str) -> Url {
    let first = html.lines().next().unwrap();
    let address = first.trim_start_matches("<!--").trim_end_matches("-->");
    Url::parse(address.trim()).unwrap()
}
