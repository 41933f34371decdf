//! Rows of `linkglance scan`: links and mentions that were found in an archive.
//!
//! A scan has read its pages itself, so it says what tools' lists do not: where on the page a link is,
//! what kind of backlink it is, and the sentence around a mention. The columns are those of `export::row`;
//! a test reads back what that writes.

use serde::{Deserialize, Serialize};

use super::value::{is_address, yes_or_no};
use crate::backlink::BacklinkKind;
use crate::length::{MAX_MENTION_CHARS, MAX_NAME_CHARS, cut_owned};
use crate::link::QUALIFYING;
use crate::mention::LinkState;
use crate::reason::{Key, Reason};
use crate::region::Region;

/// Columns that no table has together but a scan's.
const MARKS: [&str; 5] = ["row", "site", "page", "url", "wraps"];

/// What a scan says of a row that other lists do not.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// What the row is about.
    Row,
    /// The name of the profile of the site that it is about.
    Site,
    /// The crawl that it was found in.
    Source,
    /// The real target of a redirector's address.
    Wraps,
    /// Whether the link is followed.
    Followed,
    /// The tokens of its rel attribute.
    Rel,
    /// Where on the page it is.
    Region,
    /// The backlink's kind.
    Kind,
    /// The words of a mention.
    Words,
    /// Whether a mention is linked.
    Linked,
    /// Whether a mention possibly means another name.
    Possible,
    /// Whether it is hidden.
    Hidden,
}

impl Part {
    /// Every part, in the order in which they are shown.
    pub const ALL: [Self; 12] = [
        Self::Row,
        Self::Site,
        Self::Source,
        Self::Wraps,
        Self::Followed,
        Self::Rel,
        Self::Region,
        Self::Kind,
        Self::Words,
        Self::Linked,
        Self::Possible,
        Self::Hidden,
    ];

    /// Whether it is such a value.
    pub(super) fn understands(self, value: &str) -> bool {
        match self {
            Self::Row => Found::of(value).is_some(),
            Self::Wraps => is_address(value),
            Self::Followed | Self::Possible | Self::Hidden => yes_or_no(value).is_some(),
            Self::Region => region(value).is_some(),
            Self::Kind => kind(value).is_some(),
            Self::Linked => link_state(value).is_some(),
            Self::Site | Self::Source | Self::Rel | Self::Words => true,
        }
    }
}

/// Whether a header, in lower case, is a scan's.
pub(super) fn is_header(names: &[String]) -> bool {
    MARKS
        .iter()
        .all(|mark| names.iter().any(|name| name == mark))
}

/// What a row of a scan is about.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Found {
    /// A link to one of the sites that were looked for.
    Backlink,
    /// A place that names one of them.
    Mention,
    /// Another link.
    OutboundLink,
    /// A page of which not all was in the archive.
    Unknown,
}

impl Found {
    fn of(name: &str) -> Option<Self> {
        Some(match name {
            "backlink" => Self::Backlink,
            "mention" => Self::Mention,
            "outbound_link" => Self::OutboundLink,
            "unknown" => Self::Unknown,
            _ => return None,
        })
    }
}

/// What a row of a scan says beyond what other lists do. What it does not say is empty.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Scanned {
    /// What it is about.
    pub found: Found,
    /// The name of the profile that was looked for.
    pub site: Option<String>,
    /// The crawl or the file that it was found in.
    pub source: Option<String>,
    /// Whether the link is followed.
    pub followed: Option<bool>,
    /// The tokens of rel that qualify it.
    pub rel: Vec<String>,
    /// Where on the page it is.
    pub region: Option<Region>,
    /// The backlink's kind.
    pub kind: Option<BacklinkKind>,
    /// The words of a mention.
    pub words: Option<String>,
    /// Whether it is linked.
    pub linked: Option<LinkState>,
    /// Whether it possibly means another name.
    pub possible: bool,
    /// Whether it is hidden.
    pub hidden: bool,
}

impl Scanned {
    /// What a row says; `None` if the list does not say what its rows are about.
    pub(super) fn read(part: &impl Fn(Part) -> Option<String>) -> Result<Option<Self>, Reason> {
        let Some(found) = part(Part::Row) else {
            return Ok(None);
        };
        let found = Found::of(&found).ok_or(Key::ImportNoRow)?;
        let name = |name| part(name).map(|name| cut_owned(name, MAX_NAME_CHARS));
        let flag = |flag| part(flag).as_deref().and_then(yes_or_no);
        let rel = part(Part::Rel).unwrap_or_default();
        let qualifies = |token: &&str| rel.split_whitespace().any(|found| found == *token);
        let rel = QUALIFYING.iter().copied().filter(qualifies);
        Ok(Some(Self {
            found,
            site: name(Part::Site),
            source: name(Part::Source),
            followed: flag(Part::Followed),
            rel: rel.map(str::to_owned).collect(),
            region: part(Part::Region).as_deref().and_then(region),
            kind: part(Part::Kind).as_deref().and_then(kind),
            words: part(Part::Words).map(|words| cut_owned(words, MAX_MENTION_CHARS)),
            linked: part(Part::Linked).as_deref().and_then(link_state),
            possible: flag(Part::Possible) == Some(true),
            hidden: flag(Part::Hidden) == Some(true),
        }))
    }
}

fn region(name: &str) -> Option<Region> {
    Region::ALL.into_iter().find(|region| region.name() == name)
}

fn kind(name: &str) -> Option<BacklinkKind> {
    BacklinkKind::ALL
        .into_iter()
        .find(|kind| kind.name() == name)
}

fn link_state(name: &str) -> Option<LinkState> {
    Some(match name {
        "own" => LinkState::Own,
        "other" => LinkState::Other,
        "none" => LinkState::None,
        _ => return None,
    })
}
