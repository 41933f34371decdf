//! Where on the page a link stands, and why that is thought.
//!
//! One door: [`Regions::of`] reads the document once, [`Regions::at`] answers for any node.

mod body;
mod calibrated;
mod confidence;
mod decide;
mod evidence;
mod facts;
mod hint;
mod kind;
mod landmark;
mod lexicon;
mod names;
mod phrase;
mod phrases;
mod position;
mod reasons;
mod rules;
mod scene;
mod target;
mod targets;
mod thread;
mod words;

use serde::{Deserialize, Serialize};

use crate::document::{Document, NodeId, Text};
use crate::link::Found;
use crate::page::PageKind;
use crate::reason::{Key, Reason};
use crate::url::Url;

use body::Body;
use evidence::Evidence;
use facts::Facts;
use scene::Scene;
use thread::Thread;

pub use crate::region::Region;
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
    /// Whether the region is taken as known.
    pub fn is_sure(&self) -> bool {
        self.confidence >= SURE
    }
}

/// The regions of a document.
#[derive(Debug)]
pub struct Regions {
    decisions: Vec<(Region, Vec<Reason>)>,
    /// By node index, which of the decisions.
    of: Vec<u32>,
    /// By node index, whether the lines it stands in are running text.
    prose: Vec<bool>,
    /// By link of the inventory, what its address is for.
    targets: Vec<Target>,
    kind: PageKind,
}

impl Regions {
    /// Finds the regions of a document. `links` is its inventory, `page` the page's address.
    pub fn of(document: &Document<'_>, text: &Text, links: &[Found<'_>], page: &Url) -> Self {
        let evidence = Evidence::gather(document, text, links, page);
        let body = Body::find(&evidence);
        let thread = Thread::find(&evidence);
        let kind = kind::of(&evidence, &body, &thread, page);
        let scene = Scene {
            text,
            links,
            evidence: &evidence,
            body,
            thread,
            kind,
            title: evidence.title(),
        };
        let zones = scene.decide();
        let decisions = zones
            .list
            .iter()
            .map(|zone| (zone.region, reasons::because(document, &scene, zone)))
            .collect();
        // What is known of each element goes here: it is the largest thing made of a page.
        let Evidence {
            facts,
            mut places,
            targets,
            ..
        } = evidence;
        let in_prose = |&at: &u32| {
            let own = facts.get(at as usize);
            let block = own.and_then(|own| facts.get(own.block));
            block.is_some_and(Facts::is_prose)
        };
        let prose = places.iter().map(in_prose).collect();
        for place in &mut places {
            *place = zones.of.get(*place as usize).copied().unwrap_or(0);
        }
        Self {
            decisions,
            of: places,
            prose,
            targets,
            kind,
        }
    }

    /// The region a node stands in.
    pub fn at(&self, node: NodeId) -> Placement {
        let zone = self.of.get(node.index()).copied().unwrap_or(0) as usize;
        let nowhere = (Region::Content, Vec::new());
        let (region, because) = self.decisions.get(zone).unwrap_or(&nowhere);
        let ground = because.first().map_or(Key::OutsideMain, Reason::key);
        Placement {
            region: *region,
            confidence: confidence::of(*region, ground, self.is_in_prose(node)),
            because: because.clone(),
        }
    }

    /// Whether the lines a node stands in are running text.
    pub fn is_in_prose(&self, node: NodeId) -> bool {
        self.prose.get(node.index()) == Some(&true)
    }

    /// What the address of one of the document's links is for.
    pub(crate) fn target(&self, link: usize) -> Option<Target> {
        self.targets.get(link).copied()
    }

    /// What kind of page it is.
    pub fn kind(&self) -> PageKind {
        self.kind
    }
}
