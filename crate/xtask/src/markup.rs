//! Text from pages never becomes markup, nor code: what could make it so is not used in what ships.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Context, Error, Result};
use crate::paths;

/// What takes a text and makes elements or code of it, in JavaScript and in Rust.
const MAKERS: [&str; 14] = [
    "innerHTML",
    "outerHTML",
    "insertAdjacentHTML",
    "setHTMLUnsafe",
    "createContextualFragment",
    "parseFromString",
    "document.write",
    "eval(",
    "new Function",
    "inner_html",
    "outer_html",
    "insert_adjacent_html",
    "set_html_unsafe",
    "javascript:",
];

/// How markup is read without anything being made of it: through the prototype's getter.
const READING: [&str; 3] = [
    "getter(Element.prototype, \"innerHTML\")",
    "getter(Element.prototype, \"outerHTML\")",
    ".outer_html()",
];

/// The folders of what ships, and the files in them that are looked at.
const SOURCES: [(&str, &str); 5] = [
    ("extension", "js"),
    ("extension", "html"),
    ("crate/browser/src", "rs"),
    ("crate/panel/src", "rs"),
    ("crate/dashboard/src", "rs"),
];

/// Looks at all of it.
pub(crate) fn check() -> Result {
    let mut wrong = Vec::new();
    for (folder, extension) in SOURCES {
        for file in files(&paths::root().join(folder), extension)? {
            let reading = || format!("cannot read {}", file.display());
            let text = fs::read_to_string(&file).context(reading)?;
            let name = file.strip_prefix(paths::root()).unwrap_or(&file);
            wrong.extend(
                uses(&text).map(|(line, maker)| format!("{}:{line}: {maker}", name.display())),
            );
        }
    }
    if wrong.is_empty() {
        return Ok(());
    }
    Err(Error::new(format!(
        "text could become markup or code:\n{}",
        wrong.join("\n")
    )))
}

/// The lines that use one of [`MAKERS`], from 1. Comments may name them.
fn uses(text: &str) -> impl Iterator<Item = (usize, &'static str)> {
    text.lines().enumerate().filter_map(|(index, line)| {
        let code = line.trim_start();
        if code.starts_with("//") || code.starts_with('*') {
            return None;
        }
        let code = READING
            .iter()
            .fold(code.to_owned(), |code, reading| code.replace(reading, ""));
        let maker = MAKERS.into_iter().find(|maker| code.contains(maker))?;
        Some((index + 1, maker))
    })
}

/// The files below a folder whose names end so.
fn files(folder: &Path, extension: &str) -> Result<Vec<PathBuf>> {
    let mut found = paths::files(folder)?;
    found.retain(|file| file.extension().is_some_and(|end| end == extension));
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<usize> {
        uses(text).map(|(line, _)| line).collect()
    }

    #[test]
    fn what_makes_markup_is_found() {
        assert_eq!(lines("a\nbox.innerHTML = title;"), [2]);
        assert_eq!(lines("view! { <p inner_html=title/> }"), [1]);
        assert_eq!(lines("document.write(title)"), [1]);
        assert_eq!(lines("article.set_outer_html(&title)"), [1]);
    }

    #[test]
    fn reading_markup_and_speaking_of_it_are_fine() {
        let text = "const innerHtml = getter(Element.prototype, \"innerHTML\");\n// no innerHTML\n * no innerHTML\nlet html = article.outer_html();";
        assert!(lines(text).is_empty());
    }

    #[test]
    fn what_ships_makes_no_markup() {
        check().unwrap();
    }
}
