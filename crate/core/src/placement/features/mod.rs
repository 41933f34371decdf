//! Features: what the model sees of a link, as small integers.
//!
//! Each file has the features of one sort. Which number is which is decided by their order alone;
//! [`Sink`] is told a name with each, so that the table of labelled links can be read by people.

mod address;
mod around;
mod blocks;
mod kin;
mod line;
mod page;
mod scale;
mod table;
mod whole;

use super::evidence::Evidence;
use super::facts::{At, Facts};
use super::label::Label;
use super::scene::{Scene, Zone, Zones};
use super::target::Target;
use crate::document::{Document, NodeId};
use crate::link::Found;
use crate::url::Url;

use kin::Kin;
use page::HeadingAt;

pub use table::FeatureTable;
pub(super) use whole::Whole;

/// What a feature is about, as a person would say it: by these the model's answer is explained.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Fact {
    /// The page as a whole.
    Page,
    /// How far down the page the link stands.
    Place,
    /// Where it is to the page's title.
    Title,
    /// Where it is to the page's main text.
    MainText,
    /// The elements around it.
    Landmarks,
    /// What the elements around it are called.
    Names,
    /// What the blocks around it hold.
    Block,
    /// How many blocks like its own stand side by side.
    List,
    /// The last heading before it.
    Heading,
    /// The text of its own lines.
    Line,
    /// Its anchor text.
    Anchor,
    /// Its address and rel.
    Address,
    /// What the rules say.
    Rules,
}

/// What takes features, one by one.
pub(super) trait Sink {
    /// Takes the next feature. `of` tells features of one name apart.
    fn put(&mut self, fact: Fact, name: &'static str, of: &'static str, value: i16);
}

/// Values alone.
impl Sink for Vec<i16> {
    fn put(&mut self, _: Fact, _: &'static str, _: &'static str, value: i16) {
        self.push(value);
    }
}

/// What each feature is about.
impl Sink for Vec<Fact> {
    fn put(&mut self, fact: Fact, _: &'static str, _: &'static str, _: i16) {
        self.push(fact);
    }
}

/// Names alone.
impl Sink for Vec<String> {
    fn put(&mut self, _: Fact, name: &'static str, of: &'static str, _: i16) {
        self.push(format!("{name}{of}"));
    }
}

/// What is asked about: a link, or a place in the text where a link might stand.
#[derive(Clone, Copy)]
pub(super) struct Subject<'a> {
    /// The element.
    pub(super) at: At,
    pub(super) facts: &'a Facts,
    /// The link it is.
    pub(super) link: Option<&'a Found<'a>>,
    pub(super) target: Target,
    /// Its text, and what that asks for.
    pub(super) words: &'a str,
    pub(super) label: Label,
    /// Where its text begins in the page's text, and how long it is, in bytes.
    pub(super) start: usize,
    pub(super) text: u32,
    /// How many links stand before it.
    pub(super) links_before: usize,
    /// How far below the element it stands: 0 for a link, 1 for a place in an element's text.
    pub(super) below: usize,
    /// The zone it is in.
    pub(super) zone: &'a Zone,
}

impl Subject<'_> {
    /// What is known of the link's own element.
    pub(super) fn own(&self) -> Option<&Facts> {
        self.link.map(|_| self.facts)
    }
}

/// All that features are made of.
#[derive(Debug)]
pub(super) struct Features<'a> {
    pub(super) document: &'a Document<'a>,
    pub(super) scene: Scene<'a>,
    pub(super) zones: Zones,
    kin: Kin<'a>,
    page: page::Page,
    addresses: address::Addresses<'a>,
}

impl<'a> Features<'a> {
    pub(super) fn new(
        document: &'a Document<'a>,
        scene: Scene<'a>,
        zones: Zones,
        page: &'a Url,
    ) -> Self {
        Self {
            document,
            kin: Kin::new(document, &scene.evidence),
            page: page::Page::of(&scene),
            addresses: address::Addresses::of(scene.links, page),
            scene,
            zones,
        }
    }

    /// A link of the inventory; `None` where it is in no element that counts.
    pub(super) fn link(&self, index: usize) -> Option<Subject<'_>> {
        let link = self.scene.links.get(index)?;
        let at = self.evidence().place(link.node);
        let facts = self
            .evidence()
            .at(at)
            .filter(|facts| facts.node == link.node)?;
        Some(Subject {
            at,
            facts,
            link: Some(link),
            target: self
                .evidence()
                .targets
                .get(index)
                .copied()
                .unwrap_or(Target::Plain),
            words: self.scene.text.slice(link.node),
            label: self
                .evidence()
                .labels
                .get(index)
                .copied()
                .unwrap_or_default(),
            start: facts.start,
            text: facts.text,
            links_before: index,
            below: 0,
            zone: self.zones.around(at)?,
        })
    }

    /// A node of the text, as if a link stood there.
    pub(super) fn node(&self, node: NodeId) -> Option<Subject<'_>> {
        let at = self.evidence().place(node);
        let is_before = |link: &Found<'_>| self.evidence().place(link.node) < at;
        Some(Subject {
            at,
            facts: self.evidence().at(at)?,
            link: None,
            target: Target::Plain,
            words: STANDING_IN,
            label: Label::default(),
            start: self.scene.text.range(node).start,
            text: page::bytes(STANDING_IN.len()),
            links_before: self.scene.links.partition_point(is_before),
            below: 1,
            zone: self.zones.around(at)?,
        })
    }

    /// What a link's ancestors are made of: equal for links of one group.
    pub(super) fn chain(&self, subject: &Subject<'_>) -> u64 {
        self.kin.chain(&self.scene.evidence, subject.at)
    }

    /// All features of a subject.
    pub(super) fn of(&self, subject: &Subject<'_>) -> Vec<i16> {
        let mut values = Vec::with_capacity(ROOM);
        self.put(subject, &mut values);
        values
    }

    /// What each feature is about.
    pub(super) fn facts(&self, subject: &Subject<'_>) -> Vec<Fact> {
        let mut facts = Vec::with_capacity(ROOM);
        self.put(subject, &mut facts);
        facts
    }

    /// Gives all features of a subject, always as many and in the same order.
    pub(super) fn put(&self, subject: &Subject<'_>, sink: &mut impl Sink) {
        page::put(&self.page, sink);
        page::put_place(&self.scene, &self.page, subject, sink);
        around::put(self.document, &self.scene, &self.zones, subject, sink);
        blocks::put(&self.scene, &self.kin, subject, sink);
        line::put(&self.scene, &self.page, subject, sink);
        address::put(self.document, &self.addresses, subject, sink);
    }

    /// The nearest block around a subject that holds more than its own line.
    pub(super) fn block_around(&self, subject: &Subject<'_>) -> At {
        let own = subject.facts.block;
        blocks::larger(self.evidence(), own).unwrap_or(own)
    }

    /// How many like blocks stand side by side in the longest list around a subject.
    pub(super) fn longest_list(&self, subject: &Subject<'_>) -> u16 {
        blocks::longest_list(self.evidence(), &self.kin, subject).0
    }

    /// The last heading before a subject.
    pub(super) fn heading_before(&self, subject: &Subject<'_>) -> Option<&HeadingAt> {
        self.page.heading_before(subject.at)
    }

    fn evidence(&self) -> &Evidence {
        &self.scene.evidence
    }
}

/// Room that is made for the features at once. There are some fewer; more would only cost a second
/// allocation.
const ROOM: usize = 480;

/// The text of a link that might stand somewhere: short, as most are.
const STANDING_IN: &str = "a link here";
