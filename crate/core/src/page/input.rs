//! The page as it was collected: its source, its address and, from a live page, its layout.

use serde::{Deserialize, Serialize};

use super::Day;
use crate::document::{Clock, Document, Stopped, parse, read_exact, read_serialised};

/// Most frames whose documents are read: pages with more have them from adverts.
pub const MAX_FRAMES: usize = 50;

/// What is inspected. A live page and a fetched one are the same kind of input; what is not known
/// is left out.
#[derive(Clone, PartialEq, Default, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Page {
    /// The page's absolute address.
    pub url: String,
    /// The source, or the live document as markup, with its open shadow roots.
    pub html: String,
    /// Which form `html` is in.
    pub markup: Markup,
    /// What the encoding is called that the source was in; `None` for UTF-8 and for a live page.
    /// Queries of its addresses are in it.
    pub encoding: Option<String>,
    /// Where links of a live page in another encoding lead, if their query has more than ASCII in it.
    pub addresses: Vec<Address>,
    /// Response headers, name and value each; `None` where they are unknown, as on a live page.
    pub headers: Option<Vec<(String, String)>>,
    /// The day, where the page is read; what the page says of a day can't be judged without it.
    pub today: Option<Day>,
    /// Where each link is on the screen; `None` for a fetched page.
    pub layout: Option<Vec<LinkLayout>>,
    /// Documents of same-origin frames, in document order, frames of frames after them.
    pub frames: Vec<Frame>,
    /// How many frames could not be read (other origins).
    pub frames_not_inspected: u32,
    /// How many shadow roots could not be read (closed ones).
    pub closed_shadow_roots: u32,
    /// Set where the collector left something out: how much it took at most, in words.
    pub left_out: Option<String>,
    /// Set where the collector's time was up before it had read all: how many seconds it takes at
    /// most.
    pub out_of_time: Option<u32>,
    /// How many comments, scripts and other texts of the page read as links where no code looks
    /// closely. They are read as the text they are.
    pub texts_like_links: u32,
}

/// What kind of markup a document is given as.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Markup {
    /// Source: anything, parsed as browsers parse HTML.
    #[default]
    Source,
    /// What a browser wrote of an HTML document it had parsed (HTML standard, "Serializing HTML
    /// fragments"). It is read as the tree it was.
    Serialised,
    /// What the collector wrote itself of a document that the browser's own writing does not say
    /// ([`read_exact`](crate::document::read_exact)).
    Exact,
}

impl Markup {
    /// Reads a document of this form, and says where a limit ended it.
    pub fn read<'a>(
        self,
        html: &'a str,
        out_of_time: Clock<'_>,
    ) -> (Document<'a>, Option<Stopped>) {
        match self {
            Self::Source => parse(html, out_of_time),
            Self::Serialised => read_serialised(html, out_of_time),
            Self::Exact => read_exact(html, out_of_time),
        }
    }
}

/// A frame of the page.
#[derive(Clone, PartialEq, Default, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Frame {
    /// The frame's own address.
    pub url: String,
    /// The address its relative links resolve against where its source names none (`about:srcdoc`).
    pub base: String,
    /// Its source, or the live document as markup.
    pub html: String,
    /// Which form `html` is in.
    pub markup: Markup,
    /// Where its links lead, as of the page.
    pub addresses: Vec<Address>,
    /// Where its links are.
    pub layout: Option<Vec<LinkLayout>>,
}

/// Where a link leads as the browser has resolved it.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct Address {
    /// The attribute, to the letter.
    pub href: String,
    /// The address.
    pub url: String,
}

/// Layout facts of one link, found again in the source by `href` and `nth`.
#[derive(Clone, PartialEq, Default, Debug, Serialize, Deserialize)]
#[serde(from = "LayoutRow")]
pub struct LinkLayout {
    /// The attribute, to the letter.
    pub href: String,
    /// Which of the links with this very attribute, from 0, in document order.
    pub nth: u32,
    /// The facts.
    #[serde(flatten)]
    pub layout: Layout,
}

/// [`LinkLayout`] as it is written. A click hands over one for each link: what serde flattens it first
/// reads into a list of its own.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct LayoutRow {
    href: String,
    nth: u32,
    x: f64,
    y: f64,
    width: f64,
    height: f64,
    font_size: f64,
    hidden: Option<HiddenBecause>,
}

impl From<LayoutRow> for LinkLayout {
    fn from(row: LayoutRow) -> Self {
        Self {
            href: row.href,
            nth: row.nth,
            layout: Layout {
                x: row.x,
                y: row.y,
                width: row.width,
                height: row.height,
                font_size: row.font_size,
                hidden: row.hidden,
            },
        }
    }
}

/// Where and how a link is shown.
#[derive(Clone, PartialEq, Default, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Layout {
    /// Left edge in CSS pixels from the document's left edge.
    pub x: f64,
    /// Top edge in CSS pixels from the document's top.
    pub y: f64,
    /// Width in CSS pixels.
    pub width: f64,
    /// Height in CSS pixels.
    pub height: f64,
    /// Font size in CSS pixels.
    pub font_size: f64,
    /// Why it can't be seen; `None` if it can.
    pub hidden: Option<HiddenBecause>,
}

/// Why a link can't be seen on a live page.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HiddenBecause {
    /// `display: none`, here or above, or left out by `content-visibility`.
    NotRendered,
    /// `visibility: hidden` or `collapse`.
    Invisible,
    /// `opacity: 0`, here or above.
    Transparent,
    /// No width or no height.
    ZeroSize,
    /// Left of or above the document, where readers can't scroll.
    OffScreen,
    /// Text in the colour of its background.
    SameColour,
    /// Not hidden for good: in a closed `<details>`, tab or accordion.
    Collapsed,
}

impl HiddenBecause {
    /// Every reason.
    pub const ALL: [Self; 7] = [
        Self::NotRendered,
        Self::Invisible,
        Self::Transparent,
        Self::ZeroSize,
        Self::OffScreen,
        Self::SameColour,
        Self::Collapsed,
    ];

    /// The reason in a word, for users.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotRendered => "not rendered",
            Self::Invisible => "invisible",
            Self::Transparent => "transparent",
            Self::ZeroSize => "no size",
            Self::OffScreen => "off screen",
            Self::SameColour => "text in the colour of its background",
            Self::Collapsed => "collapsed",
        }
    }
}

/// What hides a link, in a word: the layout's reason, else that of the page's own styles, else the
/// source's own declaration.
pub fn hidden_because(layout: Option<&Layout>, hidden_by: Option<HiddenBecause>) -> &'static str {
    layout
        .and_then(|layout| layout.hidden)
        .or(hidden_by)
        .map_or("hidden in the source", |hidden| hidden.name())
}
