//! The guide as it ships: each Markdown file of `docs/guide` as a page of the extension, `help/LANGUAGE.html`,
//! that needs no script and no network.

mod outline;
mod page;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::error::{Context, Error, Result};
use crate::{paths, style};
use outline::Guide;
use page::{Frame, Pictures};

/// The languages of the guide: its file, which has the name of the folder in `extension/_locales`, and the
/// language's own name.
const LANGUAGES: [(&str, &str); 6] = [
    ("en", "English"),
    ("de", "Deutsch"),
    ("es", "Español"),
    ("fr", "Français"),
    ("ja", "日本語"),
    ("pt_BR", "Português (Brasil)"),
];

/// The folder of the pages.
const HELP: &str = "help";

/// The style sheets of a page, which are one when they ship; the last one is of no other page.
const SHEETS: [&str; 3] = ["tokens.css", "base.css", OWN_SHEET];
const OWN_SHEET: &str = "help.css";

/// Makes the pages in an assembled extension, with their style sheet and their pictures.
pub(crate) fn ship(extension: &Path) -> Result {
    let help = extension.join(HELP);
    let css = style::join(&paths::root().join("extension"), &SHEETS)?;
    write(&help.join(OWN_SHEET), css.as_bytes())?;
    let own = extension.join(OWN_SHEET);
    fs::remove_file(&own).context(|| format!("cannot remove {}", own.display()))?;
    for (language, _) in LANGUAGES {
        let markdown = markdown(language)?;
        let guide = read(language, &markdown)?;
        let pictures = copy_pictures(&guide, &help)?;
        let page = page::html(&guide, &frame(language)?, &pictures);
        write(&help.join(format!("{language}.html")), page.as_bytes())?;
    }
    Ok(())
}

fn source() -> PathBuf {
    paths::root().join("docs/guide")
}

fn markdown(language: &str) -> Result<String> {
    text(&source().join(format!("{language}.md")))
}

fn read<'a>(language: &str, markdown: &'a str) -> Result<Guide<'a>> {
    outline::read(markdown)
        .map_err(|error| Error::new(format!("docs/guide/{language}.md: {error}")))
}

/// The words around the guide, which are messages of the extension.
fn frame(language: &str) -> Result<Frame> {
    let file = paths::root().join(format!("extension/_locales/{language}/messages.json"));
    let messages: Value = serde_json::from_str(&text(&file)?)
        .context(|| format!("cannot read {}", file.display()))?;
    let word = |name: &str| {
        let message = messages.pointer(&format!("/{name}/message"));
        let message = message.and_then(Value::as_str).map(str::to_owned);
        message.ok_or_else(|| Error::new(format!("{} has no message {name}", file.display())))
    };
    Ok(Frame {
        language: language.to_owned(),
        product: word("extension_name")?,
        languages: word("language")?,
        contents: word("help_contents")?,
        skip: word("help_skip")?,
    })
}

/// Copies the guide's pictures that were taken, and says how large they are.
fn copy_pictures(guide: &Guide<'_>, help: &Path) -> Result<Pictures> {
    let mut pictures = BTreeMap::new();
    for name in guide.pictures() {
        let file = source().join(name);
        if file.exists() {
            let reading = || format!("cannot read {}", file.display());
            let bytes = fs::read(&file).context(reading)?;
            let size = imagesize::blob_size(&bytes).context(reading)?;
            write(&help.join(name), &bytes)?;
            pictures.insert(name.to_owned(), (size.width, size.height));
        }
    }
    Ok(pictures)
}

fn text(file: &Path) -> Result<String> {
    fs::read_to_string(file).context(|| format!("cannot read {}", file.display()))
}

fn write(file: &Path, bytes: &[u8]) -> Result {
    let writing = || format!("cannot write {}", file.display());
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).context(writing)?;
    }
    fs::write(file, bytes).context(writing)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::manifest;

    /// What a guide has beside its words, line by line.
    fn skeleton(language: &str) -> Vec<String> {
        let markdown = markdown(language).unwrap();
        let guide = read(language, &markdown).unwrap();
        let pictures = format!("pictures/{language}/");
        let lines = guide.skeleton().into_iter();
        lines
            .map(|line| line.replace(&pictures, "pictures/LANGUAGE/"))
            .collect()
    }

    #[test]
    fn the_guide_is_the_same_in_every_language() {
        let english = skeleton("en");
        for (language, _) in LANGUAGES {
            assert_eq!(skeleton(language), english, "{language}");
        }
    }

    #[test]
    fn every_reason_has_a_paragraph_in_the_guide() {
        let json = |path: &str| -> BTreeMap<String, Value> {
            serde_json::from_str(&text(&paths::root().join(path)).unwrap()).unwrap()
        };
        let reasons = json("docs/guide/reasons.json");
        let messages = json("extension/_locales/en/messages.json");
        let keys = messages
            .keys()
            .filter_map(|name| name.strip_prefix("reason_"));
        let explained: BTreeSet<&str> = reasons.keys().map(String::as_str).collect();
        assert_eq!(explained, keys.collect());

        let markdown = markdown("en").unwrap();
        let guide = read("en", &markdown).unwrap();
        let ids: BTreeSet<&str> = guide.sections.iter().map(|one| one.id.as_str()).collect();
        for (key, id) in &reasons {
            assert!(ids.contains(id.as_str().unwrap()), "{key}: {id}");
        }
    }

    #[test]
    fn its_languages_are_those_of_the_extension() {
        let pages = text(&paths::root().join("crate/browser/src/i18n.rs")).unwrap();
        for (folder, name) in LANGUAGES {
            assert!(
                pages.contains(&format!("({folder:?}, {name:?})")),
                "{folder}"
            );
        }
        let folders = fs::read_dir(paths::root().join("extension/_locales")).unwrap();
        assert_eq!(folders.count(), LANGUAGES.len());
    }

    #[test]
    fn every_page_is_made_and_may_ask_for_nothing() {
        for (language, _) in LANGUAGES {
            let markdown = markdown(language).unwrap();
            let guide = read(language, &markdown).unwrap();
            let page = page::html(&guide, &frame(language).unwrap(), &Pictures::new());
            manifest::check_page(language, &page).unwrap();
            for forbidden in ["<script", " style=", " on", "<img loading"] {
                let tags = page.split('<').filter_map(|tag| tag.split('>').next());
                let found = tags
                    .map(|tag| format!("<{tag}"))
                    .find(|tag| tag.contains(forbidden));
                assert_eq!(found, None, "{language}");
            }
            let ids: Vec<&str> = page.split(" id=\"").skip(1).collect();
            let ids = ids.iter().filter_map(|rest| rest.split('"').next());
            let (all, unique) = (ids.clone().count(), ids.collect::<BTreeSet<_>>().len());
            assert_eq!((all, unique), (guide.sections.len() + 1, all), "{language}");
        }
    }
}
