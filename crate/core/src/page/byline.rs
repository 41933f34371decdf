//! The byline: who wrote the page and when, in the lines beside its title.
//!
//! Sources: the HTML standard's `time` element; the six languages' words for "by" and "updated". What
//! markup names (`metadata`) is better known and goes first.

use std::ops::Range;

use html5ever::{LocalName, local_name};

use super::name::is_name;
use crate::document::{Document, NodeId, Text, fold};

/// How far after the title a byline may be, in bytes: a standfirst and a row of buttons fit between.
const MAX_AFTER: usize = 600;

/// How far before the title it may be, in bytes: a line above the headline, or two.
const MAX_BEFORE: usize = 160;

/// Longest line that is a byline, in bytes: two names, a date and a reading time. Longer ones are
/// running text, which may begin with "By", too.
const MAX_LINE: usize = 160;

/// Most titles looked at: pages have one, or the site's and their own.
const MAX_TITLES: usize = 10;

/// Most names of a byline, as of JSON-LD.
const MAX_NAMES: usize = 10;

/// How much before a date is searched for what it is the date of, in bytes.
const MAX_DATE_WORDS: usize = 40;

/// What a line begins with that names an author, folded; longer ones before their beginnings.
const BY: &[&str] = &[
    "written by",
    "posted by",
    "published by",
    "words by",
    "story by",
    "author",
    "by",
    "geschrieben von",
    "ein beitrag von",
    "autorin",
    "autor",
    "von",
    "escrito por",
    "publicado por",
    "redactado por",
    "autora",
    "por",
    "écrit par",
    "rédigé par",
    "publié par",
    "auteur",
    "autrice",
    "par",
    "執筆者",
    "執筆",
    "著者",
    "筆者",
    "文",
];

/// Words after a name that end it, folded.
const AFTER_NAME: &[&str] = &[
    "on",
    "in",
    "at",
    "for",
    "published",
    "posted",
    "updated",
    "last",
    "staff",
    "am",
    "vom",
    "in",
    "für",
    "veröffentlicht",
    "aktualisiert",
    "stand",
    "el",
    "en",
    "para",
    "publicado",
    "actualizado",
    "le",
    "dans",
    "pour",
    "publié",
    "mis",
    "em",
    "atualizado",
];

/// Words between two names, folded.
const AND: &[&str] = &["and", "&", "und", "y", "et", "e"];

/// What is said before the date of a change, folded.
const UPDATED: &[&str] = &[
    "updated",
    "modified",
    "revised",
    "aktualisiert",
    "geändert",
    "überarbeitet",
    "stand",
    "actualizado",
    "modificado",
    "mis à jour",
    "modifié",
    "atualizado",
    "更新",
];

/// What a page's byline says. `None` where it has none.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(super) struct Byline {
    pub(super) author: Option<String>,
    pub(super) published: Option<String>,
    pub(super) modified: Option<String>,
    /// The title it stands beside is an `<article>`'s.
    pub(super) of_article: bool,
}

impl Byline {
    /// Reads what stands beside the page's title.
    pub(super) fn read(document: &Document<'_>, text: &Text, title: Option<NodeId>) -> Self {
        let Some(title) = title else {
            return Self::default();
        };
        let beside = Beside::of(document, text, title);
        let mut byline = Self {
            author: beside.author(text),
            of_article: beside.of_article,
            ..Self::default()
        };
        for time in beside.times {
            let Some(date) = date(document, text, time) else {
                continue;
            };
            let (before, _) = text.line_around(&text.range(time), MAX_DATE_WORDS);
            let before = fold(before);
            let place = if UPDATED.iter().any(|word| before.contains(word)) {
                &mut byline.modified
            } else {
                &mut byline.published
            };
            place.get_or_insert(date);
        }
        byline
    }
}

/// The page's title: the first heading of an article or of the main content, else the first of the page.
pub(super) fn title(document: &Document<'_>, text: &Text) -> Option<NodeId> {
    let mut titles = document
        .subtree(NodeId::ROOT)
        .filter(|&id| document.is(id, &local_name!("h1")) && !text.range(id).is_empty())
        // Each costs a walk to the root.
        .take(MAX_TITLES);
    let is_main = |id: NodeId| {
        is_in(document, id, &local_name!("article")) || is_in(document, id, &local_name!("main"))
    };
    let first = titles.next()?;
    if is_main(first) {
        return Some(first);
    }
    Some(titles.find(|&id| is_main(id)).unwrap_or(first))
}

fn is_in(document: &Document<'_>, id: NodeId, name: &LocalName) -> bool {
    let mut above = document.ancestors(id);
    above.any(|node| document.is(node, name))
}

/// What is beside the page's title.
struct Beside {
    /// Stretches of the text: after the title, then before it.
    stretches: [Range<usize>; 2],
    /// The `<time>` elements in them, in document order.
    times: Vec<NodeId>,
    of_article: bool,
}

impl Beside {
    /// The next heading ends the title's surroundings: what follows that is another text's.
    fn of(document: &Document<'_>, text: &Text, id: NodeId) -> Self {
        let title = text.range(id);
        let mut headings = Vec::new();
        let mut times = Vec::new();
        for id in document.subtree(NodeId::ROOT) {
            let Some(name) = document.name(id) else {
                continue;
            };
            let range = text.range(id);
            if range.is_empty() {
                continue;
            }
            if *name == local_name!("time") {
                times.push((id, range));
            } else if is_heading(name) {
                headings.push(range);
            }
        }
        let next = headings.iter().map(|range| range.start);
        let next = next.filter(|&start| start >= title.end).min();
        let last = headings.iter().map(|range| range.end);
        let last = last.filter(|&end| end <= title.start).max();
        let end = title.end.saturating_add(MAX_AFTER);
        let start = title.start.saturating_sub(MAX_BEFORE);
        let stretches = [
            title.end..next.map_or(end, |next| next.min(end)),
            last.map_or(start, |last| last.max(start))..title.start,
        ];
        let beside = |range: &Range<usize>| {
            let mut stretches = stretches.iter();
            stretches.any(|part| part.start <= range.start && range.end <= part.end)
        };
        let times = times.into_iter().filter(|(_, range)| beside(range));
        Self {
            times: times.map(|(id, _)| id).collect(),
            of_article: is_in(document, id, &local_name!("article")),
            stretches,
        }
    }

    /// The names of the first line that begins as a byline does, alone or with the line after it.
    fn author(&self, text: &Text) -> Option<String> {
        self.stretches.iter().find_map(|part| {
            let mut lines = whole_lines(text.as_str(), part).peekable();
            while let Some(line) = lines.next() {
                let Some(said) = after_by(line) else {
                    continue;
                };
                let said = if said.is_empty() {
                    lines.peek().copied().unwrap_or("")
                } else {
                    said
                };
                if let Some(names) = names(said) {
                    return Some(names);
                }
            }
            None
        })
    }
}

fn is_heading(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("h1")
            | local_name!("h2")
            | local_name!("h3")
            | local_name!("h4")
            | local_name!("h5")
            | local_name!("h6")
    )
}

/// The short lines that begin in a stretch of the text.
fn whole_lines<'a>(text: &'a str, part: &Range<usize>) -> impl Iterator<Item = &'a str> {
    let mut end = part.end.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let mut start = part.start.min(end);
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let lines = text.get(start..end).unwrap_or("").lines();
    lines
        .map(str::trim)
        .filter(|line| !line.is_empty() && line.len() <= MAX_LINE)
}

/// What follows the words that begin a byline; empty if they are the whole line.
fn after_by(line: &str) -> Option<&str> {
    BY.iter().find_map(|by| {
        let mut rest = line.chars();
        for wanted in by.chars() {
            let c = rest.next()?;
            c.to_lowercase().eq([wanted]).then_some(())?;
        }
        let rest = rest.as_str();
        let colon = rest.trim_start().strip_prefix([':', '：', '/', '・']);
        let spaced = rest.is_empty() || rest.starts_with(char::is_whitespace);
        // A word that only names the role ("Autor") is one with a colon, or alone on its line.
        let verb = ["by", "von", "por", "par"]
            .iter()
            .any(|word| by.ends_with(word));
        match colon {
            Some(rest) => Some(rest.trim()),
            None if spaced && (verb || rest.trim().is_empty()) => Some(rest.trim()),
            None => None,
        }
    })
}

/// The names at the beginning of a byline, up to a separator, a number or a word that ends a name.
fn names(said: &str) -> Option<String> {
    let end =
        |c: char| c.is_numeric() || matches!(c, '|' | '·' | '•' | '–' | '—' | '(' | '/' | '@');
    let said = said.split(end).next().unwrap_or("");
    let said = said.split(" - ").next().unwrap_or("");
    let mut found: Vec<String> = Vec::new();
    let mut name: Vec<&str> = Vec::new();
    let mut words = said.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let folded = fold(word);
        let ends = AFTER_NAME.contains(&folded.as_str());
        if !ends && !AND.contains(&folded.as_str()) {
            name.push(word.trim_end_matches([',', '、']));
            if !word.ends_with([',', '、']) && words.peek().is_some() {
                continue;
            }
        }
        if !name.is_empty() && found.len() < MAX_NAMES {
            found.push(std::mem::take(&mut name).join(" "));
        }
        if ends {
            break;
        }
    }
    // What is after a comma may be a title or a place: the first alone has to be a name.
    let good = found.iter().position(|name| !is_name(name));
    found.truncate(good.unwrap_or(found.len()));
    (!found.is_empty()).then(|| found.join(", "))
}

/// The date of a `<time>`: its attribute, else its text, if a year is in it. Without one it is a
/// duration, or a time of the day.
fn date(document: &Document<'_>, text: &Text, time: NodeId) -> Option<String> {
    let attribute = document.attribute(time, &local_name!("datetime"));
    let written = attribute.filter(|value| !value.trim().is_empty());
    let written = written.map_or_else(|| text.line(time), str::to_owned);
    let mut digits = 0;
    let year = written.chars().any(|c| {
        digits = if c.is_ascii_digit() { digits + 1 } else { 0 };
        digits == 4
    });
    year.then_some(written)
}
