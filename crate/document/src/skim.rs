//! A source skimmed: its text and the values of its `href`s, without a tree, in a fraction of the time.
//!
//! What is skimmed holds at least what the tree has ([`Text`](super::Text)): each stretch of the page's
//! text without a line break in it is in the skimmed text, letter by letter, if it does not cross a
//! splice; what the tree leaves out may be there as well. Where what a source means depends on the tree
//! builder in a way that is not followed here (text that tables move out, foreign vocabularies, raw
//! text where there may be none), the page is not skimmed. Whoever asks reads it then.

use std::ops::Range;

use memchr::{memchr, memchr2};

use super::char_ref;
use super::markup::{self, Markup, Tag};
use super::serialised::raw_text::{end_of, script_end};
use super::text::words_len;

/// What a source holds.
#[derive(Debug, Default)]
pub struct Skim {
    /// Its text; white space is one space, and blocks that certainly part words are parted by `\n`.
    pub text: String,
    /// Where in the text markup is that may or may not part words.
    pub seams: Vec<usize>,
    /// Where in the text something begins that the page may not show: what is before it may go on
    /// behind it.
    pub splices: Vec<usize>,
    /// Where in the source the values of `href`s are, and maybe of other attributes.
    pub hrefs: Vec<Range<usize>>,
}

/// The page can't be skimmed.
#[derive(Debug)]
struct Unsure;

/// Elements whose start tags part the text before them from the text after them wherever they are read.
const BREAKS: [&str; 35] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "br",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "option",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "ul",
    "caption",
    "center",
];
/// Elements whose content is text that is not shown.
const RAW: [&str; 8] = [
    "iframe", "noembed", "noframes", "noscript", "script", "style", "textarea", "title",
];
/// Elements whose content is markup that is not shown.
const UNSEEN: [&str; 8] = [
    "audio", "canvas", "datalist", "desc", "metadata", "object", "template", "video",
];
/// Elements that change how the rest is read, and the readings of ruby, which are left out up to where only
/// the tree builder knows.
const STRANGE: [&str; 9] = [
    "foreignobject",
    "frameset",
    "listing",
    "math",
    "plaintext",
    "rp",
    "rt",
    "rtc",
    "xmp",
];
/// Parts of a table.
const TABLE_PARTS: [&str; 8] = [
    "col", "colgroup", "tbody", "td", "tfoot", "th", "thead", "tr",
];
/// What may be between the parts of a table and stays there.
const BETWEEN_PARTS: [&str; 3] = ["form", "script", "style"];
/// What may be in a list of options.
const IN_SELECT: [&str; 3] = ["optgroup", "option", "script"];
/// Longest name of these.
const MAX_NAME: usize = 16;

/// Where text is, seen from the tables around it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// In no table, or after one.
    Flow,
    /// In a cell or a caption.
    Cell,
    /// Between the parts of a table, from where text is moved before it.
    Between,
}

/// Skims a source; `None` where only the tree says what it holds.
pub fn skim(html: &str) -> Option<Skim> {
    let mut skimmer = Skimmer {
        html,
        skim: Skim::default(),
        space: false,
        place: Place::Flow,
        tables: 0,
        svg: 0,
        select: false,
    };
    skimmer.read().ok().map(|()| skimmer.skim)
}

struct Skimmer<'a> {
    html: &'a str,
    skim: Skim,
    /// White space is to come before the next word.
    space: bool,
    place: Place,
    /// How many tables may be open, one in a cell of the other.
    tables: usize,
    /// How many `<svg>` may be open.
    svg: usize,
    /// A `<select>` may be open.
    select: bool,
}

impl Skimmer<'_> {
    fn read(&mut self) -> Result<(), Unsure> {
        let bytes = self.html.as_bytes();
        let mut at = 0;
        while let Some(found) = memchr(b'<', bytes.get(at..).unwrap_or_default()) {
            let open = at + found;
            self.text(at..open)?;
            let read = markup::read(bytes, open, usize::MAX, &|| false);
            at = match read.ok_or(Unsure)? {
                Markup::Text => {
                    self.push("<")?;
                    open + 1
                }
                Markup::Comment(end) => {
                    self.seam();
                    end
                }
                Markup::Section => return Err(Unsure),
                Markup::Tag(tag) => {
                    self.seam();
                    let Some(end) = tag.end else {
                        return Ok(());
                    };
                    self.tag(open, end, &tag)?
                }
            };
        }
        self.text(at..bytes.len())
    }

    /// Takes a stretch of text.
    fn text(&mut self, range: Range<usize>) -> Result<(), Unsure> {
        let Some(text) = self.html.get(range).filter(|text| !text.is_empty()) else {
            return Ok(());
        };
        match memchr2(b'&', 0, text.as_bytes()) {
            None => self.push(text),
            Some(at) if text.as_bytes().get(at) == Some(&0) => Err(Unsure),
            Some(_) => {
                let mut decoded = String::with_capacity(text.len());
                char_ref::decode(text, false, &mut decoded).map_err(|_| Unsure)?;
                self.push(&decoded)
            }
        }
    }

    fn push(&mut self, text: &str) -> Result<(), Unsure> {
        if text.contains('\0') {
            return Err(Unsure);
        }
        let mut rest = text;
        loop {
            let word = rest.trim_start();
            self.space |= word.len() < rest.len();
            let Some((head, tail)) = word.split_at_checked(words_len(word)) else {
                return Ok(());
            };
            if head.is_empty() {
                return Ok(());
            }
            if self.place == Place::Between {
                return Err(Unsure);
            }
            if self.space && !self.skim.text.is_empty() {
                self.skim.text.push(' ');
            }
            self.space = false;
            self.skim.text.push_str(head);
            rest = tail;
        }
    }

    fn seam(&mut self) {
        let at = self.skim.text.len();
        if self.skim.seams.last() != Some(&at) {
            self.skim.seams.push(at);
        }
    }

    /// What is before is parted from what follows.
    fn part(&mut self) {
        self.space = false;
        if !self.skim.text.is_empty() && !self.skim.text.ends_with('\n') {
            self.skim.text.push('\n');
        }
    }

    /// Reads a tag; gives where what follows it begins.
    fn tag(&mut self, open: usize, end: usize, tag: &Tag) -> Result<usize, Unsure> {
        let is_end = self.html.as_bytes().get(open + 1) == Some(&b'/');
        let mut name = [0; MAX_NAME];
        let name = self.name(tag, &mut name);
        if is_end {
            self.end_tag(name);
            return Ok(end);
        }
        if STRANGE.contains(&name) {
            return Err(Unsure);
        }
        self.hrefs(tag.name.end..end, name == "iframe")?;
        self.check_place(name)?;
        match name {
            "svg" => self.svg += usize::from(!tag.closes_itself),
            "select" => self.select = true,
            "table" => {
                self.place = Place::Between;
                self.tables += 1;
            }
            "td" | "th" | "caption" if self.place != Place::Flow => self.place = Place::Cell,
            _ if TABLE_PARTS.contains(&name) && self.place != Place::Flow => {
                self.place = Place::Between;
            }
            _ => {}
        }
        let part_of_table = TABLE_PARTS.contains(&name) && self.place != Place::Flow;
        // A caption outside a table is no element.
        let breaks = BREAKS.contains(&name) && (name != "caption" || self.place != Place::Flow);
        if breaks || part_of_table {
            self.part();
        } else if UNSEEN.contains(&name) && !self.skim.text.ends_with('\n') {
            self.skim.splices.push(self.skim.text.len());
        }
        // A description in a drawing may hold elements of HTML, which would be followed no further.
        if RAW.contains(&name) || (name == "desc" && self.svg > 0) {
            return self.raw(name, end);
        }
        Ok(end)
    }

    /// A tag's name in small letters; nothing if it is longer than those that matter.
    fn name<'n>(&self, tag: &Tag, room: &'n mut [u8; MAX_NAME]) -> &'n str {
        let written = self
            .html
            .as_bytes()
            .get(tag.name.clone())
            .unwrap_or_default();
        let Some(name) = room.get_mut(..written.len()) else {
            return "";
        };
        name.copy_from_slice(written);
        name.make_ascii_lowercase();
        std::str::from_utf8(name).unwrap_or("")
    }

    fn end_tag(&mut self, name: &str) {
        match name {
            "svg" => self.svg = self.svg.saturating_sub(1),
            "select" => self.select = false,
            "table" => {
                self.tables = self.tables.saturating_sub(1);
                let inner = self.tables > 0;
                self.place = if inner { Place::Cell } else { Place::Flow };
            }
            "caption" => self.leave_part(),
            _ if TABLE_PARTS.contains(&name) => self.leave_part(),
            _ => {}
        }
    }

    /// After the end of a part of a table its next part comes.
    fn leave_part(&mut self) {
        if self.place != Place::Flow {
            self.place = Place::Between;
        }
    }

    /// Whether an element is where its start tag means what it means elsewhere.
    fn check_place(&self, name: &str) -> Result<(), Unsure> {
        let of_table = TABLE_PARTS.contains(&name) || matches!(name, "caption" | "table");
        let fits = match self.place {
            Place::Flow => true,
            // A template has contents of its own.
            Place::Cell => name != "template",
            // A table there ends the one around it, or does not, by what was ignored before.
            Place::Between => {
                BETWEEN_PARTS.contains(&name) || name == "input" || (of_table && name != "table")
            }
        };
        let in_select = !self.select || IN_SELECT.contains(&name);
        let in_svg = self.svg == 0 || !of_table;
        if fits && in_select && in_svg {
            Ok(())
        } else {
            Err(Unsure)
        }
    }

    /// Leaves out raw text; gives where its end tag begins.
    fn raw(&mut self, name: &str, start: usize) -> Result<usize, Unsure> {
        let rest = self.html.as_bytes().get(start..).unwrap_or_default();
        let length = if name == "script" {
            script_end(rest)
        } else {
            end_of(rest, name.as_bytes())
        };
        let length = length.unwrap_or(rest.len());
        let raw = rest.get(..length).unwrap_or_default();
        // In a foreign vocabulary it is no raw text; without a sign of markup that is the same.
        if self.svg > 0 && memchr(b'<', raw).is_some() {
            return Err(Unsure);
        }
        Ok(start + length)
    }

    /// Notes the values of all that may be an `href` among a tag's attributes.
    fn hrefs(&mut self, range: Range<usize>, frame: bool) -> Result<(), Unsure> {
        let bytes = self.html.as_bytes().get(range.clone()).unwrap_or_default();
        let is = |at: usize, name: &[u8]| {
            bytes
                .get(at..at + name.len())
                .is_some_and(|found| found.eq_ignore_ascii_case(name))
        };
        let mut at = 0;
        while let Some(found) = memchr2(b'h', b'H', bytes.get(at..).unwrap_or_default()) {
            at += found;
            if !is(at, b"href") {
                at += 1;
                continue;
            }
            at += b"href".len();
            if let Some(value) = value(bytes, at) {
                self.skim
                    .hrefs
                    .push(range.start + value.start..range.start + value.end);
            }
        }
        // A frame with its document in it is a page of its own.
        let holds = frame && (0..bytes.len()).any(|at| is(at, b"srcdoc"));
        if holds { Err(Unsure) } else { Ok(()) }
    }
}

/// The value of the attribute whose name ends at `at`.
fn value(tag: &[u8], at: usize) -> Option<Range<usize>> {
    let skip = |from: usize| {
        let rest = tag.get(from..).unwrap_or_default();
        from + rest
            .iter()
            .take_while(|byte| byte.is_ascii_whitespace())
            .count()
    };
    let equals = skip(at);
    if tag.get(equals) != Some(&b'=') {
        return None;
    }
    let start = skip(equals + 1);
    let rest = tag.get(start..)?;
    if let quote @ (b'"' | b'\'') = rest.first()? {
        let inner = rest.get(1..)?;
        let length = memchr(*quote, inner).unwrap_or(inner.len());
        Some(start + 1..start + 1 + length)
    } else {
        let ends = |byte: &u8| byte.is_ascii_whitespace() || *byte == b'>';
        let length = rest.iter().position(ends).unwrap_or(rest.len());
        Some(start..start + length)
    }
}

/// The value of an attribute as it is meant: its character references read. `None` where that is not
/// certain.
pub fn attribute_value(written: &str) -> Option<String> {
    let mut value = String::with_capacity(written.len());
    char_ref::decode(written, true, &mut value).ok()?;
    Some(value)
}
