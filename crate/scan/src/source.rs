//! In what pages were found: the crawl or collection of an archive, by which a row is known where it is
//! imported.
//!
//! Common Crawl's files are below a folder that is named for the crawl (`crawl-data/CC-MAIN-2026-30/…`,
//! commoncrawl.org/get-started), and their `warcinfo` records name it, too. The names of the files have
//! only the time of their first record.

use std::path::{Component, Path};

/// What the names of Common Crawl's crawls begin with; the year and the week follow.
const CRAWL: &str = "CC-MAIN-";

/// What the pages of one input are found in.
#[derive(Clone, Debug)]
pub struct Source {
    /// What the command line or the path says: it is sure, whatever the archive says.
    known: Option<String>,
    /// The file's or the folder's name.
    file: String,
}

impl Source {
    /// What is found in the file or folder of this path, or at this address; `given` is what the user calls
    /// it.
    pub fn of(path: &Path, given: Option<&str>) -> Self {
        let path = without_query(path);
        let file = path.file_name().unwrap_or(path.as_os_str());
        Self {
            known: given.map(str::to_owned).or_else(|| crawl(path)),
            file: file.to_string_lossy().into_owned(),
        }
    }

    /// Its name; `part_of` is what the archive says.
    pub fn name<'s>(&'s self, part_of: Option<&'s str>) -> &'s str {
        self.known.as_deref().or(part_of).unwrap_or(&self.file)
    }
}

/// An address without its query and fragment (RFC 3986, 3), which in the name of a file are part of it.
fn without_query(path: &Path) -> &Path {
    path.to_str()
        .filter(|address| address.contains("://"))
        .and_then(|address| address.split(['?', '#']).next())
        .map_or(path, Path::new)
}

/// The crawl that a folder of the path is named for.
fn crawl(path: &Path) -> Option<String> {
    let mut folders = path.components().filter_map(|part| match part {
        Component::Normal(name) => name.to_str(),
        _ => None,
    });
    folders.find(|name| is_crawl(name)).map(str::to_owned)
}

/// Whether it has the form `CC-MAIN-2026-30`.
fn is_crawl(name: &str) -> bool {
    let Some((year, week)) = name
        .strip_prefix(CRAWL)
        .and_then(|rest| rest.split_once('-'))
    else {
        return false;
    };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    (year.len(), week.len()) == (4, 2) && digits(year) && digits(week)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_crawl_is_read_off_the_path_then_the_archive_then_the_name() {
        let named = |path: &str, given, part_of| {
            Source::of(Path::new(path), given).name(part_of).to_owned()
        };
        let file = "CC-MAIN-20260711021442-20260711051442-00000.warc.gz";
        let path = format!("crawl-data/CC-MAIN-2026-30/segments/1/warc/{file}");
        assert_eq!(named(&path, None, Some("another")), "CC-MAIN-2026-30");
        assert_eq!(named(&path, Some("mine"), None), "mine");
        assert_eq!(
            named(file, None, Some("CC-MAIN-2026-30")),
            "CC-MAIN-2026-30"
        );
        assert_eq!(named(file, None, None), file);
        assert_eq!(named("CC-MAIN-2026-3x/pages", None, None), "pages");
        assert_eq!(named("-", None, None), "-");
        let address = "s3://bucket/pages.warc?endpoint_override=a/b&region=c";
        assert_eq!(named(address, None, None), "pages.warc");
        assert_eq!(named("which?/pages?.warc", None, None), "pages?.warc");
    }
}
