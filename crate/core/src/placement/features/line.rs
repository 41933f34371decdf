//! Features of the line a link stands in: the heading above it, the text beside it and its anchor text.

use super::page::{Page, bytes};
use super::scale::{count, log, share};
use super::{Fact, Sink, Subject};
use crate::document::{head_chars, tail_chars};
use crate::length::MAX_ANCHOR_CHARS;
use crate::placement::facts::At;
use crate::placement::hint::Hints;
use crate::placement::phrase;
use crate::placement::scene::Scene;

/// What headings say, by the hint and its name among the features.
const HEADINGS: [(Hints, &str); 9] = [
    (Hints::RELATED, "related"),
    (Hints::COMMENT, "comment"),
    (Hints::AUTHOR, "author"),
    (Hints::SHARE, "share"),
    (Hints::SIDEBAR, "sidebar"),
    (Hints::TOC.and(Hints::TAGS), "tags"),
    (Hints::ADVERT, "advert"),
    (Hints::NEWSLETTER, "newsletter"),
    (Hints::REFERENCES, "references"),
];

/// How many characters beside a link are looked at.
const BESIDE_CHARS: usize = 64;

pub(super) fn put(scene: &Scene<'_>, page: &Page, subject: &Subject<'_>, sink: &mut impl Sink) {
    put_heading(scene, page, subject, sink);
    put_beside(scene, subject, sink);
    put_words(subject, sink);
}

/// The last heading before a link.
fn put_heading(scene: &Scene<'_>, page: &Page, subject: &Subject<'_>, sink: &mut impl Sink) {
    let evidence = &scene.evidence;
    let heading = page.heading_before(subject.at);
    let facts = heading.and_then(|heading| evidence.at(heading.at));
    let mut put = |name, value| sink.put(Fact::Heading, "heading_", name, value);
    put("level", heading.map_or(0, |heading| heading.level.into()));
    put("text", heading.map_or(-1, |heading| log(heading.text)));
    put(
        "is_link",
        heading.map_or(-1, |heading| heading.is_link.into()),
    );
    put(
        "elements",
        heading.map_or(-1, |heading| log(bytes(subject.at - heading.at))),
    );
    put(
        "distance",
        facts.map_or(-1, |facts| {
            log(bytes(subject.start.saturating_sub(facts.start)))
        }),
    );
    put(
        "up",
        heading.map_or(-1, |heading| levels_to(scene, subject.at, heading.at)),
    );
    for (hint, name) in HEADINGS {
        sink.put(
            Fact::Heading,
            "heading_",
            name,
            heading.map_or(-1, |heading| heading.says.any(hint).into()),
        );
    }
}

/// How far up the nearest element is that holds both places.
fn levels_to(scene: &Scene<'_>, at: At, other: At) -> i16 {
    let mut above = at;
    let mut levels = 0;
    while above > other {
        above = scene.evidence.at(above).map_or(0, |facts| facts.parent);
        levels += 1;
    }
    count(levels)
}

/// What stands beside a link in its own lines.
fn put_beside(scene: &Scene<'_>, subject: &Subject<'_>, sink: &mut impl Sink) {
    let own = subject.facts;
    let block = scene.evidence.at(own.block).unwrap_or(own);
    let whole = scene.text.as_str();
    let before = whole.get(block.start..subject.start).unwrap_or("");
    let end = subject.start.saturating_add(subject.text as usize);
    let block_end = block.start.saturating_add(block.text as usize);
    let after = whole.get(end..block_end).unwrap_or("");
    let head = whole.get(..subject.start).unwrap_or("");
    let near_before = tail_chars(before, BESIDE_CHARS);
    let near_after = head_chars(after, BESIDE_CHARS);
    let mut put = |name, value| sink.put(Fact::Line, "line_", name, value);
    put("plain", log(block.own_plain));
    put("linked", log(block.own_link));
    put("is_prose", block.is_prose().into());
    put("before", log(bytes(before.len())));
    put("after", log(bytes(after.len())));
    put("letters_before", count(letters(near_before)));
    put("letters_after", count(letters(near_after)));
    put("by", phrase::ends_with_by(phrase::line_before(head)).into());
    put("links", log(block.counts().links));
    put(
        "only_child",
        i16::from(block.text == subject.text && block.counts().links == 1),
    );
    put("is_item", block.hints.any(Hints::ITEM).into());
}

/// Letters of the same line on one side.
fn letters(beside: &str) -> usize {
    beside.chars().filter(|c| c.is_alphabetic()).count()
}

/// How many characters of each sort a text has.
#[derive(Default)]
struct MadeOf {
    chars: u32,
    digits: u32,
    capitals: u32,
    signs: u32,
    breaks: usize,
}

impl MadeOf {
    fn of(text: &str) -> Self {
        let mut this = Self::default();
        for c in text.chars() {
            this.chars += 1;
            this.digits += u32::from(c.is_numeric());
            this.capitals += u32::from(c.is_uppercase());
            this.signs += u32::from(!c.is_alphanumeric() && !c.is_whitespace());
            this.breaks += usize::from(c == '\n');
        }
        this
    }
}

/// A link's own words. Those past what is shown of an anchor text are not counted: links within links could have
/// megabytes of the same text each.
fn put_words(subject: &Subject<'_>, sink: &mut impl Sink) {
    let words = subject.words;
    let counted = head_chars(words, MAX_ANCHOR_CHARS);
    let own = subject.own();
    let made_of = MadeOf::of(counted);
    let part = |count| share(count, made_of.chars);
    let mut put = |name, value| sink.put(Fact::Anchor, "anchor_", name, value);
    put("bytes", log(bytes(words.len())));
    put("words", count(counted.split_whitespace().count()));
    put("digits", part(made_of.digits));
    put("capitals", part(made_of.capitals));
    put("signs", part(made_of.signs));
    put("starts_lower", words.starts_with(char::is_lowercase).into());
    put("starts_digit", words.starts_with(char::is_numeric).into());
    put(
        "ends_sign",
        words.ends_with(|c: char| !c.is_alphanumeric()).into(),
    );
    put("ends_stop", words.ends_with(['.', '?', '!', '。']).into());
    put("handle", words.starts_with('@').into());
    put("lines", count(made_of.breaks));
    put(
        "images",
        own.map_or(0, |own| log(own.counts().images.get())),
    );
    put("times", own.map_or(0, |own| log(own.counts().times.get())));
    put(
        "headings",
        own.map_or(0, |own| log(own.counts().top_count.get())),
    );
    put(
        "is_heading",
        i16::from(own.is_some_and(|own| own.heading().is_some())),
    );
    put(
        "elements",
        own.map_or(8, |own| log(bytes(own.end - subject.at))),
    );
    put("says", subject.label.first());
}
