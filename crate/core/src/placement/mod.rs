//! Where on the page a link stands, and why that is thought.
//!
//! One door: [`Regions::of`] reads the document once, [`Regions::at`] answers for any node.

mod answer;
mod beginnings;
mod body;
mod decide;
mod evidence;
mod facts;
mod features;
mod hint;
mod kind;
mod label;
mod landmark;
mod lexicon;
mod loose_words;
mod model;
mod names;
mod page_kind;
mod phrase;
mod phrases;
mod position;
mod quoted;
mod reasons;
mod rules;
mod scene;
mod target;
mod targets;
mod thread;
mod told;
mod words;

use std::cell::RefCell;

use serde::{Deserialize, Serialize};

use crate::document::{Document, NodeId, Text};
use crate::link::Found;
use crate::page::PageKind;
use crate::reason::{Key, Reason};
use crate::url::Url;

use answer::Answer;
use body::Body;
use evidence::Evidence;
use facts::Facts;
use features::{Features, Subject};
use reasons::Reasons;
use scene::Scene;
use thread::Thread;

pub use crate::region::Region;
pub use features::FeatureTable;
pub(crate) use target::Target;

/// A region with how sure that is and why.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Placement {
    /// The region.
    pub region: Region,
    /// How sure, from 0 to 1.
    pub confidence: f64,
    /// What speaks for it.
    pub because: Vec<Reason>,
}

/// From this confidence on a region is taken as known; below, it is said to be unsure.
const SURE: f64 = 0.6;

impl Placement {
    /// Where nothing is known.
    fn nowhere() -> Self {
        Self {
            region: Region::Content,
            confidence: 0.0,
            because: vec![Key::OutsideMain.into()],
        }
    }

    /// Whether the region is taken as known.
    pub fn is_sure(&self) -> bool {
        self.confidence >= SURE
    }
}

/// The regions alone.
fn regions_of(answers: &[Option<Answer>]) -> Vec<Option<Region>> {
    let region = |answer: &Option<Answer>| answer.map(|answer| answer.region);
    answers.iter().map(region).collect()
}

/// The regions of a document.
#[derive(Debug)]
pub struct Regions<'a> {
    features: Features<'a>,
    /// By link of the inventory.
    answers: Vec<Option<Answer>>,
    kind: Option<PageKind>,
    /// The reasons that were asked for.
    reasons: RefCell<Reasons>,
}

impl<'a> Regions<'a> {
    /// Finds the regions of a document. `links` is its inventory, `page` the page's address.
    pub fn of(
        document: &'a Document<'a>,
        text: &'a Text,
        links: &'a [Found<'a>],
        page: &'a Url,
    ) -> Self {
        let evidence = Evidence::gather(document, text, links, page);
        let body = Body::find(&evidence);
        let thread = Thread::find(&evidence);
        let kind = kind::of(&evidence, &body, &thread, page);
        let title = evidence.title();
        let scene = Scene {
            text,
            links,
            evidence,
            body,
            thread,
            kind,
            title,
        };
        let zones = scene.decide();
        let features = Features::new(document, scene, zones, page);
        let answers = answer::of_links(&features);
        Self {
            kind: page_kind::of(&features, &regions_of(&answers)),
            answers,
            features,
            reasons: RefCell::default(),
        }
    }

    /// Where a node is: with the link it is in, or where a link would be in its place.
    pub fn at(&self, node: NodeId) -> Placement {
        let Some((subject, answer)) = self.answer(node) else {
            return Placement::nowhere();
        };
        let mut reasons = self.reasons.borrow_mut();
        Placement {
            region: answer.region,
            confidence: answer.confidence(),
            because: reasons.because(&self.features, &subject, answer.region),
        }
    }

    /// The region alone, without the work of saying why.
    pub fn region(&self, node: NodeId) -> Region {
        self.answer(node)
            .map_or(Region::Content, |(_, answer)| answer.region)
    }

    /// What was asked about a node, and the answer.
    fn answer(&self, node: NodeId) -> Option<(Subject<'_>, Answer)> {
        let evidence = &self.features.scene.evidence;
        let link = evidence.at(evidence.place(node)).and_then(|own| own.link);
        let known = link.and_then(|link| {
            let answer = self.answers.get(link).copied().flatten()?;
            Some((self.features.link(link)?, answer))
        });
        known.or_else(|| {
            let subject = self.features.node(node)?;
            let answer = answer::of_place(&self.features, &subject);
            Some((subject, answer))
        })
    }

    /// Whether the lines a node stands in are running text.
    pub fn is_in_prose(&self, node: NodeId) -> bool {
        let evidence = &self.features.scene.evidence;
        let own = evidence.at(evidence.place(node));
        let block = own.and_then(|own| evidence.at(own.block));
        block.is_some_and(Facts::is_prose)
    }

    /// What the address of one of the document's links is for.
    pub(crate) fn target(&self, link: usize) -> Option<Target> {
        self.features.scene.evidence.targets.get(link).copied()
    }

    /// What kind of page it is; `None` where that is not sure.
    pub fn kind(&self) -> Option<PageKind> {
        self.kind
    }

    /// What the model sees of each link, for tools that train it.
    pub fn table(&self) -> FeatureTable {
        FeatureTable::of(&self.features, &regions_of(&self.answers))
    }
}
