//! A guide's Markdown as what it is: a title, what is said first, then sections, each with the name that
//! links lead to. Only what a guide may have is known here; anything else is an error.

use std::collections::BTreeSet;
use std::mem;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::error::{Error, Result};

/// A guide.
pub(super) struct Guide<'a> {
    /// Its title, as text.
    pub(super) title: String,
    pub(super) intro: Vec<Block<'a>>,
    /// In their order; what belongs to a chapter follows it.
    pub(super) sections: Vec<Section<'a>>,
}

/// A heading with what is below it up to the next one.
pub(super) struct Section<'a> {
    /// What its anchor is called.
    pub(super) id: String,
    /// Whether it is a chapter, else a paragraph of one.
    pub(super) is_chapter: bool,
    /// Its heading, without the element.
    pub(super) heading: Vec<Event<'a>>,
    pub(super) blocks: Vec<Block<'a>>,
}

/// A paragraph, a table or a picture.
pub(super) enum Block<'a> {
    Words(Vec<Event<'a>>),
    /// A picture alone in its paragraph, by its file beside the guide.
    Picture {
        file: String,
        alt: String,
    },
}

/// How the anchor before a heading is written, before and after its name.
const ANCHOR: [&str; 2] = ["<a id=\"", "\">"];
const ANCHOR_END: &str = "</a>";

/// How the address of a link or a picture begins: of a page, of a section of the guide, of a picture.
const WEB: &str = "https://";
const SECTION: &str = "#";
const PICTURES: &str = "pictures/";

/// Reads a guide.
pub(super) fn read(markdown: &str) -> Result<Guide<'_>> {
    let mut guide = Guide {
        title: String::new(),
        intro: Vec::new(),
        sections: Vec::new(),
    };
    let mut anchor = None;
    for block in blocks(markdown) {
        if let Some(id) = id_of(&block) {
            alone(anchor.replace(id.to_owned()))?;
        } else {
            guide.take(block, anchor.take())?;
        }
    }
    alone(anchor)?;
    guide.links_lead_to_sections().map(|()| guide)
}

/// Refuses an anchor that has no heading.
fn alone(anchor: Option<String>) -> Result {
    match anchor {
        Some(id) => Err(Error::new(format!("no heading follows the anchor {id:?}"))),
        None => Ok(()),
    }
}

/// The document's blocks, each as its events.
fn blocks(markdown: &str) -> Vec<Vec<Event<'_>>> {
    let (mut blocks, mut block, mut depth) = (Vec::new(), Vec::new(), 0_usize);
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            _ => {}
        }
        block.push(event);
        if depth == 0 {
            blocks.push(mem::take(&mut block));
        }
    }
    blocks
}

/// The name of a block that is an anchor.
fn id_of<'b>(block: &'b [Event<'_>]) -> Option<&'b str> {
    let [
        Event::Start(Tag::Paragraph),
        Event::InlineHtml(start),
        Event::InlineHtml(end),
        Event::End(_),
    ] = block
    else {
        return None;
    };
    let [before, after] = ANCHOR;
    let id = start.strip_prefix(before)?.strip_suffix(after)?;
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    (&**end == ANCHOR_END && !id.is_empty() && id.chars().all(plain)).then_some(id)
}

impl<'a> Guide<'a> {
    /// Puts the next block where it belongs.
    fn take(&mut self, block: Vec<Event<'a>>, anchor: Option<String>) -> Result {
        block.iter().try_for_each(allowed)?;
        if let [
            Event::Start(Tag::Heading { level, .. }),
            inner @ ..,
            Event::End(_),
        ] = &*block
        {
            return self.begin(*level, inner.to_vec(), anchor);
        }
        alone(anchor)?;
        let block = block_of(block)?;
        match self.sections.last_mut() {
            Some(section) => section.blocks.push(block),
            None => self.intro.push(block),
        }
        Ok(())
    }

    /// Begins with the title, or a section.
    fn begin(
        &mut self,
        level: HeadingLevel,
        heading: Vec<Event<'a>>,
        anchor: Option<String>,
    ) -> Result {
        let text = plain(&heading);
        let is_first = self.title.is_empty();
        let is_chapter = match level {
            HeadingLevel::H1 if is_first => {
                self.title = text;
                return Ok(());
            }
            HeadingLevel::H2 if !is_first => true,
            HeadingLevel::H3 if !self.sections.is_empty() => false,
            _ => {
                return Err(Error::new(format!(
                    "the heading {text:?} is of a wrong level"
                )));
            }
        };
        let id = anchor.ok_or_else(|| Error::new(format!("the heading {text:?} has no anchor")))?;
        if self.sections.iter().any(|section| section.id == id) {
            return Err(Error::new(format!("two headings have the anchor {id:?}")));
        }
        self.sections.push(Section {
            id,
            is_chapter,
            heading,
            blocks: Vec::new(),
        });
        Ok(())
    }

    fn links_lead_to_sections(&self) -> Result {
        let ids: BTreeSet<&str> = self.sections.iter().map(|one| one.id.as_str()).collect();
        let mut inner = self.links().filter_map(|link| link.strip_prefix(SECTION));
        match inner.find(|id| !ids.contains(id)) {
            Some(id) => Err(Error::new(format!(
                "a link leads to {id:?}, which is no anchor"
            ))),
            None => Ok(()),
        }
    }

    /// All blocks in their order.
    fn blocks(&self) -> impl Iterator<Item = &Block<'a>> {
        let of_sections = self.sections.iter().flat_map(|section| &section.blocks);
        self.intro.iter().chain(of_sections)
    }

    fn links(&self) -> impl Iterator<Item = &str> {
        self.blocks().flat_map(Block::links)
    }

    /// The files of its pictures.
    pub(super) fn pictures(&self) -> impl Iterator<Item = &str> {
        self.blocks().filter_map(|block| match block {
            Block::Picture { file, .. } => Some(file.as_str()),
            Block::Words(_) => None,
        })
    }
}

impl Block<'_> {
    /// Where its links lead.
    fn links(&self) -> impl Iterator<Item = &str> {
        let events = match self {
            Self::Words(events) => events.as_slice(),
            Self::Picture { .. } => &[],
        };
        events.iter().filter_map(|event| match event {
            Event::Start(Tag::Link { dest_url, .. }) => Some(&**dest_url),
            _ => None,
        })
    }
}

/// A block that is no heading.
fn block_of(block: Vec<Event<'_>>) -> Result<Block<'_>> {
    if let [
        Event::Start(Tag::Paragraph),
        Event::Start(Tag::Image { dest_url, .. }),
        alt @ ..,
        Event::End(TagEnd::Image),
        Event::End(_),
    ] = &*block
    {
        let (file, alt) = (dest_url.to_string(), plain(alt));
        return Ok(Block::Picture { file, alt });
    }
    let is_picture = |event: &Event<'_>| matches!(event, Event::Start(Tag::Image { .. }));
    if block.iter().any(is_picture) {
        return Err(Error::new("a picture is not alone in its paragraph"));
    }
    Ok(Block::Words(block))
}

/// Refuses what a guide may not have: HTML, addresses of other kinds, and elements that have no style.
fn allowed(event: &Event<'_>) -> Result {
    let is = match event {
        Event::Start(tag) => match tag {
            Tag::Link {
                dest_url, title, ..
            } => title.is_empty() && (dest_url.starts_with(WEB) || dest_url.starts_with(SECTION)),
            Tag::Image {
                dest_url, title, ..
            } => title.is_empty() && dest_url.starts_with(PICTURES) && !dest_url.contains(".."),
            Tag::Paragraph
            | Tag::Heading { .. }
            | Tag::Table(_)
            | Tag::TableHead
            | Tag::TableRow
            | Tag::TableCell
            | Tag::Emphasis
            | Tag::Strong => true,
            _ => false,
        },
        Event::End(_) | Event::Text(_) | Event::Code(_) | Event::SoftBreak => true,
        _ => false,
    };
    if is {
        return Ok(());
    }
    Err(Error::new(format!("the guide may not have {event:?}")))
}

/// The text of some events.
pub(super) fn plain(events: &[Event<'_>]) -> String {
    let texts = events.iter().filter_map(|event| match event {
        Event::Text(text) | Event::Code(text) => Some(&**text),
        Event::SoftBreak => Some(" "),
        _ => None,
    });
    texts.collect()
}

#[cfg(test)]
impl Guide<'_> {
    /// What is the same in each language: names, levels, kinds of blocks, links and pictures.
    pub(super) fn skeleton(&self) -> Vec<String> {
        let mut lines: Vec<String> = self.intro.iter().flat_map(Block::skeleton).collect();
        for section in &self.sections {
            let sign = if section.is_chapter { "##" } else { "###" };
            lines.push(format!("{sign} {}", section.id));
            lines.extend(section.blocks.iter().flat_map(Block::skeleton));
        }
        lines
    }
}

#[cfg(test)]
impl Block<'_> {
    fn skeleton(&self) -> Vec<String> {
        let kind = match self {
            Self::Picture { file, .. } => file.clone(),
            Self::Words(events) => {
                let is_row = |event: &&Event<'_>| matches!(event, Event::Start(Tag::TableRow));
                format!("words, {} rows", events.iter().filter(is_row).count())
            }
        };
        let links = self.links().map(|link| format!("to {link}"));
        std::iter::once(kind).chain(links).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: &str = "# Guide\n\nFirst.\n\n<a id=\"one\"></a>\n\n## One\n\n";

    fn refused(rest: &str) -> String {
        let markdown = format!("{START}{rest}");
        let error = read(&markdown).err();
        error.map(|error| error.to_string()).unwrap_or_default()
    }

    #[test]
    fn a_guide_is_its_title_its_sections_and_what_is_in_them() {
        let markdown = format!(
            "{START}See [two](#two-a).\n\n![A panel](pictures/en/a.webp)\n\n<a id=\"two-a\"></a>\n\n### Two `a`\n\n| a |\n| --- |\n| b |\n"
        );
        let guide = read(&markdown).unwrap();
        assert_eq!(guide.title, "Guide");
        assert_eq!(plain(&guide.sections[1].heading), "Two a");
        assert_eq!(guide.pictures().collect::<Vec<_>>(), ["pictures/en/a.webp"]);
        let skeleton = [
            "words, 0 rows",
            "## one",
            "words, 0 rows",
            "to #two-a",
            "pictures/en/a.webp",
            "### two-a",
            "words, 1 rows",
        ];
        assert_eq!(guide.skeleton(), skeleton);
    }

    #[test]
    fn html_is_refused_but_for_anchors() {
        for html in [
            "a <b>word</b>",
            "<script>x</script>",
            "<!-- note -->",
            "<a id=\"x\" onclick=\"y\"></a>",
            "<a id=\"X y\"></a>",
        ] {
            assert!(refused(html).contains("may not have"), "{html}");
        }
        assert_eq!(refused(""), "");
    }

    #[test]
    fn links_lead_to_the_web_or_to_a_section() {
        assert_eq!(refused("[a](https://example.com/) [b](#one)"), "");
        assert!(refused("[a](#two)").contains("no anchor"));
        for address in ["http://example.com/", "javascript:x", "other.md"] {
            assert!(refused(&format!("[a]({address})")).contains("may not have"));
        }
        assert!(refused("![a](https://example.com/a.webp)").contains("may not have"));
        assert!(refused("See ![a](pictures/en/a.webp)").contains("not alone"));
    }

    #[test]
    fn every_heading_has_an_anchor_of_its_own() {
        assert!(refused("### Two").contains("has no anchor"));
        assert!(refused("<a id=\"one\"></a>\n\n### Two").contains("two headings"));
        assert!(refused("<a id=\"two\"></a>\n\nWords").contains("no heading follows"));
        assert!(refused("<a id=\"two\"></a>").contains("no heading follows"));
        assert!(refused("<a id=\"two\"></a>\n\n<a id=\"three\"></a>").contains("\"two\""));
        assert!(refused("<a id=\"two\"></a>\n\n#### Two").contains("wrong level"));
    }
}
