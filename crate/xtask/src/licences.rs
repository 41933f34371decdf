//! The licences of all that ships, as one text beside the modules: most ask that their words go with copies.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use spdx::{Expression, LicenseReq};

use crate::error::{Context, Error, Result};
use crate::shipped::Part;

/// Which licence is taken where a choice is given: the shorter ones first. Those that must all be kept are
/// looked for one by one.
const TAKEN: [&str; 8] = [
    "MIT",
    "Zlib",
    "BSD-3-Clause",
    "BSL-1.0",
    "Unicode-3.0",
    "Unlicense",
    "Apache-2.0",
    "MPL-2.0",
];

const INTRODUCTION: &str = "Linkglance is licensed under MIT or Apache-2.0, at your choice. It has these parts of others in it:\n";

/// What a line of `=` between two texts is made of.
const RULE: usize = 78;

/// The whole text: what is in it, then every licence with the parts it is of.
pub(crate) fn of(parts: &[Part]) -> Result<String> {
    let mut lines = vec![INTRODUCTION.to_owned()];
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for part in parts {
        let title = format!("{} {}", part.name, part.version);
        if !part.is_ours() {
            let source = part.repository.as_deref().unwrap_or("");
            lines.push(format!("{title}: {}. {source}", part.licence));
        }
        for licence in taken(&part.licence)? {
            let words = words(part, licence)?;
            texts.entry(words).or_default().push(title.clone());
        }
    }
    let mut texts: Vec<(String, Vec<String>)> = texts.into_iter().collect();
    texts.sort_by(|(_, a), (_, b)| a.cmp(b));
    for (words, titles) in texts {
        let rule = "=".repeat(RULE);
        lines.push(format!("\n{rule}\n{}\n\n{words}", titles.join("\n")));
    }
    Ok(lines.join("\n") + "\n")
}

/// Which licences of an expression are taken: one after another, until together they are enough.
fn taken(expression: &Expression) -> Result<Vec<&'static str>> {
    let mut taken: Vec<&'static str> = Vec::new();
    let is = |req: &LicenseReq, name: &str| req.license.id().is_some_and(|id| id.name == name);
    let named = |name: &str| expression.requirements().any(|each| is(&each.req, name));
    for name in TAKEN.into_iter().filter(|name| named(name)) {
        if expression.evaluate(|req| taken.iter().any(|name| is(req, name))) {
            break;
        }
        taken.push(name);
    }
    if expression.evaluate(|req| taken.iter().any(|name| is(req, name))) {
        return Ok(taken);
    }
    Err(Error::new(format!("no licence is taken of {expression}")))
}

/// A licence's words: those of the part's own file, else the standard ones with who wrote the part.
fn words(part: &Part, licence: &'static str) -> Result<String> {
    let own = part.folder.as_deref().map(|folder| file(folder, licence));
    if let Some(words) = own.transpose()?.flatten() {
        return Ok(words);
    }
    let id = spdx::license_id(licence)
        .ok_or_else(|| Error::new(format!("there is no licence {licence}")))?;
    let authors = if part.authors.is_empty() {
        format!("the authors of {}", part.name)
    } else {
        part.authors.join(", ")
    };
    let by = |line: &str| {
        if line.starts_with("Copyright (c) <year>") {
            format!("Copyright (c) {authors}")
        } else {
            line.to_owned()
        }
    };
    let lines: Vec<String> = id.text().trim().lines().map(by).collect();
    Ok(lines.join("\n"))
}

/// The file of a folder with a licence's words: the one that is named for it, else the only one.
fn file(folder: &Path, licence: &str) -> Result<Option<String>> {
    let files = fs::read_dir(folder).context(|| format!("cannot read {}", folder.display()))?;
    let mut names: Vec<String> = files
        .flatten()
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| {
            let name = name.to_ascii_uppercase();
            ["LICENSE", "LICENCE", "COPYING", "UNLICENSE"]
                .iter()
                .any(|start| name.starts_with(start))
        })
        .filter(|name| folder.join(name).is_file())
        .collect();
    names.sort();
    let word = licence.split('-').next().unwrap_or(licence);
    let fits = |name: &&String| {
        let name = name.to_ascii_uppercase();
        name.contains(&word.to_ascii_uppercase())
    };
    let name = match names.as_slice() {
        [only] => Some(only),
        several => several.iter().find(fits),
    };
    let Some(name) = name else { return Ok(None) };
    let path = folder.join(name);
    let text = fs::read_to_string(&path).context(|| format!("cannot read {}", path.display()))?;
    let lines: Vec<&str> = text.trim().lines().map(str::trim_end).collect();
    Ok(Some(lines.join("\n")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shipped::parts;

    #[test]
    fn one_licence_is_taken_of_a_choice_and_all_where_all_are_asked() {
        let of = |text: &str| taken(&Expression::parse(text).unwrap()).unwrap();
        assert_eq!(of("MIT OR Apache-2.0"), ["MIT"]);
        assert_eq!(of("Unlicense OR MIT"), ["MIT"]);
        assert_eq!(
            of("(MIT OR Apache-2.0) AND Unicode-3.0"),
            ["MIT", "Unicode-3.0"]
        );
        assert_eq!(of("Zlib"), ["Zlib"]);
    }

    #[test]
    fn every_part_that_ships_has_the_words_of_its_licence() {
        let parts = parts().unwrap();
        let text = of(&parts).unwrap();
        for part in &parts {
            let title = format!("\n{} {}\n", part.name, part.version);
            assert!(text.contains(&title), "{title}");
        }
        assert!(text.contains("Permission is hereby granted"));
        assert!(!text.contains("<year>") && !text.contains("<copyright holders>"));
    }
}
