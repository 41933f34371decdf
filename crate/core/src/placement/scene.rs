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
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
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
    ShopButton,
    Panel,
    Banner,
    AuthorLinks,
    Logo,
}

impl Grounds {
    /// A number for each kind of grounds, for the model.
    pub(super) fn number(self) -> i16 {
        match self {
            Self::OutsideMain => 0,
            Self::MainArea => 1,
            Self::MainText => 2,
            Self::Named(_) => 3,
            Self::Heading(_) => 4,
            Self::Post(_) => 5,
            Self::ShareForm => 6,
            Self::Profile => 7,
            Self::Rel => 8,
            Self::Control => 9,
            Self::Skip => 10,
            Self::Address => 11,
            Self::AfterBy => 12,
            Self::LinkBlock => 13,
            Self::PolicyBlock => 14,
            Self::BeforeMain => 15,
            Self::ContentsList => 16,
            Self::Hidden => 17,
            Self::Empty => 18,
            Self::AdvertServer => 19,
            Self::Banner => 20,
            Self::AuthorLinks => 21,
            Self::Logo => 22,
            Self::ShopButton => 23,
            Self::Panel => 24,
        }
    }

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
#[derive(Debug)]
pub(super) struct Scene<'a> {
    pub(super) text: &'a Text,
    pub(super) links: &'a [Found<'a>],
    pub(super) evidence: Evidence,
    pub(super) body: Body,
    pub(super) thread: Thread,
    pub(super) kind: PageKind,
    /// The first title heading outside menus; 0 if there is none.
    pub(super) title: At,
}

/// The zones of a page, and which one each element is in.
#[derive(Debug)]
pub(super) struct Zones {
    pub(super) list: Vec<Zone>,
    /// By place.
    pub(super) of: Vec<u32>,
    /// What all rules said, allowed or not, element by element and there by precedence.
    pub(super) votes: Vec<Vote>,
    /// By place, how many votes were cast up to it, its own included.
    pub(super) cast: Vec<u32>,
}

/// What one rule says of an element.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Vote {
    /// The region it may be of.
    pub(super) region: Region,
    /// Why.
    pub(super) grounds: Grounds,
}

impl Zones {
    /// The zone that an element is in.
    pub(super) fn around(&self, at: At) -> Option<&Zone> {
        self.list.get(*self.of.get(at)? as usize)
    }

    /// What the rules said of an element.
    pub(super) fn votes_at(&self, at: At) -> &[Vote] {
        let cast = |at: At| {
            self.cast
                .get(at)
                .map_or(self.votes.len(), |&cast| cast as usize)
        };
        let start = at.checked_sub(1).map_or(0, cast);
        self.votes.get(start..cast(at)).unwrap_or_default()
    }

    /// Why an element may be of a region: the first vote for it there, if any rule votes so.
    pub(super) fn ground_for(&self, region: Region, at: At) -> Option<Grounds> {
        let mut votes = self.votes_at(at).iter();
        votes
            .find(|vote| vote.region == region)
            .map(|vote| vote.grounds)
    }
}

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
        if self.facts.heading().is_some() {
            Hints::NONE
        } else if self.facts.label().is_empty() {
            self.under.says
        } else {
            self.facts.label()
        }
    }

    /// The heading that says it.
    pub(super) fn heading_grounds(&self) -> Grounds {
        Grounds::Heading(if self.facts.label().is_empty() {
            self.under.at
        } else {
            self.facts.label_at()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn votes_are_found_by_place() {
        let vote = |region, grounds| Vote { region, grounds };
        let zones = Zones {
            list: Vec::new(),
            of: Vec::new(),
            votes: vec![
                vote(Region::Footer, Grounds::PolicyBlock),
                vote(Region::Other, Grounds::Control),
                vote(Region::Share, Grounds::Profile),
                vote(Region::Share, Grounds::ShareForm),
            ],
            cast: vec![1, 1, 4],
        };
        assert_eq!(zones.votes_at(0).len(), 1);
        assert!(zones.votes_at(1).is_empty() && zones.votes_at(3).is_empty());
        assert_eq!(zones.votes_at(2).len(), 3);
        assert_eq!(zones.ground_for(Region::Share, 2), Some(Grounds::Profile));
        assert_eq!(zones.ground_for(Region::Share, 0), None);
    }
}
