//! What a decision looks at and what it gives: the page as a scene, an element as it is met, the zone
//! that begins there, and what that rests on.

use super::Region;
use super::body::Body;
use super::evidence::Evidence;
use super::facts::{At, Facts, Heading};
use super::hint::Hints;
use super::thread::Thread;
use crate::document::Text;
use crate::link::Found;
use crate::page::PageKind;

/// What a decision rests on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Grounds {
    /// Nothing speaks for anything else.
    OutsideMain,
    /// The main area.
    MainArea,
    /// The main text.
    MainText,
    /// What the element is called, by tag, role, microdata or name.
    Named(Hints),
    /// The heading at a place.
    Heading(usize),
    /// A post's number.
    Post(u32),
    ShareForm,
    Profile,
    Rel,
    Control,
    Skip,
    Address,
    AfterBy,
    LinkBlock,
    PolicyBlock,
    BeforeMain,
    ContentsList,
    Hidden,
    Empty,
    AdvertServer,
    Banner,
    AuthorLinks,
    Logo,
}

impl Grounds {
    /// Whether these are worth a zone of their own inside a zone of the same region.
    pub(super) fn refines(self, outer: Self) -> bool {
        matches!(
            (self, outer),
            (Self::MainArea, Self::OutsideMain)
                | (Self::MainText, Self::OutsideMain | Self::MainArea)
                | (Self::Post(_) | Self::Named(Hints::ACCOUNT), _)
        )
    }
}

/// A region that begins somewhere.
#[derive(Clone, Debug)]
pub(super) struct Zone {
    /// The region.
    pub(super) region: Region,
    /// What it was decided on.
    pub(super) grounds: Grounds,
    /// The element it begins with.
    pub(super) at: At,
    /// Whether it stands above the page's text, as the site's banner does.
    pub(super) top: bool,
    /// Whether it is one post of a thread.
    pub(super) post: bool,
}

impl Zone {
    /// Whether nothing but the place on the page has spoken yet.
    pub(super) fn is_open(&self) -> bool {
        self.region == Region::Content || self.grounds == Grounds::BeforeMain
    }
}

/// All that a decision looks at.
pub(super) struct Scene<'a> {
    pub(super) text: &'a Text,
    pub(super) links: &'a [Found<'a>],
    pub(super) evidence: &'a Evidence,
    pub(super) body: Body,
    pub(super) thread: Thread,
    pub(super) kind: PageKind,
    /// The first title heading outside menus; 0 if there is none.
    pub(super) title: At,
}

/// The zones of a page, and which one each element is in.
#[derive(Debug)]
pub(super) struct Zones {
    pub(super) zones: Vec<Zone>,
    /// By place.
    pub(super) of: Vec<u32>,
}

/// A region and what it was decided on.
pub(super) type Decision = Option<(Region, Grounds)>;

/// An element as it is met.
pub(super) struct Entry<'a> {
    /// Its place.
    pub(super) at: At,
    /// What is known of it.
    pub(super) facts: &'a Facts,
    /// What it is called, as far as that can be meant for all it holds.
    pub(super) hints: Hints,
    /// The zone around it.
    pub(super) zone: &'a Zone,
    /// What the last heading before it says.
    pub(super) under: Under,
}

impl Entry<'_> {
    /// What headings say of it: the one it begins with, or the last one before it.
    pub(super) fn heading_hints(&self) -> Hints {
        if self.facts.heading.is_some() {
            Hints::NONE
        } else if self.facts.label.is_empty() {
            self.under.says
        } else {
            self.facts.label
        }
    }

    /// The heading that says it.
    pub(super) fn heading_grounds(&self) -> Grounds {
        Grounds::Heading(if self.facts.label.is_empty() {
            self.under.at
        } else {
            self.facts.label_at
        })
    }
}

/// What the last heading among siblings says.
#[derive(Clone, Copy, Default)]
pub(super) struct Under {
    says: Hints,
    level: u8,
    at: At,
}

impl Under {
    /// A heading below the level of the last one does not end what that one announced.
    pub(super) fn hear(&mut self, heading: &Heading) {
        let level = heading.level.get();
        if !self.says.is_empty() && heading.says.is_empty() && level > self.level {
            return;
        }
        *self = Self {
            says: heading.says,
            level,
            at: heading.at,
        };
    }
}
