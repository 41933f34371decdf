//! One style sheet a page: what a page of the extension links to, in its order, as one file. The browser asks
//! for each file of an extension by itself, and shows nothing before the last has come.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::error::{Context, Error, Result};
use crate::paths;

/// How a page links to a style sheet, before and after the sheet's name.
const LINK: [&str; 2] = ["<link rel=\"stylesheet\" href=\"", "\" />"];

/// What every link to a style sheet has in it.
const ANY: &str = "stylesheet";

/// Gives each page in a folder its one style sheet, and removes those it is made of.
pub(crate) fn ship(folder: &Path) -> Result {
    let mut joined = BTreeSet::new();
    for page in paths::files(folder)? {
        if page.extension().is_some_and(|kind| kind == "html") {
            let html = read(&page)?;
            let sheets: Vec<&str> = html.lines().filter_map(sheet).collect();
            // One that is not joined would be missed once it is removed for another page.
            if html.matches(ANY).count() != sheets.len() {
                let page = page.display();
                return Err(Error::new(format!(
                    "{page} links to a style sheet in a form that is not known here"
                )));
            }
            let Some(name) = page.file_stem().filter(|_| !sheets.is_empty()) else {
                continue;
            };
            let name = format!("{}_page.css", name.to_string_lossy());
            write(&folder.join(&name), &join(folder, &sheets)?)?;
            write(&page, &with_one(&html, &name))?;
            joined.extend(sheets.into_iter().map(str::to_owned));
        }
    }
    for sheet in joined {
        let file = folder.join(sheet);
        fs::remove_file(&file).context(|| format!("cannot remove {}", file.display()))?;
    }
    Ok(())
}

/// Style sheets of a folder, in this order, as one.
pub(crate) fn join(folder: &Path, sheets: &[&str]) -> Result<String> {
    let sheets = sheets.iter();
    sheets.map(|sheet| read(&folder.join(sheet))).collect()
}

/// The sheet that a line of a page links to.
fn sheet(line: &str) -> Option<&str> {
    let [before, after] = LINK;
    line.trim().strip_prefix(before)?.strip_suffix(after)
}

/// The page with a link to this sheet where its first one was, and to no other.
fn with_one(html: &str, name: &str) -> String {
    let [before, after] = LINK;
    let mut one = Some(format!("    {before}{name}{after}\n"));
    let lines = html.lines().filter_map(|line| match sheet(line) {
        Some(_) => one.take(),
        None => Some(format!("{line}\n")),
    });
    lines.collect()
}

fn read(file: &Path) -> Result<String> {
    fs::read_to_string(file).context(|| format!("cannot read {}", file.display()))
}

fn write(file: &Path, text: &str) -> Result {
    fs::write(file, text).context(|| format!("cannot write {}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_links_to_one_sheet_where_its_first_one_was() {
        let page = "<head>\n    <link rel=\"stylesheet\" href=\"a.css\" />\n    <link rel=\"stylesheet\" href=\"b.css\" />\n    <script></script>\n";
        assert_eq!(
            page.lines().filter_map(sheet).collect::<Vec<_>>(),
            ["a.css", "b.css"]
        );
        assert_eq!(
            with_one(page, "panel_page.css"),
            "<head>\n    <link rel=\"stylesheet\" href=\"panel_page.css\" />\n    <script></script>\n"
        );
    }
}
