//! Why a link is said to be in a region: the strongest vote for it, or what moved the model most.

use std::collections::{BTreeMap, HashMap};

use html5ever::{LocalName, local_name};

use super::facts::{At, Facts};
use super::features::{Fact, Features, Subject};
use super::hint::Hints;
use super::model;
use super::quoted::{before, host, path, quote};
use super::scene::{Grounds, Scene};
use super::{Region, landmark, names, phrase, told};
use crate::document::Document;
use crate::reason::{Key, Reason};

/// Reasons of a page's links, as far as they were asked for.
#[derive(Default, Debug)]
pub(super) struct Reasons {
    /// By the vote that speaks for a region: links of one block share it.
    of_votes: HashMap<(At, Grounds), Vec<Reason>>,
    /// By group and region, the facts that moved the model most.
    facts: HashMap<(u64, Region), Vec<Fact>>,
}

impl Reasons {
    /// Why a subject is of a region: the strongest vote for that, or where no rule votes so, the two
    /// facts that moved the model most.
    pub(super) fn because(
        &mut self,
        features: &Features<'_>,
        subject: &Subject<'_>,
        region: Region,
    ) -> Vec<Reason> {
        let scene = &features.scene;
        if let Some((at, grounds)) = strongest_vote(features, subject, region) {
            let reasons = self.of_votes.entry((at, grounds));
            return reasons
                .or_insert_with(|| vec![of_vote(features.document, scene, at, grounds)])
                .clone();
        }
        let key = (features.chain(subject), region);
        let facts = self.facts.entry(key);
        let facts = facts.or_insert_with(|| strongest_facts(features, subject, region));
        let worded = facts
            .iter()
            .filter_map(|&fact| told::fact(features, subject, region, fact));
        let reasons: Vec<Reason> = worded.take(FACTS).collect();
        if reasons.is_empty() {
            vec![Key::OutsideMain.into()]
        } else {
            reasons
        }
    }
}

/// So many facts stand for a vote.
const FACTS: usize = 2;

/// What speaks for a region by name: the rules' own decision if it is the same, else the nearest
/// vote around. That nothing speaks for another region is no vote.
fn strongest_vote(
    features: &Features<'_>,
    subject: &Subject<'_>,
    region: Region,
) -> Option<(At, Grounds)> {
    let zone = subject.zone;
    if zone.region == region && zone.grounds != Grounds::OutsideMain {
        return Some((zone.at, zone.grounds));
    }
    let evidence = &features.scene.evidence;
    let mut at = subject.at;
    while at > 0 {
        if let Some(grounds) = features.zones.ground_for(region, at) {
            return Some((at, grounds));
        }
        at = evidence.at(at)?.parent;
    }
    None
}

/// What moved the model towards a region, the strongest first.
fn strongest_facts(features: &Features<'_>, subject: &Subject<'_>, region: Region) -> Vec<Fact> {
    let about = features.facts(subject);
    let mut sums: BTreeMap<Fact, f32> = BTreeMap::new();
    model::of_links().explain(region as usize, &features.of(subject), |feature, by| {
        if let Some(&fact) = about.get(feature) {
            *sums.entry(fact).or_default() += by;
        }
    });
    let mut towards: Vec<(Fact, f32)> = sums.into_iter().filter(|&(_, by)| by > 0.0).collect();
    towards.sort_by(|one, other| other.1.total_cmp(&one.1));
    towards.into_iter().map(|(fact, _)| fact).collect()
}

/// What a vote rests on, in words.
fn of_vote(document: &Document<'_>, scene: &Scene<'_>, at: At, grounds: Grounds) -> Reason {
    let Some(facts) = scene.evidence.at(at) else {
        return Key::OutsideMain.into();
    };
    let words = || quote(scene.text.slice(facts.node));
    match grounds {
        Grounds::OutsideMain => Key::OutsideMain.into(),
        Grounds::MainArea => Key::MainArea.into(),
        Grounds::MainText => Key::MainText.into(),
        Grounds::Named(hints) => named(document, facts, hints),
        Grounds::Heading(at) => {
            let heading = scene.evidence.at(at).map(|facts| facts.node);
            let text = heading.map_or("", |node| scene.text.slice(node));
            Reason::new(Key::UnderHeading, [quote(text)])
        }
        Grounds::Post(number) => Reason::new(Key::ByVisitor, [number.to_string()]),
        Grounds::ShareForm => Reason::new(Key::ShareForm, [host(scene, facts)]),
        Grounds::Profile => Reason::new(Key::ProfileAt, [host(scene, facts)]),
        Grounds::Rel => Reason::new(
            Key::RelSays,
            [quote(
                document
                    .attribute(facts.node, &local_name!("rel"))
                    .unwrap_or(""),
            )],
        ),
        Grounds::Control => Reason::new(Key::ControlOf, [words()]),
        Grounds::Skip => Key::SkipsTo.into(),
        Grounds::Address => Reason::new(Key::AddressSays, [path(scene, facts)]),
        Grounds::AfterBy => Reason::new(Key::AfterBy, [before(scene, facts)]),
        Grounds::LinkBlock => Reason::new(
            Key::LinkBlock,
            [
                facts.counts().links.to_string(),
                facts.link_percent().to_string(),
            ],
        ),
        Grounds::PolicyBlock => Key::PolicyBlock.into(),
        Grounds::BeforeMain => Key::BeforeMain.into(),
        Grounds::ContentsList => Key::ContentsList.into(),
        Grounds::Hidden => Key::HiddenBlock.into(),
        Grounds::Empty => Key::EmptyLink.into(),
        Grounds::AdvertServer => Reason::new(Key::AdvertServer, [host(scene, facts)]),
        Grounds::ShopButton => Reason::new(Key::ShopButton, [host(scene, facts)]),
        Grounds::Panel => Key::AsksVisitor.into(),
        Grounds::Banner => Reason::new(Key::Banner, [host(scene, facts)]),
        Grounds::AuthorLinks => Key::AuthorLinks.into(),
        Grounds::Logo => Key::SiteLogo.into(),
    }
}

/// Which of the element's tag, role, microdata and names said so.
fn named(document: &Document<'_>, facts: &Facts, hints: Hints) -> Reason {
    let node = facts.node;
    let attribute = |name: &LocalName| document.attribute(node, name);
    if let Some(name) = document.name(node)
        && landmark::of_element(name).any(hints)
    {
        return Reason::new(Key::InsideLandmark, [name.to_string()]);
    }
    if let Some(role) = attribute(&LocalName::from("role"))
        && landmark::of_role(role).any(hints)
    {
        return Reason::new(Key::InsideRole, [quote(role.trim())]);
    }
    if let Some(name) = document.name(node)
        && names::hints_of_element(name).any(hints)
    {
        return Reason::new(Key::NamedBlock, [quote(name)]);
    }
    for name in [local_name!("itemtype"), local_name!("itemprop")] {
        let value = attribute(&name).unwrap_or("");
        let said = landmark::of_type(value).and(landmark::of_property(value));
        if said.any(hints) {
            return Reason::new(Key::MarkedUp, [quote(value)]);
        }
    }
    for name in [
        local_name!("id"),
        local_name!("class"),
        local_name!("aria-label"),
    ] {
        if let Some(found) = names::name_with(attribute(&name).unwrap_or(""), hints) {
            return Reason::new(Key::NamedBlock, [quote(found)]);
        }
    }
    let label = attribute(&local_name!("aria-label")).unwrap_or("");
    if phrase::heading(label).any(hints) {
        return Reason::new(Key::NamedBlock, [quote(label)]);
    }
    Key::OutsideMain.into()
}
