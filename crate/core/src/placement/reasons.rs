//! What a decision rests on, and how that is put in words.

use html5ever::{LocalName, local_name};

use super::facts::Facts;
use super::hint::Hints;
use super::scene::{Grounds, Scene, Zone};
use super::{landmark, names, phrase};
use crate::document::{Document, head_chars, tail_chars};
use crate::reason::{Key, Reason};

/// Longest piece of the page quoted in a reason, in characters.
const QUOTE: usize = 48;

/// The reasons for a zone, the deciding one first.
pub(super) fn because(document: &Document<'_>, scene: &Scene<'_>, zone: &Zone) -> Vec<Reason> {
    let Some(facts) = scene.evidence.at(zone.at) else {
        return vec![Key::OutsideMain.into()];
    };
    let words = || quote(scene.text.slice(facts.node));
    let reason = match zone.grounds {
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
            [facts.links.to_string(), facts.link_percent().to_string()],
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
    };
    vec![reason]
}

fn quote(text: &str) -> String {
    head_chars(text, QUOTE).replace('\n', " ")
}

fn host(scene: &Scene<'_>, facts: &Facts) -> String {
    let url = facts
        .link
        .and_then(|link| scene.links.get(link)?.url.as_ref());
    url.and_then(|url| url.host_str().or(Some(url.scheme())))
        .unwrap_or("")
        .to_owned()
}

fn path(scene: &Scene<'_>, facts: &Facts) -> String {
    let url = facts
        .link
        .and_then(|link| scene.links.get(link)?.url.as_ref());
    url.map_or_else(String::new, |url| {
        quote(crate::url::address_after_host(url))
    })
}

fn before(scene: &Scene<'_>, facts: &Facts) -> String {
    let head = scene.text.as_str().get(..facts.start).unwrap_or("");
    let tail = tail_chars(head, 32).trim_end();
    let line = tail.rsplit('\n').next().unwrap_or("");
    tail_chars(line, 16).trim().to_owned()
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
