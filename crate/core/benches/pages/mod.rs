//! The pages the benchmarks read.

use std::io::Read;
use std::path::{Path, PathBuf};

/// The pages of the folder after `--data` (`*.html.gz`, seen from the repository's root), else those of tests/fixtures.
pub(crate) fn sources() -> Vec<String> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut arguments = std::env::args()
        .skip_while(|argument| argument != "--data")
        .skip(1);
    if let Some(folder) = arguments.next() {
        return read_folder(&root.join(folder), "html.gz");
    }
    let cases = std::fs::read_dir(root.join("tests/fixtures"))
        .unwrap()
        .flatten();
    cases
        .flat_map(|case| read_folder(&case.path(), "html"))
        .collect()
}

fn read_folder(folder: &Path, ending: &str) -> Vec<String> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.to_string_lossy().ends_with(ending))
        .collect();
    paths.sort();
    paths.iter().map(|path| read(path)).collect()
}

fn read(path: &Path) -> String {
    let bytes = std::fs::read(path).unwrap();
    let mut text = Vec::new();
    if path.extension().is_some_and(|ending| ending == "gz") {
        flate2::read::GzDecoder::new(bytes.as_slice())
            .read_to_end(&mut text)
            .unwrap();
    } else {
        text = bytes;
    }
    String::from_utf8_lossy(&text).into_owned()
}
